"""Sessions of people who logged in: kept here, so that they end when we say so and not when a cookie does."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, delete, insert, or_, select, update
from sqlalchemy.exc import OperationalError

from warehouse import database
from warehouse.people import STRANGER, Reader
from warehouse.tables import account, session

LONGEST = timedelta(hours=10)  # a working day
IDLE = timedelta(hours=2)
COARSE = timedelta(minutes=10)  # how often it is noted that somebody is still there


def begin(engine: Engine, key: str, name: str, now: datetime) -> str:
    """A new session of an account; its token is told once and kept nowhere, only its mark."""
    token = secrets.token_urlsafe(32)
    row = {"mark": _mark(key, token), "account": name, "created_at": now, "seen_at": now}
    with engine.begin() as connection:
        connection.execute(delete(session).where(_over(now)))
        connection.execute(insert(session).values(row))
    return token


def reader(engine: Engine, key: str, token: str, now: datetime) -> Reader:
    """Who holds a token, with the role that the account has at this moment; else a stranger."""
    mark = _mark(key, token)
    columns = (account.c.name, account.c.role, account.c.scope, session.c.seen_at)
    query = (
        select(*columns)
        .join(session, session.c.account == account.c.name)
        .where(session.c.mark == mark, ~_over(now), account.c.disabled.is_(False))
    )
    found = database.read(engine, lambda one: one.execute(query).one_or_none())
    if found is None:
        return STRANGER
    if now - found.seen_at > COARSE:
        with suppress(OperationalError):  # on a full disk people go on reading
            _run(engine, update(session).where(session.c.mark == mark).values(seen_at=now))
    return Reader(found.name, found.role, found.scope)


def end(engine: Engine, key: str, token: str) -> None:
    """Log one session out."""
    _run(engine, delete(session).where(session.c.mark == _mark(key, token)))


def end_all(engine: Engine, name: str) -> None:
    """Log an account out wherever it is logged in."""
    _run(engine, delete(session).where(session.c.account == name))


def _run(engine: Engine, statement: Any) -> None:
    with engine.begin() as connection:
        connection.execute(statement)


def _over(now: datetime) -> Any:
    return or_(session.c.created_at <= now - LONGEST, session.c.seen_at <= now - IDLE)


def _mark(key: str, token: str) -> str:
    """What is kept of a token; with another key no session goes on."""
    return hmac.new(key.encode(), f"session {token}".encode(), hashlib.sha256).hexdigest()
