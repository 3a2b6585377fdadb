"""Tells the rows of a table from what stands around them: blank rows, totals, notes, broken rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, dropwhile, islice
from typing import Literal

from etl.read.below import numbers_columns, tells_units
from etl.read.headers import TALLEST, Header, find
from etl.read.reading import OddRow, Row, Sheet
from etl.read.shapes import Shape
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

    def __init__(self, sheet: Sheet, header: Header, dataset: Dataset, given: frozenset[str]) -> None:
        places = header.places
        required = [name for name, column in dataset.columns.items() if column.required and name in places]
        key = [name for name in dataset.key if name in places] or required[:1] or list(places)[:1]
        self.sheet = sheet
        self.header = header
        self.skipped: Counter[Verdict] = Counter()
        self.odd: list[OddRow] = []
        self.following: Header | None = None  # known when the rows have been read
        self._dataset = dataset
        self._given = given
        self._key = [places[name] for name in key]
        self._shape = Shape.of(header)

    @property
    def places(self) -> dict[str, int]:
        """Where the declared columns stand in the rows."""
        return self._shape.places

    @property
    def is_spread(self) -> bool:
        """Whether a row's cells have to be put together before they are its columns."""
        return bool(self._shape.spread)

    def below(self) -> Iterator[Row]:
        """The rows under the header, from the first that does not number the columns on."""
        return self._numbered_off(self._after(self.header.last))

    def rows(self, left: Iterator[Row] | None = None) -> Iterator[Row]:
        """The rows of data, at least as wide as the header; sentences below the last of them are notes.

        `left` are those of `below` that are left where the first have been read otherwise (`quick`).
        """
        width, broken, shaped = self.header.width, self.sheet.broken, self.is_spread
        waiting: list[Row] = []
        for row in self._cut(self._body(self.below() if left is None else left)):
            number, cells = row
            if len(cells) == width and ORDINARY.match(cells[0]) and cells.count("") < width - 1:
                verdict: Verdict = "row"  # nearly all rows: asked first, and cheaply
            else:
                verdict = self.verdict(number, cells)
            if verdict == "note":
                waiting.append(row)
            elif verdict != "row":
                self.skipped[verdict] += 1
            elif waiting or len(cells) != width or number in broken or shaped:
                yield from filter(self._is_whole, (*waiting, row))
                waiting = []
            else:
                yield row
        self.skipped["note"] += len(waiting)

    def _body(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows without those that repeat the header, until another one begins."""
        place, opening = self.opening()
        while True:
            for row in rows:
                cells = row[1]
                if len(cells) > place and cells[place] == opening:
                    break
                yield row
            else:
                return
            ahead = [row, *islice(rows, TALLEST - 1)]
            again = find(ahead, self._dataset, self._given, self.sheet.merged)
            if again is None or not again.fits or again.row != row[0]:
                yield ahead.pop(0)
                rows = chain(ahead, rows)
            elif again.places == self.header.places and again.ends == self.header.ends:
                self.skipped["note"] += again.last - again.row + 1
                rows = self._numbered_off(chain((one for one in ahead if one[0] > again.last), rows))
            else:
                self.following = again
                return

    def _after(self, last: int) -> Iterator[Row]:
        return dropwhile(lambda row: row[0] <= last, self.sheet.rows())

    def _cut(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Cells beyond the header are left out where no stray delimiter can have shifted them."""
        if self.sheet.ragged:
            return rows
        width = self.header.width
        return ((number, cells[:width]) for number, cells in rows)

    def opening(self) -> tuple[int, str]:
        """The header's first cell: a row that has it too may be the header once more."""
        cells = next(cells for number, cells in self.sheet.rows() if number == self.header.row)
        return next((place, cell) for place, cell in enumerate(cells) if cell.strip())

    def _numbered_off(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows without those right under a header that number its columns or tell their units."""
        for row in rows:
            if not (numbers_columns(row[1]) or tells_units(row[1])):
                return chain((row,), rows)
            self.skipped["note"] += 1
        return rows

    def verdict(self, number: int, cells: list[str]) -> Verdict:
        """What a row is, taken by itself."""
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
        fault = self._surplus(cells) or self._broken(number) or self._shape.fault(cells)
        if fault:
            self.odd.append(OddRow(self.sheet.name, number, fault))
        else:
            self._shape.put(cells)
        return not fault

    def _surplus(self, cells: list[str]) -> str:
        width = self.header.width
        filled = [place for place in range(width, len(cells)) if cells[place].strip()]
        return f"baris ini mempunyai {filled[-1] + 1} kolom, kepala tabel {width}" if filled else ""

    def _broken(self, number: int) -> str:
        broken = self.sheet.broken.get(number, {})
        return "; ".join(broken[place] for place in sorted(self._shape.read) if place in broken)
