"""Storing: the row that makes a load exist, written last, with its line in the journal; and their replay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from etl import arriving, stage
from etl.decide import options_of, settings_of, unstated
from etl.journal import Event
from etl.options import WrongUse
from etl.stage import Arrived, Judged
from etl.state import State
from warehouse import loads, tables
from warehouse.loads import Load


@dataclass(frozen=True)
class Word:
    """What a person may say of a load: from which states, to which, and the sentence where it may not be."""

    before: tuple[str, ...]
    after: str
    sentence: str


WORDS = {
    "accept": Word(("waiting",), "accepted", "hanya yang menunggu dapat diterima"),
    "withdraw": Word(("accepted", "waiting"), "withdrawn", "hanya yang diterima atau menunggu dapat ditarik"),
}
STATES = {
    "accepted": "sudah diterima",
    "refused": "ditolak",
    "waiting": "menunggu",
    "withdrawn": "sudah ditarik",
}


def store(state: State, arrived: Arrived, judged: Judged, now: datetime) -> int:
    """Make a load exist; returns its number."""
    with state.engine.begin() as connection:
        number = (connection.scalar(select(func.max(tables.load.c.id))) or 0) + 1
        body: dict[str, Any] = {
            "load": number,
            "dataset": arrived.dataset.name,
            "sha256": arrived.sha256,
            "file": arrived.name,
            "settings": settings_of(judged.options),
            "state": judged.verdict.state,
            "author": state.author,
        }
        _insert(connection, body, judged, now)
        state.record("load", now, body | _counts(judged))
    return number


def _counts(judged: Judged) -> dict[str, int]:
    counted = judged.counted
    return {"rows": counted.rows, "kept": counted.kept, "refused": counted.refused}


def _insert(connection: Connection, body: Mapping[str, Any], judged: Judged, now: datetime) -> None:
    connection.execute(
        insert(tables.load).values(
            id=body["load"],
            dataset=body["dataset"],
            sha256=body["sha256"],
            file=body["file"],
            received_at=now.astimezone(UTC).replace(tzinfo=None),
            author=body["author"],
            state=judged.verdict.state,
            message=judged.verdict.message,
            sample=body["settings"]["sample"],
            settings=body["settings"],
            **_counts(judged),
        )
    )
    if judged.doubts:
        numbered = enumerate(judged.doubts, start=1)
        rows = [{"load": body["load"], "number": number, **vars(doubt)} for number, doubt in numbered]
        connection.execute(insert(tables.load_doubt), rows)
    parts = judged.verdict.parts.items()
    if parts:
        rows = [{"load": body["load"], "part": part, "rows": rows} for part, rows in parts]
        connection.execute(insert(tables.load_part), rows)


def is_told_by(state: State, load: Load, judged: Judged) -> bool:
    """Whether to store a judgement would only make a load again that is there."""
    verdict, counts = judged.verdict, _counts(judged)
    return (
        (load.state, load.message, load.parts) == (verdict.state, verdict.message, verdict.parts)
        and load.settings == settings_of(judged.options)
        and all(getattr(load, name) == count for name, count in counts.items())
        and loads.doubts(state.engine, load.id) == [vars(doubt) for doubt in judged.doubts]
    )


def decide(state: State, number: int, word: str, now: datetime, why: str = "") -> str:
    """A person's word on a load, `accept` or `withdraw`, and why; the name of its file."""
    with state.engine.begin() as connection:
        row = connection.execute(select(tables.load).where(tables.load.c.id == number)).mappings().first()
        if row is None:
            raise WrongUse(f"Muatan {number} tidak ada.")
        if row["state"] not in WORDS[word].before:
            raise WrongUse(f"Muatan {number} {STATES[row['state']]}; {WORDS[word].sentence}.")
        if word == "accept" and row["purged_at"]:
            raise WrongUse(f"Berkas muatan {number} sudah dihapus menurut masa simpan; ambil lagi berkasnya.")
        if word == "accept":
            _must_say_its_month(state, dict(row))
            _must_be_stated(connection, dict(row))
        new = WORDS[word].after
        connection.execute(update(tables.load).where(tables.load.c.id == number).values(state=new))
        state.record(word, now, {"load": number, "state": new, "author": state.author, "why": why})
    return str(row["file"])


def _must_say_its_month(state: State, row: Mapping[str, Any]) -> None:
    """A file of several months would replace them all; which one it is for, only its sender can say."""
    if state.catalogue.datasets[row["dataset"]].month_of and not row["settings"]["months"]:
        raise WrongUse(f"Muatan {row['id']}: {row['message']}")


def _must_be_stated(connection: Connection, row: Mapping[str, Any]) -> None:
    """What neither a form nor its sender says, an acceptance does not say either."""
    parts = select(tables.load_part.c.part).where(tables.load_part.c.load == row["id"])
    if unstated(connection.execute(parts).scalars()):
        raise WrongUse(f"Muatan {row['id']}: {row['message']}")


def replay_load(state: State, event: Event) -> None:
    """Judge the landed file again as it was judged then, and store it under its number."""
    body = event.body
    dataset = state.catalogue.datasets[body["dataset"]]
    landed = stage.landed_file(state, dataset, body["sha256"])
    arrived = Arrived(dataset, landed, body["sha256"], body["file"])
    judged = arriving.judge(state, arrived, options_of(body["settings"]))
    with state.engine.begin() as connection:
        _insert(connection, body, judged, event.at)


def replay_decision(state: State, event: Event) -> None:
    """Repeat a person's word."""
    with state.engine.begin() as connection:
        change = update(tables.load).where(tables.load.c.id == event.body["load"])
        connection.execute(change.values(state=event.body["state"]))
