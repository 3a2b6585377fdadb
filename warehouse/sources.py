"""Where a number came from: the loads and rows behind a point, read from lineage."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, and_, or_, select

from warehouse import database, releases, tables
from warehouse.declarations import Catalogue, Indicator
from warehouse.lineage import name_of_given, name_of_sent, ranges, rows_in
from warehouse.people import Reader
from warehouse.periods import parse
from warehouse.selection import Point, Release, Source
from warehouse.series import as_of

Lineage = dict[str, list[dict[str, Any]]]  # rows of the table by dataset


def read(
    engine: Engine,
    catalogue: Catalogue,
    point: Point,
    indicator: Indicator,
    reader: Reader,
    as_of: int | None = None,
) -> tuple[Source, ...]:
    """The loads behind a point in a release; nothing where the reader may not see the point."""
    release = releases.meant(engine, as_of)
    if release is None:
        return ()
    return of(lineage(engine, indicator, point, release), catalogue, point, indicator, reader)


def lineage(engine: Engine, indicator: Indicator, point: Point, release: Release) -> Lineage:
    """What is known of the place of a point in all its months."""

    def work(connection: Connection) -> Lineage:
        return {name: _lineage(connection, name, point, release.number) for name in traced(indicator)}

    return database.read(engine, work)


def of(
    known: Lineage, catalogue: Catalogue, point: Point, indicator: Indicator, reader: Reader
) -> tuple[Source, ...]:
    """The loads behind a point; nothing where the reader may not see it.

    How many rows of a file about persons count is for those who may see exact values: few may be few people.
    """
    if point.display is None and point.reason:
        return ()
    found: list[Source] = []
    for dataset, measures in traced(indicator).items():
        rows = known[dataset]
        months = _months(catalogue, dataset, measures, point, {row["month"] for row in rows})
        open_to = not _of_persons(catalogue, dataset) or (
            not point.breakdown and reader.sees(point.entity)  # of a part nobody counted them by file
        )
        found += _sources([row for row in rows if row["month"] in months], open_to)
    return tuple(sorted(found, key=lambda one: (one.dataset, one.load, one.sheet)))


def traced(indicator: Indicator) -> dict[str, list[str]]:
    """The datasets that an indicator is made of, and which of their measures."""
    if indicator.kind == "given":
        return {name_of_given(indicator.id): []}
    if indicator.counted or indicator.scored:
        return {name_of_sent(indicator.id): []}
    traced: dict[str, list[str]] = {}
    for named in (indicator.numerator, indicator.subtrahend, indicator.denominator):
        if named:
            dataset, measure = named.split(".")
            traced.setdefault(dataset, []).append(measure)
    return traced


def _of_persons(catalogue: Catalogue, dataset: str) -> bool:
    return dataset in catalogue.datasets and catalogue.datasets[dataset].personal


def _months(
    catalogue: Catalogue, dataset: str, measures: list[str], point: Point, known: set[str]
) -> set[str]:
    """The months of lineage that count: all of a period for flows, all before its end for changes, else the last."""
    if dataset not in catalogue.datasets:
        return {point.period}
    period = parse(point.period)
    inside = sorted(month for month in known if f"{period.first:%Y-%m}" <= month <= f"{period.last:%Y-%m}")
    declared = catalogue.datasets[dataset].measures
    if any(declared[name].time == "change" for name in measures):
        return {month for month in known if month <= f"{period.last:%Y-%m}"}
    flows = any(declared[name].time == "flow" or declared[name].from_january for name in measures)
    return set(inside if flows else inside[-1:])


def _lineage(connection: Connection, dataset: str, point: Point, number: int) -> list[dict[str, Any]]:
    table, load = tables.lineage, tables.load
    columns = (
        load.c.id,
        load.c.dataset,
        load.c.file,
        load.c.sha256,
        load.c.sample,
        load.c.received_at,
        table.c.sheet,
        table.c.month,
        table.c.rows,
        table.c.ranges,
    )
    query = (
        as_of(select(*columns), table, number)
        .join(load, load.c.id == table.c.load)
        .where(
            table.c.dataset == dataset,
            table.c.entity_kind == point.entity_kind,
            table.c.entity == point.entity,
            or_(
                table.c.breakdown == point.breakdown,
                and_(
                    table.c.breakdown == "", table.c.ranges.is_(None)
                ),  # a part of the persons in these files
            ),
        )
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def _sources(rows: list[dict[str, Any]], open_to: bool) -> list[Source]:
    """One source per load and sheet; a row that counts in several months counts once."""
    groups: dict[tuple[int, str], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row["id"], row["sheet"]), []).append(row)
    return [_source(group, open_to) for group in groups.values()]


def _source(group: list[dict[str, Any]], open_to: bool) -> Source:
    first = group[0]
    named = first["ranges"] is not None
    numbers = {number for row in group if named for number in rows_in(row["ranges"])}
    counted = len(numbers) if named else sum(row["rows"] for row in group)
    return Source(
        load=first["id"],
        dataset=first["dataset"],
        file=first["file"],
        sha256=first["sha256"],
        sheet=first["sheet"],
        rows=counted if open_to else None,
        ranges=ranges(numbers) if named else None,
        sample=first["sample"],
        received_at=first["received_at"],
    )
