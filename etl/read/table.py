"""Tells the rows of a table from what stands around them: blank rows, totals, notes, broken rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import dropwhile
from typing import Literal

from etl.read.headers import Header
from etl.read.reading import OddRow, Row, Sheet
from warehouse.declarations import Dataset

Verdict = Literal["row", "blank", "total", "note"]

_WORD = r"\s*(?:grand\s*total|sub\s*-?\s*(?:total|jumlah)|jumlah|total)"
TOTAL = re.compile(rf"{_WORD}\b", re.IGNORECASE)
BARE_TOTAL = re.compile(rf"{_WORD}(?:\s+(?:seluruhnya|keseluruhan|semua|umum))?[\s.:]*", re.IGNORECASE)
NOTE = re.compile(r"\s*(?:\*+\)|\*+\s|(?:sumber|catatan|keterangan|ket)\s*[.:])", re.IGNORECASE)
SENTENCE = re.compile(r"\s*\S*[^\W\d_]\S*\s+\S")  # a word with a letter, and another word
ORDINARY = re.compile(r"[^\s*gjtsck]", re.IGNORECASE)  # opens neither a total nor a note


class Table:
    """The table under one header; while its rows are read it counts and keeps what is none of them."""

    def __init__(self, sheet: Sheet, header: Header, dataset: Dataset) -> None:
        places = header.places
        required = [name for name, column in dataset.columns.items() if column.required and name in places]
        key = [name for name in dataset.key if name in places] or required[:1] or list(places)[:1]
        self.sheet = sheet
        self.header = header
        self.skipped: Counter[Verdict] = Counter()
        self.odd: list[OddRow] = []
        self._key = [places[name] for name in key]

    def rows(self) -> Iterator[Row]:
        """The rows of data, at least as wide as the header; sentences below the last of them are notes."""
        width, broken = self.header.width, self.sheet.broken
        waiting: list[Row] = []
        for row in self._below_header():
            number, cells = row
            if len(cells) == width and ORDINARY.match(cells[0]) and cells.count("") < width - 1:
                verdict: Verdict = "row"  # nearly all rows: asked first, and cheaply
            else:
                verdict = self._verdict(number, cells)
            if verdict == "note":
                waiting.append(row)
            elif verdict != "row":
                self.skipped[verdict] += 1
            elif waiting or len(cells) != width or number in broken:
                yield from filter(self._is_whole, (*waiting, row))
                waiting = []
            else:
                yield row
        self.skipped["note"] += len(waiting)

    def _below_header(self) -> Iterator[Row]:
        below = dropwhile(lambda row: row[0] <= self.header.row, self.sheet.rows())
        if self.sheet.ragged:
            return below
        return ((number, cells[: self.header.width]) for number, cells in below)

    def _verdict(self, number: int, cells: list[str]) -> Verdict:
        first = next((cell for cell in cells if cell and not cell.isspace()), "")
        if not first:
            return "row" if self._broken(number) else "blank"
        if TOTAL.match(first) and all(self._is_no_key(cells, place) for place in self._key):
            return "total"
        alone = self.header.width > 1 and cells.count("") == len(cells) - 1
        return "note" if NOTE.match(first) or (alone and SENTENCE.match(first)) else "row"

    def _is_no_key(self, cells: list[str], place: int) -> bool:
        cell = cells[place].strip() if place < len(cells) else ""
        return not cell or BARE_TOTAL.fullmatch(cell) is not None

    def _is_whole(self, row: Row) -> bool:
        """Pads a short row; a row with text beyond the header or a cell without a value is odd."""
        number, cells = row
        cells += [""] * (self.header.width - len(cells))
        fault = self._surplus(cells) or self._broken(number)
        if fault:
            self.odd.append(OddRow(self.sheet.name, number, fault))
        return not fault

    def _surplus(self, cells: list[str]) -> str:
        width = self.header.width
        filled = [place for place in range(width, len(cells)) if cells[place].strip()]
        return f"baris ini mempunyai {filled[-1] + 1} kolom, kepala tabel {width}" if filled else ""

    def _broken(self, number: int) -> str:
        broken = self.sheet.broken.get(number, {})
        return "; ".join(broken[place] for place in sorted(self.header.places.values()) if place in broken)
