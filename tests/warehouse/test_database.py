"""The database: its tables, its exact numbers, what is current."""

from __future__ import annotations

import os
import signal
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import hypothesis
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, Engine, Integer, MetaData, Table, func, insert, select
from sqlalchemy.exc import DBAPIError, OperationalError

from tests.both import Databases
from tests.cluster import Cluster
from warehouse import bulk, database, tables
from warehouse.database import Exact
from warehouse.loads import Load, current_parts
from warehouse.postgresql import GRACE


def test_the_migrations_make_the_tables_that_are_declared(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    database.migrate(engine)
    assert database.is_migrated(engine)


def test_tables_of_another_layout_are_not_taken_for_ours(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    assert not database.is_migrated(engine)


def test_of_many_that_migrate_at_once_one_works_and_none_fails(tmp_path: Path, databases: Databases) -> None:
    url = databases.new(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: migrate_alone(url), range(8)))
    assert database.is_migrated(database.connect(url))


def migrate_alone(url: str) -> None:
    engine = database.connect(url)
    database.migrate(engine)
    engine.dispose()


def test_what_was_acknowledged_is_on_the_disk(tmp_path: Path) -> None:
    engine = database.connect(f"sqlite:///{tmp_path / 'warehouse.db'}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL


EXACT = st.decimals(allow_nan=False, allow_infinity=False, places=10, min_value=-(10**20), max_value=10**20)
UNTIMED = hypothesis.settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@UNTIMED
@given(values=st.lists(EXACT, min_size=1))
def test_decimals_come_back_digit_for_digit(engine: Engine, values: list[Decimal]) -> None:
    table = Table("t", MetaData(), Column("place", Integer), Column("value", Exact), prefixes=["TEMPORARY"])
    rows = [{"place": place, "value": value} for place, value in enumerate(values)]
    with engine.connect() as connection:
        table.create(connection)
        bulk.add(connection, table, rows)
        connection.execute(insert(table), [row | {"place": row["place"] + len(rows)} for row in rows])
        kept = connection.scalars(select(table.c.value).order_by(table.c.place)).all()
        connection.rollback()
        table.drop(connection, checkfirst=True)
        connection.commit()
    assert [str(value) for value in kept] == [str(value) for value in values * 2]


def test_a_killed_connection_is_replaced_unseen(postgresql: Cluster) -> None:
    engine = database.connect(postgresql.new(f"t{uuid.uuid4().hex}"))
    database.migrate(engine)
    assert database.is_migrated(engine)
    assert postgresql.kill(str(engine.url.database)) == 1
    assert database.is_migrated(engine)


def test_a_read_whose_connection_is_killed_is_done_once_more_and_not_a_third_time(
    postgresql: Cluster,
) -> None:
    engine = database.connect(postgresql.new(f"t{uuid.uuid4().hex}"))
    tries: list[int] = []

    def killed_until(number: int) -> Callable[[Connection], object]:
        def work(connection: Connection) -> object:
            tries.append(number)
            if len(tries) <= number:
                assert postgresql.kill(str(engine.url.database)) == 1
            return connection.scalar(select(1))

        return work

    assert database.read(engine, killed_until(1)) == 1
    assert len(tries) == 2
    tries.clear()
    with pytest.raises(DBAPIError):
        database.read(engine, killed_until(9))
    assert len(tries) == 2


def test_a_server_that_says_nothing_is_given_up_and_a_long_statement_is_ended(postgresql: Cluster) -> None:
    engine = database.connect(postgresql.url(), slowest=1)
    with pytest.raises(OperationalError), engine.connect() as connection:
        connection.exec_driver_sql("SELECT pg_sleep(3)")
    with engine.connect() as connection:
        process = connection.scalar(select(func.pg_backend_pid()))
        os.kill(process, signal.SIGSTOP)
        try:
            begun = time.monotonic()
            with pytest.raises(OperationalError) as fault:
                connection.scalar(select(1))
        finally:
            os.kill(process, signal.SIGCONT)
    assert fault.value.connection_invalidated
    assert time.monotonic() - begun < 1 + GRACE + 1


def test_there_is_one_writer_at_a_time(postgresql: Cluster) -> None:
    engine = database.connect(postgresql.new(f"t{uuid.uuid4().hex}"))
    inside: list[int] = []

    def write(number: int) -> int:
        with suppress(ZeroDivisionError), database.only_writer(engine):
            inside.append(number)
            alone = len(inside)
            time.sleep(0.02)
            inside.remove(number)
            raise ZeroDivisionError  # a writer that fails does not keep the others waiting
        return alone

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(write, range(8))) == [1] * 8


def load(number: int, parts: dict[str, int], mode: str = "replace") -> Load:
    return Load(
        number, "births", "", "", datetime(2026, 1, 1), "accepted", "", False, {"mode": mode}, 0, 0, 0, parts
    )


def test_the_newest_load_of_a_part_counts_and_the_older_one_only_where_it_alone_speaks() -> None:
    loads = [load(1, {"bulan=2023-01": 5, "bulan=2023-02": 5}), load(2, {"bulan=2023-02": 6})]
    assert current_parts(loads) == ((1, "bulan=2023-01"), (2, "bulan=2023-02"))


def test_what_is_appended_counts_beside_the_load_it_follows_and_no_longer_once_that_is_replaced() -> None:
    part = "bulan=2023-01"
    loads = [load(1, {part: 5}), load(2, {part: 1}, "append")]
    assert current_parts(loads) == ((1, part), (2, part))
    assert current_parts([*loads, load(3, {part: 7})]) == ((3, part),)
