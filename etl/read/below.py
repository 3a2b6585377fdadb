"""What stands under a header and is no row of its table: numbering, units, the header once more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from warehouse.spelling import plain

ORDINAL = re.compile(r"\(?\s*([a-z]|[1-9]\d?)\s*[.)]?")  # a, (b), 3, (4), 5.
FORMULA = re.compile(r"[\s\da-z()=+\-–−x×*/:%.,]*")  # (6=5-4), 5=(4/3)x100%
UNITS = {"rp", "rupiah", "%", "persen", "orang", "jiwa", "audited", "unaudited"}
SCALED = re.compile(
    r"\b(?:dalam|satuan|nilai|angka)\W+(?:\w+\W+)?(?:rp\W*)?(?:ribu|juta|mil[iy]ar|tril[iy]un)"
    r"|\b(?:ribuan|jutaan|mil[iy]aran|tril[iy]unan)\b|\b(?:ribu|juta|mil[iy]ar|tril[iy]un)\W+(?:rp|rupiah)\b"
    r"|\brp\W*(?:ribu|juta|mil[iy]ar|tril[iy]un)|\b(?:x|rp)\W*(?:1[.,])?000\b|^\s*(?:\(\s*000\s*\)|['\u2018\u2019]\s*000)\s*$",
    re.IGNORECASE,
)
NOTED = re.compile(r"\b(?:dalam|satuan|angka|nilai)\b.*\b(?:ribu|juta|mil[iy]ar|tril[iy]un)", re.IGNORECASE)
PERCENT = {"%", "persen"}
LEAST = 3  # cells of a row that numbers columns: fewer may be data


def numbers_columns(cells: Sequence[str]) -> bool:
    """Whether a row only counts the columns, (a) (b) (c) or 1 2 3 4=3-2."""
    texts = [text for cell in cells if (text := cell.replace("\x1f", "").strip().lower())]
    if len(texts) < LEAST or not all(FORMULA.fullmatch(text) for text in texts):
        return False
    found = [match[1] for text in texts if (match := ORDINAL.match(text))]
    return len(found) >= LEAST - 1 and _counts_up(found)


def _counts_up(ordinals: Sequence[str]) -> bool:
    """Whether each is the next of the one before, from 1 or a on."""
    letters = all(ordinal.isalpha() for ordinal in ordinals)
    if not letters and not all(ordinal.isdigit() for ordinal in ordinals):
        return False
    places = [ord(one) - ord("a") + 1 if letters else int(one) for one in ordinals]
    return places == [*range(1, len(places) + 1)]


def tells_units(cells: Iterable[str]) -> bool:
    """Whether a row says nothing but (Rp) and (%)."""
    texts = {plain(cell) for cell in cells} - {""}
    return bool(texts) and texts <= UNITS


def scale_in_note(cells: Iterable[str]) -> str:
    """The same in a note below, where sums of money may be spoken of."""
    return next((" ".join(cell.split()) for cell in cells if NOTED.search(cell) and scale([cell])), "")


def is_percent(cell: str) -> bool:
    """Whether a unit under a header is the percent."""
    return plain(cell) in PERCENT


def scale(cells: Iterable[str]) -> str:
    """The text that says of money that it is told in thousands or millions; empty where none does."""
    return next((" ".join(cell.split()) for cell in cells if SCALED.search(cell)), "")
