"""A table comes back cell for cell in whatever way its form is laid out, from a csv and from a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.read import read
from tests.etl.read.forms import LRA
from tests.etl.read.sent import rows_of

Line = dict[str, Any]
SINGLE = {"kode": "KODE REKENING", "uraian": "URAIAN", "anggaran": "ANGGARAN", "realisasi": "REALISASI"}
STRANGERS = ("No", "Ket.", "(%)", "Sisa Anggaran")
TITLES = (
    ["LAPORAN REALISASI ANGGARAN"],
    ["DINAS KOMUNIKASI DAN INFORMATIKA"],
    ["Tahun Anggaran", ":", 2022],
    [None, "s.d. Nopember 2022"],
    [],
    ["Kode", "Organisasi", "2.16.01"],
)
TAIL = (
    [
        [None, "Parit Malintang, 5 Desember 2022"],
        [None, "Kepala Dinas"],
        [None, "ZAHIRMAN"],
        ["NIP. 19700101 199503 1 001"],
    ],
    [["*) angka sementara"], ["Sumber: BPKD"]],
    [["Halaman 1 dari 1"]],
    [],
)


@dataclass
class Sent:
    """The rows of a sheet as they are written, its merged areas, and the numbers of its rows of data and totals."""

    rows: list[list[Any]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    data: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)


@st.composite
def lines(draw: st.DrawFn) -> list[Line]:
    letters = st.text(st.characters(codec="utf-8", categories=["L", "Nd", "Zs"]), min_size=1, max_size=12)
    names = st.one_of(
        letters.filter(str.strip), st.sampled_from(["Jumlah Gaji", "Total; a, b", "Kepala\nDinas", "-", ""])
    )
    amounts = st.one_of(st.integers(0, 10**13), st.sampled_from(["-", "", "1.234.567,89", "(5,00)"]))
    codes = st.lists(st.integers(1, 99), min_size=1, max_size=30, unique=True)
    found = [
        {
            "kode": f"5.1.02.{code:02}",
            "uraian": draw(names),
            "anggaran": draw(amounts),
            "realisasi": draw(amounts),
        }
        for code in draw(codes)
    ]
    return [*found, {"kode": "5.2", "uraian": "Modal", "anggaran": 7, "realisasi": 3}]


def header(sent: Sent, order: list[str], shape: str, left: int) -> None:
    """Writes the header in one of its shapes; `order` are the columns, strangers among them."""
    top = [SINGLE.get(name, name) for name in order]
    below: list[str | None] = [None] * len(order)
    row = len(sent.rows) + 1
    if shape == "stacked":
        place = order.index("kode")
        top[place], below[place] = "KODE", "REKENING"
    if shape == "parent":
        place = order.index("anggaran")
        top[place : place + 2], below[place : place + 2] = ["JUMLAH (Rp)", None], ["ANGGARAN", "REALISASI"]
        sent.merged.append((row, left + place, row, left + place + 1))
    if shape == "children":
        place = order.index("realisasi")
        top[place - 1 : place + 2] = ["REALISASI", None, None]
        below[place - 1 : place + 2] = ["s.d. Bulan Lalu", "s.d. Bulan Ini", "%"]
        sent.merged.append((row, left + place - 1, row, left + place + 1))
    sent.rows.append([None] * left + top)
    if any(below):
        covered = {column for _, first, _, last in sent.merged for column in range(first, last + 1)}
        for place, under in enumerate(below):
            if under is None and left + place not in covered:
                sent.merged.append((row, left + place, row + 1, left + place))
        sent.rows.append([None] * left + below)


def order_of(shape: str, shuffled: list[str]) -> list[str]:
    """The columns in an order that the shape allows."""
    if shape == "parent":
        shuffled.remove("realisasi")
        shuffled.insert(shuffled.index("anggaran") + 1, "realisasi")
    if shape == "children":
        place = shuffled.index("realisasi")
        shuffled[place : place + 1] = ["lalu", "realisasi", "persen"]
    return shuffled


@st.composite
def sheets(draw: st.DrawFn, table: list[Line]) -> Sent:
    sent = Sent()
    shape = draw(st.sampled_from(["single", "stacked", "parent", "children"]))
    strangers = draw(st.lists(st.sampled_from(STRANGERS), max_size=2, unique=True))
    order = order_of(shape, draw(st.permutations([*SINGLE, *strangers])))
    left, numbered = draw(st.integers(0, 2)), draw(st.booleans())
    sent.rows += [list(title) for title in draw(st.lists(st.sampled_from(TITLES), max_size=6))]

    def page() -> None:
        header(sent, order, shape, left)
        if numbered:
            sent.rows.append([None] * left + [f"({place})" for place in range(1, len(order) + 1)])

    page()
    for line in table:
        for kind in draw(st.lists(st.sampled_from(["blank", "total", "page"]), max_size=1)):
            if kind == "blank":
                sent.rows.append([])
            elif kind == "total":
                total = {"uraian": "JUMLAH", "anggaran": 9, "realisasi": 9}
                sent.rows.append([None] * left + [total.get(name) for name in order])
                sent.totals.append(len(sent.rows))
            elif sent.data:
                page()
        sent.rows.append([None] * left + [line.get(name, 5) for name in order])
        sent.data.append(len(sent.rows))
    sent.rows += [[None] * left + row for row in draw(st.sampled_from(TAIL))]
    return sent


def as_csv(sent: Sent, path: Path, delimiter: str) -> list[int]:
    """Writes the rows and answers the line in which each begins; line 1 is the first row's."""
    written, begins = io.StringIO(), [0]
    width = max(map(len, sent.rows))
    for row in sent.rows:
        begins.append(written.getvalue().count("\n") + 1)
        csv.writer(written, delimiter=delimiter, lineterminator="\n").writerow(
            [*row, *[None] * (width - len(row))]
        )
    path.write_text(written.getvalue(), encoding="utf-8", newline="")
    return begins


def as_workbook(sent: Sent, path: Path, merged: bool) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "LRA"
    for row in sent.rows:
        sheet.append(row)
    for top, first, bottom, last in sent.merged if merged else ():
        sheet.merge_cells(start_row=top, start_column=first + 1, end_row=bottom, end_column=last + 1)
    book.save(path)


def checked(path: Path, raw: Path, sent: Sent, table: list[Line], number: str, begins: Sequence[int]) -> None:
    reading = read(path, LRA, raw)
    expected = [
        [begins[row], *(number + str(cell) if isinstance(cell, int) else cell for cell in line.values())]
        for row, line in zip(sent.data, table, strict=True)
    ]
    assert [[cell or "" for cell in row[1:]] for row in rows_of(raw)] == expected
    assert [total.row for total in reading.totals] == [begins[row] for row in sent.totals]
    assert reading.odd == ()


FREE = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


@FREE
@given(st.data())
def test_a_csv_in_any_layout_says_what_its_table_says(tmp_path: Path, data: st.DataObject) -> None:
    table = data.draw(lines())
    sent = data.draw(sheets(table))
    begins = as_csv(sent, tmp_path / "a.csv", data.draw(st.sampled_from(",;\t")))
    checked(tmp_path / "a.csv", tmp_path / "a.parquet", sent, table, "", begins)


@FREE
@given(st.data())
def test_a_workbook_in_any_layout_says_what_its_table_says(tmp_path: Path, data: st.DataObject) -> None:
    table = data.draw(lines())
    sent = data.draw(sheets(table))
    as_workbook(sent, tmp_path / "a.xlsx", data.draw(st.booleans()))
    checked(tmp_path / "a.xlsx", tmp_path / "a.parquet", sent, table, "\x1f", range(len(sent.rows) + 1))
