"""The header is found by declared spellings, or its absence is explained."""

from __future__ import annotations

from tests.etl.read.sent import HEADER, Refusal, Take, dataset
from warehouse.declarations import Layout


def test_headers_are_compared_without_case_spaces_and_punctuation(take: Take) -> None:
    _, rows = take('" NOMOR\n  akta *";TGL_lahir:;  berat   (KG).\nA1;x;3\n')
    assert rows == [("", 3, "A1", "x", "3")]
    _, rows = take("no akta;tgl lahir\nA1;x\n", dataset())
    assert rows == [("", 2, "A1", "x", None)]


def test_columns_are_found_in_any_order_and_strangers_are_named(take: Take) -> None:
    reading, rows = take("Nama  Anak;Tgl Lahir;No;No Akta\nFulan;x;1;A1\n")
    assert rows == [("", 2, "A1", "x", None)]
    assert reading.skipped.columns == ("Nama Anak", "No")
    assert reading.missing == ("berat",)


def test_the_layout_that_explains_most_columns_is_used(take: Take) -> None:
    new = Layout("baru", {"no_akta": ("Akta",), "tgl_lahir": ("Lahir",), "berat": ("BB",)})
    old = Layout("lama", {"no_akta": ("Akta",), "tgl_lahir": ("Lahir",)})
    reading, rows = take("Akta;Lahir;BB\nA1;x;3\n", dataset(layouts=(old, new)))
    assert (reading.layout, rows) == ("baru", [("", 2, "A1", "x", "3")])


def test_a_column_given_from_outside_need_not_be_in_the_file(take: Take, refusal: Refusal) -> None:
    text = "No Akta;Berat (kg)\nA1;3\n"
    reading, rows = take(text, given=frozenset({"tgl_lahir"}))
    assert rows == [("", 2, "A1", None, "3")]
    assert reading.missing == ("tgl_lahir",)


def test_a_file_with_a_header_and_no_rows_is_read(take: Take) -> None:
    reading, rows = take(f"Nihil\n{HEADER}\n")
    assert (reading.rows, rows) == (0, [])


def test_a_file_without_a_header_is_refused_with_the_nearest_row(refusal: Refusal) -> None:
    assert refusal("Laporan\n\nNo Akta;Berat (kg)\nA1;3\n") == (
        "kepala tabel tidak ditemukan; baris 3 paling mendekati (bentuk “sipakem”), tetapi tanpa"
        " kolom “Tgl Lahir”. Tambahkan kolom itu atau betulkan namanya, lalu kirim lagi."
    )
    assert refusal("a;b\n1;2\n") == (
        "kepala tabel tidak ditemukan dalam 40 baris pertama; kolom yang wajib: “No. Akta”, “Tgl Lahir”."
    )
    assert "40 baris pertama" in refusal("\n" * 40 + f"{HEADER}\nA1;x;3\n" + "\n" * 9)


def test_two_columns_for_one_are_refused(refusal: Refusal) -> None:
    assert refusal("No Akta;Tgl Lahir;Nomor  Akta\nA1;x;A2\n") == (
        "baris 1: “No Akta” dan “Nomor Akta” berarti kolom yang sama; hapus atau ganti nama salah satunya."
    )
