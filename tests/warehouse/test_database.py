"""The database: its tables, its exact numbers, what is current."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Engine, MetaData, Table, create_engine, insert, select

from warehouse import database, tables
from warehouse.database import Exact
from warehouse.loads import Load, current_parts


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    engine = database.connect(f"sqlite:///{tmp_path / 'warehouse.db'}")
    database.migrate(engine)
    return engine


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


def test_what_was_acknowledged_is_on_the_disk(engine: Engine) -> None:
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL


@given(st.decimals(allow_nan=False, allow_infinity=False, places=10, min_value=-(10**20), max_value=10**20))
def test_a_decimal_comes_back_digit_for_digit(value: Decimal) -> None:
    engine = create_engine("sqlite://")
    table = Table("t", MetaData(), Column("value", Exact))
    table.create(engine)
    with engine.begin() as connection:
        connection.execute(insert(table).values(value=value))
        assert connection.scalar(select(table.c.value)) == value


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
