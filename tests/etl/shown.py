"""A small life with one release, and everything that a database shows of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import select

from tests.both import address
from tests.etl.inside import answer, run, took
from tests.etl.writing import BUDGET, GIVEN, TAGS, given, money, table, tag
from warehouse import database, tables

TODAY = ("--today", "2026-01-20")
YEARS = range(2010, 2022)
SHOWN = (
    tables.load,
    tables.load_part,
    tables.load_doubt,
    tables.release,
    tables.observation,
    tables.lineage,
    tables.record,
)


def numbers(folder: Path, value: str) -> Path:
    """The same value in every year, so that a mixed read shows two values."""
    return table(folder / f"{value}.csv", GIVEN, [given("soc-01", str(year), value) for year in YEARS])


def begun(state: Path) -> Path:
    """A state with one release, whose numbers are all 60; its files lie beside it."""
    assert run(state, "migrate").returncode == 0
    folder = state.parent
    took(state, "tags", table(folder / "tags.csv", TAGS, [tag()]))
    took(state, "budget", table(folder / "1.csv", BUDGET, [money(1, spent=10)]))
    took(state, "given", numbers(folder, "60"))
    answer(state, "release", *TODAY)
    return state


def shown(state: Path) -> dict[str, list[Any]]:
    """Everything but the clock's: what the database shows, and what of loads counts."""
    engine = database.connect(address(state))
    found = {}
    for one in SHOWN:
        columns = [column for column in one.columns if column.name not in ("received_at", "published_at")]
        with engine.connect() as connection:
            found[one.name] = connection.execute(select(*columns).order_by(*one.primary_key)).all()
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            assert connection.exec_driver_sql("pragma integrity_check").scalar() == "ok"
    engine.dispose()
    return found
