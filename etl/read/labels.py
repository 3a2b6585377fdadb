"""The month or the date that a header over repeated columns names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from etl.kinds.cells import MONTHS
from warehouse.declarations import Layout, Spread
from warehouse.spelling import plain

NUMBERS = {name: number for number, names in enumerate(MONTHS, start=1) for name in names}
NAMED = re.compile(r"(?:(?:tahun )?((?:19|20)\d\d) )?(?:bulan )?([a-z]+)(?: ((?:19|20)\d\d|\d\d))?")
FIRST_DAY = re.compile(r"((?:19|20)\d\d) (\d\d) 01(?: 00 00 00)?")  # what a workbook makes of "Mei 2023"
DATES = {
    re.compile(r"((?:19|20)\d\d) (\d\d) (\d\d)(?: 00 00 00)?"): r"\1-\2-\3",
    re.compile(r"(\d\d?) (\d\d?) ((?:19|20)\d\d)"): r"\1/\2/\3",
    re.compile(r"(\d\d?) ([a-z]+) ((?:19|20)?\d\d)"): r"\1 \2 \3",
}


def month(text: str) -> tuple[int, int | None] | None:
    """A month's number, and the year where one is told."""
    if day := FIRST_DAY.fullmatch(text):
        return int(day[2]), int(day[1])
    named = NAMED.fullmatch(text)
    if not named or named[2] not in NUMBERS or (named[1] and named[3]):
        return None
    year = int(named[1] or named[3] or 0)
    return NUMBERS[named[2]], year + 2000 if 0 < year < 100 else year or None


def date(text: str) -> str | None:
    """A date as a cell of a date column may hold it."""
    for shape, written in DATES.items():
        if found := shape.fullmatch(text):
            return found.expand(written)
    return None


def filled(spread: Spread, layout: Layout, text: str) -> Mapping[str, str] | None:
    """What a label fills; `None` for a text that is none."""
    if spread is layout.dates:
        day = date(text)
        return {spread.fills: day} if day else None
    found = month(text)
    if not found:
        return None
    number, year = found
    return {spread.fills: str(number)} | ({spread.year: str(year)} if spread.year and year else {})


def under(spread: Spread, layout: Layout, text: str) -> tuple[str, Mapping[str, str]] | None:
    """The column that stands under a label, and what the label fills, by both texts in either order."""
    for column, spellings in spread.columns.items():
        for form in map(plain, spellings or ("",)):
            before, after = text.removesuffix(f" {form}".rstrip()), text.removeprefix(f"{form} ".lstrip())
            for label in (before, after):
                found = filled(spread, layout, label) if not form or label != text else None
                if found:
                    return column, found
    return None
