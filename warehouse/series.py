"""The one read of numbers: a Selection and a reader in, a Series out; and where a number came from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, Select, Table, func, or_, select

from warehouse import releases, tables
from warehouse.declarations import Catalogue, Indicator
from warehouse.lineage import name_of_given
from warehouse.people import Reader
from warehouse.periods import parse
from warehouse.selection import Point, Release, Selection, Series, Source

EXACT_ONLY = ("value", "display", "numerator", "denominator", "achievement", "pace", "band")


def as_of(query: Select[Any], table: Table, number: int) -> Select[Any]:
    """Only the rows that release `number` shows."""
    until = table.c.until_release
    return query.where(table.c.since_release <= number, or_(until.is_(None), until > number))


def read(engine: Engine, catalogue: Catalogue, selection: Selection, reader: Reader) -> Series:
    """The points of a selection as this reader may see them, ordered by entity and period."""
    indicator = catalogue.indicators[selection.indicator]
    release = (
        releases.current(engine) if selection.as_of is None else releases.find(engine, str(selection.as_of))
    )
    exact = reader.may("read_exact")
    if release is None:
        return Series(indicator, selection, None, (), exact)
    with engine.connect() as connection:
        rows = [dict(row) for row in connection.execute(_query(selection, release)).mappings()]
        names = _names(connection, catalogue, release)
    order = {key: number for number, key in enumerate(names)}
    points = [_point(row, names, exact) for row in rows if exact or _may_exist(row)]
    points.sort(
        key=lambda one: (order.get((one.entity_kind, one.entity), len(order)), one.entity, parse(one.period))
    )
    return Series(indicator, selection, release, tuple(points), exact)


def _query(selection: Selection, release: Release) -> Select[Any]:
    table = tables.observation
    query = as_of(select(table), table, release.number).where(
        table.c.indicator == selection.indicator,
        table.c.window == selection.window,
        table.c.breakdown == selection.breakdown,
    )
    if selection.entities:
        query = query.where(table.c.entity.in_(selection.entities))
    if selection.level:
        query = query.where(table.c.level == selection.level)
    if selection.periods:
        query = query.where(table.c.period.in_(selection.periods))
    return query


def _may_exist(row: Mapping[str, Any]) -> bool:
    """What a reader may not see at this grain does not exist for them; a masked cell does, and says so."""
    return not row["public_reason"] or row["public_reason"] != "rincian ini belum dibuka untuk umum"


def _names(connection: Connection, catalogue: Catalogue, release: Release) -> dict[tuple[str, str], str]:
    """Every entity's name; programmes are named by the newest version of their register."""
    names: dict[tuple[str, str], str] = {key: entity.name for key, entity in catalogue.entities.items()}
    table = tables.record
    query = as_of(select(table.c.entity, table.c.fields), table, release.number).where(
        table.c.kind == "programme"
    )
    programmes = [(row.entity, json.loads(row.fields)) for row in connection.execute(query)]
    for code, fields in sorted(programmes, key=lambda one: str(one[1]["berlaku_dari"])):
        names["programme", code] = fields["nama"]
    return names


def _point(row: Mapping[str, Any], names: Mapping[tuple[str, str], str], exact: bool) -> Point:
    hidden = not exact and bool(row["public_reason"])
    shown: dict[str, Any] = {name: None if hidden else row[name] for name in EXACT_ONLY}
    kept = ("entity_kind", "entity", "window", "period", "breakdown", "finality", "maturity_days", "sample")
    same: dict[str, Any] = {
        name: row[name]
        for name in (*kept, "target", "target_sample", "reported", "expected", "reference_source")
    }
    return Point(
        **same,
        **shown,
        entity_name=names.get((row["entity_kind"], row["entity"]), row["entity"]),
        notes=tuple(row["notes"].split()),
        reason=row["public_reason"] if hidden else row["reason"],
    )


def sources(
    engine: Engine,
    catalogue: Catalogue,
    point: Point,
    indicator: Indicator,
    reader: Reader,
    as_of_release: int | None = None,
) -> tuple[Source, ...]:
    """The loads and rows behind a point, from lineage; nothing where the reader may not see the point."""
    release = releases.current(engine) if as_of_release is None else releases.find(engine, str(as_of_release))
    if release is None or (point.display is None and point.reason):
        return ()
    with engine.connect() as connection:
        rows = [
            row
            for dataset, entity in _traced(catalogue, point, indicator)
            for row in _lineage(connection, catalogue, dataset, entity, point, release)
        ]
    return tuple(sorted(rows, key=lambda one: (one.dataset, one.load, one.sheet)))


def _traced(catalogue: Catalogue, point: Point, indicator: Indicator) -> list[tuple[str, str]]:
    if indicator.kind == "given":
        return [(name_of_given(indicator.id), point.entity)]
    named = [indicator.numerator, indicator.subtrahend, indicator.denominator]
    return [(name, point.entity) for name in dict.fromkeys(one.split(".")[0] for one in named if one)]


def _lineage(
    connection: Connection, catalogue: Catalogue, dataset: str, entity: str, point: Point, release: Release
) -> list[Source]:
    table, load = tables.lineage, tables.load
    months = _months(connection, catalogue, dataset, entity, point, release)
    query = (
        as_of(
            select(
                load.c.id,
                load.c.dataset,
                load.c.file,
                load.c.sha256,
                load.c.sample,
                load.c.received_at,
                table.c.sheet,
                func.sum(table.c.rows).label("rows"),
                func.max(table.c.ranges).label("ranges"),
                func.count().label("months"),
            ),
            table,
            release.number,
        )
        .join(load, load.c.id == table.c.load)
        .where(
            table.c.dataset == dataset,
            table.c.entity_kind == point.entity_kind,
            table.c.entity == entity,
            table.c.month.in_(months),
        )
        .group_by(load.c.id, load.c.dataset, load.c.file, load.c.sha256, load.c.sample, load.c.received_at)
        .group_by(table.c.sheet)
    )
    return [
        Source(
            load=row.id,
            dataset=row.dataset,
            file=row.file,
            sha256=row.sha256,
            sheet=row.sheet,
            rows=row.rows,
            ranges=row.ranges,
            sample=row.sample,
            received_at=row.received_at,
        )
        for row in connection.execute(query)
    ]


def _months(
    connection: Connection, catalogue: Catalogue, dataset: str, entity: str, point: Point, release: Release
) -> list[str]:
    """The months of a period that count: all for flows, the last that is there for levels."""
    if dataset.startswith("given/"):
        return [point.period]
    period = parse(point.period)
    table = tables.lineage
    query = as_of(select(table.c.month).distinct(), table, release.number).where(
        table.c.dataset == dataset, table.c.entity_kind == point.entity_kind, table.c.entity == entity
    )
    found = sorted(month for (month,) in connection.execute(query))
    inside = [month for month in found if f"{period.first:%Y-%m}" <= month <= f"{period.last:%Y-%m}"]
    flows = any(one.time == "flow" for one in catalogue.datasets[dataset].measures.values())
    return inside if flows else inside[-1:]


def is_stale(point: Point, indicator: Indicator, today: date) -> bool:
    """Whether a number is older than one and a half of its indicator's periods (DESIGN §2)."""
    lengths = {"month": 31, "ytd": 31, "quarter": 92, "semester": 184, "year": 366}
    return (today - parse(point.period).end).days > lengths[indicator.period] * 1.5
