"""Writes a template as a workbook that its office fills in and `take` reads back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from etl.kinds.cells import MONTHS, printed, printed_date
from etl.template import Template
from warehouse.declarations import Column
from warehouse.files import durably
from warehouse.spreadsheets import put
from warehouse.vocabulary import Kind

DATA, LISTS, WORDS = "Isian", "Pilihan", "Penjelasan"
HEAD = 6  # the row of the header; above it the title, the office and the month
LAST = 5_000  # the last row that has validation
MUST, MAY = PatternFill("solid", fgColor="DDEBF7"), PatternFill("solid", fgColor="F2F2F2")
AUTHOR = "Dasbor Smart City"
FORMATS = {"date": "dd/mm/yyyy", "rupiah": "#,##0", "count": "0", "decimal": "General", "percent": "0.00"}
TAKES: dict[Kind, str] = {
    "area": "Nagari atau kecamatan: pilih dari daftar, atau tulis kode Kemendagri bertitik.",
    "date": "Tanggal, hari lebih dulu, misalnya 14/02/2025.",
    "choice": "Pilih salah satu dari daftar.",
    "nik": "NIK 16 angka, sebagai teks.",
    "code": "Kode, sebagai teks, dengan titiknya.",
    "count": "Bilangan bulat.",
    "decimal": "Angka; desimal boleh.",
    "percent": "Persen tanpa tanda %, misalnya 71,5.",
    "rupiah": "Rupiah penuh, bukan ribuan atau jutaan.",
    "period": "Periode, misalnya 2025, 2025-05, 2025-Q2 atau 2025-S1.",
    "text": "Teks.",
}


def write(form: Template, out: Path) -> None:
    """Write the workbook: the sheet to fill in, explanations, and the lists that may be chosen from."""
    book = Workbook()
    data = book.active
    assert isinstance(data, Worksheet)
    data.title = DATA
    _explain(book.create_sheet(WORDS), form)
    ranges = _list(book.create_sheet(LISTS), form)
    _title(data, form)
    for place, name in enumerate(form.headers, start=1):
        _column(data, place, form, form.dataset.columns[name], ranges.get(name))
    for number, row in enumerate(form.rows, start=HEAD + 1):
        for place, name in enumerate(form.headers, start=1):
            if row.get(name) is not None:
                put(data.cell(number, place), row[name])
    data.freeze_panes = data.cell(HEAD + 1, 1)
    with durably(out) as temporary:
        book.save(temporary)


def _title(sheet: Worksheet, form: Template) -> None:
    month = f"{MONTHS[form.month.month - 1][0].capitalize()} {form.month.year}"
    put(sheet.cell(1, 1), form.dataset.title).font = Font(bold=True, size=14)
    put(sheet.cell(2, 1), f"Perangkat Daerah : {form.office.name}")
    if form.dataset.month_of:
        put(sheet.cell(3, 1), f"Bulan : {month}")
    put(sheet.cell(4, 1), f"Petunjuk ada di lembar {WORDS} dan pada komentar tiap kepala kolom.")


def _column(sheet: Worksheet, place: int, form: Template, column: Column, choices: str | None) -> None:
    """A column's header with what belongs there, its cells' format and what may stand in them."""
    head = put(sheet.cell(HEAD, place), form.headers[column.name])
    head.font, head.fill = Font(bold=True), MUST if column.required else MAY
    head.alignment = Alignment(wrap_text=True, vertical="top")
    head.comment = Comment(meaning(column), AUTHOR, height=110, width=280)
    letter = get_column_letter(place)
    sheet.column_dimensions[letter].width = 34 if column.kind in ("text", "area", "code") else 20
    for row in range(HEAD + 1, HEAD + 1 + max(len(form.rows), 200)):
        sheet.cell(row, place).number_format = FORMATS.get(column.kind, "@")
    check = _validation(column, choices)
    if check:
        check.errorTitle, check.error = form.headers[column.name][:32], meaning(column)[:250]
        check.add(f"{letter}{HEAD + 1}:{letter}{LAST}")
        sheet.add_data_validation(check)


def meaning(column: Column) -> str:
    """What belongs in a column, in a few sentences."""
    return " ".join([*_sentences(column)])


def _sentences(column: Column) -> Iterator[str]:
    yield "Wajib diisi." if column.required else "Boleh kosong bila tidak diketahui; kosong bukan nol."
    yield TAKES[column.kind]
    if column.choices:
        yield (
            "Pilihan: "
            + ", ".join((spellings or (name,))[0] for name, spellings in column.choices.items())
            + "."
        )
    if column.minimum is not None:
        yield f"Paling sedikit {printed(column.minimum)}."
    if column.maximum is not None:
        yield f"Paling banyak {printed(column.maximum)}."
    if column.earliest:
        yield f"Sejak {printed_date(column.earliest)}."
    if column.not_before:
        yield f"Tidak mendahului {column.not_before.replace('_', ' ')}."
    if column.hashed:
        yield "Nomor ini disandikan saat dimuat dan tidak ditampilkan."


def _validation(column: Column, choices: str | None) -> DataValidation | None:
    if choices:
        return DataValidation(type="list", formula1=choices, allow_blank=True)
    if column.kind in ("count", "decimal", "percent", "rupiah"):
        kind = "whole" if column.kind == "count" else "decimal"
        return _between(kind, _limit(column.minimum), _limit(column.maximum))
    if column.kind == "date":
        first = column.earliest or date(1900, 1, 1)
        return _between("date", f"DATE({first.year},{first.month},{first.day})", "DATE(2100,12,31)")
    return None


def _limit(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"


def _between(kind: Any, low: str | None, high: str | None) -> DataValidation:
    if low is not None and high is not None:
        return DataValidation(type=kind, operator="between", formula1=low, formula2=high, allow_blank=True)
    if high is not None:
        return DataValidation(type=kind, operator="lessThanOrEqual", formula1=high, allow_blank=True)
    least = low if low is not None else "-1E+15"
    return DataValidation(type=kind, operator="greaterThanOrEqual", formula1=least, allow_blank=True)


def _list(sheet: Worksheet, form: Template) -> dict[str, str]:
    """The lists, one under the number of each column; the range of each."""
    ranges = {}
    for place, name in enumerate((name for name in form.headers if name in form.lists), start=1):
        letter, values = get_column_letter(place), form.lists[name]
        for row, value in enumerate(values, start=1):
            put(sheet.cell(row, place), value)
        sheet.column_dimensions[letter].width = 34
        ranges[name] = f"{quote_sheetname(sheet.title)}!${letter}$1:${letter}${len(values)}"
    return ranges


def _explain(sheet: Worksheet, form: Template) -> None:
    lines = [
        f"Formulir {form.dataset.title}",
        f"Isilah lembar {DATA}, satu baris untuk tiap baris data; kolom biru wajib diisi.",
        "Jangan mengganti kepala tabel. Baris yang tidak berlaku dihapus, baris baru ditambahkan di bawah.",
        "Kosong berarti tidak diketahui; nol ditulis 0.",
        "Simpan sebagai xlsx, lalu kirim kepada pengelola dasbor.",
        "",
    ]
    lines += [f"{form.headers[name]}: {meaning(form.dataset.columns[name])}" for name in form.headers]
    for row, line in enumerate(lines, start=1):
        put(sheet.cell(row, 1), line).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    sheet.column_dimensions["A"].width = 110
