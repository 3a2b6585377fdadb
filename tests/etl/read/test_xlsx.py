"""Cells without a value are faults, and a workbook that could do harm is refused before it is parsed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from etl.read import OddRow
from tests.etl.read.sent import SMALL, Refusal, Take, workbook


def test_cells_without_a_value_make_a_row_odd_where_the_column_is_declared(take: Take) -> None:
    book = workbook(
        A=[
            ["Nomor", "No Akta", "Tgl Lahir", "Berat (kg)"],
            [1, "A1", "x", "=1+2"],
            [2, "A2", "#N/A", 3],
            ["=1+1", "A3", "y", 3],
            ["4", "A4", 't="e"', 3],
            ["JUMLAH", None, None, "=SUM(D2:D5)"],
            [5, "=A1", "=A2", "=A3"],
        ]
    )
    reading, rows = take(book)
    assert rows == [("A", 4, "A3", "y", "\x1f3"), ("A", 5, "A4", 't="e"', "\x1f3")]
    assert reading.odd == (
        OddRow("A", 2, "sel D2 memuat rumus tanpa hasil"),
        OddRow("A", 3, "sel C3 memuat galat Excel"),
        OddRow("A", 6, "sel D6 memuat rumus tanpa hasil"),
        OddRow("A", 7, "; ".join(f"sel {cell}7 memuat rumus tanpa hasil" for cell in "BCD")),
    )
    assert reading.skipped.totals == 0


def test_rows_of_nothing_but_formulas_without_results_are_not_lost(take: Take) -> None:
    reading, rows = take(workbook(A=[["No Akta", "Tgl Lahir"], ["=X1", "=X2"], ["=X3", "=X4"]]))
    assert (rows, [odd.row for odd in reading.odd]) == ([], [2, 3])


def with_sheet(
    book: openpyxl.Workbook, path: Path, change: Callable[[str], str], member: str = "sheet1.xml"
) -> bytes:
    """The bytes of `book` with the text of one member changed."""
    book.save(path)
    changed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()).encode() if name.endswith(member) else text)
    path.unlink()
    return changed.getvalue()


def test_a_formula_counts_with_the_result_that_excel_left(take: Take, tmp_path: Path) -> None:
    def result(cell: str) -> Callable[[str], str]:
        return lambda text: re.sub(r'<c r="C2"[^>]*>.*?</c>', cell, text)

    number_left = with_sheet(workbook(A=SMALL), tmp_path / "b", result('<c r="C2"><f>1+2</f><v>3</v></c>'))
    assert take(number_left)[1] == [("A", 2, "A1", "x", "\x1f3")]
    text_left = with_sheet(
        workbook(A=SMALL), tmp_path / "b", result('<c r="C2" t="str"><f>T(1)</f><v></v></c>')
    )
    assert take(text_left)[1] == [("A", 2, "A1", "x", "")]


def test_a_zero_that_is_to_be_computed_when_the_workbook_opens_is_no_result(
    take: Take, tmp_path: Path
) -> None:
    def result(value: str) -> Callable[[str], str]:
        return lambda text: text.replace("<f>1+2</f><v />", f"<f>1+2</f><v>{value}</v>")

    rows = [["No Akta", "Tgl Lahir", "Berat (kg)"], ["A1", "x", "=1+2"], ["A2", "y", 0]]
    reading, read = take(with_sheet(workbook(A=rows), tmp_path / "b", result("0")))
    assert (reading.odd, read) == (
        (OddRow("A", 2, "sel C2 memuat rumus tanpa hasil"),),
        [("A", 3, "A2", "y", "\x1f0")],
    )
    assert len(take(with_sheet(workbook(A=rows), tmp_path / "b", result("3")))[1]) == 2


def test_a_far_cell_is_refused_before_it_fills_the_memory(refusal: Refusal) -> None:
    book = workbook(A=SMALL)
    book["A"]["XFD1048576"] = 1
    assert "terisi sampai baris 1048576 dan kolom ke-16384" in refusal(book)


def test_a_far_cell_that_holds_nothing_is_no_fault(take: Take) -> None:
    book = workbook(A=[["No Akta", "Tgl Lahir"], ["A1", "x"]])
    book["A"]["XFD1048576"].number_format = "0.00"
    assert take(book)[0].rows == 1


@pytest.mark.parametrize(
    ("member", "change", "sentence"),
    [
        ("sheet1.xml", lambda text: text.replace(' r="A1"', ""), "sel tanpa alamat"),
        ("workbook.xml", lambda text: "<!DOCTYPE x>" + text, "DOCTYPE"),
        ("workbook.xml", lambda text: text[:-30], "rusak"),
        ("workbook.xml.rels", lambda text: text.replace("sheet1", "tiada"), "rusak"),
        ("sheet1.xml", lambda text: text[:-40], "tidak dapat dibuka"),
    ],
)
def test_a_damaged_workbook_is_refused(
    refusal: Refusal, tmp_path: Path, member: str, change: Callable[[str], str], sentence: str
) -> None:
    assert sentence in refusal(with_sheet(workbook(A=SMALL), tmp_path / "b", change, member))
