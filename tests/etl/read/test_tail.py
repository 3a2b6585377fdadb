"""What stands around the rows of a form is told from them, and no row of data is lost with it."""

from __future__ import annotations

import pytest

from etl.read import Skipped
from etl.read.below import scale
from etl.read.reading import Total
from tests.etl.read.forms import HEAD, LRA, sheet, text, with_layout
from tests.etl.read.sent import Refusal, Take, dataset, workbook
from warehouse.declarations import Column

DATA = ["5.1.02", "Barang", "100", "30"]
SIGNATURES = [
    [],
    ["", "Mengetahui,", "", "Parit Malintang, 5 Desember 2022"],
    ["", "Pengguna Anggaran", "", "Bendahara Pengeluaran"],
    [],
    ["", "ZAHIRMAN", "", "SYAFRUDDIN"],
    ["", "NIP. 19700101 199503 1 001", "", "19800101 200501 2 002"],
    ["*) angka sementara"],
]


def rows_of(found: list[tuple[str | None, ...]]) -> list[int]:
    return [int(row[1] or 0) for row in found]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_totals_are_handed_on_and_never_counted(take: Take, kind: str) -> None:
    rows = [
        HEAD,
        DATA,
        ["", "JUMLAH BELANJA", "100", "30"],
        ["JUMLAH PENDAPATAN", "", "7", ""],
        ["", "SURPLUS / (DEFISIT)", "-100", "-30"],
        ["", "Pembiayaan Neto", "0", "-"],
        ["", "Selisih kas", "5", "5"],
        ["5.2", "Jumlah Modal", "9", "9"],
    ]
    declared = with_layout(LRA, totals=("Selisih",))
    reading, found = take(text(rows) if kind == "csv" else sheet(rows), declared)
    name = "" if kind == "csv" else "LRA"
    assert rows_of(found) == [2, 8]
    assert reading.totals == (
        Total(name, 3, "JUMLAH BELANJA", {"anggaran": "100", "realisasi": "30"}),
        Total(name, 4, "JUMLAH PENDAPATAN", {"anggaran": "7"}),
        Total(name, 5, "SURPLUS / (DEFISIT)", {"anggaran": "-100", "realisasi": "-30"}),
        Total(name, 6, "Pembiayaan Neto", {"anggaran": "0"}),
        Total(name, 7, "Selisih kas", {"anggaran": "5", "realisasi": "5"}),
    )
    assert (reading.skipped.totals, reading.odd) == (5, ())


def test_a_block_of_signatures_is_a_note(take: Take) -> None:
    reading, found = take(text([HEAD, DATA, *SIGNATURES]), LRA)
    assert rows_of(found) == [2]
    assert reading.skipped == Skipped(blanks=2, notes=5)


@pytest.mark.parametrize(
    "row",
    [
        ["", "Barang tanpa kode", "100", "30"],
        ["", "Hanya anggaran", "100", ""],
        ["5.1.03", "", "", ""],
        ["5.1.03", "Kepala Dinas", "", ""],
        ["Catatan: a", "", "5", ""],
        ["", "", "Rp. 1.000,00", ""],
    ],
)
def test_a_row_with_a_number_or_a_code_is_data_wherever_it_stands(take: Take, row: list[str]) -> None:
    _, found = take(text([HEAD, DATA, row]), LRA)
    assert rows_of(found) == [2, 3]
    _, found = take(text([HEAD, DATA, SIGNATURES[1], row, *SIGNATURES[2:]]), LRA)
    assert rows_of(found) == [2, 3, 4], "what stands above a row of data is none of the notes"


@pytest.mark.parametrize("row", [["", "Belanja lain", "tidak ada", ""], ["", "Uraian saja", "", "belum"]])
def test_words_below_the_rows_are_notes_only_in_a_block_of_signatures(take: Take, row: list[str]) -> None:
    _, found = take(text([HEAD, DATA, row]), LRA)
    assert rows_of(found) == [2, 3]


def test_a_name_without_numbers_is_a_row_even_at_the_end(take: Take) -> None:
    declared = dataset(
        key=("nagari",),
        layouts=(),
        columns={"nagari": Column("nagari", "area", required=True), "lahir": Column("lahir", "count")},
    )
    _, found = take("nagari;lahir\nSicincin;4\nLubuk Pandan;\n", declared)
    assert [row[2] for row in found] == ["Sicincin", "Lubuk Pandan"]


def test_titles_and_signatures_between_two_pages_belong_to_the_second(take: Take) -> None:
    page = [["DINAS KOMINFO"], ["Tahun Anggaran", "2022"], [], HEAD, ["(a)", "(b)", "(c)", "(d)"]]
    rows = [*page, DATA, ["Halaman 1 dari 2"], *SIGNATURES, *page, ["5.2", "Modal", "7", "3"], ["Halaman 2"]]
    reading, found = take(sheet(rows), LRA)
    assert rows_of(found) == [6, 20]
    assert reading.above.count("DINAS KOMINFO") == 2
    assert [heading.row for heading in reading.headings] == [4]


PLACEHOLDERS = ["", "0", "-", "–", "...", "Rp 0,00", "diisi oleh OPD", "NIHIL", "0.00", "xxx"]


@pytest.mark.parametrize("value", PLACEHOLDERS)
def test_a_form_that_nobody_filled_in_is_refused_as_such(refusal: Refusal, value: str) -> None:
    rows = [HEAD, ["5.1.02", "Barang", value, "0"], ["5.2", "Modal", "", value]]
    assert refusal(text(rows), LRA).startswith("formulir kosong: di bawah kepala tabel pada baris 1")


def test_one_number_makes_a_form_a_filled_one(take: Take) -> None:
    _, found = take(text([HEAD, ["5.1.02", "Barang", "", "0"], ["5.2", "Modal", "1", "-"]]), LRA)
    assert rows_of(found) == [2, 3]


def test_an_empty_sheet_beside_a_filled_one_is_refused(refusal: Refusal) -> None:
    book = workbook(Januari=[HEAD, DATA], Februari=[HEAD, ["5.1.02", "Barang", 0, 0]])
    assert refusal(book, LRA).startswith("lembar “Februari”, formulir kosong")


def test_a_sheet_that_lacks_one_column_of_the_others_is_refused(refusal: Refusal) -> None:
    book = workbook(Januari=[HEAD, DATA], Februari=[[*HEAD[:3], "Realisai"], DATA])
    assert refusal(book, LRA).startswith(
        "lembar “Februari”, baris 1 hampir menjadi kepala tabel, tetapi tanpa"
    )


@pytest.mark.parametrize(
    "rows", [[["(dalam ribuan rupiah)"], HEAD, DATA], [HEAD, ["", "", "(juta Rp)"], DATA]]
)
def test_money_in_thousands_is_refused(refusal: Refusal, rows: list[list[str]]) -> None:
    assert "angkanya tidak dalam rupiah penuh" in refusal(text(rows), LRA)


@pytest.mark.parametrize("said", ["Dalam satuan ribu", "Rp juta", "(Rp 1.000)", "jutaan", "dalam Rp. miliar"])
def test_scales_are_known_in_many_words(said: str) -> None:
    assert scale(["LAPORAN", said]) == said
