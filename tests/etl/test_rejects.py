"""`take --rejects`: the sender's own workbook comes back with its bad cells marked, and LibreOffice opens it."""

from __future__ import annotations

import stat
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.workbook.workbook import Workbook

from tests import office
from tests.etl.inside import run, took
from tests.etl.writing import BIRTHS, BUDGET, GIVEN, OTHER_LINE, birth, given, money, table, workbook

BAD = "FFC7CE"


def marked(book: Workbook, sheet: str) -> dict[str, str]:
    """The coloured cells of a sheet with what their comment says."""
    return {
        cell.coordinate: cell.comment.text if cell.comment else ""
        for row in book[sheet].iter_rows()
        for cell in row
        if str(cell.fill.fgColor.rgb).endswith(BAD)
    }


def listed(book: Workbook) -> list[list[object]]:
    """The lines of the first sheet's list."""
    rows = office.values(book, book.sheetnames[0])
    head = rows.index(["Lembar", "Sel", "Baris", "Kolom", "Isi sel", "Alasan"])
    return rows[head + 1 :]


def back(state: Path, dataset: str, file: Path, out: Path, *words: str, exits: int = 1) -> Workbook:
    """The workbook that `take` hands back."""
    done = run(state, "take", dataset, file, "--rejects", out, *words)
    assert done.returncode == exits, done.stderr
    return openpyxl.load_workbook(out)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A workbook of an office: a title, a column and a sheet of its own, a sum, a style, a note in a cell."""
    path = tmp_path / "rfk.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "RFK Maret"
    rows = [
        ["DINAS KOMUNIKASI"],
        [],
        ["No", *BUDGET],
        [1, *money(3)],
        [2, *money(3, line=OTHER_LINE, spent=-5)[:-1], "lima"],
    ]
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=2):  # the table begins in column B
            sheet.cell(number, column, value)
    sheet["B1"].font = Font(bold=True, color="FF112233")
    sheet["M9"] = "=1+1"
    sheet["M10"] = "'=catatan"
    book.create_sheet("Catatan kami")["A1"] = "tidak dibaca"
    book.save(path)
    return path


def test_the_senders_own_workbook_comes_back_with_its_bad_cells_marked(own: Path, state: Path) -> None:
    book = back(state, "budget", own, own.with_name("kembali.xlsx"))
    assert book.sheetnames == ["Kesalahan", "RFK Maret", "Catatan kami"]
    # Column B holds No, C is tahun: realisasi_anggaran is the ninth from C, K; realisasi_fisik L.
    assert marked(book, "RFK Maret") == {
        "K5": "realisasi_anggaran: kurang dari 0",
        "L5": "realisasi_fisik: bukan angka",
    }
    assert listed(book) == [
        ["RFK Maret", "K5", 5, "realisasi_anggaran", "-5", "kurang dari 0"],
        ["RFK Maret", "L5", 5, "realisasi_fisik", "lima", "bukan angka"],
    ]
    assert book["RFK Maret"]["K5"].value == -5  # a number stays a number
    assert book["RFK Maret"]["B1"].font.color.rgb == "FF112233"
    assert book["Catatan kami"]["A1"].value == "tidak dibaca"
    links = [
        cell.hyperlink.location for row in book["Kesalahan"].iter_rows() for cell in row if cell.hyperlink
    ]
    assert links == ["'RFK Maret'!K5", "'RFK Maret'!L5"]


def test_libreoffice_opens_it_without_formulas_and_with_its_comments(own: Path, state: Path) -> None:
    out = own.with_name("kembali.xlsx")
    before = back(state, "budget", own, out)
    (book,) = office.opened(out)
    assert office.formulas(book) == []
    assert book["RFK Maret"]["M10"].value == "'=catatan"
    assert marked(book, "RFK Maret") == marked(before, "RFK Maret")
    assert listed(book) == listed(before)


def test_a_csv_comes_back_with_every_cell_as_the_text_it_was(tmp_path: Path, state: Path) -> None:
    rows = [
        given("soc-01", "2021", "70,76", "=HYPERLINK(1)"),
        [],
        given("eco-01", "2019", "2,51/6,42", "＝1+1"),
    ]
    file = table(tmp_path / "angka.csv", GIVEN, rows, ";", above=[["ANGKA DARI BPS"]])
    book = back(state, "given", file, tmp_path / "kembali.xlsx")
    assert marked(book, "Data") == {"D5": "nilai: dua nilai dalam satu sel"}  # line 5 of the csv
    assert office.values(book, "Data")[2][3:6] == ["70,76", "tetap", "=HYPERLINK(1)"]
    (again,) = office.opened(tmp_path / "kembali.xlsx")
    assert office.formulas(again) == []
    assert [row[5] for row in office.values(again, "Data")][2:5] == ["=HYPERLINK(1)", None, "＝1+1"]


def test_what_comes_back_says_the_same_when_it_is_sent_again(own: Path, state: Path) -> None:
    out = own.with_name("kembali.xlsx")
    back(state, "budget", own, out)
    first, again = (took(state, "budget", file, "--dry-run", exits=1) for file in (own, out))
    assert again["faults"] == first["faults"]
    assert again["rows"] == first["rows"] == 2


def test_a_file_that_cannot_be_read_comes_back_with_the_reason(tmp_path: Path, state: Path) -> None:
    file = tmp_path / "surat.csv"
    file.write_text("Dengan hormat,\n", encoding="utf-8")
    book = back(state, "budget", file, tmp_path / "kembali.xlsx")
    assert book.sheetnames == ["Kesalahan"]
    assert "kepala tabel tidak ditemukan" in str(book["Kesalahan"]["A3"].value)


def test_a_good_file_comes_back_too_and_says_that_nothing_is_wrong(tmp_path: Path, state: Path) -> None:
    file = workbook(tmp_path / "rfk.xlsx", BUDGET, [money(3)])
    book = back(state, "budget", file, tmp_path / "kembali.xlsx", exits=0)
    assert (listed(book), marked(book, "Data")) == ([], {})
    again = back(state, "budget", file, tmp_path / "lagi.xlsx", exits=0)  # the same bytes: loaded already
    assert again["Kesalahan"]["A2"].value == "Berkas ini diterima: 1 baris baik, 0 ditolak, 0 kembar."


def test_a_broken_cell_and_a_row_too_long_are_marked_in_their_row(tmp_path: Path, state: Path) -> None:
    rows = [money(3), [*money(3, line=OTHER_LINE), "lebih"]]
    file = table(tmp_path / "rfk.csv", BUDGET, rows)
    book = back(state, "budget", file, tmp_path / "kembali.xlsx")
    assert marked(book, "Data") == {"A3": "baris ini mempunyai 11 kolom, kepala tabel 10"}


def test_of_persons_only_declared_columns_come_back_and_no_number_or_name(
    tmp_path: Path, state: Path
) -> None:
    rows = [birth(1), birth(2, born="31/2/2023"), [*birth(3)[:6], "Upiksati9", *birth(3)[7:]]]
    rows[1][1] = "9905120205230002x"
    file = table(tmp_path / "lahir.csv", BIRTHS, rows)
    out = tmp_path / "kembali.xlsx"
    book = back(state, "births", file, out, "--set", "bulan=2023-05")
    text = " ".join(
        str(cell) for sheet in book.sheetnames for row in office.values(book, sheet) for cell in row
    )
    for secret in ("990512", "AKTA-0001", "Upiksati", "Bujangsati", "Nama Anak"):
        assert secret not in text
    assert set(marked(book, "Data")) == {"B3", "E3", "G4"}  # nik_anak, tanggal_lahir, kode_wilayah
    assert office.values(book, "Data")[1][:4] == ["disamarkan", "disamarkan", None, "1"]
    assert str(book["Data"]["E2"].value).startswith("2023-05-02")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    (again,) = office.opened(out)
    assert office.formulas(again) == []


def test_each_of_several_files_comes_back_under_its_own_name(tmp_path: Path, state: Path) -> None:
    files = [workbook(tmp_path / f"{month}.xlsx", BUDGET, [money(month, spent=-1)]) for month in (3, 4)]
    done = run(state, "take", "budget", *files, "--rejects", tmp_path / "out" / "tolak.xlsx", "--dry-run")
    assert done.returncode == 1
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"tolak-3.xlsx.xlsx", "tolak-4.xlsx.xlsx"}
    assert not any((state / name).exists() for name in ("landing", "journal.jsonl"))


def test_a_name_that_is_no_workbooks_is_wrong_use(tmp_path: Path, state: Path) -> None:
    file = workbook(tmp_path / "rfk.xlsx", BUDGET, [money(3)])
    done = run(state, "take", "budget", file, "--rejects", tmp_path / "tolak.csv")
    assert (done.returncode, list(tmp_path.glob("tolak*"))) == (2, [])
    assert ".xlsx" in done.stderr
