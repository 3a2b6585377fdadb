"""A csv as a sheet: its encoding and delimiter are found, its rows keep the editor's line numbers."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from etl.read import headers
from etl.read.content import encoding_of
from etl.read.reading import Row, Sheet, Unreadable
from warehouse.declarations import Dataset

DELIMITERS = ",;\t"


def sheets(path: Path, dataset: Dataset, given: frozenset[str]) -> list[Sheet]:
    """The file's one sheet, read with the delimiter with which a header matches best."""
    encoding = encoding_of(path)
    candidates = [
        Sheet("", partial(_rows, path, encoding, delimiter), ragged=True) for delimiter in DELIMITERS
    ]
    likeness = [_likeness(sheet, dataset, given) for sheet in candidates]
    best = max(likeness, key=lambda like: (like is not None, like or ()))
    return [candidates[likeness.index(best)]]


def _likeness(sheet: Sheet, dataset: Dataset, given: frozenset[str]) -> tuple[bool, int, bool, int] | None:
    header = headers.find(_until_fault(sheet), dataset, given)
    return header.likeness if header else None


def _until_fault(sheet: Sheet) -> Iterator[Row]:
    """The rows in which a header may stand; a wrong delimiter often breaks the quotes further down."""
    try:
        yield from islice(sheet.rows(), headers.WITHIN)
    except Unreadable:
        return


def _rows(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    start = 1
    with path.open(encoding=encoding, newline="") as file:
        lines = (line.replace("\x1f", "") for line in file)
        reader = csv.reader(
            lines, delimiter=delimiter, strict=True
        )  # lenient, it swallows rows after a stray quote
        try:
            for cells in reader:
                yield start, cells
                start = reader.line_num + 1
        except csv.Error:
            raise Unreadable(
                f'tanda kutip (") pada baris {start} tidak ditutup atau tidak berpasangan; betulkan.'
            ) from None
