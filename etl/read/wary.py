"""Headers that nobody declared and that may mean the figures which are read from another column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from etl.read.headers import Header
from etl.read.stated import NUMBERS
from warehouse.spelling import plain


def misleading(header: Header, titles: Sequence[Sequence[str]], amounts: Iterable[str]) -> str:
    """The first such header; empty where there is none. `titles` are the rows of the header."""
    layout = header.layout
    harmless = {*layout.harmless, *(NUMBERS if _tells_until_when(header, titles, amounts) else ())}
    for text in header.unknown:
        words = set(plain(text).split()) | ({"%"} if "%" in text else set())
        if words & {*layout.wary} and not words & harmless:
            return text
    return ""


def one_month(cell: str) -> str:
    """What a cell under a header says, if that is that its figures are those of one month."""
    words = plain(cell).split()
    return " ".join(words) if words and words[-1] == "ini" and "sd" not in words else ""


def _tells_until_when(header: Header, titles: Sequence[Sequence[str]], amounts: Iterable[str]) -> bool:
    """Whether the header of an amount says `s.d.`, so that one of a month's name beside it is of that month."""
    places = [header.places[name] for name in amounts if name in header.places]
    cells = [row[place] for row in titles for place in places if place < len(row)]
    return any("sd" in plain(cell).split() for cell in cells)
