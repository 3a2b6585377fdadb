"""A header over several rows says what its layout declares, with merged cells and without."""

from __future__ import annotations

from typing import Any

import pytest

from etl.read import Skipped
from tests.etl.read.forms import LRA, sheet, text
from tests.etl.read.sent import Refusal, Take

TITLE = ["LAPORAN REALISASI ANGGARAN"]


MONTHS = [
    TITLE,
    [],
    ["KODE REKENING", "URAIAN", "ANGGARAN", "REALISASI", None, None, "SISA"],
    [None, None, None, "s.d. Bulan Lalu", "Bulan Ini", "s/d  Bulan Ini", None],
    [1, 2, 3, 4, 5, "6=(4+5)", "7=3-6"],
    ["5.1", "Belanja", "100", "10", "20", "30", "70"],
]


@pytest.mark.parametrize("merged", [(), ("A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4", "A1:G1")])
def test_the_child_that_a_layout_names_is_read_and_no_other(take: Take, merged: tuple[str, ...]) -> None:
    reading, rows = take(sheet(MONTHS, *merged), LRA)
    assert rows == [("LRA", 6, "5.1", "Belanja", "100", "30")]
    assert (reading.skipped.notes, reading.headings[0].columns["realisasi"]) == (1, 6)


def test_without_merged_cells_a_csv_says_the_same(take: Take) -> None:
    _, rows = take(text(MONTHS), LRA)
    assert rows == [("", 6, "5.1", "Belanja", "100", "30")]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_header_whose_children_no_layout_names_is_never_read_as_its_first(
    refusal: Refusal, kind: str
) -> None:
    rows = [
        *MONTHS[:3],
        [None, None, None, "Bulan Lalu", "Bulan Ini", "Jumlah", None],
        *MONTHS[4:],
    ]
    said = refusal(text(rows) if kind == "csv" else sheet(rows, "D3:F3"), LRA)
    assert "baris 3 paling mendekati (bentuk “lra”), tetapi tanpa kolom “Realisasi”" in said


@pytest.mark.parametrize(
    "children", [["Bulan Lalu", "Bulan Ini"], ["TW I", "TW II"], ["murni", None], ["audited", "x"]]
)
@pytest.mark.parametrize("title", [[], ["", "", "", "", "s.d. Nopember 2022"]])
@pytest.mark.parametrize("write", [text, sheet])
def test_the_last_header_may_have_children_too(
    refusal: Refusal, write: Any, title: list[str], children: list[str | None]
) -> None:
    rows = [
        title,
        ["KODE", "URAIAN", "ANGGARAN", "REALISASI"],
        [None, None, None, *children],
        ["5.1", "A", 9, 1, 2],
    ]
    assert "tanpa kolom “Realisasi”" in refusal(write(rows), LRA)


def test_a_word_in_the_first_row_of_data_is_no_header(take: Take) -> None:
    rows = [["Kode", "Uraian", "Anggaran", "Realisasi"], ["5.1", "A", "9", "lima"], ["5.2", "B", "8", "2"]]
    _, found = take(text(rows), LRA)
    assert [row[1] for row in found] == [2, 3]


def test_a_parent_without_meaning_may_stand_over_the_columns(take: Take) -> None:
    rows = [
        ["KODE", "URAIAN", "JUMLAH (Rp)", None],
        ["REKENING", None, "ANGGARAN", "REALISASI"],
        ["(a)", "(b)", "(c)", "(d)"],
        ["5.1", "Belanja", "100", "30"],
    ]
    for sent in (text(rows), sheet(rows, "B1:B2", "C1:D1")):
        _, found = take(sent, LRA)
        assert [row[1:] for row in found] == [(4, "5.1", "Belanja", "100", "30")]


def test_words_stacked_over_one_another_are_one_header(refusal: Refusal) -> None:
    rows = [
        ["KODE", "URAIAN", "PAGU", "REALISASI"],
        ["REKENING", None, None, "ANGGARAN"],
        ["5.1", "Belanja", "100", "30"],
    ]
    said = refusal(text(rows), LRA)
    assert "tanpa kolom “Anggaran”" in said


def groups(first: str, second: str) -> list[list[str | None]]:
    return [
        ["KODE", "URAIAN", first, None, second, None],
        [None, None, "ANGGARAN", "REALISASI", "ANGGARAN", "REALISASI"],
        ["5.1", "Belanja", "100", "30", "110", "31"],
    ]


@pytest.mark.parametrize("write", [text, sheet])
@pytest.mark.parametrize(
    ("first", "second"), [("TAHUN LALU", "TAHUN INI"), ("TAHUN 2021", "TAHUN ANGGARAN 2022")]
)
def test_of_two_groups_the_one_that_says_nothing_of_its_own_or_the_newer_is_read(
    take: Take, write: Any, first: str, second: str
) -> None:
    _, found = take(write(groups(first, second)), LRA)
    assert [row[2:] for row in found] == [("5.1", "Belanja", "110", "31")]


@pytest.mark.parametrize("write", [text, sheet])
@pytest.mark.parametrize(
    ("first", "second"), [("JUMLAH", "NILAI (Rp)"), ("TAHUN LALU", "SISA"), ("TARGET", "FISIK")]
)
def test_groups_that_mean_something_else_or_the_same_twice_are_refused(
    refusal: Refusal, write: Any, first: str, second: str
) -> None:
    said = refusal(write(groups(first, second)), LRA)
    assert "berarti kolom yang sama" in said or "tanpa kolom" in said


YEARS = ["Kode", "Uraian", "Anggaran 2022", "Realisasi 2022", "(%)", "Realisasi 2021"]
ONE_ROW = ["5.1", "Belanja", "100", "30", "30", "29"]


def test_of_several_years_the_newest_is_read(take: Take) -> None:
    _, found = take(text([YEARS, ONE_ROW]), LRA)
    assert found == [("", 2, "5.1", "Belanja", "100", "30")]


def test_the_newest_year_must_have_every_column(refusal: Refusal) -> None:
    rows = [[*YEARS[:3], "Prognosis", *YEARS[4:]], ONE_ROW]
    assert "tanpa kolom “Realisasi”" in refusal(text(rows), LRA)


CODES = [
    ["KODE REKENING", None, None, None, "URAIAN", "ANGGARAN", "REALISASI"],
    [5, None, None, None, "BELANJA", "9", "3"],
    ["5", "1", "02", None, "Barang", "9", "3"],
    ["5", None, "02", None, "Gap", "9", "3"],
    ["5.1.02.01", None, None, None, "Whole", "9", "3"],
]


def test_a_code_with_one_column_per_level_is_joined_with_dots(take: Take) -> None:
    _, rows = take(sheet(CODES, "A1:D1"), LRA)
    assert [row[2] for row in rows] == ["\x1f5", "5.1.02", "5..02", "5.1.02.01"]
    _, rows = take(text(CODES), LRA)
    assert [row[2] for row in rows] == ["5", "5.1.02", "5..02", "5.1.02.01"]


def test_a_column_merged_over_several_has_one_value_per_row_or_the_row_is_odd(take: Take) -> None:
    rows = [
        ["Kode", "Uraian", None, "Anggaran", None, "Realisasi"],
        ["5.1", "A", None, None, "100", "30"],
        ["5.2", None, "B", "100", "90", "30"],
    ]
    reading, found = take(sheet(rows, "B1:C1", "D1:E1"), LRA)
    assert found == [("LRA", 2, "5.1", "A", "100", "30")]
    assert [(odd.row, odd.reason) for odd in reading.odd] == [
        (3, "kolom anggaran terisi dalam lebih dari satu sel di bawah kepalanya")
    ]


def test_rp_in_a_column_of_its_own_is_no_second_value(take: Take) -> None:
    rows = [
        ["Kode", "Uraian", "Anggaran", None, "Realisasi", None, "Ket"],
        ["5.1", "A", "Rp.", "100", "Rp", "-", ""],
        ["5.2", "B", "", "7", "", "1", ""],
    ]
    for sent in (text(rows), sheet(rows, "C1:D1", "E1:F1")):
        reading, found = take(sent, LRA)
        assert [row[4:] for row in found] == [("100", "-"), ("7", "1")]
        assert reading.odd == ()


def test_the_header_once_more_at_a_page_break_is_skipped_with_its_numbering(take: Take) -> None:
    rows = [*MONTHS, *MONTHS[2:5], ["5.2", "Modal", "7", "1", "2", "3", "4"]]
    reading, found = take(sheet(rows, "D3:F3", "D7:F7"), LRA)
    assert [row[1:3] for row in found] == [(6, "5.1"), (10, "5.2")]
    assert reading.skipped == Skipped(notes=4, columns=("s.d. Bulan Lalu", "Bulan Ini", "SISA"))


def test_another_header_further_down_begins_another_table(take: Take) -> None:
    rows = [
        ["Kode", "Uraian", "Anggaran", "Realisasi"],
        ["5.1", "Pegawai", "100", "30"],
        [],
        ["Kode", "Uraian", "Realisasi", "Anggaran", "Ket"],
        ["5.2", "Modal", "40", "200", "x"],
    ]
    reading, found = take(sheet(rows), LRA)
    assert [row[1:] for row in found] == [
        (2, "5.1", "Pegawai", "100", "30"),
        (5, "5.2", "Modal", "200", "40"),
    ]
    assert [heading.row for heading in reading.headings] == [1, 4]


def test_numbers_that_count_no_columns_are_data_and_units_only_right_under_the_header_are_none(
    take: Take,
) -> None:
    head, units = ["Kode", "Anggaran", "Realisasi"], ["", "(Rp)", "(Rp)"]
    _, found = take(text([head, units, ["1", "5", "7"], ["1", "2", "3"], units]), LRA)
    assert [row[1] for row in found] == [3, 4, 5]


FIRST = [["Kode", "Uraian", "Anggaran", "Realisasi"], ["5.1", "Pegawai", "100", "30"]]


def test_another_header_is_found_however_it_begins(take: Take) -> None:
    swapped = [["", "KODE REKENING", "Uraian", "Realisasi", "Anggaran"], ["", "5.2", "Modal", "40", "200"]]
    _, found = take(text([*FIRST, *swapped]), LRA)
    assert [row[1:] for row in found] == [
        (2, "5.1", "Pegawai", "100", "30"),
        (4, "5.2", "Modal", "200", "40"),
    ]


@pytest.mark.parametrize("write", [text, sheet])
def test_a_table_that_lacks_columns_under_another_is_refused(refusal: Refusal, write: Any) -> None:
    other = [["No", "Uraian", "Kode Rekening", "Volume", "Harga"], ["5.2.01", "Modal", "x", "2", "50"]]
    said = refusal(write([*FIRST, *other]), LRA)
    assert "baris 3 menyerupai kepala tabel lain, tetapi tanpa kolom “Anggaran”, “Realisasi”" in said
