"""What the public may see of a number; pure, and the numbers come from reference/disclosure.toml."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from warehouse.declarations import Indicator

NOT_THIS_GRAIN = "rincian ini belum dibuka untuk umum"
SMALL_CELL = "disamarkan: menyangkut terlalu sedikit orang"

# Until secondary cells are chosen too, registration is public for the whole kabupaten only.
OPEN_LEVELS_OF_PERSONS = frozenset({"kabupaten"})


def reason_to_hide(
    indicator: Indicator,
    level: str,
    window: str,
    of_persons: bool,
    numerator: Decimal | None,
    denominator: Decimal | None,
    limits: Mapping[str, int],
) -> str:
    """Why the public may not see a number, empty where it may (DESIGN §3).

    Numbers about persons are hidden if numerator, denominator or their difference is small, or the
    denominator is too small for a rate.
    """
    if (level, window) not in indicator.public:
        return NOT_THIS_GRAIN
    if not of_persons:
        return ""
    if level not in OPEN_LEVELS_OF_PERSONS:
        return NOT_THIS_GRAIN
    parts = [part for part in (numerator, denominator) if part is not None]
    if numerator is not None and denominator is not None:
        parts.append(abs(denominator - numerator))
    too_small = any(limits["small_from"] <= part <= limits["small_to"] for part in parts)
    too_few = denominator is not None and denominator < limits["least_denominator"]
    return SMALL_CELL if too_small or too_few else ""
