"""Before a command writes: what a killed one left behind is put right, so that nobody has to do it by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from etl.journal import Event
from etl.restore import must_be_whole
from etl.state import State, only_writer
from warehouse.files import drop_cut_line, remove_unfinished
from warehouse.tables import load, release

Say = Callable[[str], None]


@contextmanager
def writing(state: State, say: Say) -> Iterator[None]:
    """The only writer at work, in a state that is settled."""
    with only_writer(state.folder, state.engine):
        must_be_whole(state.folder)
        settle(state, say)
        yield


def settle(state: State, say: Say) -> None:
    """Drops what was half written, and takes back in the journal what never reached the database.

    An event is written before its transaction ends, and a command that fails writes no other: only the last
    one can be without its rows.
    """
    if drop_cut_line(state.journal.path):
        say("Baris terakhir jurnal terpotong oleh perintah yang terhenti; baris itu dibuang.")
    last = state.journal.last()
    if last is not None and last.kind in IS_STORED and not _is_stored(state, last):
        state.record("undone", datetime.now(UTC), {"seq": last.seq})
        say(f"Perintah yang terhenti tidak selesai ({last.kind}); catatannya di jurnal dibatalkan.")
    for folder in _folders(state):
        remove_unfinished(folder)
    if last is not None and last.kind == "purge":
        from etl import purging  # loads all that a release takes

        if deleted := purging.finish(state):
            say(f"Penghapusan menurut masa simpan yang terhenti diselesaikan: {deleted} berkas dihapus.")


def _folders(state: State) -> Iterator[Path]:
    """Every folder in which commands write under names of their own until they are done."""
    yield from (state.folder, state.folder / "definitions")
    yield from (state.folder / "statements").glob("*")
    for above in (state.folder, state.folder / "private"):
        yield from (above / "staged", above / "measured", above / "landing", above / "kept")
        yield from (above / "landing").glob("??")


def _is_stored(state: State, event: Event) -> bool:
    with state.engine.connect() as connection:
        return IS_STORED[event.kind](connection, event.body)


def _has_load(connection: Connection, body: Mapping[str, Any]) -> bool:
    row = connection.execute(select(load.c.sha256, load.c.state).where(load.c.id == body["load"])).first()
    return row is not None and row.state == body["state"] and row.sha256 == body.get("sha256", row.sha256)


def _has_release(connection: Connection, body: Mapping[str, Any]) -> bool:
    found = connection.execute(select(release.c.number).where(release.c.number == body["number"]))
    return found.first() is not None


def _are_purged(connection: Connection, body: Mapping[str, Any]) -> bool:
    found = select(load.c.id).where(load.c.id.in_(body["loads"]), load.c.purged_at.is_not(None))
    return len(connection.execute(found).all()) == len(body["loads"])


# What of an event must be in the database; kinds that are not here leave no row.
IS_STORED: Mapping[str, Callable[[Connection, Mapping[str, Any]], bool]] = {
    "load": _has_load,
    "accept": _has_load,
    "withdraw": _has_load,
    "release": _has_release,
    "purge": _are_purged,
}
