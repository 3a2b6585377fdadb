"""Dates, day first, in the forms that offices write: 14/02/2021, 14 Februari 2021, 14-Feb-21, ISO, Excel serial."""

from __future__ import annotations

import ibis

from etl.kinds.cells import BLANK, WORKBOOK, Pair, Setting, Test, Text, Value, first, month_number, stripped

YEAR = "[12][0-9]{3}"
USUAL = f"^[0-9]{{2}}[/.-][0-9]{{2}}[/.-]{YEAR}$"
ISO = f"^{YEAR}-[0-9]{{2}}-[0-9]{{2}}([ T]00:00:00)?$"
NUMBERS = f"^([0-9]{{1,2}}) *[/.-] *([0-9]{{1,2}}) *[/.-] *({YEAR})$"
SHORT_YEAR = "^[0-9]{1,2} *[/.-] *[0-9]{1,2} *[/.-] *[0-9]{2}$"
WORDS = rf"^([0-9]{{1,2}})(?:{BLANK}|[-./])*([A-Za-z]+)(?:{BLANK}|[-./])*({YEAR}|[0-9]{{2}})$"
SERIAL = rf"^(?:[1-9][0-9]{{4}}|{WORKBOOK}[1-9][0-9]{{4}}(?:\.[0-9]+)?)$"  # a fraction is a time of day
RUN_TOGETHER = rf"^{WORKBOOK}?[0-9]{{3,4}}{YEAR}(?:\.0)?$"
PIVOT = "30"  # Excel writes 14-Feb-21 and reads years before 30 as 20xx, so do we


def value(cell: Text, setting: Setting) -> Value:
    """The day, null where the text is no date or the calendar has no such day."""
    text = stripped(cell)
    branches = [
        (cell.re_search(USUAL), _iso(cell.substr(6, 4), cell.substr(3, 2), cell.substr(0, 2))),
        (cell.re_search(ISO), cell.substr(0, 10)),
        (cell.re_search(SERIAL), _serial(cell.re_extract("[0-9]{5}", 0))),
        (text.re_search(NUMBERS), _pieces(text, NUMBERS)),
        (text.re_search(WORDS), _worded(text)),
        (text.re_search(ISO), text.substr(0, 10)),
    ]
    if setting.column.form == "ddmmyyyy":
        branches.insert(0, (cell.re_search(RUN_TOGETHER), _run_together(cell)))
    return first(*branches, otherwise=ibis.null("string")).try_cast("date")


def fault(cell: Text, setting: Setting) -> Text:
    """Why a text is no date."""
    text = stripped(cell)
    return first(
        (_has_shape(cell, text, setting), "tanggal tidak ada di kalender"),
        (text.re_search(SHORT_YEAR), "tahun dua angka dapat dibaca beberapa cara; tulis empat angka"),
        otherwise="bukan tanggal",
    )


def _has_shape(cell: Text, text: Text, setting: Setting) -> Test:
    worded = text.re_search(WORDS) & month_number(text.re_extract(WORDS, 2).lower()).notnull()
    shaped = text.re_search(NUMBERS) | text.re_search(ISO) | worded
    return shaped | cell.re_search(RUN_TOGETHER) if setting.column.form == "ddmmyyyy" else shaped


def _iso(year: Text, month: Text, day: Text) -> Text:
    return year + "-" + month + "-" + day


def _pieces(text: Text, pattern: str) -> Text:
    day, month, year = (text.re_extract(pattern, group) for group in (1, 2, 3))
    return _iso(year, month.lpad(2, "0"), day.lpad(2, "0"))


def _worded(text: Text) -> Text:
    day, name, year = (text.re_extract(WORDS, group) for group in (1, 2, 3))
    century = first((year.length() == 4, ""), (year < PIVOT, "20"), otherwise="19")
    return _iso(century + year, month_number(name.lower()), day.lpad(2, "0"))


def _serial(days: Text) -> Text:
    # Excel counts from 1899-12-31 and has a 29 February 1900 that never was; serials from 61 on are right this way.
    day = ibis.date("1899-12-30") + days.try_cast("int64").as_interval("D")
    return day.cast("string").substr(0, 10)


def _run_together(cell: Text) -> Text:
    digits = cell.re_extract("[0-9]{7,8}", 0).lpad(8, "0")
    return _iso(digits.substr(4, 4), digits.substr(2, 2), digits.substr(0, 2))


PAIR = Pair(value, fault)
