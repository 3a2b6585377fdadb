"""How we talk to PostgreSQL: a pool that replaces dead connections, and no wait without an end."""

from __future__ import annotations

from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.errors import OperationalError, _WaitTimeout
from sqlalchemy import Engine, create_engine, event

CONNECT = 3  # seconds until a server has to let us in
POOL = 3  # seconds until one of our own connections has to be free
GRACE = 2  # seconds that a server may be late in ending a statement which took too long

Result = TypeVar("Result")


class Bounded(psycopg.Connection[Any]):
    """A connection that is given up where the server says nothing for longer than a statement may take."""

    longest: float | None = None

    def wait(self, gen: PQGen[Result], interval: float = 0.1, timeout: float | None = None) -> Result:
        """Wait for the server; a frozen one does not end its statements itself."""
        try:
            return super().wait(gen, interval, timeout or self.longest)
        except _WaitTimeout:
            self.pgconn.finish()
            raise OperationalError("the server does not answer") from None


def connect(url: str, slowest: int | None) -> Engine:
    """The engine for a PostgreSQL URL; statements end after `slowest` seconds where that is said."""
    engine = create_engine(
        url,
        pool_pre_ping=True,
        pool_timeout=POOL,
        connect_args={"connect_timeout": CONNECT, "application_name": "dasbor", **_limit(slowest)},
    )

    @event.listens_for(engine, "do_connect")
    def bounded(_dialect: Any, _record: Any, words: Any, named: Any) -> Bounded:
        connection = Bounded.connect(*words, **named)
        connection.longest = slowest + GRACE if slowest else None
        return connection

    return engine


def _limit(slowest: int | None) -> dict[str, str]:
    return {"options": f"-c statement_timeout={slowest * 1000}"} if slowest else {}
