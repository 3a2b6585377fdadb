"""The table of a form whose rows add up to one another: rows with a code, totals, and what is neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile

from etl.read import wary, witnesses
from etl.read.amounts import readings, spelled
from etl.read.below import numbers_columns, scale_in_note
from etl.read.reading import Beside, OddRow, Row, Said, Sheet, Total, Unreadable
from etl.read.rekening import Unclear, account, charts, is_like_a_code, is_meant_as_code, lost_levels
from etl.read.relative import Relative
from etl.read.stated import Stated, stated
from etl.read.table import Found, Table
from etl.read.verdicts import Verdict
from warehouse.declarations import Dataset, Tree
from warehouse.vocabulary import EntityKind

TOTAL = re.compile(
    r"(?:(?:[A-Z]|[IVX]{1,4})\s*[.)]\s*)?(?:grand\s*total|sub\s*-?\s*(?:total|jumlah)|jumlah|total|surplus|\(?defisit|pembiayaan\s+net+o|si[lk]?pa\b"
    r"|sisa\s+lebih|sisa\s+kurang)",
    re.IGNORECASE,
)
Codes = Mapping[EntityKind, frozenset[str]]
OUTER = " \t\r\n\u00a0\x1f.:*)"
REGENCY = re.compile(r"\b(?:kabupaten|kab|kota|provinsi)\b", re.IGNORECASE)
OURS = "padang pariaman"
CENTS = re.compile(r"\d{2}")
CIVIL_SERVANT = re.compile(r"\d{18}")  # the number under a signature


class AccountTable(Table):
    """A table of accounts: of rows without a code only those that add others up may have figures."""

    def __init__(
        self,
        sheet: Sheet,
        found: Found,
        dataset: Dataset,
        given: frozenset[str],
        tree: Tree,
        top: int,
        codes: Codes,
    ) -> None:
        """`top` is the row of the sheet's first header; what stands above it holds for all tables of the sheet."""
        super().__init__(sheet, found, dataset, given | stated_columns(dataset))
        self._tree = tree
        self._given_by_sender = given
        self._charts: set[str] = set()
        self._above = Relative()
        self._is_begun = False
        titles = self._rows(self.header.row, self.header.last)
        self._refuse_wary(titles)
        self._length = self._raw_length()
        self._witnesses = witnesses.places(titles, self._shape.read)
        self._aside = witnesses.under(titles, self._shape.read, self.header.layout.aside)
        own = stated([[text] for text in found.above]) if self.header.row != top else Stated()
        above = stated(self._rows(1, top - 1), sheet.name, self.header.year, titles)
        self.said = tuple(
            self._said(Stated({**above.values, **own.values}, own.doubts or above.doubts), codes)
        )

    @property
    def constants(self) -> Mapping[str, str]:
        """What the form says once for all of its rows; a dash for what forms of its kind do not have."""
        lacking = {name: "-" for name in self.header.layout.lacks if self._dataset.columns[name].stated}
        said = lacking | {one.column: one.value for one in self.said if one.value}
        return {name: value for name, value in said.items() if name not in self._given_by_sender}

    @property
    def is_spread(self) -> bool:
        """Every row is looked at by itself."""
        return True

    def _refuse_wary(self, titles: list[list[str]]) -> None:
        if text := wary.misleading(self.header, titles, self._tree.amounts):
            raise Unreadable(
                f"{self.sheet.place}baris {self.header.row}: kolom “{text}” tidak dikenal, padahal bisa berarti"
                f" {' atau '.join(self._tree.amounts)}. Betulkan nama kolomnya, atau hapus, lalu kirim lagi."
            )

    def _refuse_one_month(self, cells: list[str]) -> None:
        for name in self._tree.amounts:
            if said := wary.one_month(self._cell(cells, name)):
                raise Unreadable(
                    f"{self.sheet.place}kolom {name} hanya memuat “{said}”; kirim angka sampai dengan bulan itu."
                )

    def _data(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows with a code; one without that has figures is a total or odd."""
        for row in self._cut(self._until_header(rows)):
            verdict = self._told(row)
            if verdict == "row":
                self._is_begun = True
                yield row
            elif verdict:
                self.skipped[verdict] += 1
        if len(self._charts) > 1:
            raise Unreadable(
                f"{self.sheet.place}kode rekening tanpa titik memakai dua bagan akun; tulis kode dengan titik."
            )

    def _told(self, row: Row) -> Verdict | None:
        """What a row is, `None` where it is odd; a row of the table gets its cells in their places."""
        number, cells = row
        if not any(cell and not cell.isspace() for cell in cells):
            return "blank"
        figures = self._figures(cells)
        self._put_aside(cells)
        code = self._cell(cells, self._tree.code)
        title = self._cell(cells, self._tree.title)
        if not is_like_a_code(code):
            if not self._is_begun:
                self._refuse_one_month(cells)
                self._refuse_scaled(cells)
            self._refuse_scaled(cells, scale_in_note)
            return self._without_code(number, code, title, figures)
        if not title.strip() and sum(bool(cell.strip()) for cell in cells) == 1 and "." not in code:
            return "note"  # the number of a page
        beside = [(kind, cells[place]) for kind, place in self._witnesses.items() if place < len(cells)]
        if numbers_columns(cells):
            return "note"
        if not self._is_certain(row):
            self._above.forget()
            return None
        self.beside += [
            Beside(self.sheet.name, number, kind, text) for kind, text in beside if readings(text)
        ]
        return self._coded(number, cells)

    def _put_aside(self, cells: list[str]) -> None:
        """Gives a row without a code the one that stands in a column for codes of other things."""
        found = [cells[place] for place in self._aside if place < len(cells) and cells[place].strip()]
        if len(found) == 1 and is_like_a_code(found[0]) and not self._cell(cells, self._tree.code):
            cells[self.header.places[self._tree.code]] = found[0]

    def _is_certain(self, row: Row) -> bool:
        """Whether a row's cells stand where they should and its code is told; else it is odd."""
        number, cells = row
        if self._is_shifted(number, cells) or self._lost_zeros(number, cells):
            return False
        name = self._tree.code
        if name in self.header.ends:
            fault = self._above.complete(cells, self.header.places[name], self.header.ends[name])
            if fault:
                self._odd(number, fault)
                return False
        return self._is_whole(row)

    def _is_whole(self, row: Row) -> bool:
        """Puts the cells of a row together; one that cannot be is odd."""
        number, cells = row
        fault = self._fault(number, cells)
        if fault:
            self._odd(number, fault)
        else:
            cells[:] = next(self._shape.made(cells, {}))
            for name in self._tree.amounts:
                if name in self.places:
                    cells[self.places[name]] = spelled(cells[self.places[name]])
        return not fault

    def _coded(self, number: int, cells: list[str]) -> Verdict | None:
        place = self.places[self._tree.code]
        self._charts |= charts(cells[place])
        try:
            cells[place] = account(cells[place])
        except Unclear as unclear:
            self._odd(number, str(unclear))
            return None
        return "row"

    def _without_code(self, number: int, code: str, title: str, figures: Mapping[str, str]) -> Verdict | None:
        label = next((text for text in (code.strip(OUTER), title.strip(OUTER)) if text), "")
        if is_meant_as_code(code):
            self._odd(number, f"“{code.strip(OUTER)}” bukan kode rekening; kode hanya terdiri atas angka")
            return None
        if not figures:
            return "note"
        if TOTAL.match(label) or TOTAL.match(title.strip(OUTER)):
            self.totals.append(Total(self.sheet.name, number, (code or title).strip(), figures))
            return "total"
        self._odd(number, "ada angka tanpa kode rekening, dan bukan baris jumlah")
        return None

    def _figures(self, cells: list[str]) -> dict[str, str]:
        """The amounts of a row that can be read as numbers and are not 0."""
        found = {name: self._cell(cells, name) for name in self._tree.amounts if name in self.places}
        return {
            name: cell
            for name, cell in found.items()
            if any(readings(cell)) and not CIVIL_SERVANT.fullmatch(cell.strip(OUTER))
        }

    def _cell(self, cells: list[str], name: str) -> str:
        """The text of a column in a row as it stands, a column over several places as its filled cells."""
        if name not in self.header.places:
            return ""
        first = self.header.places[name]
        found = [cell for cell in cells[first : self.header.ends.get(name, first) + 1] if cell.strip()]
        return " ".join(found)

    def _odd(self, number: int, reason: str) -> None:
        self.odd.append(OddRow(self.sheet.name, number, reason))

    def _lost_zeros(self, number: int, cells: list[str]) -> bool:
        """Whether a code with a cell per level was kept as numbers, and its zeros are gone."""
        name = self._tree.code
        first, last = self.header.places[name], self.header.ends.get(name, 0)
        year = next((int(one.value) for one in self.said if one.column == "tahun" and one.value), None)
        if not lost_levels(cells[first : last + 1], year):
            return False
        self._odd(
            number,
            "tingkat kode rekening tersimpan sebagai angka; nol di depannya hilang, tulis sebagai teks",
        )
        return True

    def _is_shifted(self, number: int, cells: list[str]) -> bool:
        """Whether a stray delimiter has shifted the cells of a csv's row, even where only blanks hang over."""
        if not self.sheet.ragged or len(cells) <= self._length:
            return False
        self._odd(
            number,
            f"baris ini mempunyai {len(cells)} kolom, kepala tabel {self._length}; ada pemisah di dalam teks",
        )
        return True

    def _raw_length(self) -> int:
        """How many cells a row of a csv may have: as many as its header, or as all rows below it."""
        if not self.sheet.ragged:
            return 0
        header, *below = [cells for number, cells in self.sheet.rows() if number >= self.header.row]
        after = [place + 1 for name, place in self.header.places.items() if name in self._tree.amounts]
        if any(CENTS.fullmatch(cells[place]) for cells in below for place in after if place < len(cells)):
            return len(header)  # 1.000.000,00 taken apart at its comma
        return max(len(header), min(map(len, below), default=0))

    def _said(self, found: Stated, codes: Codes) -> Iterator[Said]:
        """What the form states of this dataset's columns; a code that nobody has is none of ours."""
        lacks = self.header.layout.lacks
        for name, value in found.values.items():
            column = None if name in lacks else self._dataset.columns.get(name)
            known = column and (not column.of or (value in codes.get(column.of, ()) and self._is_ours()))
            if column and column.stated and known:
                yield Said(self.sheet.name, name, value)
        if self.header.year and "tahun" in self._dataset.columns:
            yield Said(self.sheet.name, "tahun", str(self.header.year))  # the figures are that year's
        for name, doubt in (one for one in found.doubts if one[0] not in lacks):
            yield Said(self.sheet.name, name, doubt=doubt)

    def _is_ours(self) -> bool:
        """Whether the form names no other regency; theirs have the same codes for other offices."""
        titles = " ".join(self.above).casefold()
        return REGENCY.search(titles) is None or OURS in " ".join(titles.split())

    def _rows(self, first: int, last: int) -> list[list[str]]:
        return [cells for number, cells in self._until(last) if number >= first]

    def _until(self, last: int) -> Iterator[Row]:
        return takewhile(lambda row: row[0] <= last, self.sheet.rows())


def stated_columns(dataset: Dataset) -> frozenset[str]:
    """The columns that need not be in a file, because they are stated once for all of it."""
    return frozenset(name for name, column in dataset.columns.items() if column.stated)
