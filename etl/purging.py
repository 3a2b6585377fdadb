"""Purge: the files and rows of persons that are older than the law's purpose needs are deleted; the measures stay.

First what the rows add is kept and found to give the same numbers, then the journal and the database say that they are
gone, then they are deleted: what is killed in between is finished by the next command that writes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, update

from etl import publishing
from etl.correct import REGISTER
from etl.state import State
from warehouse import loads, tables
from warehouse.loads import Load, Staged
from warehouse.periods import add_months, month_end
from warehouse.remains import PURGED

if TYPE_CHECKING:
    import pandas as pd

    from warehouse.building import Ingredients


class NumbersWouldChange(Exception):
    """Without the rows a number would be another; nothing was deleted."""


@dataclass(frozen=True)
class Purged:
    """What a purge did: the loads whose rows are gone now, and how many files were deleted."""

    loads: tuple[int, ...]
    files: int


def kept_until(load: Load, months: int) -> date:
    """The day on which the bytes and rows of a load of persons are due to be deleted."""
    received = load.received_at.date()
    month = add_months(received, months)
    return month.replace(day=min(received.day, month_end(month).day))


def due(state: State, today: date) -> list[Load]:
    """The loads of persons that are to be purged; corrections are decisions and stay with the files they mend."""
    return [
        one
        for one in loads.every(state.engine)
        if _is_of_persons(state, one)
        and not one.purged_at
        and kept_until(one, state.settings.keep_months) <= today
    ]


def _is_of_persons(state: State, load: Load) -> bool:
    dataset = state.catalogue.datasets.get(load.dataset)
    return dataset is not None and dataset.personal and dataset.name != REGISTER


def purge(state: State, today: date, now: datetime) -> Purged:
    """Delete what is due, and what a purge that was stopped had left; raises NumbersWouldChange."""
    numbers = tuple(one.id for one in due(state, today))
    if numbers:
        _keep_measures(state, today, frozenset(numbers))
        _say(state, numbers, now)
    return Purged(numbers, finish(state))


def _keep_measures(state: State, today: date, gone: frozenset[int]) -> None:
    from warehouse.building import Ingredients, build, keep_measures

    with_rows = Ingredients(
        state.catalogue, publishing.staged_loads(state), today, state.measured, kept=state.kept
    )
    keep_measures(with_rows, gone)
    if _numbers(build(with_rows).observations) != _numbers(build(_without(with_rows, gone)).observations):
        raise NumbersWouldChange(
            "Tanpa berkas lama ada angka yang berubah; tidak ada yang dihapus. Laporkan keadaan ini."
        )


def _without(given: Ingredients, gone: Collection[int]) -> Ingredients:
    """The same, as it is once these loads are purged."""
    now = datetime.now(UTC).replace(tzinfo=None)
    staged = [
        Staged(replace(one.load, purged_at=now), Path(f"{PURGED}-{one.load.id}"))
        if one.load.id in gone
        else one
        for one in given.staged
    ]
    return replace(given, staged=staged)


def _numbers(observations: pd.DataFrame) -> list[tuple[str, ...]]:
    """Every number in one spelling and order."""
    frame = observations.sort_index(axis="columns")
    return sorted(tuple(map(str, row)) for row in frame.itertuples(index=False))


def _say(state: State, numbers: Sequence[int], now: datetime) -> None:
    with state.engine.begin() as connection:
        mark(connection, numbers, now)
        state.record("purge", now, {"loads": list(numbers), "author": state.author})


def mark(connection: Connection, numbers: Sequence[int], now: datetime) -> None:
    """Write that the rows of these loads are gone."""
    change = update(tables.load).where(tables.load.c.id.in_(numbers))
    connection.execute(change.values(purged_at=now.astimezone(UTC).replace(tzinfo=None)))


def finish(state: State) -> int:
    """Delete the files of all purged loads that are still there; how many they were."""
    every = loads.every(state.engine)
    needed = {(one.dataset, one.sha256) for one in every if not one.purged_at}
    gone = {(one.dataset, one.sha256) for one in every if one.purged_at} - needed
    also_of_others = {sha256 for _, sha256 in needed}
    found = [path for dataset, sha256 in gone for path in _files(state, dataset, sha256, also_of_others)]
    if found:
        found += [path for path in state.measured.glob("*.parquet") if _measures_persons(state, path)]
    for path in found:
        _delete(path)
    return len(found)


def _delete(path: Path) -> None:
    path.unlink(missing_ok=True)


def _files(state: State, name: str, sha256: str, also_of_others: Collection[str]) -> Iterator[Path]:
    dataset = state.catalogue.datasets[name]
    if sha256 not in also_of_others:
        yield from (state.landing(dataset) / sha256[:2]).glob(f"{sha256}*")
    yield from state.staged(dataset).glob(f"{name}-{sha256[:16]}-*")


def _measures_persons(state: State, path: Path) -> bool:
    dataset = state.catalogue.datasets.get(path.stem.rpartition("-")[0])
    return dataset is not None and dataset.personal
