"""Windows: months put together by each measure's way of adding over time."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from warehouse.declarations import Measure
from warehouse.engine import Table, table_of
from warehouse.lazily import ibis
from warehouse.periods import Period

KEYS = ["entity_kind", "entity", "window", "period", "breakdown"]


def windowed(rolled: Table, measures: Sequence[Measure], periods: Sequence[Period]) -> pd.DataFrame:
    """One row per entity, period and breakdown; one column per measure (Decimal or int, None = unknown).

    Also `sample`, `carried`, `last_month`, and `offices` / `offices_carried` of the last month.
    """
    spans = table_of(
        {
            "window": [one.window for one in periods],
            "period": [one.name for one in periods],
            "first": [one.first for one in periods],
            "last": [one.last for one in periods],
        },
        {"window": "string", "period": "string", "first": "date", "last": "date"},
    )
    months = _with_flows(rolled, measures)
    months = months.join(spans, [months.month >= spans["first"], months.month <= spans["last"]])
    at_end = {
        name: months[name].argmax(months.month, where=months[name].notnull())
        for name in ("offices", "offices_carried")
    }
    found = months.group_by(KEYS).agg(
        sample=months["sample"].max(),
        carried=months.carried.argmax(months.month),
        last_month=months.month.max(),
        **at_end,
        **{measure.name: _over_time(months, measure) for measure in measures},
        **{
            _flow(measure): ibis.cases(
                (months[_flow(measure)].count() == months.month.count(), months[_flow(measure)].sum())
            )
            for measure in measures
            if measure.time == "cumulative"
        },
    )
    frame: pd.DataFrame = _pick_flows(found, measures).execute()
    return frame


def _flow(measure: Measure) -> str:
    return f"{measure.name}_flow"


def _with_flows(rolled: Table, measures: Sequence[Measure]) -> Table:
    """A cumulative measure's month is its value less that of the month before; January is its own.

    After a month that is missing nobody knows what of the value is this month's.
    """
    year = ibis.window(
        group_by=["entity_kind", "entity", "breakdown", ibis._.month.year()], order_by=ibis._.month
    )
    follows = ibis.cases(
        (rolled.month.month() == 1, 0),
        (rolled.month.lag().over(year).month() + 1 == rolled.month.month(), 1),
    )
    flows = {
        _flow(measure): ibis.cases(
            (follows == 0, rolled[measure.name]),
            (follows == 1, rolled[measure.name] - rolled[measure.name].lag().over(year)),
        )
        for measure in measures
        if measure.time == "cumulative"
    }
    return rolled.mutate(**flows)


def _over_time(months: Table, measure: Measure) -> Table:
    column = months[measure.name]
    if measure.time == "flow":
        return column.sum()
    return column.argmax(months.month, where=column.notnull())


def _pick_flows(found: Table, measures: Sequence[Measure]) -> Table:
    """Inside the year a cumulative measure is the sum of its flows; to date and by year it is its last value."""
    cumulative = [measure for measure in measures if measure.time == "cumulative"]
    inside = found["window"].isin(["month", "quarter", "semester"])
    picked = {one.name: ibis.ifelse(inside, found[_flow(one)], found[one.name]) for one in cumulative}
    return found.mutate(**picked).drop(*map(_flow, cumulative))
