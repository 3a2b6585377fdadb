"""The sheets of an xlsx: values by calamine, and what it does not tell by a look into the XML."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from etl.workbooks.cells import NUMBER, percent, texts
from etl.workbooks.formats import shows_percent
from etl.workbooks.grid import SAVE_AS, Grid, Refused
from etl.workbooks.sheet_xml import Look, look
from etl.workbooks.zipped import refuse_entities

BUILT_IN_PERCENTS = {9, 10}  # 0% and 0.00%, which no file spells out
LINKS = "buku kerja ini mengambil angka dari buku kerja lain; yang dibaca hasil terakhir yang tersimpan di dalamnya"


def grids(archive: zipfile.ZipFile, content: bytes) -> Iterator[Grid]:
    """Every worksheet, hidden ones too, in the workbook's order."""
    looks = _looks(archive)
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
            rows = _rows(sheet, seen)
            yield Grid(each.name, rows, hidden, list(seen.broken), merged, list(seen.hidden_rows), notes)


def _rows(sheet: CalamineSheet, seen: Look) -> Iterator[list[str]]:
    """Rows from row 1 to the last broken one at least, cells from column A."""
    left = [""] * (sheet.start[1] if sheet.start else 0)
    number = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        row = left + texts(cells)
        for place in seen.percents.get(number, ()):
            if place < len(row) and row[place].startswith(NUMBER):
                row[place] = percent(row[place])
        yield row
    last = max((row for row, _, _ in seen.broken), default=0)
    yield from ([] for _ in range(number, last))


def _looks(archive: zipfile.ZipFile) -> Mapping[str, Look]:
    """A look at each worksheet by its name."""
    refuse_entities(archive)
    (main,) = _targets(archive, "", "officeDocument").values()
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
    styles = _percent_styles(archive, main)
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


def _percent_styles(archive: zipfile.ZipFile, main: str) -> Sequence[int]:
    """The numbers of the cell styles that show a hundred times the value, with a sign."""
    styles = [_xml(archive, member) for member in _targets(archive, main, "styles").values()]
    written = {
        int(each.get("numFmtId", 0)): shows_percent(each.get("formatCode", ""))
        for one in styles
        for each in one.iterfind("{*}numFmts/{*}numFmt")
    }
    formats = [int(each.get("numFmtId", 0)) for one in styles for each in one.iterfind("{*}cellXfs/{*}xf")]
    return [style for style, code in enumerate(formats) if written.get(code, code in BUILT_IN_PERCENTS)]


def _xml(archive: zipfile.ZipFile, member: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(member))
