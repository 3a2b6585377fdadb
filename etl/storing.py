"""Storing: the row that makes a load exist, written last, with its line in the journal; and their replay."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from etl import stage
from etl.decide import Counted, Options, Verdict, options_of, settings_of
from etl.journal import Event
from etl.options import WrongUse
from etl.state import State, author
from warehouse import tables


def store(
    state: State,
    dataset: str,
    sha256: str,
    file: str,
    options: Options,
    counted: Counted,
    verdict: Verdict,
    now: datetime,
) -> int:
    """Make a load exist; returns its number."""
    with state.engine.begin() as connection:
        number = (connection.scalar(select(func.max(tables.load.c.id))) or 0) + 1
        body: dict[str, Any] = {
            "load": number,
            "dataset": dataset,
            "sha256": sha256,
            "file": file,
            "settings": settings_of(options),
            "state": verdict.state,
            "rows": counted.rows,
            "kept": counted.kept,
            "refused": counted.refused,
            "author": author(),
        }
        _insert(connection, body, verdict, now)
        state.record("load", now, body)
    return number


def _insert(connection: Connection, body: Mapping[str, Any], verdict: Verdict, now: datetime) -> None:
    connection.execute(
        insert(tables.load).values(
            id=body["load"],
            dataset=body["dataset"],
            sha256=body["sha256"],
            file=body["file"],
            received_at=now.astimezone(UTC).replace(tzinfo=None),
            author=body["author"],
            state=verdict.state,
            message=verdict.message,
            sample=body["settings"]["sample"],
            settings=body["settings"],
            rows=body["rows"],
            kept=body["kept"],
            refused=body["refused"],
        )
    )
    parts = [{"load": body["load"], "part": part, "rows": rows} for part, rows in verdict.parts.items()]
    if parts:
        connection.execute(insert(tables.load_part), parts)


def decide(state: State, number: int, new_state: str, now: datetime) -> str:
    """A person's word on a load: `accepted` for a waiting one, `withdrawn` for one that counts; its file's name."""
    before = {"accepted": "waiting", "withdrawn": "accepted"}[new_state]
    with state.engine.begin() as connection:
        row = connection.execute(select(tables.load).where(tables.load.c.id == number)).mappings().first()
        if row is None:
            raise WrongUse(f"Muatan {number} tidak ada.")
        if row["state"] != before:
            raise WrongUse(f"Muatan {number} berstatus {row['state']}, bukan {before}.")
        connection.execute(update(tables.load).where(tables.load.c.id == number).values(state=new_state))
        kind = {"accepted": "accept", "withdrawn": "withdraw"}[new_state]
        state.record(kind, now, {"load": number, "state": new_state, "author": author()})
    return str(row["file"])


def replay_load(state: State, event: Event) -> None:
    """Judge the landed file again as it was judged then, and store it under its number."""
    body = event.body
    judged = stage.again(state, body["dataset"], body["sha256"], options_of(body["settings"]), body["file"])
    with state.engine.begin() as connection:
        _insert(
            connection,
            {
                **body,
                "rows": judged.counted.rows,
                "kept": judged.counted.kept,
                "refused": judged.counted.refused,
            },
            judged.verdict,
            event.at,
        )


def replay_decision(state: State, event: Event) -> None:
    """Repeat a person's word."""
    with state.engine.begin() as connection:
        change = update(tables.load).where(tables.load.c.id == event.body["load"])
        connection.execute(change.values(state=event.body["state"]))
