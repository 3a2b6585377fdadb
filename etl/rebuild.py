"""Rebuild: the journal replayed into an empty database, and compared with what is there."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table, select

from etl import dumping, publishing, storing, takeover
from etl.journal import BrokenJournal, Event, Journal
from etl.state import State
from warehouse import catalogue as catalogues
from warehouse import database, tables
from warehouse.declarations import Catalogue
from warehouse.files import scratch

TABLES = (
    tables.load,
    tables.load_part,
    tables.load_doubt,
    tables.release,
    tables.edition,
    tables.release_load,
    tables.observation,
    tables.record,
    tables.lineage,
)
EXAMPLES = 3


@dataclass(frozen=True)
class Compared:
    """How the rebuilt database compares: rows in each table here, and the keys of those that differ.

    `taken_over` are the events that could not be replayed, for files of persons were purged since; what they left in
    the database was taken as it is.
    """

    events: int
    rows: Mapping[str, int]
    differing: Mapping[str, Sequence[str]]
    taken_over: int = 0
    purged: int = 0

    @property
    def different(self) -> Mapping[str, int]:
        """How many rows of each table differ."""
        return {table: len(keys) for table, keys in self.differing.items()}

    @property
    def is_equal(self) -> bool:
        """Whether nothing differs."""
        return not any(self.differing.values())


class _Silent(Journal):
    """A replay writes no journal: it comes from one."""

    def append(self, *_args: Any, **_named: Any) -> None:
        """Nothing."""


def rebuild(state: State, target: Path) -> Compared:
    """Replay every event into a new SQLite database at `target`, which stays only where it differs.

    Landed files are read and judged anew: nothing that was made from them before is used. What the journal does
    not tell goes along as it is, and so does what happened up to the last purge. Raises BrokenJournal.
    """
    _remove(target)
    whole = state.journal.standing()
    kept, events = _split(whole)
    catalogue_of = {
        name: _kept(state.folder / "definitions", name) for name in {one.data_hash for one in events}
    }
    with scratch(state.folder) as made:
        engine = database.connect(f"sqlite:///{made / target.name}")
        database.migrate(engine)
        if kept:
            takeover.take_over(state.engine, engine, kept)
        for event in events:
            declared = catalogue_of[event.data_hash]
            silent = _Silent(state.journal.path)
            REPLAYS[event.kind](
                replace(
                    state,
                    made=made,
                    engine=engine,
                    journal=silent,
                    catalogue=declared,
                    data=declared.root,
                ),
                event,
            )
        purged = sum(len(one.body["loads"]) for one in kept if one.kind == "purge")
        compared = replace(_compare(len(whole), state.engine, engine), taken_over=len(kept), purged=purged)
        if not compared.is_equal:
            _carry_over(state.engine, engine)
        engine.dispose()  # the last to leave writes the log into the file
        if not compared.is_equal:
            (made / target.name).rename(target)
    return compared


def _split(events: Sequence[Event]) -> tuple[Sequence[Event], Sequence[Event]]:
    """The events up to the last purge, and those after it."""
    after = max((number for number, one in enumerate(events, start=1) if one.kind == "purge"), default=0)
    return events[:after], events[after:]


def _remove(target: Path) -> None:
    for name in (target.name, f"{target.name}-wal", f"{target.name}-shm"):
        (target.parent / name).unlink(missing_ok=True)


def _kept(definitions: Path, data_hash: str) -> Catalogue:
    """The declarations that an event was decided under."""
    if not (definitions / data_hash).is_dir() or catalogues.digest(definitions / data_hash) != data_hash:
        raise BrokenJournal(
            f"Deklarasi {data_hash[:12]} di definitions/ hilang atau berubah; pulihkan dari cadangan."
        )
    return catalogues.load(definitions / data_hash)


def _carry_over(here: Engine, there: Engine) -> None:
    """What the journal does not tell, such as accounts and self-scores, goes along into the rebuilt database."""
    with here.connect() as old, there.connect() as new:
        new.exec_driver_sql("PRAGMA foreign_keys=OFF")  # a release that was scored may be what is missing
        for table in tables.metadata.sorted_tables:
            if table not in TABLES:
                dumping.fill(new, table, dumping.lines(old, table))
        new.commit()


def _compare(events: int, here: Engine, there: Engine) -> Compared:
    rows, differing = {}, {}
    for table in TABLES:
        ours, theirs = _content(here, table), _content(there, table)
        rows[table.name] = len(ours)
        differing[table.name] = sorted(
            key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key)
        )
    return Compared(events, rows, differing)


def _content(engine: Engine, table: Table) -> dict[str, str]:
    """Every row by its key, in one spelling."""
    with engine.connect() as connection:
        rows = connection.execute(select(table)).mappings().all()
    keys = [column.name for column in table.primary_key]
    return {
        " ".join(str(row[name]) for name in keys): json.dumps(dict(row), default=str, sort_keys=True)
        for row in rows
    }


def lines(compared: Compared) -> list[str]:
    """The comparison for people, a table a line."""
    taken_over = (
        f"{compared.taken_over} dari {compared.events} catatan jurnal tidak dapat diulang, karena berkas "
        f"{compared.purged} muatan orang sudah dihapus menurut masa simpan; isinya disalin apa adanya, dan rilis "
        "sesudahnya dihitung dari ukuran yang disimpan."
    )
    return [
        *([taken_over] if compared.taken_over else ()),
        *(
            f"{table}: {count} baris, {len(compared.differing[table])} berbeda"
            f"{_examples(compared.differing[table])}"
            for table, count in compared.rows.items()
        ),
    ]


def _examples(keys: Sequence[str]) -> str:
    more = ", …" if len(keys) > EXAMPLES else ""
    return f" ({', '.join(keys[:EXAMPLES])}{more})" if keys else ""


def _replay_release(state: State, event: Event) -> None:
    publishing.release(state, date.fromisoformat(event.body["today"]), event.at)


REPLAYS = {
    "load": storing.replay_load,
    "accept": storing.replay_decision,
    "withdraw": storing.replay_decision,
    "release": _replay_release,
}
