"""What the journal's first events left in a database, taken from one that has gone on since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, select

from etl.journal import Event
from warehouse import bulk, tables
from warehouse.tables import load, load_doubt, load_part, release


def take_over(here: Engine, there: Engine, events: Sequence[Event]) -> None:
    """Fill an empty database with the loads and releases of these events, as they were after the last of them."""
    states = {one.body["load"]: one.body["state"] for one in events if "state" in one.body}
    last = max((one.body["number"] for one in events if one.kind == "release"), default=0)
    with here.connect() as old, there.begin() as new:
        for table, column in (
            (load, load.c.id),
            (load_part, load_part.c.load),
            (load_doubt, load_doubt.c.load),
        ):
            rows = _rows(old, table, column.in_(list(states)))
            _fill(new, table, [row | _state(table, row, states) for row in rows])
        releases = _rows(old, release, release.c.number <= last)
        _fill(new, release, releases)
        hashes = {row["data_hash"] for row in releases}
        _fill(new, tables.edition, _rows(old, tables.edition, tables.edition.c.data_hash.in_(sorted(hashes))))
        for table in (tables.release_load, tables.observation, tables.record, tables.lineage):
            rows = _rows(old, table, table.c.since_release <= last)
            bulk.add(new, table, [row | _until(row, last) for row in rows])


def _rows(connection: Connection, table: Table, which: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(table).where(which)).mappings()]


def _fill(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _state(table: Table, row: Mapping[str, Any], states: Mapping[int, str]) -> dict[str, str]:
    return {"state": states[row["id"]]} if table is load else {}


def _until(row: Mapping[str, Any], last: int) -> dict[str, int | None]:
    """A row that ended later had not ended."""
    until = row["until_release"]
    return {"until_release": until if until is not None and until <= last else None}
