"""Columns by month and by date become rows, and what stands above a row is carried to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from etl.read.labels import date, month
from etl.read.reading import Total
from tests.etl.read.forms import sheet, text
from tests.etl.read.sent import Refusal, Take
from warehouse.declarations import Column, Dataset, Layout, Spread


def dataset(layout: Layout, key: tuple[str, ...], **kinds: Any) -> Dataset:
    columns = {
        name: Column(
            name, kind.rstrip("!"), required=kind.endswith("!"), form="akun" if "code" in kind else None
        )
        for name, kind in kinds.items()
    }
    return Dataset("uji", Path(), "Uji", "a row", "OPD", columns=columns, key=key, layouts=(layout,))


RFK = dataset(
    Layout(
        "bulanan",
        {"kode": ("Kode Rekening",), "uraian": ("Uraian",)},
        months=Spread("bulan", {"rak": ("DKKB/RAK", "RAK"), "realisasi": ("Realisasi",)}, year="tahun"),
        carried={"sumber_dana": ("Sumber Dana",)},
    ),
    ("kode", "bulan"),
    kode="code!", uraian="text", bulan="count!", tahun="count", rak="rupiah!", realisasi="rupiah", sumber_dana="text",
)  # fmt: skip
HEAD = [
    ["KODE REKENING", "URAIAN", "PAGU", "JAN", None, "AGTS 2022", None, "NOP", None, "TOTAL"],
    [None, None, None, "DKKB/RAK", "REALISASI", "RAK", "REALISASI", "RAK", "REALISASI", None],
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
]
MERGED = ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1", "H1:I1", "J1:J2")


def taken(take: Take, content: Any, declared: Dataset, **more: Any) -> list[tuple[str | None, ...]]:
    """Each row as its number and its cells, without the sheet."""
    return [row[1:] for row in take(content, declared, **more)[1]]


@pytest.mark.parametrize("merged", [MERGED, ()])
def test_a_pair_of_columns_per_month_becomes_a_row_per_month(take: Take, merged: tuple[str, ...]) -> None:
    rows = [
        *HEAD,
        ["5.1", "Barang", "9", "1", "2", "3", "", None, " ", "4"],
        ["5.2", "Modal", "8", "", "5", "", "", "6", "0", ""],
    ]
    expected = [
        (4, "5.1", "Barang", "1", None, "1", "2", ""),
        (4, "5.1", "Barang", "8", "2022", "3", "", ""),
        (5, "5.2", "Modal", "1", None, "", "5", ""),
        (5, "5.2", "Modal", "11", None, "6", "0", ""),
    ]
    found = taken(take, sheet(rows, *merged), RFK)
    assert [tuple(cell or None for cell in row) for row in found] == [
        tuple(cell or None for cell in row) for row in expected
    ]
    if not merged:
        assert taken(take, text(rows), RFK) == found


def test_titles_of_blocks_are_carried_to_the_rows_below_them(take: Take) -> None:
    rows = [
        ["SUMBER DANA : DAU"],
        *HEAD,
        ["5.1", "A", "", "1", "2"],
        ["", "Sumber Dana", ":", "DAK Fisik"],
        ["5.2", "B", "", "3", "4"],
        *HEAD,
        ["5.3", "C", "", "5", "6"],
        ["JUMLAH", "", "", "9", "12", "", "7"],
    ]
    reading, found = take(sheet(rows), RFK)
    assert [(row[1], row[-1]) for row in found] == [(5, "DAU"), (7, "DAK Fisik"), (11, "DAK Fisik")]
    assert reading.totals == (
        Total("LRA", 12, "JUMLAH", {"rak": "9", "realisasi": "12", "bulan": "1"}, at=4),
        Total("LRA", 12, "JUMLAH", {"realisasi": "7", "bulan": "8", "tahun": "2022"}, at=6),
    )


def test_a_month_that_stands_twice_is_refused(refusal: Refusal) -> None:
    rows = [["Kode Rekening", "Uraian", "Jan RAK", "RAK Januari"], ["5.1", "A", "1", "2"]]
    assert "“Jan RAK” dan “RAK Januari” berarti kolom yang sama" in refusal(text(rows), RFK)


def test_a_table_by_month_without_months_is_none_even_where_the_month_is_given(refusal: Refusal) -> None:
    rows = [["Kode Rekening", "Uraian", "RAK", "Realisasi"], ["5.1", "A", "1", "2"]]
    declared = dataset(Layout("bulanan", {"kode": ("Kode Rekening",)}, months=RFK.layouts[0].months), ("kode",),
        kode="code!", bulan="count!", rak="rupiah", realisasi="rupiah", tahun="count")  # fmt: skip
    said = refusal(text(rows), declared, given=frozenset({"bulan"}))
    assert "tanpa kolom “bulan”" in said


CASES = dataset(
    Layout("harian", {"daerah": ("Nagari",)}, dates=Spread("tanggal", {"kasus": ()})),
    ("daerah", "tanggal"),
    daerah="text!", tanggal="date!", kasus="count!",
)  # fmt: skip


@pytest.mark.parametrize(
    ("labels", "days"),
    [
        (["2020-03-01", "2/3/2020", "3 Mar 2020"], ["2020-03-01", "2/3/2020", "3 mar 2020"]),
        (["01-03-2020", "02.03.2020", "Jumlah"], ["01/03/2020", "02/03/2020"]),
    ],
)
def test_a_column_per_date_becomes_a_row_per_date(take: Take, labels: list[str], days: list[str]) -> None:
    found = taken(take, text([["Nagari", *labels], ["Sicincin", "4", "0", "7"]]), CASES)
    assert found == [(2, "Sicincin", day, cell) for day, cell in zip(days, ("4", "0", "7"), strict=False)]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("jan", (1, None)), ("mrt", (3, None)), ("agts", (8, None)), ("sept 22", (9, 2022)), ("bulan nop 2022", (11, 2022)),
        ("2022 des", (12, 2022)), ("tahun 2022 okt", (10, 2022)), ("2023 05 01", (5, 2023)), ("2023 05 01 00 00 00", (5, 2023)),
        ("total", None), ("5", None), ("janda", None), ("2022 okt 2023", None), ("s d jan", None),
    ],
)  # fmt: skip
def test_months_are_known_by_their_names(said: str, meant: tuple[int, int | None] | None) -> None:
    assert month(said) == meant


def test_a_number_or_a_word_is_no_date() -> None:
    assert [date(said) for said in ("5", "2020", "2020 03", "jumlah", "44000")] == [None] * 5


TREE = dataset(
    Layout(
        "pohon",
        {"nagari": ("Kecamatan / Nagari", "Kecamatan/Nagari"), "lahir": ("Lahir",)},
        indented="nagari",
        levels=("kecamatan", "nagari"),
    ),
    ("kecamatan", "nagari"),
    kecamatan="area!", nagari="area", lahir="count!",
)  # fmt: skip
BY_SPACES = [
    ["Kecamatan/Nagari", "Lahir"],
    ["Lubuk Alung", ""],
    ["  Aie Tajun", "4"],
    ["  Sikabu", "5"],
    ["Batang Anai", "7"],
    ["  Kasang", "7"],
    ["Nan Sabaris", "3"],
    ["V Koto", ""],
]
TREE_ROWS = [
    ("Lubuk Alung", "Aie Tajun", "4"),
    ("Lubuk Alung", "Sikabu", "5"),
    ("Batang Anai", "Kasang", "7"),
    ("Nan Sabaris", "", "3"),
    ("V Koto", "", ""),
]


def test_a_kecamatan_is_carried_to_its_nagari_and_its_numbers_are_their_total(take: Take) -> None:
    reading, found = take(text(BY_SPACES), TREE)
    assert [row[2:] for row in found] == TREE_ROWS
    assert reading.totals == (Total("", 5, "Batang Anai", {"lahir": "7"}),)


def test_depth_may_be_told_by_columns(take: Take) -> None:
    rows = [["Kecamatan/Nagari", None, "Lahir"]]
    rows += [
        [None, name.strip(), lahir] if name.startswith(" ") else [name, None, lahir]
        for name, lahir in BY_SPACES[1:]
    ]
    for sent in (text(rows), sheet(rows, "A1:B1")):
        _, found = take(sent, TREE)
        assert [row[2:] for row in found] == TREE_ROWS


def test_an_indentation_that_fits_no_row_above_is_a_fault(take: Take) -> None:
    reading, found = take(text([BY_SPACES[0], ["A", ""], ["    B", "1"], ["  C", "2"]]), TREE)
    assert ([row[3] for row in found], [odd.row for odd in reading.odd]) == (["B"], [4])


def test_every_row_of_a_tree_may_be_kept_with_its_depth(take: Take) -> None:
    declared = dataset(
        Layout("lra", {"kode": ("Kode",), "uraian": ("Uraian",)}, indented="uraian", depth="tingkat"),
        ("kode",),
        kode="code!", uraian="text", realisasi="rupiah!", tingkat="count!",
    )  # fmt: skip
    rows = [
        ["Kode", "Uraian", "Realisasi"],
        ["5", "A", "3"],
        ["5.1", " B", "3"],
        ["5.1.02", "  C", "3"],
        ["6", "D", "1"],
    ]
    assert [row[1:] for row in taken(take, text(rows), declared)] == [
        ("5", "A", "3", "1"), ("5.1", " B", "3", "2"), ("5.1.02", "  C", "3", "3"), ("6", "D", "1", "1"),
    ]  # fmt: skip


def test_merged_cells_and_blanks_below_them_have_the_value_of_the_first(take: Take) -> None:
    declared = dataset(
        Layout("dua", {"kecamatan": ("Kecamatan",), "nagari": ("Nagari",), "lahir": ("Lahir",)}, carried={"kecamatan": ()}),
        ("kecamatan", "nagari"),
        kecamatan="area!", nagari="area!", lahir="count!",
    )  # fmt: skip
    rows = [
        ["Kecamatan", "Nagari", "Lahir"],
        ["Lubuk Alung", "A", "1"],
        [None, "B", "2"],
        ["Batang Anai", "C", "3"],
    ]
    for sent in (text(rows), sheet(rows, "A2:A3")):
        assert [row[1:3] for row in taken(take, sent, declared)] == [
            ("Lubuk Alung", "A"), ("Lubuk Alung", "B"), ("Batang Anai", "C"),
        ]  # fmt: skip
