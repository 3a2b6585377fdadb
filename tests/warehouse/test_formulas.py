"""The arithmetic of indicators, against the worked examples of the field."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from settings import DATA
from warehouse import catalogue, formulas
from warehouse.periods import add_months, containing, month_end, months_between, parse, spanning

BANDS = catalogue.load(DATA).bands


@pytest.mark.parametrize(
    ("value", "target", "direction", "expected"),
    [
        # LKjIP Sampang 2019: (2 x 7 - 6,5) / 7 = 107,14 ; (2 x 8 - 9) / 8 = 87,5
        ("6.5", "7", "lower", "107.14"),
        ("9", "8", "lower", "87.50"),
        ("80", "100", "higher", "80.00"),
        # More than twice the target: (2 x 7 - 15) / 7 is negative and floors at 0.
        ("15", "7", "lower", "0.00"),
    ],
)
def test_achievement_follows_permendagri_86_2017(
    value: str, target: str, direction: str, expected: str
) -> None:
    reached = formulas.achievement(D(value), D(target), direction)  # type: ignore[arg-type]
    assert reached is not None
    assert formulas.rounded(reached, 2) == D(expected)


def test_there_is_no_achievement_without_a_target_or_with_target_zero_or_for_a_neutral_indicator() -> None:
    assert formulas.achievement(D(5), D(0), "higher") is None
    assert formulas.achievement(D(5), None, "higher") is None
    assert formulas.achievement(None, D(5), "higher") is None
    assert formulas.achievement(D(5), D(5), "neutral") is None


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        # Coverage figures printed by Agam, Tanah Datar, Sumatera Barat; 43 of 60 is 71,7 and not 71,6.
        ("149181", "161879", "92.16"),
        ("101947", "103704", "98.31"),
        ("49074", "96872", "50.66"),
        ("3657555", "3929243", "93.09"),
        ("43", "60", "71.67"),
        # LRA 2020: 98,01
        ("488675505076.48", "498593447154.00", "98.01"),
    ],
)
def test_a_share_is_its_numerator_over_its_denominator(
    numerator: str, denominator: str, expected: str
) -> None:
    share = formulas.share(D(numerator), D(denominator), 100)
    assert share is not None
    assert formulas.rounded(share, 2) == D(expected)


def test_a_deviation_is_the_difference_in_points() -> None:
    # Q3-2021 in Sumatera Barat: 57,4 - 73,92 = -16,52 ; 45,65 - 80,13 = -34,48
    assert D("57.4") - D("73.92") == D("-16.52")
    assert formulas.share(D("45.65") - D("80.13"), D(100), 100) == D("-34.48")


def test_a_share_of_nothing_is_unknown_and_not_zero() -> None:
    assert formulas.share(D(0), D(0), 100) is None
    assert formulas.share(None, D(5), 100) is None


@pytest.mark.parametrize(
    ("scheme", "value", "code"),
    [
        ("capaian", "90.01", "sangat_tinggi"),
        ("capaian", "90", "tinggi"),
        ("capaian", "75.6", "tinggi"),
        ("capaian", "75", "sedang"),
        ("capaian", "65", "rendah"),
        ("capaian", "50", "sangat_rendah"),
        ("capaian", "0", "sangat_rendah"),
        ("laju", "95", "sesuai"),
        ("laju", "94.99", "perhatian"),
        ("laju", "80", "perhatian"),
        ("laju", "79.99", "kritis"),
        ("deviasi", "-5", "sesuai"),
        ("deviasi", "-5.01", "perhatian"),
        ("deviasi", "-10", "perhatian"),
        ("deviasi", "-10.01", "kritis"),
    ],
)
def test_bands_are_half_open_and_leave_no_hole(scheme: str, value: str, code: str) -> None:
    band = formulas.band(D(value), scheme, BANDS)
    assert band is not None
    assert band.code == code


@given(st.decimals(min_value=-1000, max_value=1000, places=4))
def test_every_value_lies_in_exactly_one_band_of_each_scheme(value: D) -> None:
    for scheme in ("capaian", "laju", "deviasi"):
        assert formulas.band(value, scheme, BANDS) is not None


def test_a_straight_path_stands_where_its_months_put_it() -> None:
    # From 80 to 92 in twelve months: after 3 of them 80 + 12 x 3/12 = 83.
    assert formulas.on_the_line(D(80), D(92), 3) == D(83)


def test_half_is_rounded_away_from_zero() -> None:
    assert formulas.rounded(D("71.65"), 1) == D("71.7")
    assert formulas.rounded(D("-2.25"), 1) == D("-2.3")


@pytest.mark.parametrize("name", ["2023-05", "2023-Q2", "2023-S1", "2023", "2023-05-ytd"])
def test_a_period_is_named_as_it_is_read(name: str) -> None:
    assert parse(name).name == name


@pytest.mark.parametrize("name", ["2023-13", "2023-Q5", "23", "2023-5", "Mei 2023", "2023-S3", ""])
def test_what_is_no_period_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="bukan periode"):
        parse(name)


@given(st.dates(min_value=month_end(parse("2000-01").first), max_value=parse("2099-12").first))
def test_every_window_holds_its_month(day: object) -> None:
    month = day.replace(day=1)  # type: ignore[attr-defined]
    for period in spanning([month], ["month", "quarter", "semester", "year", "ytd"]):
        assert period.first <= month <= period.last
        assert parse(period.name) == period
        assert add_months(period.first, period.months - 1) == period.last


def test_a_year_to_date_ends_with_its_month() -> None:
    period = containing("ytd", parse("2025-11").first)
    assert (period.name, period.months, period.end.isoformat()) == ("2025-11-ytd", 11, "2025-11-30")
    assert months_between(period.first, period.last) == 10


def test_what_is_rounded_to_nothing_has_no_sign() -> None:
    assert str(formulas.rounded(D("-0.04"), 1)) == "0.0"
    assert str(formulas.rounded(D("-0.05"), 1)) == "-0.1"
