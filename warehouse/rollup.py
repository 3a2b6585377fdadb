"""Roll-up: every place's measures added along each hierarchy, edges valid at that month."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse.declarations import Dataset
from warehouse.engine import Connection, Table
from warehouse.lazily import ibis

DIRECT = ["entity_kind", "entity", "month", "breakdown"]
FILE = ["load", "sheet"]


def _under(table: Table, hierarchy: str, closed: Table) -> Table:
    """Each row once per ancestor of its place that is valid on the month's last day."""
    last_day = table.month + ibis.interval(months=1) - ibis.interval(days=1)
    valid = [
        table[hierarchy] == closed.code,
        closed.since <= last_day.cast("date"),
        closed.until > last_day.cast("date"),
    ]
    return table.join(closed, valid).mutate(entity_kind=ibis._.ancestor_kind, entity=ibis._.ancestor)


def add_up(engine: Connection, dataset: Dataset, wide: Table, closures: Mapping[str, Table]) -> Table:
    """One row per entity, month and breakdown; one column per measure, `sample`, and the offices in it."""
    sums = {name: ibis._[name].sum() for name in dataset.measures}
    offices = (
        {
            "offices": ibis._.organisation.nunique(),
            "offices_carried": ibis._.organisation.nunique(where=ibis._.carried),
        }
        if "organisation" in dataset.hierarchies
        else {"offices": ibis.null("int64"), "offices_carried": ibis.null("int64")}
    )
    pieces = [
        _under(wide, hierarchy, closures[hierarchy])
        .group_by(DIRECT)
        .agg(sample=ibis._["sample"].max(), carried=ibis._["carried"].max(), **offices, **sums)
        for hierarchy in dataset.hierarchies
    ]
    rolled = pieces[0] if len(pieces) == 1 else ibis.union(*pieces)
    return engine.create_table(f"{dataset.name}_rolled", rolled, overwrite=True)


def lineage(dataset: Dataset, contributions: Table, closures: Mapping[str, Table]) -> Table:
    """One row per entity, month, breakdown, load and sheet: how many of its rows count there, and which.

    The rows of personal datasets are counted, never named; there are many, and each counts in one place.
    """
    count = _counted if dataset.personal else _named
    pieces = [count(contributions, hierarchy, closures[hierarchy]) for hierarchy in dataset.hierarchies]
    return pieces[0] if len(pieces) == 1 else ibis.union(*pieces)


def _named(contributions: Table, hierarchy: str, closed: Table) -> Table:
    rows = {"rows": ibis._.sheet_row.nunique(), "row_list": ibis._.sheet_row.collect(distinct=True)}
    return _under(contributions, hierarchy, closed).group_by([*DIRECT, *FILE]).agg(**rows)


def _counted(contributions: Table, hierarchy: str, closed: Table) -> Table:
    whole = contributions.filter(ibis._.breakdown == "")  # a part of the persons stands in the same files
    placed = whole.group_by([hierarchy, "month", "breakdown", *FILE]).agg(rows=ibis._.sheet_row.nunique())
    rows = {"rows": ibis._.rows.sum().cast("int64"), "row_list": ibis.null("string")}
    return _under(placed, hierarchy, closed).group_by([*DIRECT, *FILE]).agg(**rows)
