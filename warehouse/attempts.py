"""Tries to log in, counted in the database so that all workers brake together."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, text, update

from warehouse.tables import login_attempt as table

WINDOW = timedelta(minutes=15)
REMEMBERED = timedelta(days=90)  # how long an address is known as one that an account logged in from
TRIES_OF_PAIR = 5  # failed ones of one name from one address
TRIES_OF_NAME = 8  # failed ones of one name from addresses that it never logged in from
TRIES_OF_ADDRESS = 9  # failed ones of all names from one address
IPV6_NETWORK = 64  # bits; one household has the rest for itself


@dataclass(frozen=True)
class Try:
    """One try that may go on."""

    id: int


class TooMany(Exception):
    """Too many tries; `seconds` is how long to wait before the next one."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def begin(engine: Engine, key: str, name: str, address: str, now: datetime) -> Try:
    """Count a try before its password is looked at, or raise `TooMany`; names and addresses only as marks."""
    who, place = _mark(key, "name", name.strip().casefold()), _mark(key, "address", network(address))
    row = {"name": who, "address": place, "at": now, "succeeded": False}
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":  # one at a time, or a crowd comes in between two counts
            connection.execute(text("LOCK TABLE login_attempt IN SHARE ROW EXCLUSIVE MODE"))
        connection.execute(delete(table).where(table.c.at < now - REMEMBERED))
        done = connection.execute(insert(table).values(row).returning(table.c.id))  # takes SQLite's lock
        number = done.scalar_one()
        waits = [_wait(times, most, now) for times, most in _counted(connection, who, place, number, now)]
        if max(waits):
            raise TooMany(max(waits))  # rolls back: a try that is refused counts for nothing
    return Try(number)


def succeeded(engine: Engine, attempt: Try) -> None:
    """The password was right."""
    with engine.begin() as connection:
        connection.execute(update(table).where(table.c.id == attempt.id).values(succeeded=True))


def network(address: str) -> str:
    """What of an address counts as one place."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 6 and known.ipv4_mapped is None:
        return str(ipaddress.ip_network((known, IPV6_NETWORK), strict=False))
    return str(known)


def _counted(
    connection: Connection, who: str, place: str, number: int, now: datetime
) -> list[tuple[Sequence[datetime], int]]:
    """The failed tries that this one is counted with, and how many there may be.

    Strangers can use up the tries of a name, but not for places that its owner has logged in from.
    """
    here = (table.c.name == who, table.c.address == place)
    known = connection.scalar(select(table.c.id).where(*here, table.c.succeeded).limit(1)) is not None
    asked: list[tuple[tuple[Any, ...], int]] = [
        (here, TRIES_OF_PAIR),
        ((table.c.address == place,), TRIES_OF_ADDRESS),
    ]
    if not known:
        asked.append(((table.c.name == who,), TRIES_OF_NAME))
    failed = (~table.c.succeeded, table.c.at > now - WINDOW, table.c.id != number)
    query = select(table.c.at).order_by(table.c.at)
    return [(connection.scalars(query.where(*of, *failed)).all(), most) for of, most in asked]


def _wait(times: Sequence[datetime], most: int, now: datetime) -> int:
    """Seconds until fewer than `most` of the tries lie in the window; 0 where they do now."""
    if len(times) < most:
        return 0
    return max(1, round((times[-most] + WINDOW - now).total_seconds()))


def _mark(key: str, kind: str, said: str) -> str:
    """What is kept of a name or address: nobody reads a mistyped password out of it."""
    return hmac.new(key.encode(), f"{kind} {said}".encode(), hashlib.sha256).hexdigest()
