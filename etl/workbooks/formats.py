"""Number formats, as Excel writes them, and what a number shows in a cell that has one."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from etl.workbooks.cells import padded, percent

UNSHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')  # quoted, escaped, colours, gaps and fillings
DIGITS = re.compile("0{2,}")


def shown(code: str) -> Callable[[str], str] | None:
    """How a number is read in a cell of this format, where it is not read as it is.

    A % that is neither quoted nor escaped shows it a hundredfold. Nothing but zeros, as codes have them, shows
    zeros in front of it. All other formats round or decorate.
    """
    if "%" in code and "%" in UNSHOWN.sub("", code):
        return percent
    return partial(padded, width=len(code)) if DIGITS.fullmatch(code) else None
