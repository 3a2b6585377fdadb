"""The quick reader of a csv answers what reading it row by row answers: cells, row numbers, faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from etl.read import Unreadable, csv_file, headers, quick
from etl.read.table import Found, Table
from tests.etl.read.sent import BIRTHS, HEADER, Take
from warehouse.declarations import Dataset

CELLS = [
    "",
    "A1",
    "é",
    "–",
    "g x",
    "ſub",
    "Kets",
    " ",
    "\x1f7",
    '""',
    '"',
    'a"b',
    '"a;b"',
    '"x"',
    '"""x"',
    '"a\nb"',
]
LINES = [
    "",
    " ",
    ";;",
    HEADER,
    f"{HEADER}\n(1);(2);(3)",
    "Tgl Lahir;No. Akta;Berat (kg)",
    "No. Akta;x;1",
    "Jumlah;;3",
    "total;;",
    "Total utama;x;1",
    "Catatan: dua kali;;",
    "Sumber; x;",
    "(1);(2);(3)",
    "1;2;3",
    "dua kata;;",
    "A1;x;3;",
    "A1;x",
    "\ufeffA1;x;1",
]
ENDS = ["\n", "\r\n", "\r", "\n\n", "\r\r\n"]


def texts() -> st.SearchStrategy[str]:
    cells = st.lists(st.sampled_from(CELLS), min_size=3, max_size=3).map(";".join)
    good = st.integers(1, 99).map(lambda number: f"A{number};x;{number}")
    line = st.one_of(good, good, good, cells, st.sampled_from(LINES))
    odd = st.tuples(st.lists(line, max_size=12), st.lists(st.sampled_from(ENDS), min_size=12, max_size=12))
    even = st.tuples(st.lists(line, max_size=30), st.sampled_from(["\n", "\r\n"]).map(lambda end: [end] * 30))
    above = st.lists(st.sampled_from(["Laporan;;", '"dua\nbaris";;', ""]), max_size=2)
    body = st.one_of(even, even, odd).map(
        lambda both: "".join(line + end for line, end in zip(both[0], both[1], strict=False))
    )
    cut = st.sampled_from([0, 0, 1, 2])
    return st.tuples(above, body, cut).map(
        lambda parts: "\n".join([*parts[0], HEADER, ""]) + parts[1][: len(parts[1]) - parts[2]]
    )


def found_in(path: Path, dataset: Dataset) -> Table:
    (sheet,) = csv_file.sheets(path, dataset, frozenset())
    header = headers.find(sheet.rows(), dataset, frozenset())
    assert header is not None
    return Table(sheet, Found(header, sheet.rows(), ()), dataset, frozenset())


def one_by_one(path: Path) -> Any:
    rows: list[Any] = []

    def read(table: Table) -> None:
        places = list(table.places.values())
        rows.extend((number, [cells[place] for place in places]) for number, cells in table.rows())

    return answer(path, rows, read)


def answer(path: Path, rows: list[Any], read: Callable[[Table], Any]) -> Any:
    try:
        table = found_in(path, BIRTHS)
        read(table)
    except Unreadable as fault:
        return str(fault)
    following = table.following and (table.following.header, table.following.above)
    return rows, table.skipped, table.odd, table.totals, table.filled, following


def quickly(path: Path, piece: int) -> Any:
    rows: list[Any] = []

    def read(table: Table) -> Iterator[None]:
        places = list(table.places.values())

        def make(first: int, cells: Any) -> None:
            columns = [cells.column(place).to_pylist() for place in places]
            rows.extend((first + number, list(row)) for number, row in enumerate(zip(*columns, strict=True)))

        left = yield from quick.read(table, make, piece)
        rows.extend((number, [cells[place] for place in places]) for number, cells in left)

    return answer(path, rows, lambda table: list(read(table)))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts(), st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]), st.sampled_from([1, 7, 20, 64, 1 << 20]))
@example(f"{HEADER}\nA1;x;1\nA2;{'x' * 140_000};1\n", "utf-8", 1 << 20)
@example(f"{HEADER}\nA1;x;1\n\ufeffA2;x;1\n", "utf-8", 7)
def test_both_readers_agree_cell_for_cell_and_fault_for_fault(
    tmp_path: Path, text: str, encoding: str, piece: int
) -> None:
    file = tmp_path / "kiriman.csv"
    file.write_bytes(text.encode(encoding, errors="ignore"))
    assert quickly(file, piece) == one_by_one(file)


@pytest.mark.parametrize(
    ("body", "quick_rows"),
    [
        ("A1;x;1\nA2;y;2\n", 2),
        ("A1;x;1\r\nA2;y;2", 2),
        ('A1;"x;y";1\n"A""2";y;\n', 2),
        ("Jumat;x;1\ntoko;y;2\n", 2),
        ("A1;x;1\n\nA2;y;2\n", 0),
        ('A1;x;1\nA2;"a\nb";2\n', 0),
        ('A1;a"b;1\n', 0),
        ("A1;x;1;9\n", 0),
        ("A1;x;1\rA2;x;1\n", 0),
    ],
)
def test_what_is_regular_is_read_quickly_and_nothing_else(tmp_path: Path, body: str, quick_rows: int) -> None:
    file = tmp_path / "kiriman.csv"
    file.write_bytes(f"{HEADER}\n{body}".encode())
    assert sum(quick.read(found_in(file, BIRTHS), lambda _, cells: len(cells))) == quick_rows


def test_a_stretch_ends_at_the_first_piece_that_is_not_regular(take: Take) -> None:
    rows = "".join(f"A{number};x;{number}\n" for number in range(400_000))
    reading, found = take(f"{HEADER}\n{rows}Jumlah;;9\n\nA;y;\n")
    assert (reading.rows, reading.skipped.totals, reading.skipped.blanks) == (400_001, 1, 1)
    assert found[-2:] == [("", 400_001, "A399999", "x", "399999"), ("", 400_004, "A", "y", "")]
