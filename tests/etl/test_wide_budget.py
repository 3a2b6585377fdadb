"""A year's budget with a pair of columns per month is taken month by month, its faults at their cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.etl.inside import answer, run
from tests.etl.writing import KOMINFO, LINE, OTHER_LINE

HEAD = [
    ["LAPORAN REALISASI PER BULAN"],
    [],
    ["Tahun", "Kode SKPD", "Kode Rekening", "Uraian", "Pagu Murni", "Pagu", "AGTS", None, "SEPT", None, "NOP", None],
    [None] * 6 + ["DKKB/RAK", "REALISASI KUMULATIF"] * 3,
]  # fmt: skip
MERGED = [f"{letter}3:{letter}4" for letter in "BCDEFG"] + ["H3:I3", "J3:K3", "L3:M3"]


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """The table begins in column B; the second line has a word for a number in September, nothing in November."""
    file = tmp_path / "rfk.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "RFK"
    rows: list[list[Any]] = [
        *HEAD,
        [2022, KOMINFO, LINE, "A", 900, 900, 100, 80, 100, 150, 100, 300],
        [2022, KOMINFO, OTHER_LINE, "B", 500, 500, 50, 0, 50, "lima", None, None],
        [None, None, None, "JUMLAH", 1400, 1400, 150, 80, 150, 150, 100, 300],
    ]
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=2):
            sheet.cell(number, column, value)
    for area in MERGED:
        sheet.merge_cells(area)
    book.save(file)
    return file


def test_each_month_is_a_part_and_a_fault_has_the_address_of_its_cell(
    state: Path, sent: Path, tmp_path: Path
) -> None:
    rows = tmp_path / "rows.csv"
    load = answer(state, "take", "budget", sent, "--dry-run", "--rows", rows, exits=1)["loads"][0]
    assert (load["rows"], load["kept"], load["refused"], load["skipped"]["totals"]) == (5, 4, 1, 1)
    assert load["faults"] == [
        {
            "sheet": "RFK",
            "row": 6,
            "column": "realisasi_anggaran (K6)",
            "value": "lima",
            "reason": "bukan angka",
        }
    ]
    kept = [line.split(",") for line in rows.read_text(encoding="utf-8").splitlines()[1:]]
    assert [(row[1], row[3], row[7], row[8], row[-1]) for row in kept] == [
        ("8", LINE, "100", "80", "5"),
        ("9", LINE, "100", "150", "5"),
        ("11", LINE, "100", "300", "5"),
        ("8", OTHER_LINE, "50", "0", "6"),
    ]


def test_what_is_handed_back_marks_the_cell_under_its_month(state: Path, sent: Path, tmp_path: Path) -> None:
    out = tmp_path / "kembali.xlsx"
    assert run(state, "take", "budget", sent, "--rejects", out).returncode == 1
    cell = openpyxl.load_workbook(out)["RFK"]["K6"]
    assert cell.comment
    assert "bukan angka" in cell.comment.text


def test_two_rows_of_one_line_collide_month_by_month(state: Path, sent: Path) -> None:
    book = openpyxl.load_workbook(sent)
    sheet = book["RFK"]
    for column, value in enumerate(
        [2022, KOMINFO, LINE, "A", 900, 900, 100, 80, 100, 151, 100, 300], start=2
    ):
        sheet.cell(6, column, value)
    sheet.delete_rows(7)  # the totals, which would say something else now
    book.save(sent)
    load = answer(state, "take", "budget", sent, "--dry-run", exits=1)["loads"][0]
    # August and November say the same twice; September differs, so both of its rows are refused.
    assert (load["kept"], load["duplicates"], load["refused"]) == (2, 2, 2)
    assert {fault["reason"] for fault in load["faults"]} == {"kunci sama, isi berbeda"}
