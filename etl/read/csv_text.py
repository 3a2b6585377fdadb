"""The text of a csv: its rows with the editor's line numbers, from the top or from any row on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.read.reading import Row, Unreadable


@dataclass(frozen=True)
class CsvText:
    """A file's bytes and how they are read; calling it gives its rows."""

    path: Path
    encoding: str
    delimiter: str

    def __call__(self) -> Iterator[Row]:
        """Every row; raises `Unreadable` at a quote without its pair."""
        return self.rows_from(0, 1)

    def rows_from(self, offset: int, start: int) -> Iterator[Row]:
        """The rows from the byte `offset` on, where line `start` begins."""
        with self.path.open("rb") as file:
            file.seek(offset)
            encoding = self.encoding if offset == 0 else self.encoding.removesuffix("-sig")
            lines = (line.replace("\x1f", "") for line in io.TextIOWrapper(file, encoding, newline=""))
            reader = csv.reader(
                lines, delimiter=self.delimiter, strict=True
            )  # lenient, it swallows rows after a stray quote
            before = start - 1
            try:
                for cells in reader:
                    yield start, cells
                    start = before + reader.line_num + 1
            except csv.Error:
                raise Unreadable(
                    f'tanda kutip (") pada baris {start} tidak ditutup atau tidak berpasangan; betulkan.'
                ) from None

    def offset_of(self, line: int) -> int | None:
        """The byte where a line begins; None where lines before it end in a bare carriage return."""
        with self.path.open("rb") as file:
            above = b"".join(file.readline() for _ in range(line - 1))
        return len(above) if ends_lines_plainly(above) else None


def ends_lines_plainly(piece: bytes) -> bool:
    """Whether every line ends in a line feed, with a carriage return before it or not."""
    return piece.count(b"\r") == piece.count(b"\r\n")
