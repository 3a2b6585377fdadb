"""What a judged Parquet says: its rows counted, and every refused cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis
from openpyxl.utils import get_column_letter

from etl.decide import Counted
from etl.kinds.twins import PLACE
from etl.read import OddRow, Reading
from etl.read.reading import AT
from warehouse import loads
from warehouse.declarations import Dataset
from warehouse.engine import Table

ROWS_SHOWN = 10_000


@dataclass(frozen=True)
class Fault:
    """One refused cell, with its place in the file; personal values are masked."""

    sheet: str
    row: int | None
    column: str
    value: str
    reason: str


def count(judged: Table, dataset: Dataset, odd: Sequence[OddRow], unmet: int) -> Counted:
    """Rows in all, kept, refused and twins, and the kept rows of each part."""
    marked = judged.mutate(good=~_any_reason(judged, dataset))
    marked = marked.mutate(kept=marked.good & ~marked.duplicate)
    totals = marked.agg(
        rows=marked.count(),
        good=marked.good.sum(),
        kept=marked["kept"].sum(),
        twins=(marked.good & marked.duplicate).sum(),
    )
    numbers = {name: int(value or 0) for name, value in totals.to_pyarrow().to_pylist()[0].items()}
    parts = marked.filter(marked["kept"]).group_by("part").agg(rows=ibis._.count()).to_pyarrow().to_pylist()
    return Counted(
        rows=numbers["rows"] + len(odd),
        kept=numbers["kept"],
        refused=numbers["rows"] - numbers["good"] + len(odd),
        duplicates=numbers["twins"],
        parts={
            row["part"] or loads.ALL: row["rows"] for row in sorted(parts, key=lambda row: row["part"] or "")
        },
        unmet_corrections=unmet,
    )


def faults(judged: Table, dataset: Dataset, reading: Reading) -> Iterator[Fault]:
    """Every row that is none, then every refused cell in the order of the file."""
    yield from (Fault(one.sheet, one.row, "", "", one.reason) for one in reading.odd)
    bad = judged.filter(_any_reason(judged, dataset)).order_by(*PLACE).limit(ROWS_SHOWN)
    for row in bad.to_pyarrow().to_pylist():
        for name in dataset.columns:
            if row[f"why_{name}"]:
                value = (row[f"bad_{name}"] or "").removeprefix("\x1f")
                column = name + _address(reading, row, name)
                yield Fault(row["sheet"], row["row"], column, value, row[f"why_{name}"])


def _address(reading: Reading, row: Mapping[str, Any], name: str) -> str:
    """Where the cell of a column that stands under several labels is; nothing for other columns."""
    headings = (one for one in reading.headings if one.sheet == row["sheet"] and one.row < row["row"])
    under = [one.repeats[row[AT]] for one in headings if row[AT] in one.repeats]
    place = under[-1].get(name) if under else None
    return f" ({get_column_letter(place)}{row['row']})" if place else ""


def _any_reason(judged: Table, dataset: Dataset) -> Any:
    first, *others = dataset.columns
    found = judged[f"why_{first}"].notnull()
    for name in others:
        found |= judged[f"why_{name}"].notnull()
    return found
