"""The sheets of an ods: its XML read piece by piece, so that a cell repeated a million times stops it early."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any
from xml.parsers import expat

from etl.workbooks.grid import AREA, SAVE_AS, Grid, Refused
from etl.workbooks.ods_values import OFFICE, TABLE, Attributes, value

TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "

# What stands in a table and is none of its cells.
ASIDE = {
    f"{OFFICE}annotation",
    f"{TABLE}shapes",
    f"{TABLE}tracked-changes",
    f"{OFFICE}forms",
    f"{TABLE}dde-links",
}
KINDS = {
    b"application/vnd.oasis.opendocument.spreadsheet",
    b"application/vnd.oasis.opendocument.spreadsheet-template",
}
OFFICE_PROGRAM = re.compile(rb"generator>(?:LibreOffice|OpenOffice|MicrosoftOffice|Collabora)")
DEEPEST = 100  # elements inside each other; an office program writes about twenty


def grids(archive: zipfile.ZipFile) -> list[Grid]:
    """Every sheet, hidden ones too, in the order of the tabs."""
    manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive.namelist() else b""
    if b"encryption-data" in manifest:
        raise Refused("buku kerja ini terkunci kata sandi; simpan tanpa kata sandi, lalu kirim lagi.")
    about = archive.read("meta.xml") if "meta.xml" in archive.namelist() else b""
    document = Document(computed=OFFICE_PROGRAM.search(about) is not None)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = document.start
    parser.EndElementHandler = document.end
    parser.CharacterDataHandler = document.text
    parser.StartDoctypeDeclHandler = document.doctype
    with archive.open("content.xml") as file:
        parser.ParseFile(file)
    return document.grids


class Document:
    """The sheets as they come out of the stream of elements."""

    def __init__(self, computed: bool) -> None:
        self._computed = computed  # by an office program, which writes an empty result as none
        self.grids: list[Grid] = []
        self._depth = 0
        self._aside = 0  # the depth of the element that is passed over
        self._cells = 0
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._rows: list[list[str]] | None = None
        self._empty_rows = 0
        self._row: list[str] = []
        self._empty = 0
        self._repeated = 1
        self._cell: Attributes | None = None
        self._words: list[str] = []
        self._inside = False  # a paragraph

    def doctype(self, *_: Any) -> None:
        raise Refused(f"buku kerja ini memuat DOCTYPE, yang tidak ditulis LibreOffice; {SAVE_AS}.")

    def start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Refused(f"susunan buku kerja ini terlalu dalam; buka di LibreOffice, {SAVE_AS}.")
        if self._aside:
            return
        if name in ASIDE or name.startswith(DRAW):
            self._aside = self._depth
        elif name in STARTS:
            STARTS[name](self, attributes)

    def end(self, name: str) -> None:
        if not self._aside and name in ENDS:
            ENDS[name](self)
        if self._aside == self._depth:
            self._aside = 0
        self._depth -= 1

    def text(self, text: str) -> None:
        if self._inside and not self._aside:  # between elements there may be line ends of the file
            self._words.append(text)

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attributes.get(f"{STYLE}name", "")

    def _start_table_properties(self, attributes: Attributes) -> None:
        if attributes.get(f"{TABLE}display") == "false":
            self._hidden_styles.add(self._style)

    def _start_table(self, attributes: Attributes) -> None:
        name = attributes.get(f"{TABLE}name", "")
        self._rows, self._empty_rows = [], 0
        hidden = attributes.get(f"{TABLE}style-name", "") in self._hidden_styles
        if name.startswith("'file:"):  # what LibreOffice keeps of another workbook, no sheet of this one
            self._aside = self._depth
        else:
            self.grids.append(Grid(name, self._rows, hidden))

    def _start_row(self, attributes: Attributes) -> None:
        self._row, self._empty = [], 0
        self._repeated = _count(attributes, "number-rows-repeated")
        if attributes.get(f"{TABLE}visibility") in ("collapse", "filter"):
            first = self._next_row()
            # Rows below the table are often hidden down to the last of a million.
            self.grids[-1].hidden_rows.extend(range(first, first + min(self._repeated, 100_000)))

    def _end_row(self) -> None:
        if not self._row:
            self._empty_rows += self._repeated
            return
        assert self._rows is not None
        self._spend(self._empty_rows + len(self._row) * self._repeated)
        self._rows.extend([] for _ in range(self._empty_rows))
        self._rows.extend([self._row] * self._repeated)
        self._empty_rows = 0

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell, self._words = attributes, []
        across, down = (_count(attributes, f"number-{way}-spanned") for way in ("columns", "rows"))
        if across > 1 or down > 1:
            row, place = self._next_row(), len(self._row) + self._empty
            self.grids[-1].merged.append((row, place, row + down - 1, place + across - 1))

    def _end_cell(self) -> None:
        assert self._cell is not None
        cell, self._cell = self._cell, None
        repeated = _count(cell, "number-columns-repeated")
        text, fault = value(cell, "".join(self._words), self._computed)
        if not text and not fault:
            self._empty += repeated
            return
        self._spend(self._empty + repeated)
        self._row.extend([""] * self._empty)
        self._empty = 0
        if fault:
            self._break(fault, repeated)
        self._row.extend([text] * repeated)

    def _break(self, fault: str, repeated: int) -> None:
        """Notes broken cells; `_spend` has bounded how many."""
        first, place = self._next_row(), len(self._row)
        self._spend(self._repeated * repeated)
        self.grids[-1].broken.extend(
            (row, column, fault)
            for row in range(first, first + self._repeated)
            for column in range(place, place + repeated)
        )

    def _start_paragraph(self, _: Attributes) -> None:
        self._inside = True
        if self._words:
            self._words.append("\n")

    def _end_paragraph(self) -> None:
        self._inside = False

    def _start_spaces(self, attributes: Attributes) -> None:
        self._words.append(" " * min(int(attributes.get(f"{TEXT}c", "1")), 1_000))

    def _start_tab(self, _: Attributes) -> None:
        self._words.append("\t")

    def _start_break(self, _: Attributes) -> None:
        self._words.append("\n")

    def _next_row(self) -> int:
        return len(self._rows or ()) + self._empty_rows + 1

    def _spend(self, cells: int) -> None:
        self._cells += cells
        if self._cells > AREA:
            name = self.grids[-1].name
            raise Refused(
                f"lembar “{name}” berisi lebih dari {AREA} sel karena baris atau kolom yang diulang;"
                " hapus sel yang terisi jauh di luar tabel, lalu kirim lagi."
            )


STARTS: Mapping[str, Callable[[Document, Attributes], None]] = {
    f"{STYLE}style": Document._start_style,
    f"{STYLE}table-properties": Document._start_table_properties,
    f"{TABLE}table": Document._start_table,
    f"{TABLE}table-row": Document._start_row,
    f"{TABLE}table-cell": Document._start_cell,
    f"{TABLE}covered-table-cell": Document._start_cell,
    f"{TEXT}p": Document._start_paragraph,
    f"{TEXT}s": Document._start_spaces,
    f"{TEXT}tab": Document._start_tab,
    f"{TEXT}line-break": Document._start_break,
}
ENDS: Mapping[str, Callable[[Document], None]] = {
    f"{TABLE}table-row": Document._end_row,
    f"{TABLE}table-cell": Document._end_cell,
    f"{TABLE}covered-table-cell": Document._end_cell,
    f"{TEXT}p": Document._end_paragraph,
}


def _count(attributes: Attributes, name: str) -> int:
    return max(1, int(attributes.get(f"{TABLE}{name}", "1")))
