"""Totals, notes, blank rows and broken rows are told from data."""

from __future__ import annotations

from etl.read import OddRow, Skipped
from tests.etl.read.sent import HEADER, Take, dataset


def test_totals_are_left_out_only_where_they_have_no_key(take: Take) -> None:
    declared = dataset(required=("nagari", "bulan"), optional=("lahir",), key=("nagari", "bulan"))
    text = (
        "No;Nagari;Bulan;Lahir\n1;Sicincin;Mei;4\nJUMLAH;;;4\n2;Total Jaya;Mei;5\n3;Jumlah;Juni;1\n"
        ";Sub total :;;9\nGrand Total;;;9\nTotalitas;;;1\n;Jumlah seluruhnya;;9\n;Jumlah Kecamatan Lubuk;;9\n"
    )
    reading, rows = take(text, declared)
    assert [row[1:] for row in rows] == [
        (2, "Sicincin", "Mei", "4"),
        (4, "Total Jaya", "Mei", "5"),
        (5, "Jumlah", "Juni", "1"),
        (8, "", "", "1"),
        (10, "Jumlah Kecamatan Lubuk", "", "9"),
    ]
    assert reading.skipped == Skipped(totals=4, columns=("No",))


def test_sentences_below_the_last_row_are_notes_and_above_it_they_are_faults(take: Take) -> None:
    text = (
        f"{HEADER}\nKecamatan Lubuk Alung;;\nA1;x;3\nCatatan: a;b\n\nJUMLAH;;3\n"
        "Sumber: Disdukcapil; 2024; x; y\n"
        "Sumber: a;b;c\n*) angka sementara\nParit Malintang, 5 Januari 2024;;\n"
    )
    reading, rows = take(text + "A2;y;\n")
    assert [row[1] for row in rows] == [2, 3, 4, 8, 9, 10, 11]
    assert reading.odd == (OddRow("", 7, "baris ini mempunyai 4 kolom, kepala tabel 3"),)
    reading, rows = take(text)
    assert [row[1:3] for row in rows] == [(2, "Kecamatan Lubuk Alung"), (3, "A1")]
    assert reading.skipped == Skipped(totals=1, blanks=1, notes=5)


def test_a_table_of_one_column_has_sentences_for_data(take: Take) -> None:
    _, rows = take("Nama\nPuskesmas Sicincin\n", dataset(required=("nama",), optional=()))
    assert rows == [("", 2, "Puskesmas Sicincin")]


def test_a_last_row_that_was_cut_off_is_no_note(take: Take) -> None:
    _, rows = take(f"{HEADER}\nA1;x;3\n1305-LU-17052023-0004")
    assert rows[-1] == ("", 3, "1305-LU-17052023-0004", "", "")


def test_rows_longer_than_the_header_are_odd_and_short_ones_are_padded(take: Take) -> None:
    reading, rows = take(f"{HEADER};\nA1;x;3,2;\nA2;x;3;2\nA3\nA4;x;3;;; ;\nA5;x;;;;9\n")
    assert rows == [("", 2, "A1", "x", "3,2"), ("", 4, "A3", "", ""), ("", 5, "A4", "x", "3")]
    assert reading.odd == (
        OddRow("", 3, "baris ini mempunyai 4 kolom, kepala tabel 3"),
        OddRow("", 6, "baris ini mempunyai 6 kolom, kepala tabel 3"),
    )
    assert reading.rows == 3
