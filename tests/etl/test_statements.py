"""What a form states above its table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.kinds.cells import MONTHS
from etl.statements import months_in


@pytest.mark.parametrize(
    "above",
    [
        ["Bulan : April 2023"],
        ["BULAN: APRIL 2023 "],
        ["Bulan", "April 2023"],
        ["LAPORAN KELAHIRAN", "Bulan Pelaporan :", "04/2023", "Dinas"],
        ["Bulan lapor: 4-2023"],
        ["Bulan Data 2023-04"],
        ["Periode 04.2023"],
        ["Periode: Apr 2023"],
        ["Kabupaten Padang Pariaman, Bulan : April 2023"],
        ["Bulan: April 2023", "Periode: 04/2023"],
    ],
)
def test_one_month_is_stated(above: list[str]) -> None:
    assert months_in(above) == ("2023-04",)


@pytest.mark.parametrize(
    "above",
    [
        [],
        ["Keadaan April 2023"],
        ["April 2023"],
        ["Bulan"],
        ["Bulan: April"],
        ["Bulan: 13/2023"],
        ["Bulan: 2023-00"],
        ["Bulan: April s.d. Januari 2023"],
        ["Bulan: Januari s.d. 2023"],
        ["Periode 2022-2026"],
        ["Bulan: April 2023", "Bulan: Mei 2023"],
        ["Sebulan April 2023"],
    ],
)
def test_what_states_no_month_or_several_states_none(above: list[str]) -> None:
    assert months_in(above) == ()


@pytest.mark.parametrize(
    "above",
    [
        ["Periode : November 2022 s.d. Januari 2023"],
        ["Bulan: Nov 2022 - Jan 2023"],
        ["Periode", "November 2022 sampai dengan Januari 2023"],
        ["Bulan : November 2022 s/d Januari 2023", "Periode: Nov 2022 – Jan 2023"],
    ],
)
def test_a_span_states_every_month_from_one_to_the_other(above: list[str]) -> None:
    assert months_in(above) == ("2022-11", "2022-12", "2023-01")


def test_a_span_within_a_year_names_it_once() -> None:
    assert months_in(["Periode : Januari s.d. Maret 2023"]) == ("2023-01", "2023-02", "2023-03")


@given(st.sampled_from([(number, name) for number, names in enumerate(MONTHS, start=1) for name in names]))
def test_every_name_of_a_month_is_known_here_as_in_cells(month: tuple[int, str]) -> None:
    number, name = month
    assert months_in([f"Bulan : {name.title()} 2023"]) == (f"2023-{number:02}",)
