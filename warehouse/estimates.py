"""Estimates: who made the figure that a number is held against, and of which year it is."""

from __future__ import annotations

from typing import Any

from warehouse.declarations import Dataset
from warehouse.engine import Connection, Table
from warehouse.measures import ORIGIN

SOURCE, YEAR = "sumber", "tahun"
References = dict[tuple[str, str, str, str], str]  # measure, place, breakdown, year


def references(engine: Connection, dataset: Dataset, contributions: Table) -> References:
    """The source that each measured row of a dataset names, with its year; nothing of one whose rows name none."""
    if dataset.personal or not {SOURCE, YEAR} <= dataset.columns.keys() or "area" not in dataset.hierarchies:
        return {}
    said = engine.table(dataset.name).select(*ORIGIN, SOURCE, YEAR)
    rows: list[dict[str, Any]] = contributions.inner_join(said, list(ORIGIN)).to_pyarrow().to_pylist()
    return {
        (
            f"{dataset.name}.{name}",
            row["area"],
            row["breakdown"],
            str(row[YEAR]),
        ): f"{row[SOURCE]} ({row[YEAR]})"
        for row in rows
        for name in dataset.measures
        if row[name] is not None
    }
