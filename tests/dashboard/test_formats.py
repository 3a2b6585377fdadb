"""Numbers, money, dates and periods are written as Indonesian readers write them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import formats

MINUS = "−"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1234567.89", "1.234.567,89"),
        ("0", "0"),
        ("-0.00", "0,00"),
        ("1E+3", "1.000"),
        ("-16.52", f"{MINUS}16,52"),
    ],
)
def test_numbers_have_dots_between_thousands_and_a_comma_before_decimals(value: str, text: str) -> None:
    assert formats.number(Decimal(value)) == text


def test_halves_are_rounded_away_from_zero() -> None:
    assert formats.number(Decimal("71.65"), 1) == "71,7"
    assert formats.number(Decimal("-71.65"), 1) == f"{MINUS}71,7"


def test_rupiah_has_no_space_and_no_sen() -> None:
    assert formats.rupiah(Decimal("550095736327.00")) == "Rp550.095.736.327"
    assert formats.rupiah(Decimal(-1500)) == f"{MINUS}Rp1.500"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("550095736327", "Rp550,1 miliar"),
        ("312432271800", "Rp312,4 miliar"),
        ("1830000000000", "Rp1,8 triliun"),
        ("999960000", "Rp1,0 miliar"),  # never Rp1.000,0 juta
        ("950000", "Rp950.000"),
        ("-2500000", f"{MINUS}Rp2,5 juta"),
    ],
)
def test_long_sums_of_money_are_shortened_with_their_word(value: str, text: str) -> None:
    assert formats.short(Decimal(value)) == text


def test_a_difference_shows_its_sign_and_zero_has_none() -> None:
    assert formats.points(Decimal("-16.52")) == f"{MINUS}16,52 poin"
    assert formats.points(Decimal("3.1")) == "+3,1 poin"
    assert formats.points(Decimal("0.00")) == "0,00 poin"


def test_days_and_moments_are_those_of_western_indonesia() -> None:
    assert formats.day(date(2021, 12, 14)) == "14 Desember 2021"
    assert formats.moment(datetime(2021, 12, 14, 17, 30)) == "15 Desember 2021 pukul 00.30 WIB"


@pytest.mark.parametrize(
    ("period", "text", "brief"),
    [
        ("2023-05", "Mei 2023", "Mei 2023"),
        ("2023-Q2", "Triwulan II 2023", "Tw II 2023"),
        ("2023-S1", "Semester I 2023", "Sem I 2023"),
        ("2023-08-ytd", "s.d. Agustus 2023", "s.d. Agu 2023"),
        ("2023", "2023", "2023"),
    ],
)
def test_every_window_has_a_name_for_its_periods(period: str, text: str, brief: str) -> None:
    assert formats.period(period) == text
    assert formats.period_short(period) == brief


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("71.7", "persen", "71,7%"),
        ("-16.52", "poin persen", f"{MINUS}16,52 poin"),
        ("1500000", "rupiah", "Rp1.500.000"),
        ("1234", "orang", "1.234 orang"),
        ("71.63", "indeks", "71,63"),
        (None, "persen", "belum ada"),
    ],
)
def test_a_number_is_shown_in_its_unit(value: str | None, unit: str, text: str) -> None:
    assert formats.show(None if value is None else Decimal(value), unit) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**15), max_value=10**15))
def test_no_digit_is_lost_in_writing(value: Decimal) -> None:
    written = formats.number(value).replace(".", "").replace(",", ".").replace(MINUS, "-")
    assert Decimal(written) == value
