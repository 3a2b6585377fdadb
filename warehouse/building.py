"""From current rows to everything a release shows: measure, roll up, evaluate, disclose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import sqlalchemy as sa

from warehouse import (
    accounting,
    current,
    estimates,
    evaluate,
    hierarchy,
    levels,
    lineage,
    loads,
    masking,
    measures,
    naming,
    registers,
    remains,
    revisions,
    rollup,
    senders,
    sent,
    snapshots,
    tables,
)
from warehouse.counts import Counted
from warehouse.declarations import Catalogue, Dataset, Indicator
from warehouse.dictionary import MEASURES as USES
from warehouse.disclosure import NOTHING_SHOWN, Before
from warehouse.engine import Connection, Table, arrow_of, connect
from warehouse.hierarchy import ALWAYS, NEVER, Edge
from warehouse.lazily import ibis
from warehouse.loads import Staged
from warehouse.periods import spanning
from warehouse.targets import Targets
from warehouse.windows import windowed
from warehouse.worth import Circumstances, definition_hash


@dataclass(frozen=True)
class Built:
    """What a release would show, and the engine that still holds what it was made from."""

    engine: Connection
    observations: pd.DataFrame
    records: pd.DataFrame
    lineage: pd.DataFrame

    @property
    def frames(self) -> Mapping[sa.Table, pd.DataFrame]:
        """What each table of the database would show."""
        return {
            tables.observation: self.observations,
            tables.record: self.records,
            tables.lineage: self.lineage,
        }


@dataclass(frozen=True)
class Ingredients:
    """What a release is a function of; `kept` is the folder of what purged loads added to the measures."""

    catalogue: Catalogue
    staged: Sequence[Staged]
    today: date
    measured: Path
    before: Before = NOTHING_SHOWN
    kept: Path = Path("kept")


class Building:
    """One build: the engine and what has been read into it."""

    def __init__(self, given: Ingredients) -> None:
        self.given = given
        self.catalogue = given.catalogue
        self.engine = connect()
        self.staged = {
            name: [one for one in given.staged if one.load.dataset == name]
            for name in given.catalogue.datasets
        }
        self.parts = {
            name: loads.current_parts(one.load for one in staged) for name, staged in self.staged.items()
        }
        taken = {
            "load": [one.load.id for one in given.staged],
            "sample": [one.load.sample for one in given.staged],
        }
        self.engine.put("samples", arrow_of(taken, {"load": "int64", "sample": "boolean"}))
        self.samples = self.engine.table("samples")
        self.engine.put("areas", _areas(hierarchy.edges(given.catalogue)))
        accounting.put(self.engine, self.catalogue)
        for name, dataset in given.catalogue.datasets.items():
            if not dataset.derived:
                current.rows(self.engine, dataset, self.there(name))
        for name, dataset in given.catalogue.datasets.items():
            if text := dataset.sql("versions.sql"):  # from when to when each version of its rows is in force
                self.engine.create_view(f"{name}_versions", self.engine.sql(text, dialect="duckdb"))
        revisions.put(self.engine, self.rows_of("programs"))
        self.purged = frozenset(one.load.id for one in given.staged if one.load.purged_at)

    def there(self, dataset: str) -> list[Staged]:
        """The loads of a dataset whose rows have not been deleted."""
        return [one for one in self.staged[dataset] if not one.load.purged_at]

    def rows_of(self, dataset: str) -> list[dict[str, Any]]:
        """The current rows of a small dataset, with `sample` of their load."""
        if not self.staged[dataset]:
            return []
        rows: list[dict[str, Any]] = (
            self.engine.table(dataset).join(self.samples, "load").to_pyarrow().to_pylist()
        )
        return rows

    def has_rows(self, dataset: Dataset) -> bool:
        """Whether anything counts that a dataset's measures could be made from."""
        return any(self.staged[name] for name in (dataset.name, *dataset.inputs))

    def edges(self) -> list[Edge]:
        """The edges of reference data and those that datasets state."""
        found = hierarchy.edges(self.catalogue)
        for dataset in self.catalogue.datasets.values():
            if text := dataset.sql("edges.sql"):
                for row in self.engine.sql(text, dialect="duckdb").to_pyarrow().to_pylist():
                    found.append(
                        Edge(**{**row, "since": row["since"] or ALWAYS, "until": row["until"] or NEVER})
                    )
        return found

    def clock(self, dataset: Dataset) -> str:
        """The dataset whose parts tell which months have arrived: itself or the first of its inputs with any."""
        for name in (dataset.name, *dataset.inputs):
            if senders.tells_months(self.catalogue.datasets[name]):
                return name
        return dataset.inputs[0] if dataset.inputs else dataset.name

    def arrived(self, dataset: Dataset) -> set[date]:
        """The months that the current parts of a dataset's clock speak for, none after today.

        Lists of persons that are compared tell of a month where all of them have come.
        """
        lists = [self.catalogue.datasets[name] for name in dataset.inputs] if dataset.personal else []
        if len(lists) > 1:
            return set.intersection(*(self.arrived(one) for one in lists))
        clock = self.clock(dataset)
        received = {one.load.id: one.load.received_at.date() for one in self.staged[clock]}
        months = {
            month
            for load, part in self.parts[clock]
            for month in senders.spoken_for(part, min(received[load], self.given.today))
        }
        return months

    def parts_of_clock(self, dataset: Dataset) -> list[str]:
        """The current parts that tell the months of a dataset."""
        return [part for _, part in self.parts[self.clock(dataset)]]


def build(given: Ingredients) -> Built:
    """Everything computed from the staged loads; writes nothing but the measured files.

    Raises `suppression.Leak` where something that was shown tells what has to be hidden.
    """
    work = Building(given)
    edges = work.edges()
    closed = hierarchy.closure(given.catalogue, edges)
    arrived = {name: frozenset(work.arrived(dataset)) for name, dataset in given.catalogue.datasets.items()}
    rosters = _rosters(work)
    frames: dict[str, pd.DataFrame] = {}
    traces: list[pd.DataFrame] = []
    references: dict[tuple[str, str, str, str], str] = {}
    for dataset in given.catalogue.datasets.values():
        if dataset.measures and work.has_rows(dataset):
            rows = _contributions(work, dataset, rosters.get(dataset.name))
            closures = hierarchy.ancestors(closed, dataset.hierarchies)
            rolled = rollup.add_up(work.engine, dataset, measures.wide(dataset, rows), closures)
            levelled = levels.of(dataset, rolled, given.today)
            frames[dataset.name] = _windows(given.catalogue, dataset, levelled)
            references |= estimates.references(work.engine, dataset, rows)
            if _is_shown(given.catalogue, dataset):
                traces.append(lineage.of(dataset, rollup.lineage(dataset, rows, closures)))
    level_of = {key: entity.level for key, entity in given.catalogue.entities.items()}
    level_of |= {(edge.kind, edge.code): edge.kind for edge in edges if edge.kind == "programme"}
    known = Circumstances(
        catalogue=given.catalogue,
        today=given.today,
        arrived=arrived,
        rosters=rosters,
        breaks=_breaks(work),
        borders=hierarchy.border_days(edges),
        targets=Targets(work.rows_of("targets")),
        levels=level_of,
        definitions={name: definition_hash(one) for name, one in given.catalogue.indicators.items()},
        references=references,
        named=_named(work, frames),
    )
    given_rows = work.rows_of("given")
    traces.append(lineage.of_given(given_rows))
    sent_rows = {name: work.rows_of(name) for name in sent.DATASETS}
    parent = hierarchy.parents(edges)
    counted = {
        name: sent.found(one, sent_rows, given.catalogue, parent)
        for name, one in given.catalogue.indicators.items()
        if one.counted or one.scored
    }
    traces += [lineage.of_sent(name, sent.behind(found)) for name, found in counted.items()]
    built = Built(
        engine=work.engine,
        observations=pd.DataFrame(
            masking.masked(
                _observations(frames, given_rows, counted, known),
                given.catalogue,
                parent,
                given.before,
            )
        ),
        records=pd.DataFrame(registers.records(work.engine, given.catalogue, work.staged, work.samples)),
        lineage=pd.concat(traces, ignore_index=True),
    )
    for table, frame in built.frames.items():
        snapshots.put(work.engine, table, frame)
    return built


def keep_measures(given: Ingredients, gone: Collection[int]) -> None:
    """Keep what the rows of these loads add to the measures, before they are deleted."""
    work = Building(given)
    origins = [
        current.of_current_parts(work.engine, dataset, there).select(*current.ORIGIN, "part")
        for name, dataset in given.catalogue.datasets.items()
        if dataset.personal and (there := work.there(name))
    ]
    if not origins:
        return
    whole = origins[0] if len(origins) == 1 else ibis.union(*origins)
    for dataset in given.catalogue.datasets.values():
        if dataset.personal and dataset.measures and work.has_rows(dataset):
            remains.keep(work.engine, dataset, _measured(work, dataset), whole, given.kept, gone)


def _contributions(work: Building, dataset: Dataset, roster: pd.DataFrame | None) -> Table:
    pairs = [pair for parts in work.parts.values() for pair in parts]
    measured = remains.with_kept(
        work.engine, dataset, _measured(work, dataset), work.given.kept, pairs, work.purged
    )
    return senders.carry(dataset, measured.join(work.samples, "load"), roster)


def _measured(work: Building, dataset: Dataset) -> Table:
    current_loads = {
        name: [
            f"{one.path.name} {part}"
            for one in staged
            for load, part in work.parts[name]
            if load == one.load.id
        ]
        for name, staged in work.staged.items()
    }
    inputs = measures.inputs_hash(work.catalogue.hash, dataset, current_loads)
    return measures.contributions(work.engine, dataset, work.given.measured, inputs)


def _rosters(work: Building) -> dict[str, pd.DataFrame]:
    budgeted = {(row["tahun"], row["kode_skpd"]) for row in work.rows_of("budget")}
    return {
        name: senders.roster(work.parts_of_clock(dataset), budgeted)
        for name, dataset in work.catalogue.datasets.items()
        if work.catalogue.datasets[work.clock(dataset)].senders
    }


def _named(work: Building, frames: Mapping[str, pd.DataFrame]) -> dict[str, naming.Names]:
    """What the months of each dataset are called after, where it tells that."""
    found = {name: naming.of(work.engine, work.catalogue.datasets[name]) for name in frames}
    return {name: names for name, names in found.items() if names is not None}


def _windows(catalogue: Catalogue, dataset: Dataset, rolled: Table) -> pd.DataFrame:
    uses = _measures_used(catalogue, dataset.name)
    wanted = {
        window for one in catalogue.indicators.values() for window in one.windows if _uses(one, dataset.name)
    }
    months: Iterable[date] = rolled.select("month").distinct().execute()["month"]
    periods = spanning((pd.Timestamp(month).date() for month in months), sorted(wanted))
    return windowed(rolled, [dataset.measures[name] for name in uses], periods)


def _uses(indicator: Indicator, dataset: str) -> list[str]:
    named = [getattr(indicator, use) for use in USES]
    return [one.split(".")[1] for one in named if one and one.startswith(f"{dataset}.")]


def _is_shown(catalogue: Catalogue, dataset: Dataset) -> bool:
    """Whether a number counts the rows of a dataset; a histogram is only read, and has the rows of its source."""
    read = {one.histogram for one in catalogue.indicators.values()}
    return any(f"{dataset.name}.{name}" not in read for name in dataset.measures)


def _measures_used(catalogue: Catalogue, dataset: str) -> list[str]:
    return sorted({name for one in catalogue.indicators.values() for name in _uses(one, dataset)})


def _breaks(work: Building) -> dict[str, list[date]]:
    """When a new version of tags or masterplan began, for the datasets made from it and something else.

    What is made of versions alone tells of their change, and is not broken by it.
    """
    starts = {
        name: sorted({row["berlaku_dari"] for row in work.rows_of(name)})[1:] for name in ("tags", "programs")
    }
    return {
        name: [
            day
            for source, days in starts.items()
            if source in dataset.inputs and dataset.inputs != (source,)
            for day in days
        ]
        for name, dataset in work.catalogue.datasets.items()
    }


def _observations(
    frames: Mapping[str, pd.DataFrame],
    given_rows: Sequence[Mapping[str, Any]],
    counted: Mapping[str, Sequence[Counted]],
    known: Circumstances,
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for indicator in known.catalogue.indicators.values():
        if indicator.kind == "given":
            ours = [row for row in given_rows if row["kode_indikator"] == indicator.id]
            found += evaluate.given(indicator, ours, known)
        elif indicator.id in counted:
            found += evaluate.counted(indicator, counted[indicator.id], known)
        elif indicator.kind != "awaited":
            found += evaluate.computed(indicator, frames, known)
    return found


def _areas(edges: Iterable[Edge]) -> pa.Table:
    """What each area lies in, and from when to when; for the checks."""
    found = [one for one in edges if one.kind == one.parent_kind == "area"]
    return arrow_of(
        {
            "code": [one.code for one in found],
            "parent": [one.parent for one in found],
            "valid_from": [one.since for one in found],
            "valid_to": [one.until for one in found],
        },
        {"code": "string", "parent": "string", "valid_from": "date", "valid_to": "date"},
    )
