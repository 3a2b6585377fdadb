"""A workbook's cells keep their exact values and Excel's row numbers."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from etl.read import Heading, OddRow, Reading, Skipped
from etl.read.workbook import sheets
from etl.workbooks.cells import number
from tests.etl.read.sent import HEADER, Refusal, Take, workbook


def test_text_stays_text_and_numbers_are_marked_and_exact(take: Take) -> None:
    values: dict[Any, str] = {
        "0101": "0101",
        "9901010101010001": "9901010101010001",
        "NA": "NA",
        " dua\nbaris ": " dua\nbaris ",
        "1.234": "1.234",
        1305: "\x1f1305",
        1305.5: "\x1f1305.5",
        0.1: "\x1f0.1",
        -2.5e-7: "\x1f-0.00000025",
        1e21: "\x1f1000000000000000000000",
        12345678.25: "\x1f12345678.25",
        date(2023, 5, 1): "2023-05-01",
        datetime(2023, 5, 1, 13, 30): "2023-05-01 13:30:00",
        time(8, 30): "08:30:00",
    }
    book = workbook(Mei=[["No Akta", "Tgl Lahir"], *(["9", value] for value in values), ["9", True]])
    _, rows = take(book)
    assert [row[3] for row in rows] == [*values.values(), "TRUE"]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_its_shortest_plain_decimal(value: float) -> None:
    text = number(value)
    assert re.fullmatch(r"\x1f(-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?)", text)
    assert float(text[1:]) == value


def test_a_text_cell_never_looks_like_a_number_cell(take: Take) -> None:
    book = workbook(A=[["No Akta", "Tgl Lahir"], ["9", "_x001F_5"]])
    assert take(book)[1] == [("A", 2, "9", "5", None)]
    assert take(f"{HEADER}\n9;\x1f5;\n")[1] == [("", 2, "9", "5", "")]


def test_rows_are_numbered_as_excel_shows_them_wherever_the_table_stands(take: Take) -> None:
    book = workbook(A=[])
    sheet = book["A"]
    sheet["D4"], sheet["D6"], sheet["E6"], sheet["F6"] = "Laporan Mei", "No Akta", "Tgl Lahir", "Berat (kg)"
    sheet["D7"], sheet["E7"], sheet["D10"], sheet["E10"], sheet["F10"] = "A1", "x", "A2", "y", 3
    sheet["H10"], sheet["H11"] = "di luar tabel", "juga"
    sheet["D12"], sheet["F12"], sheet["D14"] = "JUMLAH", 3, "Sumber: Disdukcapil"
    reading, rows = take(book)
    assert rows == [("A", 7, "A1", "x", ""), ("A", 10, "A2", "y", "\x1f3")]
    assert reading.skipped == Skipped(totals=1, blanks=4, notes=1)
    assert reading.odd == ()


def test_a_cell_without_a_value_is_found_wherever_the_table_stands(take: Take) -> None:
    book = workbook(A=[])
    sheet = book["A"]
    sheet["D4"], sheet["E4"], sheet["F4"] = "No Akta", "Tgl Lahir", "Nama"
    sheet["D5"], sheet["E5"], sheet["F5"] = "A1", "=1+1", "x"
    sheet["D6"], sheet["E6"], sheet["F6"] = "A2", "y", "#N/A"
    reading, rows = take(book)
    assert rows == [("A", 6, "A2", "y", None)]
    assert reading.odd == (OddRow("A", 5, "sel E5 memuat rumus tanpa hasil"),)


def test_all_sheets_that_fit_are_read_and_the_others_are_named(take: Take) -> None:
    book = workbook(
        Petunjuk=[["Isi lembar berikut"]],
        Mei=[["No Akta", "Tgl Lahir", "Berat (kg)"], ["A1", "x", 3]],
        Juni=[["Tgl Lahir", "No Akta", "Catatan"], ["y", "A2", "-"]],
        Kosong=[],
    )
    book["Juni"].sheet_state = "hidden"
    book.create_chartsheet("Grafik")
    reading, rows = take(book)
    assert rows == [("Mei", 2, "A1", "x", "\x1f3"), ("Juni", 2, "A2", "y", None)]
    assert reading == Reading(
        rows=2,
        sheets=("Mei", "Juni"),
        skipped=Skipped(columns=("Catatan",), sheets=("Petunjuk",)),
        layout="sipakem",
        missing=(),
        notes=(
            "lembar “Juni” tersembunyi di dalam berkas; isinya ikut dibaca",
            "lembar “Juni” tidak mempunyai kolom berat, lembar lain punya",
        ),
        headings=(
            Heading("Mei", 1, {"no_akta": 1, "tgl_lahir": 2, "berat": 3}),
            Heading("Juni", 1, {"tgl_lahir": 1, "no_akta": 2}),
        ),
    )


def test_a_workbook_without_a_header_is_refused_with_sheet_and_row(refusal: Refusal) -> None:
    book = workbook(Mei=[["Laporan"], ["No Akta", "Berat (kg)"]], Juni=[["x"]])
    assert (
        "; lembar “Mei”, baris 2 paling mendekati (bentuk “sipakem”), tetapi tanpa kolom “Tgl Lahir”."
        in refusal(book)
    )
    book = workbook(Mei=[["No Akta", "Tgl Lahir", "No Akta"]])
    assert refusal(book).startswith("lembar “Mei”, baris 1: “No Akta” dan “No Akta” berarti kolom yang sama")
    assert "tidak ada sel yang terisi" in refusal(workbook(Mei=[], Juni=[]))


def test_merged_blocks_are_told_by_row_and_place(tmp_path: Path) -> None:
    book = workbook(A=[])
    sheet = book["A"]
    sheet["C3"], sheet["E3"], sheet["E4"] = "No Akta", "Bayi", "Berat"
    for cells in ("B2:F2", "C3:C4", "E3:F3", "A9:A10"):
        sheet.merge_cells(cells)
    book.save(tmp_path / "berkas.xlsx")
    (read,) = sheets(tmp_path / "berkas.xlsx")
    cells = dict(read.rows())
    assert [cells[row][place] for row, place in ((3, 2), (3, 4), (4, 4))] == ["No Akta", "Bayi", "Berat"]
    assert read.merged == ((2, 1, 2, 5), (3, 2, 4, 2), (3, 4, 3, 5), (9, 0, 10, 0))


def test_hidden_rows_are_read_and_said(take: Take) -> None:
    book = workbook(A=[["No Akta", "Tgl Lahir", "Berat (kg)"], *([f"A{row}", "x", 3] for row in range(2, 9))])
    for row in (3, 4, 7):
        book["A"].row_dimensions[row].hidden = True
    reading, rows = take(book)
    assert len(rows) == 7
    assert reading.notes == ("lembar “A”, baris 3-4, 7 tersembunyi; isinya ikut dibaca",)
