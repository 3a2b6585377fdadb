"""The evaluation workbook of one instrument and year: its states and scores, each a row that is never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Select, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from warehouse import database
from warehouse.people import Permission
from warehouse.tables import score, submission

State = Literal["draft", "submitted", "approved"]
Action = Literal["start", "pin", "submit", "return", "approve"]
# From a state by an action to the next, and who may do it.
TRANSITIONS: Mapping[tuple[str, str], tuple[State, Permission]] = {
    ("draft", "pin"): ("draft", "score"),
    ("draft", "submit"): ("submitted", "score"),
    ("submitted", "return"): ("draft", "approve"),
    ("submitted", "approve"): ("approved", "approve"),
    ("approved", "return"): ("draft", "approve"),
}


class AlreadyThere(Exception):
    """There is a workbook of this instrument and year."""


class NotNow(Exception):
    """The workbook is in a state in which this cannot be done."""


class ChangedMeanwhile(Exception):
    """Somebody else has changed the workbook since it was looked at; `criteria` says where they scored."""

    def __init__(self, criteria: Sequence[str] = ()) -> None:
        self.criteria = tuple(criteria)
        super().__init__(", ".join(criteria))


@dataclass(frozen=True)
class Key:
    """Which workbook: an instrument and the year that is evaluated."""

    instrument: str
    year: int


@dataclass(frozen=True)
class Step:
    """What somebody did to a workbook, and the state and release it has since."""

    version: int
    action: Action
    state: State
    release: int
    author: str
    at: datetime


@dataclass(frozen=True)
class Score:
    """A self-score with its reason; `version` counts the scores that a criterion has had."""

    criterion: str
    version: int
    value: Decimal
    reason: str
    evidence: str
    author: str
    at: datetime


@dataclass(frozen=True)
class Submission:
    """A workbook as it stands: its newest step, and the newest score of each criterion."""

    key: Key
    step: Step
    scores: Mapping[str, Score]


@dataclass(frozen=True)
class Scored:
    """A score that somebody gives, and the version that they saw before; 0 is none."""

    criterion: str
    seen: int
    value: Decimal
    reason: str
    evidence: str


def keys(engine: Engine) -> tuple[Key, ...]:
    """Every workbook there is, the newest year first."""
    columns = submission.c.instrument, submission.c.year
    query = select(*columns).where(submission.c.version == 1).order_by(columns[1].desc(), columns[0])
    return tuple(Key(*row) for row in database.read(engine, lambda one: one.execute(query).all()))


def find(engine: Engine, key: Key) -> Submission | None:
    """The workbook as it stands."""
    return database.read(engine, lambda connection: _standing(connection, key))


def history(engine: Engine, key: Key) -> tuple[tuple[Step, ...], tuple[Score, ...]]:
    """Every step and every score that ever was, in the order of their versions."""

    def work(connection: Connection) -> tuple[tuple[Step, ...], tuple[Score, ...]]:
        steps = connection.execute(_steps(key)).mappings()
        return tuple(map(_step, steps)), tuple(map(_score, connection.execute(_scores(key)).mappings()))

    return database.read(engine, work)


def start(engine: Engine, key: Key, release: int, author: str, now: datetime) -> None:
    """Begin a workbook, filled from a release; raises AlreadyThere."""
    try:
        with engine.begin() as connection:
            _write(connection, key, Step(1, "start", "draft", release, author, now))
    except IntegrityError:
        raise AlreadyThere from None


def advance(
    engine: Engine,
    key: Key,
    action: Action,
    seen: int,
    author: str,
    now: datetime,
    release: int | None = None,
) -> Step:
    """Take a step from the version that was seen; raises NotNow and ChangedMeanwhile."""
    with engine.begin() as connection:
        before = _held(connection, key)
        if before.version != seen:
            raise ChangedMeanwhile
        if (before.state, action) not in TRANSITIONS:
            raise NotNow
        state, _ = TRANSITIONS[before.state, action]
        after = Step(before.version + 1, action, state, release or before.release, author, now)
        _write(connection, key, after)
    return after


def save(engine: Engine, key: Key, given: Sequence[Scored], author: str, now: datetime) -> None:
    """Keep all the scores or none; raises NotNow, and ChangedMeanwhile where others scored first."""
    with engine.begin() as connection:
        if _held(connection, key).state != "draft":
            raise NotNow
        newest = _versions(connection, key)
        changed = [one.criterion for one in given if newest.get(one.criterion, 0) != one.seen]
        if changed:
            raise ChangedMeanwhile(changed)
        rows = [_row(key, one, author, now) for one in given]
        if rows:
            connection.execute(insert(score), rows)


def _standing(connection: Connection, key: Key) -> Submission | None:
    step = _newest(connection, key)
    if step is None:
        return None
    scores = [_score(row) for row in connection.execute(_scores(key)).mappings()]
    return Submission(key, step, {one.criterion: one for one in scores})  # the last of a criterion counts


def _held(connection: Connection, key: Key) -> Step:
    """The newest step; until the transaction ends nobody else takes one or scores."""
    first = (submission.c.instrument == key.instrument) & (submission.c.year == key.year)
    hold = update(submission).where(first, submission.c.version == 1)
    connection.execute(hold.values(version=1))  # writing a row holds it, on SQLite as on PostgreSQL
    step = _newest(connection, key)
    if step is None:
        raise NotNow
    return step


def _steps(key: Key) -> Select[Any]:
    ours = (submission.c.instrument == key.instrument) & (submission.c.year == key.year)
    return select(submission).where(ours).order_by(submission.c.version)


def _scores(key: Key) -> Select[Any]:
    ours = (score.c.instrument == key.instrument) & (score.c.year == key.year)
    return select(score).where(ours).order_by(score.c.version, score.c.criterion)


def _newest(connection: Connection, key: Key) -> Step | None:
    rows = connection.execute(_steps(key)).mappings().all()
    return _step(rows[-1]) if rows else None


def _versions(connection: Connection, key: Key) -> dict[str, int]:
    query = select(score.c.criterion, func.max(score.c.version)).group_by(score.c.criterion)
    ours = (score.c.instrument == key.instrument) & (score.c.year == key.year)
    return {row[0]: row[1] for row in connection.execute(query.where(ours))}


def _write(connection: Connection, key: Key, step: Step) -> None:
    connection.execute(insert(submission).values(**vars(key), **vars(step)))


def _row(key: Key, one: Scored, author: str, now: datetime) -> dict[str, Any]:
    said = {name: value for name, value in vars(one).items() if name != "seen"}
    return {**vars(key), **said, "version": one.seen + 1, "author": author, "at": now}


def _step(row: Mapping[Any, Any]) -> Step:
    return Step(**{name: row[name] for name in Step.__dataclass_fields__})


def _score(row: Mapping[Any, Any]) -> Score:
    return Score(**{name: row[name] for name in Score.__dataclass_fields__})
