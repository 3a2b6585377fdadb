"""Rebuild: the journal replayed into an empty database, and compared with what is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from etl import publishing, storing
from etl.journal import Event, Journal
from etl.state import State
from warehouse import catalogue as catalogues
from warehouse import database, tables


@dataclass(frozen=True)
class Compared:
    """How the rebuilt database compares: rows in each table here and there, and how many differ."""

    events: int
    rows: Mapping[str, int]
    different: Mapping[str, int]

    @property
    def is_equal(self) -> bool:
        """Whether nothing differs."""
        return not any(self.different.values())


class _Silent(Journal):
    """A replay writes no journal: it comes from one."""

    def append(self, *_args: Any, **_named: Any) -> None:
        """Nothing."""


def rebuild(state: State, target: Path) -> Compared:
    """Replay every event into a new SQLite database at `target`; raises BrokenJournal."""
    target.unlink(missing_ok=True)
    engine = database.connect(f"sqlite:///{target}")
    database.migrate(engine)
    events = list(state.journal.events())
    catalogue_of = {
        hash_: catalogues.load(state.folder / "definitions" / hash_)
        for hash_ in {one.data_hash for one in events}
    }
    for event in events:
        data = state.folder / "definitions" / event.data_hash
        replaying = replace(
            state,
            engine=engine,
            journal=_Silent(state.journal.path),
            catalogue=catalogue_of[event.data_hash],
            data=data,
        )
        REPLAYS[event.kind](replaying, event)
    rows, different = {}, {}
    for table in (
        tables.load,
        tables.load_part,
        tables.release,
        tables.observation,
        tables.record,
        tables.lineage,
    ):
        here, there = _content(state.engine, table), _content(engine, table)
        rows[table.name] = len(there)
        different[table.name] = len(here ^ there)
    return Compared(len(events), rows, different)


def _content(engine: Engine, table: Any) -> set[str]:
    columns = [column for column in table.columns if column.name not in ("author",)]
    with engine.connect() as connection:
        return {repr(tuple(row)) for row in connection.execute(select(*columns))}


def _replay_release(state: State, event: Event) -> None:
    publishing.release(state, date.fromisoformat(event.body["today"]), event.at)


REPLAYS = {
    "load": storing.replay_load,
    "accept": storing.replay_decision,
    "withdraw": storing.replay_decision,
    "release": _replay_release,
}
