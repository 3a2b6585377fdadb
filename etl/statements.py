"""What a form states above its table: the month it is for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from etl.kinds.cells import MONTHS

LABEL = re.compile(r"\b(?:bulan(?:\s+(?:pelaporan|lapor|data))?|periode)\b\s*:?\s*(.*)", re.IGNORECASE)
NUMBERS = {name: number for number, names in enumerate(MONTHS, start=1) for name in names}
NAMED = re.compile(r"([a-z]+)\s+(\d{4})\s*", re.IGNORECASE)
NUMBERED = re.compile(r"(\d{1,2})[/.-](\d{4})\s*|(\d{4})-(\d{2})\s*")


def months_in(above: Iterable[str]) -> tuple[str, ...]:
    """The one month that the cells above a table state, as `2023-05`; nothing where they state none or several."""
    found = {month for cell in _statements(list(above)) if (month := _month(cell))}
    return tuple(found) if len(found) == 1 else ()


def _statements(cells: list[str]) -> Iterable[str]:
    """What stands behind a label, in its cell or in the next."""
    for number, cell in enumerate(cells):
        if label := LABEL.search(cell):
            yield label[1] or (cells[number + 1] if number + 1 < len(cells) else "")


def _month(text: str) -> str | None:
    text = text.strip().lstrip(":").strip()
    if (named := NAMED.fullmatch(text)) and named[1].lower() in NUMBERS:
        return f"{named[2]}-{NUMBERS[named[1].lower()]:02}"
    if numbered := NUMBERED.fullmatch(text):
        month, year = (numbered[1], numbered[2]) if numbered[1] else (numbered[4], numbered[3])
        return f"{year}-{int(month):02}" if 1 <= int(month) <= 12 else None
    return None
