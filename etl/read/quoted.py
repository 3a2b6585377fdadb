"""Lines of a csv that were quoted as a whole, their own quotes doubled: what a second export makes of a first."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from etl.read.reading import Row

LEAST = 3  # such lines in a file: fewer may be sentences with commas


@dataclass(frozen=True)
class Unwrapped:
    """Rows with the lines that were quoted as a whole taken apart."""

    rows: Callable[[], Iterator[Row]]
    delimiter: str

    def __call__(self) -> Iterator[Row]:
        """Every row with its line number."""
        return ((number, unwrapped(cells, self.delimiter)) for number, cells in self.rows())


def are_quoted(rows: Sequence[Sequence[str]], delimiter: str) -> bool:
    """Whether more rows are lines that were quoted as a whole than have several cells."""
    wrapped = sum(_is_wrapped(row, delimiter) for row in rows)
    return wrapped >= LEAST and wrapped > sum(len(row) > 1 for row in rows)


def unwrapped(row: list[str], delimiter: str) -> list[str]:
    """The cells that one cell holds; a row that was not quoted as a whole stays as it is."""
    if not _is_wrapped(row, delimiter):
        return row
    try:
        (cells,) = csv.reader([row[0]], delimiter=delimiter, strict=True)
    except (csv.Error, ValueError):
        return row
    return [*cells, *row[1:]]


def _is_wrapped(row: Sequence[str], delimiter: str) -> bool:
    return bool(row) and row[0].count(delimiter) >= 2 and not any(row[1:])
