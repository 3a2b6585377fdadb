"""Dates, day first, as offices write them: 14/02/2021, 14 Februari 2021, 14-Feb-21, ISO, Excel serial."""

from __future__ import annotations

from etl.kinds.cells import BLANK, WORKBOOK, Pair, Setting, Test, Text, Value, first, month_number
from warehouse.lazily import ibis

YEAR = "[12][0-9]{3}"
USUAL = f"^[0-9]{{2}}[/.-][0-9]{{2}}[/.-]{YEAR}$"
ISO = f"^{YEAR}-[0-9]{{2}}-[0-9]{{2}}$"
# A workbook's whole number of days; a fraction is a time of day. As text only whole.
SERIAL = rf"^(?:[1-9][0-9]{{4}}|{WORKBOOK}[1-9][0-9]{{4}}(?:\.[0-9]+)?)$"
RUN_TOGETHER = rf"^{WORKBOOK}?[0-9]{{3,4}}{YEAR}(?:\.0)?$"
GAP = r"[\s\x{00a0}./-]*"
NUMBERS = f"^{BLANK}*([0-9]{{1,2}}) *[/.-] *([0-9]{{1,2}}) *[/.-] *({YEAR}){BLANK}*$"
WORDS = f"^{BLANK}*([0-9]{{1,2}}){GAP}([A-Za-z]+){GAP}({YEAR}|[0-9]{{2}}){BLANK}*$"
ISO_LONG = f"^{BLANK}*({YEAR}-[0-9]{{2}}-[0-9]{{2}})(?:[ T]00:00:00)?{BLANK}*$"
SHORT_YEAR = f"^{BLANK}*[0-9]{{1,2}} *[/.-] *[0-9]{{1,2}} *[/.-] *[0-9]{{2}}{BLANK}*$"
PIVOT = "30"  # Excel writes 14-Feb-21 and reads years before 30 as 20xx, so do we


def value(cell: Text, setting: Setting) -> Value:
    """The day, null where the text is no date or the calendar has no such day."""
    branches = [
        (cell.re_search(USUAL), _iso(cell.substr(6, 4), cell.substr(3, 2), cell.substr(0, 2))),
        (cell.re_search(ISO), cell),
        (cell.re_search(SERIAL), _serial(cell.re_extract("[0-9]{5}", 0))),
        (cell.re_search(NUMBERS), _pieces(cell, NUMBERS)),
        (cell.re_search(WORDS), _worded(cell)),
    ]
    if setting.column.form == "ddmmyyyy":
        branches.insert(0, (cell.re_search(RUN_TOGETHER), _run_together(cell)))
    return first(*branches, otherwise=cell.re_extract(ISO_LONG, 1)).try_cast("date")


def fault(cell: Text, setting: Setting) -> Text:
    """Why a text is no date."""
    return first(
        (_has_shape(cell, setting), "tanggal tidak ada di kalender"),
        (cell.re_search(SHORT_YEAR), "tahun dua angka dapat dibaca beberapa cara; tulis empat angka"),
        otherwise="bukan tanggal",
    )


def _has_shape(cell: Text, setting: Setting) -> Test:
    shapes = [NUMBERS, ISO_LONG] + ([RUN_TOGETHER] if setting.column.form == "ddmmyyyy" else [])
    named = month_number(cell.re_extract(WORDS, 2).lower()).notnull()
    return cell.re_search("|".join(shapes)) | named


def _iso(year: Text, month: Text, day: Text) -> Text:
    return year + "-" + month + "-" + day


def _pieces(cell: Text, pattern: str) -> Text:
    day, month, year = (cell.re_extract(pattern, group) for group in (1, 2, 3))
    return _iso(year, month.lpad(2, "0"), day.lpad(2, "0"))


def _worded(cell: Text) -> Text:
    day, name, year = (cell.re_extract(WORDS, group) for group in (1, 2, 3))
    century = first((year.length() == 4, ""), (year < PIVOT, "20"), otherwise="19")
    return _iso(century + year, month_number(name.lower()), day.lpad(2, "0"))


def _serial(days: Text) -> Text:
    # Excel has a 29 February 1900 that never was; from March 1900 on its days count from this one.
    day = ibis.date("1899-12-30") + days.try_cast("int64").as_interval("D")
    return day.cast("string").substr(0, 10)


def _run_together(cell: Text) -> Text:
    digits = cell.re_extract("[0-9]{7,8}", 0).lpad(8, "0")
    return _iso(digits.substr(4, 4), digits.substr(2, 2), digits.substr(0, 2))


PAIR = Pair(value, fault)
