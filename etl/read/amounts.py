"""What an amount may mean, for checks alone: the values a text has when it is read in either decimal style."""

from __future__ import annotations

import re
from decimal import Decimal

NUMBER = "\x1f"
FRAME = re.compile(r"(?:rp\.?|idr)|[\s\u00a0\u2007\u202f]+|,-{1,2}$|,=$", re.IGNORECASE)
PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
INDONESIAN = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")
ENGLISH = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"


def readings(cell: str) -> frozenset[Decimal]:
    """Every value that a cell may have; none for blanks, dashes and what is no number."""
    exact = cell.startswith(NUMBER)
    text = FRAME.sub("", cell.replace(NUMBER, "")).rstrip("%")
    negative = text[:1] in tuple(DASHES) or (text.startswith("(") and text.endswith(")"))
    digits = text.strip("()+" + DASHES)
    found = set()
    if exact:
        found |= {Decimal(digits)} if PLAIN.fullmatch(digits) else set()
    else:
        if INDONESIAN.fullmatch(digits):
            found.add(Decimal(digits.replace(".", "").replace(",", ".")))
        if ENGLISH.fullmatch(digits):
            found.add(Decimal(digits.replace(",", "")))
    return frozenset(-value if negative else value for value in found)
