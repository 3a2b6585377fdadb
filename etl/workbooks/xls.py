"""The sheets of an xls by xlrd, which tells formats, hidden rows, merged cells and errors."""

from __future__ import annotations

import os
import struct
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import xlrd
from xlrd.compdoc import CompDoc, CompDocError
from xlrd.sheet import Sheet

from etl.workbooks.cells import ERROR, NO_RESULT, NUMBER, date_time, number, plain
from etl.workbooks.formats import shown
from etl.workbooks.grid import SAVE_AS, Grid, Refused, refuse_too_many_cells

LOCKED = "buku kerja ini terkunci kata sandi; simpan tanpa kata sandi, lalu kirim lagi."
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MACROS = {"_VBA_PROJECT_CUR", "_VBA_PROJECT", "Macros", "VBA"}
SUMMARY = (
    "\x05SummaryInformation"  # Excel and LibreOffice write one; libraries that do not compute write none
)
BOF, EOF, BOUNDSHEET, FILEPASS = 0x809, 0x0A, 0x85, 0x2F
FORMULAS = {0x06, 0x206, 0x406}
WORKSHEET, MACRO_SHEET = 0, 1
ZERO, EMPTY_TEXT = bytes(8), b"\x03"  # results; a text's begin so and end with FF FF
WHEN_LOADED = 2  # of a formula's flags: to be computed when the file is opened
NO_DATE = "tanggal yang tidak ada di kalender"


def grids(content: bytes) -> Iterator[Grid]:
    """Every worksheet, hidden ones too, in the workbook's order."""
    stream, made_by_office = _stream(content)
    uncomputed = list(_uncomputed(stream, made_by_office))
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, on_demand=True, logfile=nowhere
        )
        for place, cells in enumerate(uncomputed):
            yield _grid(book, book.sheet_by_index(place), cells)
            book.unload_sheet(place)


def _grid(book: xlrd.Book, sheet: Sheet, uncomputed: Collection[tuple[int, int]]) -> Grid:
    refuse_too_many_cells(sheet.name, sheet.nrows, sheet.ncols)
    grid = Grid(sheet.name, [], hidden=sheet.visibility != 0)
    grid.merged = [(top + 1, left, bottom, right - 1) for top, bottom, left, right in sheet.merged_cells]
    grid.hidden_rows = sorted(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden)
    grid.broken = [(row + 1, place, NO_RESULT) for row, place in uncomputed]
    grid.rows = _rows(book, sheet, grid.broken)
    return grid


def _rows(book: xlrd.Book, sheet: Sheet, broken: list[tuple[int, int, str]]) -> Iterator[list[str]]:
    codes = (getattr(book.format_map.get(one.format_key), "format_str", "") for one in book.xf_list)
    styles = dict(enumerate(map(shown, codes)))
    for row in range(sheet.nrows):
        texts = []
        for place, cell in enumerate(sheet.row(row)):
            text, fault = _text(cell.ctype, cell.value, book.datemode)
            if fault:
                broken.append((row + 1, place, fault))
            reading = styles.get(cell.xf_index)
            texts.append(reading(text) if reading and text[:1] == NUMBER else text)
        yield texts


def _text(kind: int, value: float | str, datemode: int) -> tuple[str, str]:
    """A cell's text, and what is wrong with it."""
    if kind == xlrd.XL_CELL_TEXT:
        return plain(str(value)), ""
    if kind == xlrd.XL_CELL_NUMBER:
        return number(float(value)), ""
    if kind == xlrd.XL_CELL_BOOLEAN:
        return ("TRUE" if value else "FALSE"), ""
    if kind == xlrd.XL_CELL_ERROR:
        return "", ERROR
    if kind == xlrd.XL_CELL_DATE:
        return _date(float(value), datemode)
    return "", ""


def _date(value: float, datemode: int) -> tuple[str, str]:
    try:
        moment = xlrd.xldate.xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError):
        return "", NO_DATE
    return (moment.time().isoformat("seconds") if 0 <= value < 1 else date_time(moment)), ""


def _stream(content: bytes) -> tuple[bytes, bool]:
    """The records of the workbook, and whether an office program wrote them."""
    if ENCRYPTED in content:  # an xlsx with a password is no zip
        raise Refused(LOCKED)
    try:
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123
            document = CompDoc(content, logfile=nowhere)
    except CompDocError:
        raise Refused(f"buku kerja ini rusak; buka di Excel, {SAVE_AS}.") from None
    names = {entry.name for entry in document.dirlist}
    stream = document.get_named_stream("Workbook") or document.get_named_stream("Book")
    if not stream:
        raise Refused(f"isi berkas ini dokumen Office lama, bukan buku kerja; {SAVE_AS}.")
    if names & MACROS:
        raise Refused(f"isi berkas ini buku kerja dengan makro, yang tidak pernah dijalankan; {SAVE_AS}.")
    return stream, SUMMARY in names


@dataclass(frozen=True)
class Formula:
    """A formula's cell, from 0; `vain` is a result as programs put in that do not compute: 0 or an empty text."""

    row: int
    place: int
    vain: bool
    when_loaded: bool


def _uncomputed(stream: bytes, made_by_office: bool) -> Iterator[Sequence[tuple[int, int]]]:
    """Of each worksheet the formulas without a result of their own.

    An xls always holds a result. A vain one is none where the file asks to be computed when opened, or all
    are vain in a file that no office program wrote.
    """
    sheets = [[*_formulas(stream, start)] for start in _starts(stream)]
    nothing = not made_by_office and all(one.vain for sheet in sheets for one in sheet)
    for sheet in sheets:
        yield [(one.row, one.place) for one in sheet if one.vain and (nothing or one.when_loaded)]


def _starts(stream: bytes) -> list[int]:
    """Where the worksheets begin."""
    starts = []
    for kind, data in _records(stream, 0):
        if kind == FILEPASS:
            raise Refused(LOCKED)
        if kind == BOUNDSHEET and len(data) >= 6:
            if data[5] == MACRO_SHEET:
                raise Refused(
                    f"isi berkas ini buku kerja dengan makro, yang tidak pernah dijalankan; {SAVE_AS}."
                )
            if data[5] == WORKSHEET:
                starts.append(struct.unpack("<i", data[:4])[0])
    return starts


def _formulas(stream: bytes, start: int) -> Iterator[Formula]:
    for kind, data in _records(stream, start):
        if kind in FORMULAS and len(data) >= 16:
            row, place, _, result, flags = struct.unpack("<HHH8sH", data[:16])
            vain = result == ZERO or (result[6:] == b"\xff\xff" and result[:1] == EMPTY_TEXT)
            yield Formula(row, place, vain, bool(flags & WHEN_LOADED))


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of a part of the stream up to its end; charts inside it are parts of their own."""
    depth = 0
    while 0 <= start <= len(stream) - 4:
        kind, length = struct.unpack_from("<HH", stream, start)
        depth += (kind == BOF) - (kind == EOF)
        yield kind, stream[start + 4 : start + 4 + length]
        if depth <= 0:
            return
        start += 4 + length
