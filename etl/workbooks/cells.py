"""Cells as the text that judging knows: text stays text, numbers are marked and exact, dates are ISO."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

NUMBER = "\x1f"  # in front of what the workbook holds as a number, not as text

ERROR = "galat Excel"
NO_RESULT = "rumus tanpa hasil"


def number(value: float) -> str:
    """The shortest decimal text that gives `value` back, in plain notation, marked as a number."""
    text = repr(value)
    if text.endswith(".0"):
        text = text[:-2]
    elif "e" in text:
        text = format(Decimal(text), "f")
    return NUMBER + ("0" if text == "-0" else text)


def percent(marked: str) -> str:
    """What a number shows in a cell with a percent format: a hundred times as much, exactly, and the sign."""
    return f"{NUMBER}{Decimal(marked[1:]).scaleb(2):f}%"


def padded(marked: str, width: int) -> str:
    """A whole number as a format of zeros shows it: 1 as 01, which is the same number and another code."""
    return NUMBER + marked[1:].zfill(width) if marked[1:].isdecimal() else marked


def plain(text: str) -> str:
    """A text cell, which never looks like a number cell."""
    return text.replace(NUMBER, "") if NUMBER in text else text


def texts(cells: Iterable[Any]) -> list[str]:
    """A row's values as texts."""
    return [plain(cell) if type(cell) is str else TEXT[type(cell)](cell) for cell in cells]


def date_time(value: datetime.datetime) -> str:
    """A date, with the time where it is not midnight."""
    if value.hour or value.minute or value.second or value.microsecond:
        return value.isoformat(sep=" ", timespec="seconds")
    return value.date().isoformat()


def column_of(letters: str) -> int:
    """The place of a column by Excel's letters; A is 0."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def letters_of(place: int) -> str:
    """Excel's letters of a column by its place; 0 is A."""
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


# By exact type: a bool is an int and a datetime is a date.
TEXT: dict[type, Callable[[Any], str]] = {
    str: plain,
    float: number,
    int: lambda value: f"{NUMBER}{value}",
    bool: lambda value: "TRUE" if value else "FALSE",
    datetime.date: datetime.date.isoformat,
    datetime.datetime: date_time,
    datetime.time: datetime.time.isoformat,
    datetime.timedelta: str,
}
