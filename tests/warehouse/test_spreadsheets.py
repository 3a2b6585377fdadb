"""No export holds a formula: what spreadsheet programs make of texts that look like one."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from tests import office
from warehouse.spreadsheets import csv_text, from_csv_text, put

DANGEROUS = [
    f"{before}{sign}{rest}"
    for before in ("", " ", "'")
    for sign in "=+-@＝＋－＠"
    for rest in ("1+1", 'HYPERLINK("http://a.example","klik")')
] + ["\t=1+1", "\r=1+1", "\n=1+1", "=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "''=1", '=1"', "=1,2;3"]
HARMLESS = [
    "Dinas Kesehatan",
    "'Aisyiyah",
    "1-2",
    "a=b",
    "007",
    "TRUE",
    "#N/A",
    "_x0041_",
    "a_x000D_b",
    "−5,3",
]
signs = st.text(alphabet="=+-@＝＋－＠'\t\r\n _x0D\"a1")


@given(signs)
def test_an_escaped_text_of_a_csv_gives_the_text_back(text: str) -> None:
    assert from_csv_text(csv_text(text)) == text


@given(st.lists(signs, min_size=1, max_size=5, unique=True))
def test_two_texts_never_become_one(texts: list[str]) -> None:
    assert len({csv_text(text) for text in texts}) == len(texts)


def test_only_what_a_spreadsheet_would_run_is_changed() -> None:
    assert [text for text in DANGEROUS if csv_text(text) != f"'{text}"] == []
    assert [text for text in HARMLESS if csv_text(text) != text] == []


def test_libreoffice_finds_no_formula_in_a_csv_and_every_text_as_it_was(tmp_path: Path) -> None:
    bare, escaped = tmp_path / "bare.csv", tmp_path / "escaped.csv"
    for path, write in ((bare, str), (escaped, csv_text)):
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([write(text), "-5.25"] for text in DANGEROUS)
    exposed, book = office.opened(bare, escaped)
    assert office.formulas(exposed) != []  # this is what the escape is for
    assert office.formulas(book) == []
    found = office.values(book, "escaped")
    lines = [text.replace("\r", "\n") for text in DANGEROUS]  # a line end inside a cell is LibreOffice's own
    assert [from_csv_text(text).replace("\r", "\n") for text, _ in found] == lines
    assert {number for _, number in found} == {-5.25}


def test_libreoffice_finds_no_formula_in_a_workbook_and_every_value_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "texts.xlsx"
    book = openpyxl.Workbook()
    texts = [*DANGEROUS, *HARMLESS]
    for row, text in enumerate(texts, start=1):
        put(book.active.cell(row, 1), text)
        put(book.active.cell(row, 2), Decimal("-1234.5"))
    book.save(path)
    (again,) = office.opened(path)
    assert office.formulas(again) == []
    found = office.values(again, "Sheet")
    assert [text.replace("_x005F_", "_").replace("\r", "\n") for text, _ in found] == [
        text.replace("\r", "\n") for text in texts
    ]
    assert {number for _, number in found} == {-1234.5}
