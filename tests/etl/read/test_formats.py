"""One form as xlsx, xls and ods of LibreOffice: the same cells, whatever the format."""

from __future__ import annotations

import subprocess
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl.read import workbook
from etl.read.reading import Sheet
from tests.etl.hostile import CELL, ods

FORMATS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "xls": "xls", "ods": "ods"}
# What a cell holds, its format, and what is read of it.
CELLS: list[tuple[Any, str, str]] = [
    ("0101", "@", "0101"),
    ("9901010101010001", "@", "9901010101010001"),
    (" dua\nbaris  spasi ", "General", " dua\nbaris  spasi "),
    (1305, "General", "\x1f1305"),
    (0.1, "General", "\x1f0.1"),
    (550095736327.25, "#,##0.00", "\x1f550095736327.25"),
    (1234567, '_-"Rp"* #,##0_-;-"Rp"* #,##0_-;_-"Rp"* "-"_-;_-@_-', "\x1f1234567"),
    (-5, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)', "\x1f-5"),
    (12, '0" hari"', "\x1f12"),
    (3, '0 "bulan"', "\x1f3"),
    (2, "00", "\x1f02"),
    (2.5, "00", "\x1f2.5"),
    (5.1, "0.00", "\x1f5.1"),
    (1234567, "#,##0,", "\x1f1234567"),
    (0.717, "0.00%", "\x1f71.7%"),
    (1, "0%", "\x1f100%"),
    (0.0595, "[Red]0.0%", "\x1f5.95%"),
    (0.5, '0.0"%"', "\x1f0.5"),
    (date(2023, 5, 1), "dd/mm/yyyy", "2023-05-01"),
    (date(2022, 11, 30), "[$-421]dd mmmm yyyy", "2022-11-30"),
    (datetime(2023, 5, 1, 13, 30), "dd/mm/yyyy hh:mm", "2023-05-01 13:30:00"),
    (time(8, 30), "hh:mm", "08:30:00"),
    (True, "General", "TRUE"),
    ("=B4*2", "General", "\x1f2610"),
    ("=B4-B4", "General", "\x1f0"),
    ('=CONCATENATE("a","b")', "General", "ab"),
    ('=""', "General", ""),
    ("=B15/2", "0.0%", "\x1f35.85%"),
    ("=1/0", "General", "galat"),
    ("=NA()", "General", "galat"),
]
LAST = len(CELLS)


@pytest.fixture(scope="session")
def forms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The form in each format, as LibreOffice saves it, its formulas computed."""
    folder = tmp_path_factory.mktemp("forms")
    _form().save(folder / "form.xlsx")
    vain = openpyxl.Workbook()
    vain.active["A1"], vain.active["B1"], vain.active["C1"] = 5, "=A1-A1", '=""'
    vain.save(folder / "vain.xlsx")
    office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    for kind in FORMATS.values():
        words = [*office, "--convert-to", kind, "--outdir", folder / "out", *folder.glob("*.xlsx")]
        subprocess.run(words, capture_output=True, timeout=120, check=True)
    return {path.name: path for path in (folder / "out").iterdir()}


def _form() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Realisasi"
    for row, (value, code, _) in enumerate(CELLS, start=1):
        cell = sheet.cell(row, 2, value)
        cell.number_format = code
    sheet["D2"] = "gabungan"
    sheet.merge_cells("D2:F3")
    for row in (4, 5, 7):
        sheet.row_dimensions[row].hidden = True
    book.create_sheet("Rahasia")["A1"] = "x"
    book["Rahasia"].sheet_state = "hidden"
    return book


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_form_is_the_same_in_every_format(forms: dict[str, Path], suffix: str) -> None:
    shown, secret = workbook.sheets(forms[f"form.{suffix}"])
    assert _column(shown) == [text.removesuffix("galat") for _, _, text in CELLS]
    assert shown.broken == {row: {1: f"sel B{row} memuat galat Excel"} for row in (LAST - 1, LAST)}
    assert shown.merged == ((2, 3, 3, 5),)
    assert shown.hidden_rows == {4, 5, 7}
    assert [(one.name, one.hidden) for one in (shown, secret)] == [("Realisasi", False), ("Rahasia", True)]
    assert list(secret.rows()) == [(1, ["x"])]


def _column(sheet: Sheet) -> list[str]:
    """The second cell of each row that has one."""
    return [(cells[1:2] or [""])[0] for _, cells in sheet.rows()][:LAST]


def test_rows_may_be_read_again_and_by_two_at_a_time(forms: dict[str, Path]) -> None:
    sheet = workbook.sheets(forms["form.xls"])[0]
    once, again = sheet.rows(), sheet.rows()
    assert list(zip(once, again, strict=True)) == [(row, row) for row in sheet.rows()]
    assert list(workbook.sheets(forms["form.xls"])[0].rows()) == list(sheet.rows())  # nobody holds the sheet


def test_results_of_nothing_are_none_where_no_office_program_computed_them(
    forms: dict[str, Path], tmp_path: Path
) -> None:
    (computed,) = workbook.sheets(forms["vain.xls"])
    assert (list(computed.rows()), computed.broken) == ([(1, ["\x1f5", "\x1f0", ""])], {})
    told = "\x05SummaryInformation".encode("utf-16-le")
    silent = tmp_path / "silent.xls"
    silent.write_bytes(forms["vain.xls"].read_bytes().replace(told, told.replace(b"S", b"X")))
    (sheet,) = workbook.sheets(silent)
    assert sheet.broken == {1: {1: "sel B1 memuat rumus tanpa hasil", 2: "sel C1 memuat rumus tanpa hasil"}}


def test_an_ods_of_another_program_says_what_it_holds(tmp_path: Path) -> None:
    row = "<table:table-row>\n  {}\n</table:table-row>"
    number = '<table:table-cell office:value-type="float" office:value="{}" {}><text:p>{}</text:p></table:table-cell>'
    aside = "<office:annotation><text:p>catatan</text:p></office:annotation>"
    cells = [
        CELL.format("", "dua <text:s text:c='2'/>kata</text:p>\n<text:p>baris" + aside),
        '<table:table-cell table:formula="of:=1+1"/>',
        number.format("1.5E3", 'table:number-columns-repeated="2"', "1.500"),
        number.format("2", "", "02"),
    ]
    (tmp_path / "a.ods").write_bytes(ods(row.format("\n".join(cells)) + row.format(cells[0])))
    (sheet,) = workbook.sheets(tmp_path / "a.ods")
    text = "dua   kata\nbaris"
    assert list(sheet.rows()) == [(1, [text, "", "\x1f1500", "\x1f1500", "\x1f02"]), (2, [text])]
    assert sheet.broken == {1: {1: "sel B1 memuat rumus tanpa hasil"}}
