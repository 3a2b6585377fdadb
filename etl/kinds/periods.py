"""Periods in the one spelling that everything uses: 2023, 2023-05, 2023-Q2, 2023-S1."""

from __future__ import annotations

from etl.kinds.cells import BLANK, WORKBOOK, Pair, Setting, Text, Value, first, looked_up, month_number
from warehouse.lazily import ibis

YEAR = "(?:19|20)[0-9]{2}"
CANONICAL = f"^{YEAR}(?:-(?:0[1-9]|1[0-2]|Q[1-4]|S[12]))?$"
BETWEEN = f"(?:{BLANK}*[-/,.]{BLANK}*|{BLANK}+)"
SAID_YEAR = rf"(?:(?:tahun|th\.?|ta\.?){BLANK}*)?({YEAR})"


def _whole(pattern: str) -> str:
    """A pattern of a whole cell, in capitals or not."""
    return f"^(?i:{BLANK}*{pattern}{BLANK}*)$"


YEAR_ALONE = _whole(SAID_YEAR)
YEAR_MONTH = _whole(f"({YEAR})[-/.]([0-9]{{1,2}})")
FIRST_DAY = _whole(f"({YEAR}-[0-9]{{2}})-01(?: 00:00:00)?")  # what a workbook makes of "Mei 2023"
YEAR_PART = _whole(f"({YEAR})[ -]?([QS][1-4])")
# The part of the year first, then the year.
MONTH_YEAR = _whole(f"([0-9]{{1,2}}){BETWEEN}({YEAR})")
NAME_YEAR = _whole(f"(?:bulan{BLANK}+)?([A-Za-z]+){BETWEEN}?{SAID_YEAR}")
QUARTER = _whole(rf"(?:triwulan|tw\.?|kuartal|q)[ -]*(iv|i{{1,3}}|[1-4]){BETWEEN}{SAID_YEAR}")
SEMESTER = _whole(rf"(?:semester|smt\.?|sem\.?|s)[ -]*(i{{1,2}}|[12]){BETWEEN}{SAID_YEAR}")
PARTS = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "1": "1", "2": "2", "3": "3", "4": "4"}


def value(cell: Text, setting: Setting) -> Value:
    """The period's canonical text."""
    found = first(
        (cell.re_search(CANONICAL), cell),
        # A number 2023.1 may have been 2023.10: of workbook numbers only whole years are read.
        (cell.re_search(f"^{WORKBOOK}"), cell.substr(1).re_extract(f"^{YEAR}$", 0)),
        (cell.re_search(YEAR_ALONE), cell.re_extract(YEAR_ALONE, 1)),
        (cell.re_search(YEAR_MONTH), _month(cell, YEAR_MONTH, year=1, month=2)),
        (cell.re_search(FIRST_DAY), cell.re_extract(FIRST_DAY, 1)),
        (
            cell.re_search(YEAR_PART),
            (cell.re_extract(YEAR_PART, 1) + "-" + cell.re_extract(YEAR_PART, 2)).upper(),
        ),
        (cell.re_search(MONTH_YEAR), _month(cell, MONTH_YEAR, year=2, month=1)),
        (cell.re_search(QUARTER), _part(cell, QUARTER, "-Q")),
        (cell.re_search(SEMESTER), _part(cell, SEMESTER, "-S")),
        otherwise=cell.re_extract(NAME_YEAR, 2) + "-" + month_number(cell.re_extract(NAME_YEAR, 1).lower()),
    )
    return found.re_extract(CANONICAL, 0).nullif("")


def fault(cell: Text, setting: Setting) -> Text:
    """The spellings there are."""
    return ibis.literal("bukan periode; tulis misalnya 2023, 2023-05, 2023-Q2, 2023-S1 atau Mei 2023")


def _month(cell: Text, pattern: str, year: int, month: int) -> Text:
    return cell.re_extract(pattern, year) + "-" + cell.re_extract(pattern, month).lpad(2, "0")


def _part(cell: Text, pattern: str, mark: str) -> Text:
    part = cell.re_extract(pattern, 1).lower()
    return cell.re_extract(pattern, 2) + mark + looked_up(part, PARTS)


PAIR = Pair(value, fault)
