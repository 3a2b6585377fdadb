"""Hidden cells: a stranger with a solver of his own learns none of them closer than the width that is asked for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.disclosure import Cell, Leak
from warehouse.suppression import Sum, Tables, hidden, intervals

WIDTH = 3


def table(rows: list[list[int]], settled: set[Cell] | None = None, unseen: set[Cell] | None = None) -> Tables:
    """Counts by row and column with their totals, as (row, column); "" is a total, 1 to 4 are small."""
    values: dict[Cell, int] = {(str(r), str(c)): n for r, row in enumerate(rows) for c, n in enumerate(row)}
    lines, columns = range(len(rows)), range(len(rows[0]))
    sums = [Sum((str(r), ""), tuple((str(r), str(c)) for c in columns)) for r in lines]
    sums += [Sum(("", str(c)), tuple((str(r), str(c)) for r in lines)) for c in columns]
    sums.append(Sum(("", ""), tuple((str(r), "") for r in lines)))
    sums.append(Sum(("", ""), tuple(("", str(c)) for c in columns)))
    for one in sums:
        values[one.total] = sum(values[part] for part in one.parts)
    primary = {cell for cell, count in values.items() if 1 <= count <= 4} - (unseen or set())
    costs = {cell: 10.0 ** cell.count("") for cell in values}
    return Tables(values, sums, primary, unseen or (), settled or (), costs)


def widths(tables: Tables, chosen: frozenset[Cell]) -> dict[Cell, float]:
    shown = tables.values.keys() - chosen - set(tables.unseen)
    return {cell: high - low for cell, (low, high) in intervals(tables, shown, chosen).items()}


def test_one_small_cell_takes_three_others_with_it() -> None:
    # 2 stands in a row and a column of large counts: each needs a second hidden cell, and those two a fourth.
    tables = table([[2, 30, 40], [50, 60, 70], [80, 90, 95]])
    chosen = hidden(tables, WIDTH).cells
    assert ("0", "0") in chosen
    assert len(chosen) == 4
    assert min(widths(tables, chosen).values()) >= WIDTH


def test_a_zero_is_shown() -> None:
    assert hidden(table([[0, 30], [40, 50]]), WIDTH).cells == frozenset()


def test_the_cheapest_cells_are_hidden_with_a_small_one_and_no_total() -> None:
    tables = table([[2, 30, 40], [50, 60, 70], [80, 90, 95]])
    assert all("" not in cell for cell in hidden(tables, WIDTH).cells)


def test_what_was_shown_before_is_not_hidden_again() -> None:
    tables = table([[2, 30, 40], [50, 60, 70], [80, 90, 95]], settled={("0", "1"), ("1", "0")})
    chosen = hidden(tables, WIDTH).cells
    assert not chosen & {("0", "1"), ("1", "0")}
    assert min(widths(tables, chosen).values()) >= WIDTH


def test_a_small_cell_that_was_told_by_others_is_a_leak_and_is_named() -> None:
    others = {(row, column) for row in ("0", "1", "") for column in ("0", "1", "")} - {("0", "0")}
    with pytest.raises(Leak) as leak:
        hidden(table([[2, 30], [40, 50]], settled=others), WIDTH)
    assert leak.value.cells == (("0", "0"),)


def test_a_stranger_who_sees_all_but_one_cell_knows_it() -> None:
    tables = table([[2, 30], [40, 50]])
    assert widths(tables, frozenset({("0", "0")})) == {("0", "0"): 0}


def test_counts_that_are_shown_together_are_hidden_together() -> None:
    values: dict[Cell, int] = {("part",): 3, ("whole",): 20, ("other",): 17}
    tables = Tables(
        values,
        [Sum(("whole",), (("part",), ("other",)))],
        {("part",)},
        {("other",)},
        (),
        dict.fromkeys(values, 1.0),
        numbers=[(("part",), ("whole",))],
    )
    assert hidden(tables, WIDTH).cells == {("part",), ("whole",)}


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 25), min_size=width, max_size=width), min_size=2, max_size=6)
))  # fmt: skip
def test_no_hidden_cell_of_any_table_can_be_told_closer(rows: list[list[int]]) -> None:
    tables = table(rows)
    chosen = hidden(tables, WIDTH).cells
    assert set(tables.primary) <= chosen
    assert all(width >= WIDTH - 1e-6 for width in widths(tables, chosen).values())
