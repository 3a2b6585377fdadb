"""The value of a cell of an ods, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from etl.workbooks.cells import ERROR, NO_RESULT, date_time, number, padded, percent, plain

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
ERROR_TEXT = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|(?:Err|Galat|Kesalahan):\d{3}")
BOOLEANS = {"TRUE", "FALSE"}  # how an xlsx's come out of LibreOffice: formulas with a number that show so
PADDED = re.compile("0[0-9]+")  # a code that is kept as a number
DURATION = re.compile(r"(-?)PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")

Attributes = Mapping[str, str]


def value(cell: Attributes, text: str, computed: bool) -> tuple[str, str]:
    """A cell's text, and what is wrong with it."""
    kind = cell.get(f"{OFFICE}value-type", "")
    if f"{TABLE}formula" in cell:
        if cell.get(f"{CALC}value-type") == "error" or ERROR_TEXT.fullmatch(text):
            return "", ERROR
        if not kind and not computed:
            return "", NO_RESULT
    return (VALUES[kind](cell, text) if kind in VALUES else plain(text)), ""


def _number(cell: Attributes, text: str) -> str:
    if text in BOOLEANS:
        return text
    marked = number(float(cell[f"{OFFICE}value"]))
    return padded(marked, len(text)) if PADDED.fullmatch(text) else marked


def _percentage(cell: Attributes, text: str) -> str:
    return percent(_number(cell, text))


def _date(cell: Attributes, text: str) -> str:
    return date_time(datetime.fromisoformat(cell[f"{OFFICE}date-value"]))


def _time(cell: Attributes, text: str) -> str:
    spent = DURATION.fullmatch(cell[f"{OFFICE}time-value"])
    return f"{spent[1]}{spent[2]}:{spent[3]}:{spent[4]}" if spent else plain(text)


def _boolean(cell: Attributes, text: str) -> str:
    return cell[f"{OFFICE}boolean-value"].upper()


def _string(cell: Attributes, text: str) -> str:
    return plain(cell.get(f"{OFFICE}string-value") or text)


VALUES: Mapping[str, Callable[[Attributes, str], str]] = {
    "float": _number,
    "currency": _number,
    "percentage": _percentage,
    "date": _date,
    "time": _time,
    "boolean": _boolean,
    "string": _string,
}
