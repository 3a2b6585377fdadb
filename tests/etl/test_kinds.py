"""Dates, NIK, choices, periods, text: each kind by a table of cells."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.kinds.cells import MONTHS, printed_date
from etl.kinds.people import AS_NUMBER
from etl.kinds.words import CUT_SHORT
from tests.etl.judging import answer, answers

NO_DAY = "[tanggal tidak ada di kalender]"
NO_DATE = "[bukan tanggal]"
VALENTINE = date(2021, 2, 14)
CELLS: dict[str, list[tuple[str | None, Any]]] = {
    "date": [
        ("14/02/2021", VALENTINE),
        ("14.02.2021", VALENTINE),
        ("14-2-2021", VALENTINE),
        ("14 Februari 2021", VALENTINE),
        ("14-Feb-21", VALENTINE),
        ("14 Peb. 2021", VALENTINE),
        ("44241", VALENTINE),
        ("\x1f44241", VALENTINE),
        ("\x1f44241.75", VALENTINE),
        ("2021-02-14", VALENTINE),
        ("2021-02-14 00:00:00", VALENTINE),
        ("\u00a014/02/2021 ", VALENTINE),
        ("1/9/2015", date(2015, 9, 1)),
        ("30-Jan-85", date(1985, 1, 30)),
        ("29/02/2000", date(2000, 2, 29)),
        ("29/02/1900", NO_DAY),
        ("31/02/2021", NO_DAY),
        ("31 Februari 2021", NO_DAY),
        ("02/14/2021", NO_DAY),
        ("2021-02-30", NO_DAY),
        ("14/02/21", "[tahun dua angka dapat dibaca beberapa cara; tulis empat angka]"),
        ("14 Foo 2021", NO_DATE),
        ("4042019", NO_DATE),
        ("kemarin", NO_DATE),
        ("–", None),
        ("", None),
        (None, None),
    ],
    # 3578080102030001 and 1702196905120001 are printed in a public explanation of the number (DOMAIN 3.3).
    "nik": [
        ("3578080102030001", "3578080102030001"),
        ("1702196905120001", "1702196905120001"),
        ("'9901010101010001", "9901010101010001"),
        (" 99.01.01 010101.0001 ", "9901010101010001"),
        ("9901017101010001", "9901017101010001"),
        ("9901012902040001", "9901012902040001"),
        ("9901012902000001", "9901012902000001"),
        ("9901012902010001", "[tanggal lahir dalam NIK tidak ada di kalender]"),
        ("9901013104010001", "[tanggal lahir dalam NIK tidak ada di kalender]"),
        ("9901010001010001", "[hari lahir dalam NIK bukan 01-31 atau 41-71]"),
        ("9901013201010001", "[hari lahir dalam NIK bukan 01-31 atau 41-71]"),
        ("9901014001010001", "[hari lahir dalam NIK bukan 01-31 atau 41-71]"),
        ("9901017201010001", "[hari lahir dalam NIK bukan 01-31 atau 41-71]"),
        ("9901010113010001", "[bulan lahir dalam NIK bukan 01-12]"),
        ("9901010101010000", "[nomor urut NIK 0000]"),
        ("990101010101000", "[NIK harus 16 angka]"),
        ("99O1010101010001", "[NIK hanya boleh berisi angka]"),
        ("1,30502E+15", f"[{AS_NUMBER}]"),
        ("\x1f9901010101010001", f"[{AS_NUMBER}]"),
        ("-", None),
    ],
    "period": [
        ("2023", "2023"),
        ("\x1f2023", "2023"),
        ("Tahun 2023", "2023"),
        ("2023-05", "2023-05"),
        ("Mei 2023", "2023-05"),
        ("AGT 2023", "2023-08"),
        ("5/2023", "2023-05"),
        ("2023-05-01", "2023-05"),
        ("Triwulan II 2023", "2023-Q2"),
        ("TW IV Tahun 2023", "2023-Q4"),
        ("2023 q2", "2023-Q2"),
        ("Semester 1 2023", "2023-S1"),
        ("Semester II 2023", "2023-S2"),
        ("-", None),
    ],
    "text": [
        ("  dua  kata ", "dua  kata"),
        ("dua\nbaris", "dua\nbaris"),
        ("\x1f12", "12"),
        ("\x1f123456789012345", "123456789012345"),
        ("\x1f1234567890123456", f"[{CUT_SHORT}]"),
        ("-", "-"),
        ("   ", None),
        ("a\x07b", "[berisi karakter kendali yang tidak terlihat]"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("kind", CELLS)
def test_every_kind_gives_the_value_or_the_reason_of_its_table(kind: str) -> None:
    cells, expected = zip(*CELLS[kind], strict=True)
    found = answers(kind, cells)
    assert dict(zip(cells, found, strict=True)) == dict(zip(cells, expected, strict=True))


@pytest.mark.parametrize(
    "cell", ["13/2023", "Q5 2023", "TW V 2023", "2023-13", "\x1f2023.1", "2023-05-02", "1823", "Mai"]
)
def test_what_is_no_period_says_how_to_write_one(cell: str) -> None:
    assert "tulis misalnya 2023, 2023-05" in answer("period", cell)


def test_a_required_cell_that_is_empty_or_a_dash_is_refused() -> None:
    for kind in ("date", "nik", "count", "period", "area"):
        assert answers(kind, ["", None, "\u00a0", "–"], required=True) == ["[kosong]"] * 3 + [
            "[tidak tersedia]"
        ]
    assert answers("text", ["", "–"], required=True) == ["[kosong]", "–"]


def test_every_spelling_of_a_month_is_read() -> None:
    cells = [f"7 {word.title()} 2020" for words in MONTHS for word in words]
    expected = [date(2020, number, 7) for number, words in enumerate(MONTHS, start=1) for _ in words]
    assert answers("date", cells) == expected


def test_digits_run_together_are_dates_only_where_declared() -> None:
    cells = ["4042019", "28112014.0", "\x1f4042019", "31022019", "404219", "1/2/2019"]
    first, second = date(2019, 4, 4), date(2014, 11, 28)
    assert answers("date", cells, form="ddmmyyyy") == [
        first,
        second,
        first,
        NO_DAY,
        NO_DATE,
        date(2019, 2, 1),
    ]


def test_a_date_outside_its_declared_range_is_refused_with_the_range() -> None:
    said = {"earliest": date(1900, 1, 1), "latest": date(2050, 12, 31)}
    beyond = "[tanggal di luar rentang (sejak 1 Januari 1900 sampai 31 Desember 2050)]"
    assert answers("date", ["1/1/1899", "1/1/2051", "1/1/1900"], **said) == [beyond, beyond, date(1900, 1, 1)]


def test_choices_are_read_by_value_and_by_spelling() -> None:
    choices = {"1": ("L", "Laki-laki"), "2": ("P", "Perempuan")}
    good = ["1", "1.0", "\x1f1", "\x1f01", "L", "l", " LAKI-LAKI "]
    assert answers("choice", good, choices=choices) == ["1"] * len(good)
    bad = ["3", "Laki", "1,0", "L\x1f1\x1eLaki-laki"]
    assert answers("choice", bad, choices=choices) == ["[bukan salah satu pilihan: 1, 2]"] * len(bad)


days = st.dates(min_value=date(1900, 3, 1), max_value=date(2150, 1, 1))


@settings(max_examples=15, deadline=None)
@given(st.lists(days, min_size=1, max_size=60))
def test_dates_that_we_print_are_parsed_in_every_form(dates: list[date]) -> None:
    serial = date(1899, 12, 30)
    forms = [
        [f"{day:%d/%m/%Y}" for day in dates],
        [f"{day.day}-{day.month}-{day.year}" for day in dates],
        [printed_date(day) for day in dates],
        [day.isoformat() for day in dates],
        [f"\x1f{(day - serial) // timedelta(days=1)}" for day in dates if (day - serial).days > 9999],
    ]
    for cells in forms[:4]:
        assert answers("date", cells) == dates
    assert answers("date", forms[4] or [""]) == (
        [day for day in dates if (day - serial).days > 9999] or [None]
    )
