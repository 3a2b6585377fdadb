"""Marks the bad cells of a workbook and lists all faults on a first sheet, in the words that the command line says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import column_index_from_string, get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from etl.counting import Fault
from etl.read import Heading
from etl.stage import Judged
from warehouse.spreadsheets import put

LIST = "Kesalahan"
COLUMNS = (("Lembar", 18), ("Sel", 9), ("Baris", 8), ("Kolom", 24), ("Isi sel", 32), ("Alasan", 70))
STATES = {"accepted": "diterima", "refused": "ditolak", "waiting": "menunggu", "duplicate": "sudah dimuat"}
BAD = PatternFill("solid", fgColor="FFC7CE")
HEAD = PatternFill("solid", fgColor="E7E6E6")
ADDRESS = re.compile(r" \(([A-Z]+)\d+\)$")  # behind the name of a column that stands under several labels
AUTHOR = "Dasbor Smart City"

Headings = Sequence[Heading]


def mark(book: Workbook, file: str, judged: Judged, headings: Headings, unnamed: str) -> None:
    """Colour and comment the cells of all faults, and list them first; `unnamed` is the sheet of a csv."""
    cells: dict[str, dict[tuple[int, int], list[str]]] = defaultdict(lambda: defaultdict(list))
    for fault in judged.told:
        place = _place(fault, headings)
        if place:
            cells[fault.sheet or unnamed][place].append(_reason(fault))
    for name, marked in cells.items():
        for (row, column), reasons in marked.items():
            _mark(_anchor(book[name], row, column), "\n".join(reasons))
    _list(book, file, judged, headings, unnamed)


def _place(fault: Fault, headings: Headings) -> tuple[int, int] | None:
    """Row and column of a fault's cell; of a fault of the whole row its first declared column."""
    row = fault.row or 0
    above = [one for one in headings if one.sheet == fault.sheet and one.row < row]
    if not above:
        return None
    columns = above[-1].columns  # those of the table that the row stands in
    if said := ADDRESS.search(fault.column):
        return row, column_index_from_string(said[1])
    return row, columns.get(fault.column) or min(columns.values(), default=1)


def _reason(fault: Fault) -> str:
    return f"{fault.column}: {fault.reason}" if fault.column else fault.reason


def _anchor(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell itself, or the one that shows for it where cells are merged."""
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet.cell(row, column)


def _mark(cell: Cell, reason: str) -> None:
    said = f"{cell.comment.text}\n" if cell.comment else ""
    cell.fill = BAD
    cell.comment = Comment(f"{said}{reason}", AUTHOR, height=90, width=320)


def _list(book: Workbook, file: str, judged: Judged, headings: Headings, unnamed: str) -> None:
    sheet = book.create_sheet(_free_name(book), 0)
    above = list(_above(file, judged))
    for row, text in enumerate(above, start=1):
        put(sheet.cell(row, 1), text).font = Font(bold=row == 1)
    head = len(above) + 2
    for column, (name, width) in enumerate(COLUMNS, start=1):
        cell = put(sheet.cell(head, column), name)
        cell.font, cell.fill = Font(bold=True), HEAD
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, fault in enumerate(judged.told, start=head + 1):
        _line(sheet, row, fault, _place(fault, headings), unnamed)
    sheet.freeze_panes = sheet.cell(head + 1, 1)
    if judged.told:
        sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(COLUMNS))}{head + len(judged.told)}"
    _show_first(book, sheet)


def _free_name(book: Workbook) -> str:
    taken = {name.casefold() for name in book.sheetnames}
    names = (LIST if number == 1 else f"{LIST} {number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name.casefold() not in taken)


def _above(file: str, judged: Judged) -> Iterator[str]:
    counted = judged.counted
    yield f"Kesalahan dalam berkas {file}"
    yield (
        f"Berkas ini {STATES[judged.verdict.state]}: {counted.kept} baris baik, "
        f"{counted.refused} ditolak, {counted.duplicates} kembar."
    )
    if judged.verdict.message:
        yield judged.verdict.message
    rows = len({(fault.sheet, fault.row) for fault in judged.faults if fault.row})
    if rows < counted.refused:
        yield f"Daftar ini memuat {rows} baris pertama dari {counted.refused} baris yang ditolak."
    if judged.told:
        yield "Sel yang salah diberi warna dan komentar pada lembarnya. Perbaiki berkas asal, lalu kirim lagi."
    else:
        yield "Tidak ada sel yang salah."


def _line(sheet: Worksheet, row: int, fault: Fault, place: tuple[int, int] | None, unnamed: str) -> None:
    address = f"{get_column_letter(place[1])}{place[0]}" if place else ""
    values: Sequence[str | int | None] = (
        fault.sheet or (unnamed if place else ""),
        address,
        fault.row,
        fault.column,
        fault.value,
        fault.reason,
    )
    for column, value in enumerate(values, start=1):
        put(sheet.cell(row, column), value).alignment = Alignment(wrap_text=column > 4, vertical="top")
    if address:
        where = f"{quote_sheetname(fault.sheet or unnamed)}!{address}"
        sheet.cell(row, 2).hyperlink = Hyperlink(ref=f"B{row}", location=where)
        sheet.cell(row, 2).font = Font(color="0563C1", underline="single")


def _show_first(book: Workbook, sheet: Worksheet) -> None:
    book.active = 0
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
