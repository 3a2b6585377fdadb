"""Account codes as forms hold them: as text, as numbers, with blanks or without dots."""

from __future__ import annotations

import re
from collections.abc import Sequence

# A code without dots by its number of digits: Permendagri 90/2019 has other lengths than 13/2006.
NEW_CHART = {4: (1, 1, 2), 6: (1, 1, 2, 2), 8: (1, 1, 2, 2, 2), 12: (1, 1, 2, 2, 2, 4)}
OLD_CHART = {3: (1, 1, 1), 5: (1, 1, 1, 2), 7: (1, 1, 1, 2, 2)}
EITHER = {1: (1,), 2: (1, 1)}
WIDTHS = EITHER | NEW_CHART | OLD_CHART
NUMBER = "\x1f"  # stands before a number that a workbook held as one
BLANKS = re.compile(r"[\s\u00a0\u2007\u202f\u200b\ufeff]+")
CODE = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,4})*")
LIKE_A_CODE = re.compile(r"['\u2018\u2019`]?[\d.,\s\x1f\u00a0-]*\d[\d.,\s\x1f\u00a0-]*")
MEANT = re.compile(r"[0-9]{1,2}(?:\s*\.\s*[0-9A-Za-z]{1,4})+")
INSIDE = re.compile(r"[0-9] [0-9]")
SPACED = re.compile(r"[0-9]+(?: [0-9]+)+")
UNDOTTED = re.compile(r"[4-7][0-9]*")
NEW_CHART_FROM = 2021
LONE_DIGIT = re.compile(r"\x1f[0-9](?:\.0+)?")
TWO_LEVELS = re.compile(r"[4-7]\.[1-9]")


class Unclear(ValueError):
    """A code may have been another one before it was kept; the message says why."""


def account(cell: str) -> str:
    """A code with dots between its levels; what is no code stays as it is, for a judge to refuse.

    Raises `Unclear` for a number that may have been another code: of those with a fraction only 5.1 can have
    been nothing else, for no chart has ten groups in a class. So it does for a blank between digits of a code
    with dots: it may stand for a dot or for nothing.
    """
    text = BLANKS.sub(" ", cell.replace(NUMBER, "")).strip().lstrip("'\u2018\u2019`")
    if "." in text and INSIDE.search(text):
        raise Unclear(f"spasi di antara angka kode ({text}) dapat berarti titik atau salah ketik")
    joined = text.replace(" ", ".") if SPACED.fullmatch(text) else text.replace(" ", "")
    code = dotted(joined.rstrip("."))
    if NUMBER in cell and not _is_certain(joined):
        raise Unclear(
            f"kode tersimpan sebagai angka ({joined}); nol di belakangnya bisa hilang, tulis sebagai teks"
        )
    return code if CODE.fullmatch(code) else cell


def lost_levels(cells: Sequence[str], year: int | None) -> bool:
    """Whether levels in cells of their own were numbers that lost a zero: 2 may have been 02.

    Both charts write levels from the fourth on with two digits or more, the chart from 2021 on the third too.
    """
    first = 2 if year is None or year >= NEW_CHART_FROM else 3
    return any(LONE_DIGIT.fullmatch(cell.strip(" ")) for cell in cells[first:])


def dotted(code: str) -> str:
    """Digits of an account without dots as levels, where their number tells the chart."""
    if not UNDOTTED.fullmatch(code) or len(code) not in WIDTHS:
        return code
    levels, at = [], 0
    for width in WIDTHS[len(code)]:
        levels.append(code[at : at + width])
        at += width
    return ".".join(levels)


def charts(cell: str) -> set[str]:
    """The chart that a code without dots belongs to, by its length alone."""
    digits = BLANKS.sub("", cell.replace(NUMBER, ""))
    if not UNDOTTED.fullmatch(digits):
        return set()
    return {name for name, chart in (("baru", NEW_CHART), ("lama", OLD_CHART)) if len(digits) in chart}


def is_like_a_code(cell: str) -> bool:
    """Whether a cell holds digits and separators alone."""
    return LIKE_A_CODE.fullmatch(cell) is not None


def is_meant_as_code(cell: str) -> bool:
    """Whether a cell is written as a code is and has letters in it, as `5.2.x` or `5.1.O2`."""
    return MEANT.fullmatch(cell.replace(NUMBER, "").strip(" .\u00a0")) is not None


def _is_certain(number: str) -> bool:
    whole = UNDOTTED.fullmatch(number) is not None and len(number) in WIDTHS
    return whole or TWO_LEVELS.fullmatch(number) is not None
