"""Levels: where measures count what begins and ends, a month's level is the sum of all changes up to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from warehouse.declarations import Dataset
from warehouse.engine import Table, table_of
from warehouse.lazily import ibis
from warehouse.periods import add_months, months_between

PLACE = ["entity_kind", "entity", "breakdown"]


def of(dataset: Dataset, rolled: Table, today: date) -> Table:
    """The rolled months; those of changes as levels, one row for every month from the first change to today's."""
    changes = [one.name for one in dataset.measures.values() if one.time == "change"]
    return _levels(rolled, changes, today) if changes else rolled


def _levels(rolled: Table, changes: Sequence[str], today: date) -> Table:
    rolled = rolled.filter(rolled.month <= today)
    begun: date | None = rolled.month.min().to_pyarrow().as_py()
    if begun is None:
        return rolled
    count = months_between(begun, today) + 1
    months = table_of({"month": [add_months(begun, place) for place in range(count)]}, {"month": "date"})
    grid = rolled.group_by(PLACE).agg(begun=rolled.month.min()).cross_join(months)
    grid = grid.filter(grid.month >= grid.begun).drop("begun")
    filled = grid.left_join(rolled, [*PLACE, "month"]).select(*rolled.columns)
    so_far = ibis.window(group_by=PLACE, order_by="month", following=0)
    sums = {name: filled[name].fill_null(0).sum().over(so_far).cast("int64") for name in changes}
    sample = filled["sample"].fill_null(False).max().over(so_far)
    return filled.mutate(sample=sample, carried=filled.carried.fill_null(False), **sums)
