"""A csv comes back cell for cell with its line numbers, whatever its delimiter and encoding."""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.read import Skipped, read
from tests.etl.read.sent import BIRTHS, HEADER, Refusal, Take, dataset, rows_of

REAL = Path(os.environ.get("DASBOR_REAL_FILES", Path(__file__).parents[4] / "shared/real"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_with_the_delimiter_of_its_header(take: Take, delimiter: str) -> None:
    text = (
        "Kelahiran, Mei; 2023\n"
        + HEADER.replace(";", delimiter)
        + f'\nA1{delimiter}"1;2,3\t4"{delimiter} 3.2 \n'
    )
    reading, rows = take(text)
    assert rows == [("", 3, "A1", "1;2,3\t4", " 3.2 ")]
    assert (reading.rows, reading.sheets, reading.layout) == (1, ("",), "sipakem")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_is_utf_8_or_else_windows_1252(take: Take, encoding: str) -> None:
    _, rows = take(f"{HEADER}\nA–1 é;“x”;\n".encode(encoding))
    assert rows == [("", 2, "A–1 é", "“x”", "")]


def test_title_lines_blank_lines_and_line_breaks_in_cells_keep_the_editors_line_numbers(take: Take) -> None:
    text = f'Laporan;;\n"dua\nbaris";;\n\n{HEADER}\nA1;x;\n\n;;\nA2;"satu\r\ndua\ntiga";1\n \nA3;y;2\n'
    reading, rows = take(text)
    assert rows == [
        ("", 6, "A1", "x", ""),
        ("", 9, "A2", "satu\r\ndua\ntiga", "1"),
        ("", 13, "A3", "y", "2"),
    ]
    assert reading.skipped == Skipped(blanks=3)


def test_many_rows_come_back_in_order(take: Take) -> None:
    reading, rows = take(HEADER + "\n" + "".join(f"A{n};x;{n}\n" for n in range(120_001)))
    assert reading.rows == 120_001
    assert rows == [("", n + 2, f"A{n}", "x", str(n)) for n in range(120_001)]


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (f'{HEADER}\nA1;x;3\nA2;"x;3\nA3;y;4\n', 3),  # never closed
        (f'{HEADER}\nA1;x;3\nA2;"x;3\nA3;"y";4\n', 3),  # lenient readers lose row 4 here
        (f'{HEADER}\nA2;"PT "Maju" Jaya";4\n', 2),
        (f'"Laporan\n{HEADER}\nA1;x;3\n', 1),
        (f'{HEADER}\nA2;"' + "x" * 200_000, 2),
    ],
)
def test_a_quote_without_its_pair_is_refused_with_its_line(refusal: Refusal, row: str, line: int) -> None:
    assert f"pada baris {line} tidak ditutup" in refusal(row)


def texts(encoding: str) -> st.SearchStrategy[str]:
    letters = st.characters(codec=encoding, exclude_categories=["Cs", "Cc"])
    return st.text(st.one_of(letters, st.sampled_from(" \t\n\r\";,'|=é–")), max_size=12)


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, str, list[list[str]]]:
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]))
    free = texts("cp1252" if encoding == "cp1252" else "utf-8")
    rows = draw(st.lists(st.tuples(free, free), max_size=8))
    return encoding, draw(st.sampled_from(",;\t")), [[f"9{n}", *row] for n, row in enumerate(rows)]


@given(tables(), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), st.sampled_from(["\r\n", "\n"]))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_the_cells_comes_back_with_its_line_number(
    tmp_path: Path, table: tuple[str, str, list[list[str]]], quoting: Any, end: str
) -> None:
    encoding, delimiter, rows = table
    text, expected = (
        "Dibuat oleh kafé n° 1" + end,
        [],
    )  # é and a space: in Windows-1252 no UTF-8 can be read from it
    for number_of_row, row in enumerate([["No Akta", "Tgl Lahir", "Berat (kg)"], *rows]):
        if number_of_row:
            expected.append(("", len(re.split("\r\n|\r|\n", text)), *row))
        written = io.StringIO()
        careful = csv.QUOTE_ALL if "\r" in "".join(row) else quoting
        csv.writer(written, delimiter=delimiter, quoting=careful, lineterminator=end).writerow(row)
        text += written.getvalue()
    path, raw = tmp_path / "a.csv", tmp_path / "a.parquet"
    path.write_bytes(text.encode(encoding))
    reading = read(path, BIRTHS, raw)
    assert rows_of(raw) == expected
    assert (reading.rows, reading.odd, reading.skipped) == (len(rows), (), Skipped())


def test_the_real_births_of_sinasc_are_read_whole(tmp_path: Path) -> None:
    file = REAL / "sinasc_births.csv"
    if not file.exists():
        pytest.skip("sinasc_births.csv is not here; DASBOR_REAL_FILES names its folder")
    wanted = ("DTNASC", "DTCADASTRO", "CODMUNRES")
    reading = read(file, dataset(required=wanted, optional=(), key=(), layouts=()), tmp_path / "raw.parquet")
    rows = rows_of(tmp_path / "raw.parquet")
    assert (reading.rows, reading.odd, reading.missing, reading.layout) == (6_310, (), (), "")
    assert len(reading.skipped.columns) == 71 - 3
    assert rows[0] == ("", 2, "17112014", "27112014", "120030")
    assert [row[1] for row in rows] == list(range(2, 6_312))
