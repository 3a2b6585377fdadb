"""Number formats, as Excel writes them."""

from __future__ import annotations

import re

UNSHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')  # quoted, escaped, colours, gaps and fillings


def shows_percent(code: str) -> bool:
    """Whether a format shows a number a hundredfold: it has a % that is neither quoted nor escaped."""
    return "%" in code and "%" in UNSHOWN.sub("", code)
