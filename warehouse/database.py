"""One way to open the warehouse database, to read it and to be its only writer; and exact numbers in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import (
    Connection,
    Dialect,
    Engine,
    Numeric,
    String,
    column,
    create_engine,
    event,
    func,
    inspect,
    select,
    table,
)
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeDecorator, TypeEngine

Found = TypeVar("Found")
MIGRATIONS = Path(__file__).parent / "migrations"
REVISION, FOLLOWS = (
    re.compile(rf'^{name}(?:: .*)? = "(.*)"', re.MULTILINE) for name in ("revision", "down_revision")
)
VERSION = table("alembic_version", column("version_num", String))
WRITER, MIGRATION = 1305, 1306  # numbers of PostgreSQL's advisory locks


class Exact(TypeDecorator[Decimal]):
    """A decimal kept digit for digit: text on SQLite, which has no decimals, NUMERIC elsewhere."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(String() if dialect.name == "sqlite" else Numeric())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        return format(value, "f") if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


def connect(url: str, slowest: int | None = None) -> Engine:
    """The engine for a database URL; what was acknowledged survives, and a dead connection is replaced.

    On PostgreSQL every wait ends; `slowest` is the number of seconds that one statement may take.
    """
    if make_url(url).get_backend_name() == "postgresql":
        from warehouse import postgresql  # its driver takes as long to load as a small command to run

        return postgresql.connect(url, slowest)
    engine = create_engine(url)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    """WAL with full syncs; the patience comes first, for the others wait for a lock too."""
    cursor = connection.cursor()
    for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def has_file(engine: Engine) -> bool:
    """Whether the database's file is there, where it is one; asking SQLite would make it."""
    name = engine.url.database
    return engine.dialect.name != "sqlite" or not name or Path(name).exists()


def read(engine: Engine, work: Callable[[Connection], Found]) -> Found:
    """What `work` reads on one connection; where that dies under it, once more on a new one."""
    try:
        return _read(engine, work)
    except DBAPIError as fault:
        if not fault.connection_invalidated:
            raise
    return _read(engine, work)


def _read(engine: Engine, work: Callable[[Connection], Found]) -> Found:
    with engine.connect() as connection:
        return work(connection)


@contextmanager
def only_writer(engine: Engine) -> Iterator[None]:
    """One writer of a PostgreSQL database at a time, from whichever machine; the next one waits."""
    if engine.dialect.name == "sqlite":
        yield
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(select(func.pg_advisory_lock(WRITER)))
        try:
            yield
        finally:
            connection.invalidate()  # the lock ends with its connection, alive or dead


def migrate(engine: Engine) -> None:
    """Bring the database's tables up to date; the only thing that ever creates them.

    Of several at once, one works and the others then find nothing to do.
    """
    from alembic import command  # loaded by the only command that needs it
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(select(func.pg_advisory_xact_lock(MIGRATION)))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def is_migrated(engine: Engine) -> bool:
    """Whether the tables are those that this program knows."""
    return layout_of(engine) == layout()


def layout_of(engine: Engine) -> str | None:
    """The name of the layout of a database's tables; None where it has none."""
    return read(engine, _layout_of)


def _layout_of(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION.name):
        return None
    return connection.scalar(select(VERSION.c.version_num))


@cache
def layout() -> str:
    """The name of the newest layout of the tables, that of this program: the one that no other follows."""
    texts = [file.read_text(encoding="utf-8") for file in MIGRATIONS.glob("versions/*.py")]
    named = {found[1] for text in texts if (found := REVISION.search(text))}
    followed = {found[1] for text in texts if (found := FOLLOWS.search(text))}
    (newest,) = named - followed
    return newest
