"""Templates: filled with what is known, completed in LibreOffice's reading of them, and taken back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook

from etl.form import DATA, HEAD, LISTS
from tests.etl.inside import run, took
from tests.etl.writing import BATANG_ANAI, BUDGET, KOMINFO, OTHER_LINE, money, table
from tests.office import formulas, opened

REGISTRY = "2.12.0.00.0.00.01.0000"


def made(state: Path, dataset: str, out: Path, *words: str, office: str = KOMINFO) -> Workbook:
    """The template of an office, as LibreOffice reads it."""
    done = run(state, "template", dataset, "--office", office, "--out", out, *words)
    assert done.returncode == 0, done.stderr
    (book,) = opened(out)
    return book


def rows(book: Workbook) -> list[list[object]]:
    """The header and what is filled in below it."""
    found = [[cell.value for cell in row] for row in book[DATA].iter_rows(min_row=HEAD)]
    return [row for row in found if any(value is not None for value in row)]


@pytest.fixture
def april(state: Path, tmp_path: Path) -> Path:
    """A state with two lines of an office in April 2023."""
    took(state, "budget", table(tmp_path / "a.csv", BUDGET, [money(4, spent=400), money(4, line=OTHER_LINE)]))
    return state


def test_a_form_of_the_next_month_holds_the_offices_lines_and_is_taken_when_it_is_filled(
    april: Path, tmp_path: Path
) -> None:
    book = made(april, "budget", tmp_path / "isi.xlsx")
    header, *lines = rows(book)
    assert header[:5] == [
        "Tahun Anggaran",
        "Bulan Ke",
        "Kode OPD",
        "Kode Rekening Sub Kegiatan",
        "Sub Kegiatan",
    ]
    assert [line[:4] for line in lines] == [
        [2023, 5, KOMINFO, line] for line in ("2.16.03.2.02.0009", OTHER_LINE)
    ]
    assert formulas(book) == []
    empty = took(april, "budget", tmp_path / "isi.xlsx", "--dry-run", exits=1)
    assert (empty["state"], "formulir kosong" in empty["message"]) == ("refused", True)
    for number, spent in enumerate((450, 0), start=HEAD + 1):
        for place, value in enumerate((1000, 1000, 100, spent, 5.5), start=6):
            book[DATA].cell(number, place).value = value
    book.save(tmp_path / "terisi.xlsx")
    load = took(april, "budget", tmp_path / "terisi.xlsx")
    assert (load["state"], load["kept"], load["faults"]) == ("accepted", 2, [])
    assert list(load["parts"]) == [f"tahun=2023;bulan=05;kode_skpd={KOMINFO}"]


def test_cells_take_only_what_belongs_in_them_and_say_so(april: Path, tmp_path: Path) -> None:
    sheet = made(april, "progress", tmp_path / "isi.xlsx", "--month", "2025-03")[DATA]
    checks = {
        str(check.sqref).split(":")[0].rstrip("0123456789"): check
        for check in sheet.data_validations.dataValidation
    }
    header = {cell.value: cell for cell in sheet[HEAD]}
    status, done = header["Status Program"], header["Realisasi Fisik (%)"]
    assert (checks[status.column_letter].type, LISTS in checks[status.column_letter].formula1) == (
        "list",
        True,
    )
    between = checks[done.column_letter]
    assert (between.type, float(between.formula1), float(between.formula2)) == ("decimal", 0, 100)
    assert status.comment
    assert "Wajib diisi." in status.comment.text
    assert "Belum Mulai" in status.comment.text


def test_of_persons_nothing_is_filled_in_but_the_month(april: Path, tmp_path: Path) -> None:
    book = made(april, "births", tmp_path / "isi.xlsx", "--month", "2025-03", office=REGISTRY)
    assert len(rows(book)) == 1
    header = [cell.value for cell in book[DATA][HEAD]]
    values = {
        "No Akta": "A-1", "JK": "Perempuan", "Tgl Lahir": "01/03/2025", "Tgl Lapor": "05/03/2025",
        "Nagari": "Nagari Katapiang",
    }  # fmt: skip
    for name, value in values.items():
        book[DATA].cell(HEAD + 1, header.index(name) + 1).value = value
    book.save(tmp_path / "terisi.xlsx")
    load = took(april, "births", tmp_path / "terisi.xlsx", "--dry-run")
    assert (load["state"], load["parts"]) == ("accepted", {"bulan=2025-03": 1})


def test_every_area_that_may_be_chosen_is_read_back(state: Path, tmp_path: Path) -> None:
    run(state, "template", "population", "--office", REGISTRY, "--out", tmp_path / "isi.xlsx")
    book = openpyxl.load_workbook(tmp_path / "isi.xlsx")
    first = next(column for column in book[LISTS].iter_cols(values_only=True) if "Nagari Katapiang" in column)
    areas = [value for value in first if value]
    assert len(areas) == 17 + 103
    header, *filled = rows(book)
    assert len(filled) == 103
    assert filled[9][0] == BATANG_ANAI
    lines = [[area, 2024, "Total", "L", 5, "", "", "Uji"] for area in areas]
    file = table(tmp_path / "a.csv", [str(name) for name in header], lines)
    assert took(state, "population", file, "--dry-run")["kept"] == len(areas)


@pytest.mark.parametrize(
    "words",
    [
        ("budget", "--office", "9.99"),
        ("nothing", "--office", KOMINFO),
        ("budget", "--office", KOMINFO, "--month", "2025-13"),
    ],
)
def test_a_form_of_nobody_or_nothing_is_refused(state: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    assert run(state, "template", *words, "--out", tmp_path / "isi.xlsx").returncode == 2
    assert not (tmp_path / "isi.xlsx").exists()
