"""What an amount may mean, for checks alone: the values a text has when it is read in either decimal style."""

from __future__ import annotations

import re
from decimal import Decimal

NUMBER = "\x1f"
FRAME = re.compile(r"^['\u2018\u2019`]|(?:rp\.?|idr)|[\s\u00a0\u2007\u202f]+|,-{1,2}$|,=$", re.IGNORECASE)
PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
INDONESIAN = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")
ENGLISH = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
MARKS = "'\u2018\u2019`"
SPACED = re.compile(
    r"([(+-]?(?:rp\.?)?\s*[(+-]?)([1-9][0-9]{0,2}(?:\s[0-9]{3})+)([.,][0-9]{1,2})?(\s*(?:,-)?\)?)",
    re.IGNORECASE,
)
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"


def spelled(cell: str) -> str:
    """An amount without the apostrophe that marks a text, its groups of three told apart by signs and not blanks."""
    text = cell.strip().lstrip(MARKS)
    found = SPACED.fullmatch(text)
    if not found:
        return text if text != cell.strip() else cell
    before, whole, decimals, after = found.groups("")
    return before + re.sub(r"\s", "," if decimals.startswith(".") else ".", whole) + decimals + after


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
