"""Corrections: by key and by place, only where the old value stands, and counted where neither value does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from etl.correct import Correction, cells_of, correct
from tests.etl.judging import dataset
from warehouse import engine
from warehouse.declarations import Column

DECLARED = dataset(
    Column("tahun", "count"), Column("kode", "code"), Column("nilai", "decimal"), key=("tahun", "kode")
)
ROWS = (("2023", " A ", "3,1"), ("2023", "B", "x"), ("2023", "C", None), ("\x1f2023", "D", "\x1f7"))


def corrected(
    fixes: Sequence[Correction],
    rows: Sequence[tuple[str | None, ...]] = ROWS,
    constants: Mapping[str, str] | None = None,
) -> tuple[list[str | None], int]:
    """The values after correction, in the order of the file, and how many corrections found nothing."""
    con = engine.connect()
    cells = dict(zip(("tahun", "kode", "nilai"), zip(*rows, strict=True), strict=True))
    places = {"sheet": ["Lembar1"] * len(rows), "row": range(2, len(rows) + 2)}
    table = pa.table(places | {name: pa.array(column, pa.string()) for name, column in cells.items()})
    found, made = correct(con.create_table("raw", table), DECLARED, fixes, constants)
    unmet = sum(one.unmet for one in cells_of(con.to_pyarrow(made).to_pylist()))
    return con.to_pyarrow(found).sort_by("row")["nilai"].to_pylist(), unmet


def test_a_cell_found_by_key_is_put_right_where_it_holds_the_old_value() -> None:
    assert corrected([Correction("2023|A", "nilai", "3,1 ", "3,2")]) == (["3,2", "x", None, "\x1f7"], 0)
    assert corrected([Correction("2023|D", "nilai", "7", "8")]) == (["3,1", "x", None, "8"], 0)


def test_a_cell_found_by_sheet_and_row_is_put_right_even_an_empty_one() -> None:
    assert corrected([Correction(("Lembar1", 4), "nilai", "", "5")]) == (["3,1", "x", "5", "\x1f7"], 0)
    assert corrected([Correction(("Lembar2", 4), "nilai", "", "5")]) == (["3,1", "x", None, "\x1f7"], 0)


def test_a_correction_made_already_changes_nothing_and_is_met() -> None:
    assert corrected([Correction("2023|A", "nilai", "3", "3,1")]) == (["3,1", "x", None, "\x1f7"], 0)


def test_a_correction_whose_cell_holds_something_else_is_counted_and_an_absent_row_is_not() -> None:
    fixes = [Correction("2023|B", "nilai", "1", "2"), Correction("2023|Z", "nilai", "1", "2")]
    assert corrected(fixes) == (["3,1", "x", None, "\x1f7"], 1)


def test_corrections_of_one_cell_follow_each_other() -> None:
    chain = [Correction("2023|A", "nilai", "3,1", "3,2"), Correction("2023|A", "nilai", "3,2", "3,3")]
    assert corrected(chain) == (["3,3", "x", None, "\x1f7"], 0)
    assert corrected([*chain, Correction("2023|A", "nilai", "9", "8")]) == (["3,3", "x", None, "\x1f7"], 1)


def test_a_key_column_can_be_put_right_beside_another_column_of_its_row() -> None:
    fixes = [Correction("2023|B", "kode", "B", "E"), Correction("2023|B", "nilai", "x", "1")]
    assert corrected(fixes)[0] == ["3,1", "1", None, "\x1f7"]


def test_a_constant_stands_in_the_key_for_a_cell_that_the_form_leaves_out() -> None:
    fixes = [Correction("2023|A", "nilai", "1", "2")]
    assert corrected(fixes, [(None, "A", "1")], {"tahun": "2023"}) == (["2"], 0)
    assert corrected(fixes, [(None, "A", "1")]) == (["1"], 0)


def test_two_rows_of_one_key_count_a_correction_once() -> None:
    assert corrected([Correction("2023|A", "nilai", "0", "1")], [ROWS[0], ROWS[0]])[1] == 1


def test_without_corrections_the_rows_are_those_that_came() -> None:
    assert corrected([]) == (["3,1", "x", None, "\x1f7"], 0)
