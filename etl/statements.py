"""What a form states above its table: the month it is for, or the months from one to another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from etl.kinds.cells import MONTHS
from warehouse.periods import add_months, parse

LABEL = re.compile(r"\b(?:bulan(?:\s+(?:pelaporan|lapor|data))?|periode)\b\s*:?\s*(.*)", re.IGNORECASE)
NUMBERS = {name: number for number, names in enumerate(MONTHS, start=1) for name in names}
NAMED = re.compile(r"([a-z]+)\s+(\d{4})\s*", re.IGNORECASE)
SPAN = re.compile(
    r"([a-z]+)(?:\s+(\d{4}))?\s*(?:s\.?\s*/?\s*d\.?|sampai(?:\s+dengan)?|[-–])\s*([a-z]+)\s+(\d{4})\s*",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"(\d{1,2})[/.-](\d{4})\s*|(\d{4})-(\d{2})\s*")


def months_in(above: Iterable[str]) -> tuple[str, ...]:
    """The months that the cells above a table state, as `2023-05`; nothing where they state none or contradict."""
    found = {months for cell in _statements(list(above)) if (months := _months(cell))}
    return found.pop() if len(found) == 1 else ()


def _statements(cells: list[str]) -> Iterable[str]:
    """What stands behind a label, in its cell or in the next."""
    for number, cell in enumerate(cells):
        if label := LABEL.search(cell):
            yield label[1] or (cells[number + 1] if number + 1 < len(cells) else "")


def _months(text: str) -> tuple[str, ...]:
    text = text.strip().lstrip(":").strip()
    if span := SPAN.fullmatch(text):
        first = _month(f"{span[1]} {span[2] or span[4]}")
        last = _month(f"{span[3]} {span[4]}")
        return months_between(first, last) if first and last else ()
    month = _month(text)
    return (month,) if month else ()


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Every month from one to another, both included; none where the last comes before the first."""
    begun, end = parse(first).first, parse(last).first
    count = (end.year - begun.year) * 12 + end.month - begun.month + 1
    return tuple(f"{add_months(begun, place):%Y-%m}" for place in range(count))


def _month(text: str) -> str | None:
    if (named := NAMED.fullmatch(text)) and named[1].lower() in NUMBERS:
        return f"{named[2]}-{NUMBERS[named[1].lower()]:02}"
    if numbered := NUMBERED.fullmatch(text):
        month, year = (numbered[1], numbered[2]) if numbered[1] else (numbered[4], numbered[3])
        return f"{year}-{int(month):02}" if 1 <= int(month) <= 12 else None
    return None
