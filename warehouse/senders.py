"""Which offices were expected to send a month, which did, and what is carried for those that did not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from warehouse import loads
from warehouse.declarations import Dataset
from warehouse.engine import Table, table_of
from warehouse.periods import add_months, months_between

if TYPE_CHECKING:
    import pandas as pd

REGISTERS_BEGIN = date(1950, 1, 1)  # no register that is sent whole holds an older row
COLUMNS = ["month", "organisation", "reported", "source_month"]


def tells_months(dataset: Dataset) -> bool:
    """Whether the parts of a dataset are months."""
    return dataset.month_of is not None or {"tahun", "bulan"} <= set(dataset.replaces)


def arrived_months(parts: Iterable[str]) -> set[date]:
    """The months that parts speak for, from their `tahun` and `bulan`."""
    return {month for month, _ in map(month_and_sender, parts) if month is not None}


def month_and_sender(part: str) -> tuple[date | None, str | None]:
    """The month and the office that a part names, `None` for what it does not name."""
    names = dict(piece.split("=", 1) for piece in part.split(";") if "=" in piece)
    bulan, tahun = names.get("bulan"), names.get("tahun")
    if bulan and "-" in bulan:
        return date.fromisoformat(f"{bulan}-01"), names.get("kode_skpd")
    if bulan and tahun:
        return date(int(tahun), int(bulan), 1), names.get("kode_skpd")
    if tahun:  # a list of a year stands in its last month
        return date(int(tahun), 12, 1), names.get("kode_skpd")
    return None, names.get("kode_skpd")


def spoken_for(part: str, until: date) -> list[date]:
    """The months that a part speaks for: its own, or of a year or a whole register those up to `until`.

    A version of the masterplan is whole too: it holds until the next one.

    `until` is the day it came in: a list of a year says nothing of the months after it was made.
    """
    month, _ = month_and_sender(part)
    whole = part == loads.ALL or part.startswith("versi_masterplan=")
    if not whole and (month is None or "bulan=" in part):
        return [month] if month else []
    first = REGISTERS_BEGIN if month is None else date(month.year, 1, 1)
    last = until if month is None else min(until, month)
    return [add_months(first, count) for count in range(months_between(first, last) + 1)]


def roster(parts: Iterable[str], budgeted: Iterable[tuple[int, str]]) -> pd.DataFrame:
    """One row per month and expected office: did it report, and which month stands for it (or none).

    Expected is who sent a month in the twelve before, or has a budget line in that year (DESIGN §2).
    """
    import pandas as pd

    sent = {(month, office) for month, office in map(month_and_sender, parts) if month and office}
    with_budget = set(budgeted)
    months, offices = {month for month, _ in sent}, {office for _, office in sent}
    offices |= {office for _, office in with_budget}
    rows = []
    for month in sorted(months):
        for office in sorted(offices):
            recent = any((add_months(month, -back), office) in sent for back in range(12))
            if recent or (month.year, office) in with_budget:
                rows.append((month, office, (month, office) in sent, _standing_for(sent, month, office)))
    return pd.DataFrame(rows, columns=COLUMNS)


def _standing_for(sent: set[tuple[date, str]], month: date, office: str) -> date | None:
    for back in range(months_between(date(month.year, 1, 1), month) + 1):
        candidate = add_months(month, -back)
        if (candidate, office) in sent:
            return candidate
    return None


def carry(dataset: Dataset, contributions: Table, roster: pd.DataFrame | None) -> Table:
    """The contributions with what a missing office last sent in the same year, marked `carried`.

    Stock and cumulative values are carried; a flow of a month that was not sent is unknown.
    """
    from warehouse.lazily import ibis

    own = contributions.mutate(carried=ibis.literal(False))
    if roster is None or roster.empty or "organisation" not in dataset.hierarchies:
        return own
    missing = roster[~roster["reported"] & roster["source_month"].notna()]
    if missing.empty:
        return own
    gaps = table_of(
        {"gap": missing["month"], "absent": missing["organisation"], "source_month": missing["source_month"]},
        {"gap": "date", "absent": "string", "source_month": "date"},
    )
    joined = own.join(gaps, [own.organisation == gaps.absent, own.month == gaps.source_month])
    unknown = {
        name: ibis.null(own[name].type())
        for name, measure in dataset.measures.items()
        if measure.time == "flow"
    }
    stand_ins = joined.mutate(**unknown).mutate(month=joined.gap, carried=ibis.literal(True))
    already_there = ["load", "sheet", "sheet_row", "month", "breakdown", *dataset.hierarchies]
    return own.union(stand_ins.select(*own.columns).anti_join(own, already_there))
