"""The one read of numbers: a Selection and a reader in, a Series out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, Select, Table, select

from warehouse import database, releases, tables
from warehouse.declarations import Catalogue
from warehouse.disclosure import NOT_THIS_GRAIN, SEEN
from warehouse.people import Reader
from warehouse.periods import parse
from warehouse.selection import Point, Release, Selection, Series

# Made from the exact value, so that they would tell it; and of the notes and reasons those that are about the file.
COMPARED = ("achievement", "pace", "band", "low", "high")
TELLING_NOTHING = {"sample", "carried", "break_in_series"}


def as_of(query: Select[Any], table: Table, number: int) -> Select[Any]:
    """Only the rows that release `number` shows."""
    return query.where(tables.shown_in(table, number))


def read(
    engine: Engine,
    catalogue: Catalogue,
    selection: Selection,
    reader: Reader,
    known: Release | None = None,
) -> Series:
    """The points of a selection as this reader may see them, ordered by entity and period.

    `known` is the release of the selection where it has been found already.
    """
    indicator = catalogue.indicators[selection.indicator]
    release = known or releases.meant(engine, selection.as_of)
    if release is None:
        return Series(indicator, selection, None, (), exact=False)

    def work(connection: Connection) -> tuple[list[dict[str, Any]], dict[tuple[str, str], str]]:
        rows = [dict(row) for row in connection.execute(_query(selection, release)).mappings()]
        has_programmes = any(row["entity_kind"] == "programme" for row in rows)
        return rows, names_of(catalogue) | (_programmes(connection, release) if has_programmes else {})

    rows, names = database.read(engine, work)
    order = {key: number for number, key in enumerate(names)}
    seen = [(row, reader.sees(office_of(row))) for row in rows]
    points = [point_of(row, names, whole) for row, whole in seen if whole or may_exist(row)]
    points.sort(
        key=lambda one: (order.get((one.entity_kind, one.entity), len(order)), one.entity, parse(one.period))
    )
    return Series(
        indicator, selection, release, tuple(points), bool(seen) and all(whole for _, whole in seen)
    )


def office_of(row: Mapping[str, Any]) -> str | None:
    """The office that a number is of; `None` where it is no single office's."""
    return str(row["entity"]) if row["entity_kind"] == "organisation" else None


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


def may_exist(row: Mapping[str, Any]) -> bool:
    """What a reader may not see at this grain does not exist for them; a masked cell does, and says so."""
    return bool(row["public_reason"] != NOT_THIS_GRAIN)


def names_of(catalogue: Catalogue) -> dict[tuple[str, str], str]:
    """The name of every declared entity."""
    return {key: entity.name for key, entity in catalogue.entities.items()}


def _programmes(connection: Connection, release: Release) -> dict[tuple[str, str], str]:
    """The name of every programme, by the newest version of its register."""
    table = tables.record
    query = as_of(select(table.c.entity, table.c.fields), table, release.number).where(
        table.c.kind == "programme"
    )
    versions = [(row.entity, json.loads(row.fields)) for row in connection.execute(query)]
    versions.sort(key=lambda one: str(one[1]["berlaku_dari"]))
    return {("programme", code): fields["nama"] for code, fields in versions}


def point_of(row: Mapping[str, Any], names: Mapping[tuple[str, str], str], exact: bool) -> Point:
    hidden = not exact and bool(row["public_reason"])
    shown: dict[str, Any] = {name: row[name if exact else f"public_{name}"] for name in SEEN}
    same_for_all = exact or all(row[name] == row[f"public_{name}"] for name in SEEN)
    shown |= {name: row[name] if same_for_all else None for name in COMPARED}
    notes = [note for note in row["notes"].split() if same_for_all or note in TELLING_NOTHING]
    if not same_for_all and not hidden:
        notes.append("held")
    kept = ("entity_kind", "entity", "window", "period", "breakdown", "finality", "maturity_days", "sample")
    same: dict[str, Any] = {
        name: row[name]
        for name in (*kept, "target", "target_sample", "reported", "expected", "reference_source")
    }
    return Point(
        **same,
        **shown,
        entity_name=names.get((row["entity_kind"], row["entity"]), row["entity"]),
        notes=tuple(notes),
        reason=row["public_reason"] if hidden else row["reason"],
    )
