"""A file's own totals rows, compared with the sums of the rows around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, chain
from typing import Any

import pyarrow as pa

from etl.counting import JUDGED, Fault
from etl.judge import RAW, Judging, reasoned
from etl.kinds.cells import printed
from etl.kinds.known import Known
from etl.kinds.styles import styles
from etl.kinds.twins import PLACE
from etl.read import Total
from etl.read.reading import AT
from warehouse.declarations import Dataset
from warehouse.engine import Connection, Table
from warehouse.lazily import ibis
from warehouse.vocabulary import Kind

# The kinds that a totals row adds up, and how far its sum may be from ours.
ADDED: Mapping[Kind, Decimal] = {"rupiah": Decimal(1), "count": Decimal(0)}
TOTALS = "raw_totals"  # the engine's table of them
EVERY = "every"  # and of all cells beside theirs
REST = 1 << 62  # the number of a totals row below all others
Place = tuple[str, int, int]  # sheet, label's column, row


@dataclass(frozen=True)
class Figure:
    """A number in a totals row: the cell as it stands, its value or why it has none."""

    sheet: str
    at: int
    row: int
    column: str
    cell: str
    value: Decimal | None
    why: str | None


def doubts(con: Connection, dataset: Dataset, known: Known, totals: Sequence[Total]) -> tuple[Fault, ...]:
    """Each number in a totals row that is the sum of no stretch of rows that ends above it or begins below it.

    A stretch begins and ends at totals rows, or at the ends of its sheet, so that totals of groups, of groups of
    groups and of the whole fit, on top or below. Numbers are read as those of their columns in the table `raw` are.
    Rows of the table `judged` that are refused for another column count, repeated ones do not.
    """
    found = _figures(con, dataset, known, totals)
    columns = tuple(dict.fromkeys(one.column for one in found))
    between = _between(con, columns) if columns else {}
    told = (_doubt(one, dataset.columns[one.column].kind, _sums(one, between)) for one in found)
    return tuple(doubt for doubt in told if doubt)


def _figures(con: Connection, dataset: Dataset, known: Known, totals: Sequence[Total]) -> list[Figure]:
    names = [name for name in _added(dataset) if any(name in total.values for total in totals)]
    if not names:
        return []
    ordered = sorted(totals, key=lambda one: (one.sheet, one.row, one.at))
    cells = {name: pa.array([total.values.get(name) for total in ordered], pa.string()) for name in names}
    places = {
        "sheet": [total.sheet for total in ordered],
        "row": [total.row for total in ordered],
        AT: [total.at for total in ordered],
    }
    table = con.create_table(TOTALS, pa.table(places | cells), overwrite=True)
    answers = con.raw_sql(_typing(con, dataset, known, table, names)).to_arrow_table().to_pylist()
    return [
        _figure(total, name, answer)
        for total, answer in zip(ordered, answers, strict=True)
        for name in names
        if name in total.values
    ]


def _added(dataset: Dataset) -> list[str]:
    told_apart = {*dataset.key, *dataset.replaces}
    return [
        name for name, column in dataset.columns.items() if column.kind in ADDED and name not in told_apart
    ]


def _typing(con: Connection, dataset: Dataset, known: Known, table: Table, names: Sequence[str]) -> str:
    """The statement that types them; their style is that of all cells of a column, theirs too."""
    every = con.table(RAW).select(*names).union(table.select(*names))
    con.create_table(EVERY, every, overwrite=True)
    found = styles(con, EVERY, dataset)
    judging = Judging(dataset, known, found, {}, table, None)
    key = ("totals", repr(dataset), tuple(names), tuple(sorted(found.items())))
    return str(con.prepared(key, lambda: reasoned(judging, table, names).order_by(*PLACE)))


def _figure(total: Total, name: str, answer: Mapping[str, Any]) -> Figure:
    value, why = answer[f"value {name}"], answer[f"why {name}"]
    cell = total.values[name].removeprefix("\x1f")
    known = None if value is None else Decimal(value)
    return Figure(total.sheet, total.at, total.row, name, cell, known, why)


def _between(con: Connection, columns: Sequence[str]) -> Mapping[Place, Mapping[str, Any]]:
    """By the place of a totals row, the sums of the rows between it and the one before."""
    query = con.prepared(("between", columns), lambda: _summing(con, columns))
    rows = con.raw_sql(query).to_arrow_table().to_pylist()
    return {(row["sheet"], row[AT], row["total"]): row for row in rows}


def _summing(con: Connection, columns: Sequence[str]) -> Table:
    rows, totals = con.table(JUDGED), con.table(TOTALS)
    places = totals.select(of_sheet=totals.sheet, of_column=totals[AT], total=totals.row)
    rows = rows.filter(~rows.duplicate).select(*PLACE, *columns)
    same = [rows.sheet == places.of_sheet, rows[AT] == places.of_column]
    below = rows.asof_join(places, on=rows.row < places.total, predicates=same)
    sums = {name: below[name].cast("decimal(38, 2)").sum().fill_null(0) for name in columns}
    stretches = below.mutate(total=below.total.fill_null(ibis.literal(REST, "int64")))
    return stretches.group_by("sheet", AT, "total").agg(**sums).order_by("sheet", AT, "total")


def _sums(figure: Figure, between: Mapping[Place, Mapping[str, Any]]) -> list[Decimal]:
    """The sums that a figure may be, those of the rows nearest to it first."""
    ours = [
        (row, sums[figure.column])
        for (sheet, at, row), sums in between.items()
        if (sheet, at) == (figure.sheet, figure.at)
    ]
    above = [total for row, total in ours if row <= figure.row]
    below = [total for row, total in ours if row > figure.row]
    return list(chain(accumulate(reversed(above)), accumulate(below))) or [Decimal(0)]


def _doubt(figure: Figure, kind: Kind, sums: Sequence[Decimal]) -> Fault | None:
    if figure.value is None:
        reason = f"jumlah ini tidak terbaca: {figure.why}"
        return Fault(figure.sheet, figure.row, figure.column, figure.cell, reason) if figure.why else None
    value = figure.value
    nearest = min(sums, key=lambda total: abs(total - value))
    if abs(nearest - value) <= ADDED[kind]:
        return None
    reason = f"tidak sama dengan jumlah barisnya, {printed(nearest)}"
    return Fault(figure.sheet, figure.row, figure.column, printed(value), reason)
