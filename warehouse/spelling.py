"""How headers are compared, and the forms in which a layout may spell them."""

from __future__ import annotations

import re

PUNCTUATION = re.compile(r"[.:*()/_\x1f\u2010-\u2015-]")
LEVELS = " / "  # in a declared spelling between a header and the one under it
YEAR = "{tahun}"  # in a declared spelling for any year
MONTH = "{bulan}"  # in a declared spelling for any month
UNTIL = re.compile(r"\b(?:s d|sampai dengan|sampai|hingga)\b")


def plain(text: str) -> str:
    """A header as it is compared: lower case, single spaces, without . : * ( ) / _ and dashes, s.d. as one word."""
    return UNTIL.sub("sd", " ".join(PUNCTUATION.sub(" ", text).casefold().split()))
