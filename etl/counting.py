"""What a judged Parquet says: its rows counted, and every refused cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from etl.correct import Corrected
from etl.decide import Counted
from etl.kinds.twins import PLACE
from etl.read import OddRow, Reading
from etl.read.reading import AT
from etl.workbooks.cells import letters_of
from warehouse import loads
from warehouse.declarations import Dataset
from warehouse.engine import Connection, Table
from warehouse.lazily import ibis

JUDGED = "judged"
Place = tuple[str, int, int, str]  # sheet, row, label's column, name of the column
ROWS_SHOWN = 10_000


@dataclass(frozen=True)
class Fault:
    """One refused cell, with its place in the file; personal values are masked."""

    sheet: str
    row: int | None
    column: str
    value: str
    reason: str


def count(
    con: Connection, dataset: Dataset, odd: Sequence[OddRow], cells: Sequence[Corrected] = (), doubts: int = 0
) -> Counted:
    """Of the engine's table `judged`: rows in all, kept, refused and twins, and the kept rows of each part."""
    (totals,) = _answers(con, dataset, _totals)
    numbers = {name: int(value or 0) for name, value in totals.items()}
    parts = _answers(con, dataset, _parts)
    return Counted(
        rows=numbers["rows"] + len(odd),
        kept=numbers["kept"],
        refused=numbers["rows"] - numbers["good"] + len(odd),
        duplicates=numbers["twins"],
        parts={
            row["part"] or loads.ALL: row["rows"] for row in sorted(parts, key=lambda row: row["part"] or "")
        },
        unmet_corrections=sum(one.unmet for one in cells),
        met_corrections=sum(one.met for one in cells),
        corrected=sum(one.made for one in cells),
        doubts=doubts,
    )


def faults(
    con: Connection, dataset: Dataset, reading: Reading, proposed: Mapping[Place, str]
) -> Iterator[Fault]:
    """Every row that is none, then every refused cell of the engine's table `judged` in the order of the file.

    `proposed` ends the reasons of cells that are near to something known.
    """
    yield from (Fault(one.sheet, one.row, "", "", one.reason) for one in reading.odd)
    for row in _answers(con, dataset, _refused):
        for name in dataset.columns:
            if row[f"why_{name}"]:
                value = (row[f"bad_{name}"] or "").removeprefix("\x1f")
                column = name + _address(reading, row, name)
                reason = row[f"why_{name}"] + proposed.get((row["sheet"], row["row"], row[AT], name), "")
                yield Fault(row["sheet"], row["row"], column, value, reason)


def _address(reading: Reading, row: Mapping[str, Any], name: str) -> str:
    """Where the cell of a column that stands under several labels is; nothing for other columns."""
    headings = (one for one in reading.headings if one.sheet == row["sheet"] and one.row < row["row"])
    under = [one.repeats[row[AT]] for one in headings if row[AT] in one.repeats]
    place = under[-1].get(name) if under else None
    return f" ({letters_of(place - 1)}{row['row']})" if place else ""


def _answers(
    con: Connection, dataset: Dataset, question: Callable[[Table, Dataset], Table]
) -> list[dict[str, Any]]:
    key = (question.__name__, tuple(dataset.columns))
    asked = con.prepared(key, lambda: question(con.table(JUDGED), dataset))
    rows: list[dict[str, Any]] = con.raw_sql(asked).to_arrow_table().to_pylist()
    return rows


def _totals(judged: Table, dataset: Dataset) -> Table:
    marked = _marked(judged, dataset)
    return marked.agg(
        rows=marked.count(),
        good=marked.good.sum(),
        kept=marked["kept"].sum(),
        twins=(marked.good & marked.duplicate).sum(),
    )


def _parts(judged: Table, dataset: Dataset) -> Table:
    marked = _marked(judged, dataset)
    return marked.filter(marked["kept"]).group_by("part").agg(rows=ibis._.count())


def _refused(judged: Table, dataset: Dataset) -> Table:
    return judged.filter(_any_reason(judged, dataset)).order_by(*PLACE).limit(ROWS_SHOWN)


def _marked(judged: Table, dataset: Dataset) -> Table:
    marked = judged.mutate(good=~_any_reason(judged, dataset))
    return marked.mutate(kept=marked.good & ~marked.duplicate)


def _any_reason(judged: Table, dataset: Dataset) -> Any:
    first, *others = dataset.columns
    found = judged[f"why_{first}"].notnull()
    for name in others:
        found |= judged[f"why_{name}"].notnull()
    return found
