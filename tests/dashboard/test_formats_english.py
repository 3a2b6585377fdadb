"""Numbers, money, dates and periods are written as English readers write them where the address says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest

from dashboard import figures, formats, sentences
from dashboard.components.graphs import LOCALES
from dashboard.language import ENGLISH, speaking
from tests.dashboard import made

MINUS = "−"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with speaking(ENGLISH):
        yield


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("1234567.89", "indeks", "1,234,567.89"),
        ("71.7", "persen", "71.7%"),
        ("-16.52", "poin persen", f"{MINUS}16.52 points"),
        ("3.1", "poin persen", "+3.1 points"),
        ("1500000", "rupiah", "Rp1,500,000"),
        ("1234", "orang", "1,234 people"),
        ("12", "hari", "12 days"),
        ("3.5", "per 10.000 penduduk", "3.5 per 10,000 inhabitants"),
        (None, "persen", "none yet"),
    ],
)
def test_a_number_is_shown_in_its_unit(value: str | None, unit: str, text: str) -> None:
    assert formats.show(None if value is None else Decimal(value), unit) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("550095736327", "Rp550.1 billion"),
        ("1830000000000", "Rp1.8 trillion"),
        ("999960000", "Rp1.0 billion"),
        ("950000", "Rp950,000"),
        ("-2500000", f"{MINUS}Rp2.5 million"),
    ],
)
def test_long_sums_of_money_are_shortened_with_their_word(value: str, text: str) -> None:
    assert formats.short(Decimal(value)) == text


def test_days_and_moments_are_those_of_western_indonesia() -> None:
    assert formats.day(date(2021, 12, 14)) == "14 December 2021"
    assert formats.moment(datetime(2021, 12, 14, 17, 30)) == "15 December 2021, 00:30 WIB"


@pytest.mark.parametrize(
    ("period", "text", "brief"),
    [
        ("2023-05", "May 2023", "May 2023"),
        ("2023-10", "October 2023", "Oct 2023"),
        ("2023-Q2", "Q2 2023", "Q2 2023"),
        ("2023-S1", "Half-year 1 2023", "H1 2023"),
        ("2023-05-ytd", "to May 2023", "to May 2023"),
        ("2023", "2023", "2023"),
    ],
)
def test_every_window_has_a_name_for_its_periods(period: str, text: str, brief: str) -> None:
    assert formats.period(period) == text
    assert formats.period_short(period) == brief


def test_charts_are_written_with_english_separators_and_words() -> None:
    figure = figures.draw(made.months(), "trend")
    assert figure["layout"]["separators"] == ".,"
    assert [trace["name"] for trace in figure["data"]] == ["Final", "Provisional"]
    assert figure["layout"]["yaxis"]["title"]["text"] == "percent (%)"
    assert LOCALES[ENGLISH] == {}  # plotly's own words are English


def test_a_sentence_holds_all_that_it_holds_in_indonesian() -> None:
    point = made.point("2025-12", "83.1", finality="provisional", sample=True, reported=25, expected=30)
    assert sentences.describe(made.series([point]), point) == (
        "On-time birth registration in Kabupaten Padang Pariaman in December 2025: 83.1% (provisional). "
        "There is no target or figure of the year before to compare with yet. "
        "Contains the reports of 25 of 30 offices. Source: SIPAKEM. Release 3, 20 January 2026. "
        "SAMPLE figure, not real data."
    )


def test_a_trend_is_told_by_its_ends() -> None:
    assert sentences.of_trend(made.months()).startswith(
        "On-time birth registration in Kabupaten Padang Pariaman, by month, January 2024 to December 2025. "
        "Lowest 70.0% (January 2024), highest 83.1% (December 2025). "
    )
