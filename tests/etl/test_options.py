"""What --set states."""

from __future__ import annotations

import pytest

from etl.options import WrongUse, parse_months, parse_settings
from settings import DATA
from warehouse import catalogue

DATASETS = catalogue.load(DATA).datasets
BIRTHS, BUDGET = DATASETS["births"], DATASETS["budget"]


def test_columns_are_constants_and_values_keep_their_own_equals_signs() -> None:
    found = parse_settings(DATASETS["given"], ["sumber = Kode=5 ", "url="])
    assert found.constants == {"sumber": "Kode=5", "url": ""}


def test_a_month_is_the_files_where_its_parts_are_months_and_a_column_elsewhere() -> None:
    births, budget = parse_settings(BIRTHS, ["bulan=2023-05"]), parse_settings(BUDGET, ["bulan=5"])
    assert (births.months, births.constants) == (("2023-05",), {})
    assert (budget.months, budget.constants) == ((), {"bulan": "5"})


def test_a_range_of_months_holds_both_its_ends_and_crosses_years() -> None:
    assert parse_months("2023-11..2024-02") == ("2023-11", "2023-12", "2024-01", "2024-02")
    assert parse_months("2023-05..2023-05") == ("2023-05",)


@pytest.mark.parametrize(
    "value",
    ["", "2023", "2023-5", "2023-13", "2023-00", "..2023-05", "2023-05-01", "2023-06..2023-05", "2023-05.."],
)
def test_what_is_no_month_is_wrong_use(value: str) -> None:
    with pytest.raises(WrongUse, match="bulan="):
        parse_months(value)


def test_the_mode_is_the_datasets_unless_it_is_stated() -> None:
    assert parse_settings(BIRTHS, []).mode == "replace"
    assert parse_settings(DATASETS["corrections"], []).mode == "append"
    assert parse_settings(BIRTHS, ["mode=perbaikan"]).mode == "append"
    assert parse_settings(DATASETS["corrections"], ["mode=ganti"]).mode == "replace"


def test_no_column_that_identifies_persons_can_be_stated() -> None:
    for name, column in BIRTHS.columns.items():
        if column.hashed:
            with pytest.raises(WrongUse, match="hanya dibaca dari berkas"):
                parse_settings(BIRTHS, [f"{name}=1"])
