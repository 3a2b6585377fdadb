"""Periods in the one spelling that everything uses: 2023, 2023-05, 2023-Q2, 2023-S1."""

from __future__ import annotations

import ibis

from etl.kinds.cells import WORKBOOK, Pair, Setting, Text, Value, first, folded, month_number

YEAR = "(?:19|20)[0-9]{2}"
CANONICAL = f"^{YEAR}(?:-(?:0[1-9]|1[0-2]|Q[1-4]|S[12]))?$"
SAID_YEAR = rf"(?:tahun |th\.? ?|ta\.? ?)?({YEAR})"
BETWEEN = r"(?: ?[-/,.] ?| )"
# Each shape in lower case; what it captures, in this order: the part of the year, the year.
IN_NUMBERS = rf"^([0-9]{{1,2}}){BETWEEN}({YEAR})$"
IN_WORDS = rf"^(?:bulan )?([a-z]+){BETWEEN}?{SAID_YEAR}$"
QUARTER = rf"^(?:triwulan|tw\.?|kuartal|q)[ -]?(iv|i{{1,3}}|[1-4]){BETWEEN}{SAID_YEAR}$"
SEMESTER = rf"^(?:semester|smt\.?|sem\.?|s)[ -]?(i{{1,2}}|[12]){BETWEEN}{SAID_YEAR}$"
# The year first; a workbook keeps "Mei 2023" as the first day of the month.
YEAR_ONLY = rf"^{SAID_YEAR}$"
YEAR_MONTH = rf"^({YEAR})[-/.]([0-9]{{1,2}})$"
FIRST_DAY = rf"^({YEAR}-[0-9]{{2}})-01(?: 00:00:00)?$"
YEAR_PART = rf"^({YEAR})[ -]?(q[1-4]|s[12])$"
ROMAN = (("i", "1"), ("ii", "2"), ("iii", "3"), ("iv", "4"))


def value(cell: Text, setting: Setting) -> Value:
    """The period's canonical text."""
    return first((cell.re_search(CANONICAL), cell), otherwise=_careful(cell))


def fault(cell: Text, setting: Setting) -> Text:
    """The spellings there are."""
    return ibis.literal("bukan periode; tulis misalnya 2023, 2023-05, 2023-Q2, 2023-S1 atau Mei 2023")


def _careful(cell: Text) -> Text:
    text = folded(cell)
    found = first(
        (text.re_search(YEAR_ONLY), text.re_extract(YEAR_ONLY, 1)),
        # A number 2023.1 may have been 2023.10: of workbook numbers only whole years are read.
        (cell.re_search(WORKBOOK), ""),
        (text.re_search(YEAR_MONTH), _joined(text, YEAR_MONTH, 1, "-", 2)),
        (text.re_search(FIRST_DAY), text.re_extract(FIRST_DAY, 1)),
        (text.re_search(YEAR_PART), (text.re_extract(YEAR_PART, 1) + "-" + text.re_extract(YEAR_PART, 2)).upper()),
        (text.re_search(IN_NUMBERS), _joined(text, IN_NUMBERS, 2, "-", 1)),
        (text.re_search(QUARTER), _part(text, QUARTER, "-Q")),
        (text.re_search(SEMESTER), _part(text, SEMESTER, "-S")),
        (text.re_search(IN_WORDS), text.re_extract(IN_WORDS, 2) + "-" + month_number(text.re_extract(IN_WORDS, 1))),
        otherwise="",
    )
    return found.re_extract(CANONICAL, 0).nullif("")


def _joined(text: Text, pattern: str, year: int, dash: str, month: int) -> Text:
    return text.re_extract(pattern, year) + dash + text.re_extract(pattern, month).lpad(2, "0")


def _part(text: Text, pattern: str, mark: str) -> Text:
    part = text.re_extract(pattern, 1)
    return text.re_extract(pattern, 2) + mark + part.cases(*ROMAN, else_=part)


PAIR = Pair(value, fault)
