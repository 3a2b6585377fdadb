"""The kept rows of files as one CSV: typed, in the order of the file, hashed columns as their hash."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import and_
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

from etl.kinds.twins import PLACE
from warehouse.declarations import Dataset
from warehouse.files import PRIVATE_FILE, durably
from warehouse.registers import plain
from warehouse.spreadsheets import csv_text


def rows(judged: Path, dataset: Dataset, file: str) -> Iterator[tuple[Any, ...]]:
    """The values of each kept row, then its file, sheet and row."""
    reasons = [pc.field(f"why_{name}").is_null() for name in dataset.columns]
    good = pq.read_table(judged, filters=reduce(and_, reasons, ~pc.field("duplicate")))
    ordered = good.sort_by([(name, "ascending") for name in PLACE]).select([*dataset.columns, "sheet", "row"])
    for *values, sheet, row in zip(*ordered.to_pydict().values(), strict=True):
        yield (*values, file, sheet, row)


def write(dataset: Dataset, found: Iterable[Sequence[Any]], out: Path) -> None:
    """Write rows: ISO dates, `.` decimals, empty = unknown; those of persons for their owner alone."""
    mode = PRIVATE_FILE if dataset.personal else 0o644
    with durably(out, mode) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*dataset.columns, "file", "sheet", "row"])
        writer.writerows([_text(value) for value in row] for row in found)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    return csv_text(value) if isinstance(value, str) else str(value)
