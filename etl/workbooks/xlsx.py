"""The sheets of an xlsx: values by calamine, and what it does not tell by a look into the XML."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator, Mapping
from xml.etree import ElementTree

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from etl.workbooks.cells import NUMBER, texts
from etl.workbooks.formats import shown
from etl.workbooks.grid import SAVE_AS, Grid, Refused
from etl.workbooks.sheet_xml import Look, look
from etl.workbooks.zipped import refuse_entities

BUILT_IN = {9: "0%", 10: "0.00%"}  # which no file spells out
Styles = Mapping[int, Callable[[str], str]]  # by the number of a cell's style
LINKS = "buku kerja ini mengambil angka dari buku kerja lain; yang dibaca hasil terakhir yang tersimpan di dalamnya"


def grids(archive: zipfile.ZipFile, content: bytes) -> Iterator[Grid]:
    """Every worksheet, hidden ones too, in the workbook's order."""
    refuse_entities(archive)
    (main,) = _targets(archive, "", "officeDocument").values()
    styles = _styles(archive, main)
    looks = _looks(archive, main, styles)
    notes = [LINKS] if any(name.startswith("xl/externalLinks/") for name in archive.namelist()) else []
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for each in workbook.sheets_metadata:
        if each.typ == SheetTypeEnum.WorkSheet:
            sheet = workbook.get_sheet_by_name(each.name)
            hidden = each.visible != SheetVisibleEnum.Visible
            seen = looks[each.name]
            merged = [
                (top + 1, left, bottom + 1, right)
                for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
            ]
            rows = _rows(sheet, seen, styles)
            yield Grid(each.name, rows, hidden, list(seen.broken), merged, list(seen.hidden_rows), notes)


def _rows(sheet: CalamineSheet, seen: Look, styles: Styles) -> Iterator[list[str]]:
    """Rows from row 1 to the last broken one at least, cells from column A."""
    left = [""] * (sheet.start[1] if sheet.start else 0)
    number = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        row = left + texts(cells)
        for place, style in seen.styled.get(number, ()):
            if place < len(row) and row[place].startswith(NUMBER):
                row[place] = styles[style](row[place])
        yield row
    last = max((row for row, _, _ in seen.broken), default=0)
    yield from ([] for _ in range(number, last))


def _looks(archive: zipfile.ZipFile, main: str, styles: Styles) -> Mapping[str, Look]:
    """A look at each worksheet by its name."""
    sheets = _targets(archive, main, "worksheet")
    book = _xml(archive, main)
    members = {
        each.get("name", ""): sheets[relation]
        for each in book.iterfind("{*}sheets/{*}sheet")
        for key, relation in each.items()
        if key.endswith("}id") and relation in sheets
    }
    if len(set(members.values())) < len(members):
        raise Refused(f"dua lembar buku kerja ini berisi berkas yang sama; buka di Excel, {SAVE_AS}.")
    uncomputed = any(each.get("fullCalcOnLoad") in ("1", "true") for each in book.iterfind("{*}calcPr"))
    return {name: look(name, archive.read(member), styles, uncomputed) for name, member in members.items()}


def _targets(archive: zipfile.ZipFile, member: str, kind: str) -> Mapping[str, str]:
    """The members that one points to, of a kind, by the name it has for them; "" is the package itself."""
    folder, name = posixpath.split(member)
    relations = _xml(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    return {
        each.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))[1:]
        for each in relations
        if each.get("Type", "").endswith(f"/{kind}")
    }


def _styles(archive: zipfile.ZipFile, main: str) -> Styles:
    """How numbers are read in cells of the styles in which they are not read as they are."""
    written = dict(BUILT_IN)
    formats: list[int] = []
    for member in _targets(archive, main, "styles").values():
        root = _xml(archive, member)
        for each in root.iterfind("{*}numFmts/{*}numFmt"):
            written[int(each.get("numFmtId", 0))] = each.get("formatCode", "")
        formats += [int(each.get("numFmtId", 0)) for each in root.iterfind("{*}cellXfs/{*}xf")]
    found = {style: shown(written.get(code, "")) for style, code in enumerate(formats)}
    return {style: reading for style, reading in found.items() if reading}


def _xml(archive: zipfile.ZipFile, member: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(member))
