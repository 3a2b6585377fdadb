"""What reference data knows of money: groups of accounts in either chart, and how much is spent by a month."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.declarations import Account, PlanBound
from warehouse.declaring import Faults, rows

if TYPE_CHECKING:
    from warehouse.declarations import Catalogue
    from warehouse.engine import Connection

ALWAYS, NEVER = 1900, 9999  # years: the old chart has no beginning here, the new one no end


def accounts(folder: Path, faults: Faults) -> tuple[Account, ...]:
    """The groups of accounts; in a mapping and chart a code stands once, and every chart has each group."""
    place = f"{folder.name}/accounts.csv"
    read = rows(Account, folder / "accounts.csv", place, faults)
    seen: set[tuple[str, str, str]] = set()
    groups: dict[tuple[str, str], set[str]] = {}
    for at, one in read:
        if (key := (one.mapping, one.chart, one.code)) in seen:
            faults.add(at, f"{one.code} is there twice in {one.mapping}, {one.chart}")
        seen.add(key)
        groups.setdefault((one.mapping, one.chart), set()).add(one.group)
    for mapping in sorted({mapping for mapping, _ in groups}):
        old, new = (groups.get((mapping, chart), set()) for chart in ("lama", "baru"))
        if old != new:
            faults.add(place, f"{mapping} maps {', '.join(sorted(old ^ new))} in one chart only")
    return tuple(one for _, one in read)


def bounds(folder: Path, faults: Faults) -> tuple[PlanBound, ...]:
    """What part of a ceiling is spent by the end of each of the twelve months; it never falls."""
    place = f"{folder.name}/plan_bounds.csv"
    read = [one for _, one in rows(PlanBound, folder / "plan_bounds.csv", place, faults)]
    if [one.month for one in read] != list(range(1, 13)):
        faults.add(place, "has not the months 1 to 12 in their order")
    elif any(before.low > after.low or before.high > after.high for before, after in pairwise(read)):
        faults.add(place, "falls from a month to the next")
    elif any(not 0 <= one.low <= one.high <= Decimal(100) for one in read):
        faults.add(place, "has a bound outside 0 to 100, or low above high")
    return tuple(read)


def put(engine: Connection, catalogue: Catalogue) -> None:
    """Both as tables of the engine, for measures to join."""
    from warehouse.engine import arrow_of

    known = catalogue.accounts
    engine.put(
        "chart_accounts",
        arrow_of(
            {
                "mapping": [one.mapping for one in known],
                "since": [one.since or ALWAYS for one in known],
                "until": [one.until or NEVER for one in known],
                "code": [one.code for one in known],
                "account_group": [one.group for one in known],
            },
            {
                "mapping": "string",
                "since": "int64",
                "until": "int64",
                "code": "string",
                "account_group": "string",
            },
        ),
    )
    engine.put(
        "plan_bounds",
        arrow_of(
            {
                name: [getattr(one, name) for one in catalogue.plan_bounds]
                for name in ("month", "low", "high")
            },
            {"month": "int64", "low": "decimal(12, 6)", "high": "decimal(12, 6)"},
        ),
    )
