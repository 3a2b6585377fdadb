"""What a row of a form of accounts is: an account, a total, a note, or a fault; and headers that may mislead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.etl.read.sent import Refusal, Take, workbook
from warehouse import datasets
from warehouse.declarations import Dataset
from warehouse.declaring import Faults

DATA = Path(__file__).parents[3] / "data"
TITLE = [["LAPORAN REALISASI ANGGARAN"], ["s.d. Nopember 2022"]]
HEADER = ["KODE REKENING", "URAIAN", "ANGGARAN", "REALISASI"]
ROWS = [["5", "BELANJA", 300, 150], ["5.1", "OPERASI", 300, 150]]
BUDGET = "Tahun,2015,,\nKode Rekening,Uraian,Jumlah,Keterangan\n"


@pytest.fixture(scope="module")
def lra() -> Dataset:
    return datasets.read(DATA, Faults())["lra"]


def form(*rows: list[Any], header: list[Any] = HEADER) -> Any:
    return workbook(LRA=[*TITLE, header, *rows])


def test_totals_titles_and_signatures_are_no_rows_and_figures_without_a_code_are_odd(
    take: Take, lra: Dataset
) -> None:
    sent = form(
        *ROWS,
        ["1", "2", "3", "4"],
        [None, "JUMLAH BELANJA", 300, 150],
        [None, "SURPLUS / (DEFISIT)", -300, -150],
        [None, "Barang tanpa kode", 7, 0],
        [None, "judul tanpa angka", None, None],
        ["7"],
        [None, None, "Parit Malintang, 5 Desember 2022"],
        [None, None, "NIP. 19700101 199503 1 001"],
    )
    reading, rows = take(sent, lra)
    assert [row[2] for row in rows] == ["5", "5.1"]
    assert [(total.row, total.text) for total in reading.totals] == [
        (7, "JUMLAH BELANJA"),
        (8, "SURPLUS / (DEFISIT)"),
    ]
    assert [odd.row for odd in reading.odd] == [9]
    assert (reading.skipped.totals, reading.skipped.notes) == (2, 5)


def test_what_the_form_states_stands_in_every_row(take: Take, lra: Dataset) -> None:
    _, rows = take(form(*ROWS), lra)
    assert {row[7:9] for row in rows} == {("2022", "11")}
    _, rows = take(form(*ROWS), lra, given=frozenset({"bulan"}))
    assert {row[7:9] for row in rows} == {("2022", None)}


@pytest.mark.parametrize(
    ("header", "below", "said"),
    [
        ([*HEADER[:3], "ANGGARAN PAPBD", "REALISASI"], [], "kolom “ANGGARAN PAPBD” tidak dikenal"),
        (HEADER, [[None, None, None, "BULAN INI"]], "ealisasi"),
        ([*HEADER[:3], "REALISASI BULAN INI"], [], "tanpa kolom “Realisasi”"),
    ],
)
def test_a_header_that_may_mean_other_figures_refuses_the_form(
    refusal: Refusal, lra: Dataset, header: list[str], below: list[Any], said: str
) -> None:
    rows = [[*row, *[None] * (len(header) - len(row))] for row in ROWS]
    assert said in refusal(form(*below, *rows, header=header), lra)


def test_the_figures_of_one_month_stand_beside_those_since_january(take: Take, lra: Dataset) -> None:
    header = [*HEADER[:3], "REALISASI BULAN NOPEMBER", "REALISASI S.D. NOPEMBER"]
    _, rows = take(form(["5", "BELANJA", 300, 7, 150], header=header), lra)
    assert [row[4:6] for row in rows] == [("\x1f300", "\x1f150")]


@pytest.mark.parametrize(
    "row",
    [
        "5.2.1,Belanja perangko, materai,1000,",  # a comma in the words
        "5.2.1,Belanja tahun,2016,1000,",  # where the figure would be another
        "5.2.1,Belanja,1.000.000,00,",  # a figure taken apart at its comma
    ],
)
def test_a_row_that_a_stray_comma_shifted_is_odd(take: Take, lra: Dataset, row: str) -> None:
    reading, rows = take(f"{BUDGET}5.2,Belanja,3000,\n{row}\n", lra)
    assert [one[2] for one in rows] == ["5.2"]
    assert [odd.row for odd in reading.odd] == [4]


def test_short_rows_are_whole_and_lines_quoted_as_a_whole_are_taken_apart(take: Take, lra: Dataset) -> None:
    _, rows = take(f"{BUDGET}5.2,Belanja,3000\n", lra)
    assert rows[0][2:5] == ("5.2", "Belanja", "3000")
    quoted = 'Tahun;2015;;\n"Kode Rekening;""Uraian"";""Jumlah"";"\n"5.2;""Satu; dua"";3000;"\n"5.2.1;""X"";3000;"\n'
    _, rows = take(quoted, lra)
    assert [row[1:5] for row in rows] == [(3, "5.2", "Satu; dua", "3000"), (4, "5.2.1", "X", "3000")]


def test_a_code_with_letters_is_told_as_such_and_never_passed_over(take: Take, lra: Dataset) -> None:
    sent = form(*ROWS, ["5.1.O2", "Barang", 300, 150], ["5.2.x", "Modal", None, None], ["1.a", "MODAL", 7, 0])
    reading, _ = take(sent, lra)
    assert [(odd.row, odd.reason.split(";")[0]) for odd in reading.odd] == [
        (6, "“5.1.O2” bukan kode rekening"),
        (7, "“5.2.x” bukan kode rekening"),
        (8, "“1.a” bukan kode rekening"),
    ]


def test_a_row_without_an_account_has_the_code_of_its_activity(take: Take, lra: Dataset) -> None:
    header = ["KODE KEGIATAN", *HEADER]
    sent = form(["2.16.03.2.02", None, "E-government", 7, 5], [None, "5.1", "OPERASI", 7, 5], header=header)
    reading, rows = take(sent, lra)
    assert [row[2] for row in rows] == ["2.16.03.2.02", "5.1"]
    assert not reading.odd


@pytest.mark.parametrize("words", ["(Rp. 000)", "(dalam ribuan rupiah)", "Dalam Jutaan Rp", "( 000 )"])
def test_figures_in_thousands_are_refused(refusal: Refusal, lra: Dataset, words: str) -> None:
    assert "rupiah penuh" in refusal(workbook(LRA=[*TITLE, [None, None, words], HEADER, *ROWS]), lra)


def test_a_row_of_zeros_without_words_is_a_row(take: Take, lra: Dataset) -> None:
    _, rows = take(form(*ROWS, ["5.1.02", None, 0, 0]), lra)
    assert [row[2] for row in rows] == ["5", "5.1", "5.1.02"]


@pytest.mark.parametrize(
    ("below", "foot", "said"),
    [
        ([None, None, "Rp", "%"], [], "kolom realisasi berisi persen"),
        ([None, None, "(Rp000)", "(Rp000)"], [], "rupiah penuh"),
        ([None, None, "'000", "'000"], [], "rupiah penuh"),
        ([None, None, "Rp", "Rp"], ["Keterangan: angka dalam ribuan rupiah"], "rupiah penuh"),
    ],
)
def test_units_that_are_not_rupiah_are_refused_under_the_header_and_below_the_table(
    refusal: Refusal, lra: Dataset, below: list[Any], foot: list[Any], said: str
) -> None:
    assert said in refusal(form(below, *ROWS, foot), lra)
