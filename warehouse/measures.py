"""Measures: what every current row adds, where and when, and from which file it came."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from warehouse.declarations import Dataset
from warehouse.engine import Connection, Table
from warehouse.files import PRIVATE_FILE, durably

ORIGIN = ("load", "sheet", "sheet_row")


class MeasureFault(Exception):
    """A measures.sql does not give the columns that its dataset declares."""


def contributions(engine: Connection, dataset: Dataset, folder: Path, inputs_hash: str) -> Table:
    """What each current row adds: one row per source row, place and month.

    Runs measures.sql, or takes what an equal run left in `folder`.
    """
    text = dataset.sql("measures.sql") or ""
    path = folder / f"{dataset.name}-{_digest(text, inputs_hash)}.parquet"
    if not path.exists():
        result = engine.sql(text, dialect="duckdb")
        _check_columns(dataset, result)
        _store(result, path)
    return engine.read_parquet(str(path), table_name=f"{dataset.name}_contributions")


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _check_columns(dataset: Dataset, result: Table) -> None:
    expected = [*ORIGIN, "month", "breakdown", *dataset.hierarchies, *dataset.measures]
    if sorted(result.columns) != sorted(expected):
        raise MeasureFault(
            f"{dataset.name}/measures.sql gives {sorted(result.columns)}, declared are {sorted(expected)}"
        )


def _store(result: Table, path: Path) -> None:
    with durably(path, PRIVATE_FILE) as temporary:
        result.to_parquet(str(temporary))


def inputs_hash(catalogue_hash: str, dataset: Dataset, current: Mapping[str, Sequence[str]]) -> str:
    """What a dataset's measures are a function of: reference data, and the current parts of its inputs."""
    named = (*dataset.inputs, dataset.name)
    return _digest(catalogue_hash, *(line for name in named for line in (name, *current.get(name, ()))))


def wide(dataset: Dataset, contributions: Table) -> Table:
    """One row per month, breakdown and place of the hierarchies; one column per measure, `sample`, `carried`."""
    places = ["month", "breakdown", *dataset.hierarchies]
    sums = {name: contributions[name].sum() for name in dataset.measures}
    return contributions.group_by(places).agg(
        sample=contributions["sample"].max(), carried=contributions["carried"].max(), **sums
    )
