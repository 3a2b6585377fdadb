"""Tells the rows of a table from what stands around them: blank rows, totals, notes, broken rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, dropwhile, islice

from etl.read.below import is_percent, numbers_columns, scale, tells_units
from etl.read.filled import Filling
from etl.read.headers import TALLEST, Header, find
from etl.read.hierarchy import Carried, Depths
from etl.read.openings import Openings
from etl.read.reading import AT, Beside, OddRow, Row, Said, Sheet, Total, Unreadable
from etl.read.shapes import Shape
from etl.read.verdicts import Verdict, Verdicts, is_number
from warehouse.declarations import Dataset

ORDINARY = re.compile(r"\x1f?\d")  # opens neither a total nor a note
Waiting = Sequence[tuple[Verdict, Row]]


@dataclass(frozen=True)
class Found:
    """A header on a sheet, the rows from it on, the texts above it, and what is carried from the last table."""

    header: Header
    rows: Iterator[Row]
    above: tuple[str, ...]
    carried: Mapping[str, str] = field(default_factory=dict)


class Table:
    """The table under one header; while its rows are read it counts and keeps what is none of them.

    When they have been read, `following` is what the sheet holds below it.
    """

    def __init__(self, sheet: Sheet, found: Found, dataset: Dataset, given: frozenset[str]) -> None:
        header = found.header
        self.sheet = sheet
        self.header = header
        self.above = found.above
        self.skipped: Counter[str] = Counter()
        self.odd: list[OddRow] = []
        self.totals: list[Total] = []
        self.said: tuple[Said, ...] = ()
        self.beside: list[Beside] = []
        self.filled = False
        self.following: Found | None = None
        self._below = dropwhile(lambda row: row[0] <= header.last, found.rows)
        self._dataset = dataset
        self._given = given
        self.openings = Openings(header, dataset)
        self._shape = Shape.of(header)
        self._verdicts = Verdicts.of(header, dataset)
        self._depths = Depths(header)
        self._carried = Carried(header.layout, found.above, found.carried)
        self._parent: tuple[int, Row, list[Row]] | None = None  # with its depth and what it says
        self._filling = Filling.of(self._shape.said, dataset)
        self._refuse_scaled(found.above)

    @property
    def constants(self) -> Mapping[str, str]:
        """What the form says once for all of its rows, by column."""
        return {}

    @property
    def places(self) -> dict[str, int]:
        """Where the declared columns stand in the rows."""
        return self._shape.places

    @property
    def repeats(self) -> dict[int, dict[str, int]]:
        """The places of the columns under each label, 1 is A, by the first of them."""
        groups = self._shape.repeats.values()
        return {
            min(group.values()) + 1: {name: place + 1 for name, place in group.items()} for group in groups
        }

    @property
    def key(self) -> int:
        """The place of the key's first column."""
        return next(iter(self._verdicts.key), 0)

    @property
    def is_spread(self) -> bool:
        """Whether a row's cells have to be put together before they are its columns."""
        return not self._shape.is_plain

    def below(self) -> Iterator[Row]:
        """The rows under the header, from the first that does not number the columns on."""
        return self._numbered_off(self._below)

    def rows(self, left: Iterator[Row] | None = None) -> Iterator[Row]:
        """The rows of data, at least as wide as the header.

        `left` are those of `below` that are left where the first have been read otherwise (`quick`).
        """
        rows = self._data(self.below() if left is None else left)
        for row in rows:
            yield row
            if self.filled or self.look(row[1]):
                yield from rows  # nearly all of them, and without asking again

    def look(self, cells: Sequence[str]) -> bool:
        """Whether a row of data says anything; the form is `filled` then."""
        self.filled = self._filling.in_row(cells)
        return self.filled

    def verdict(self, number: int, cells: Sequence[str]) -> Verdict:
        """What a row is, taken by itself."""
        return "row" if self._broken(number) else self._verdicts.of_row(cells)

    def _data(self, rows: Iterator[Row]) -> Iterator[Row]:
        width, broken, spread, key = self.header.width, self.sheet.broken, self.is_spread, self.key
        waiting: list[tuple[Verdict, Row]] = []
        for row in self._cut(self._until_header(rows)):
            number, cells = row
            if (
                len(cells) == width
                and ORDINARY.match(cells[0])
                and ORDINARY.match(cells[key])
                and cells.count("") < width - 1
            ):
                verdict: Verdict = "row"  # nearly all rows: asked first, and cheaply
            elif self._is_title(cells):
                verdict = "page"
            else:
                verdict = self.verdict(number, cells)
            if verdict == "row":
                if waiting or len(cells) != width or number in broken or spread:
                    yield from self._whole((*(other for _, other in waiting), row))
                    waiting = []
                else:
                    yield row
            elif verdict == "total":
                self._keep_total(row)
            elif verdict in ("blank", "page"):
                self.skipped["blank" if verdict == "blank" else "note"] += 1
            else:
                waiting.append((verdict, row))
        yield from self._whole(self._left_over(waiting))
        yield from self._last_parent()

    def _left_over(self, waiting: Waiting) -> Iterator[Row]:
        """Of what stands below the last row all that is no note: a row of the table that lacks its numbers."""
        signed = False
        above: list[str] = []
        for verdict, row in waiting:
            signed = signed or verdict == "signing"
            if signed or verdict == "note" or (verdict == "loose" and self.following):
                self.skipped["note"] += 1
                above += texts(row[1])
            else:
                yield row
        if self.following:
            self.following = replace(self.following, above=tuple(above), carried=self._carried.values)

    def _until_header(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows until a header begins, the same once more or another one."""
        while True:
            for row in rows:
                if self.openings.has(row[1]):
                    break
                yield row
            else:
                return
            ahead = [row, *islice(rows, TALLEST)]
            again = find(ahead, self._dataset, self._given, self.sheet.merged)
            if again and again.fits and again.row == row[0]:
                self.following = Found(again, chain(ahead, rows), ())
                self.skipped["note"] += (again.last - again.row + 1) * (again.places == self.header.places)
                return
            if again and again.row == row[0] and self.openings.has_headers(row[1]):
                raise Unreadable(
                    f"{self.sheet.place}baris {row[0]} menyerupai kepala tabel lain, tetapi tanpa kolom"
                    f" {again.lacking}; baris di bawahnya tidak dapat dibaca. Betulkan, atau pisahkan tabel itu."
                )
            yield row
            rows = chain(ahead[1:], rows)

    def _refuse_scaled(self, cells: Sequence[str], told: Callable[[Sequence[str]], str] = scale) -> None:
        money = any(self._dataset.columns[name].kind == "rupiah" for name in self._shape.said)
        if money and (said := told(cells)):
            raise Unreadable(
                f"{self.sheet.place}angkanya tidak dalam rupiah penuh (“{said}”); tulis dalam rupiah, lalu kirim lagi."
            )

    def _refuse_percents(self, cells: Sequence[str]) -> None:
        """Refuses a column of money of which the row under the header says that it is of percents."""
        for name, place in self.header.places.items():
            if (
                self._dataset.columns[name].kind == "rupiah"
                and place < len(cells)
                and is_percent(cells[place])
            ):
                raise Unreadable(
                    f"{self.sheet.place}kolom {name} berisi persen, bukan rupiah; kirim angka rupiahnya."
                )

    def _numbered_off(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows without those right under a header that number its columns or tell their units."""
        for row in rows:
            number, cells = row
            if not any(texts(cells)) and not self._broken(number):
                self.skipped["blank"] += 1
            elif numbers_columns(cells) or tells_units(cells):
                self._refuse_percents(cells)
                self.skipped["note"] += 1
            else:
                if self._verdicts.of_row(cells) != "row":
                    self._refuse_scaled(cells)
                return chain((row,), rows)
        return rows

    def _cut(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Cells beyond the header are left out where no stray delimiter can have shifted them."""
        if self.sheet.ragged:
            return rows
        width = self.header.width
        return ((number, cells[:width]) for number, cells in rows)

    def _is_title(self, cells: Sequence[str]) -> bool:
        """Whether a row is a title that is carried, which no row with a number is."""
        if not self.header.layout.carried or self._verdicts.has_numbers(cells):
            return False
        return self._carried.reads_title(list(texts(cells)))

    def _keep_total(self, row: Row) -> None:
        number, cells = row
        cells = [*cells, *[""] * (self.header.width - len(cells))]
        self.skipped["total"] += 1
        for made in self._shape.made(cells, {}):
            found = {
                name: made[place] for name, place in self._shape.summed.items() if is_number(made[place])
            }
            place = found.pop(AT, None)
            at = 0 if place is None else int(place) + 1
            self.totals.append(Total(self.sheet.name, number, _words(cells), found, at))

    def _whole(self, rows: Iterable[Row]) -> Iterator[Row]:
        """What rows say, short ones padded; one with text beyond the header or a cell without a value is odd."""
        for row in rows:
            number, cells = row
            if fault := self._fault(number, cells):
                self.odd.append(OddRow(self.sheet.name, number, fault))
            else:
                yield from self._made(row)

    def _fault(self, number: int, cells: list[str]) -> str:
        """Why a row, which is padded here, says nothing certain."""
        cells += [""] * (self.header.width - len(cells))
        fault = self._surplus(cells) or self._broken(number) or self._shape.fault(cells)
        return fault or (self._depths.read(cells) if self._depths else "")

    def _made(self, row: Row) -> Iterator[Row]:
        """The rows that one says; those of a level above the deepest wait until the row below is known."""
        number, cells = row
        values = {**self._carried.down(cells, self.header.places), **self._depths.values(self.header.layout)}
        made = [(number, said) for said in self._shape.made(cells, values)]
        if self._depths:
            yield from self._last_parent(self._depths.depth)
        if self._depths.is_parent:
            self._parent = self._depths.depth, row, made
        else:
            yield from made

    def _last_parent(self, depth: int = 0) -> Iterator[Row]:
        """The rows of the parent that waits, if the next row is not below it; else its numbers are a total."""
        if not self._parent:
            return
        above, row, made = self._parent
        self._parent = None
        if depth <= above:
            yield from made
        elif self._verdicts.has_numbers(row[1]):
            self._keep_total(row)
        else:
            self.skipped["note"] += 1

    def _surplus(self, cells: list[str]) -> str:
        width = self.header.width
        filled = [place for place in range(width, len(cells)) if cells[place].strip()]
        return f"baris ini mempunyai {filled[-1] + 1} kolom, kepala tabel {width}" if filled else ""

    def _broken(self, number: int) -> str:
        broken = self.sheet.broken.get(number, {})
        return "; ".join(broken[place] for place in sorted(self._shape.read) if place in broken)


def _words(cells: Sequence[str]) -> str:
    """The first text of a row that is no number."""
    return next(texts([cell for cell in cells if not is_number(cell)]), "")


def texts(cells: Sequence[str]) -> Iterator[str]:
    """What stands in the cells of a row, without blank ones."""
    return (" ".join(cell.replace("\x1f", "").split()) for cell in cells if cell and not cell.isspace())
