"""A csv as a sheet: its encoding and delimiter are found, its rows keep the editor's line numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from etl.read import headers
from etl.read.content import encoding_of
from etl.read.csv_text import CsvText
from etl.read.quoted import Unwrapped, are_quoted
from etl.read.reading import Row, Sheet, Unreadable
from warehouse.declarations import Dataset

DELIMITERS = ",;\t"


def sheets(path: Path, dataset: Dataset, given: frozenset[str]) -> list[Sheet]:
    """The file's one sheet, read with the delimiter with which a header matches best."""
    encoding = encoding_of(path)
    texts = [CsvText(path, encoding, delimiter) for delimiter in DELIMITERS]
    candidates = [Sheet("", _as_it_was(text), ragged=True) for text in texts]
    likeness = [_likeness(sheet, dataset, given) for sheet in candidates]
    best = max(likeness, key=lambda like: (like is not None, like or ()))
    return [candidates[likeness.index(best)]]


def _likeness(sheet: Sheet, dataset: Dataset, given: frozenset[str]) -> tuple[bool, int, bool, int] | None:
    header = headers.find(_until_fault(sheet.rows), dataset, given)
    return header.likeness if header else None


def _as_it_was(text: CsvText) -> CsvText | Unwrapped:
    """The text, or what it was before its lines were quoted as a whole."""
    top = [cells for _, cells in _until_fault(text)]
    return Unwrapped(text, text.delimiter) if are_quoted(top, text.delimiter) else text


def _until_fault(rows: Callable[[], Iterator[Row]]) -> Iterator[Row]:
    """The rows in which a header may stand; a wrong delimiter often breaks the quotes further down."""
    try:
        yield from islice(rows(), headers.WITHIN)
    except Unreadable:
        return
