"""The tables of the database as lines of JSON, the same from and for either kind of database."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Date, DateTime, Engine, Table, func, insert, select, text

from warehouse.database import Exact
from warehouse.tables import metadata

ROWS_AT_ONCE = 5_000
READ_BACK: Mapping[type[Any], Callable[[str], Any]] = {
    DateTime: datetime.fromisoformat,
    Date: date.fromisoformat,
    Exact: Decimal,
}
# How each database reads several tables as of one moment.
ONE_MOMENT = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ"}


def lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Every row in the order of its key, a line each."""
    rows = connection.execute(select(table).order_by(*table.primary_key))
    for row in rows.mappings():
        yield json.dumps(dict(row), default=_text, ensure_ascii=False).encode() + b"\n"


def fill(connection: Connection, table: Table, found: Iterable[bytes]) -> None:
    """Put rows that `lines` wrote into an empty table."""
    rows = (_row(table, line) for line in found)
    while some := list(islice(rows, ROWS_AT_ONCE)):
        connection.execute(insert(table), some)
    counter = table.autoincrement_column
    if counter is not None and connection.dialect.name == "postgresql":
        highest = connection.scalar(select(func.max(counter)))
        place = text("SELECT setval(pg_get_serial_sequence(:table, :column), :highest)")
        if highest:
            connection.execute(place, {"table": table.name, "column": counter.name, "highest": highest})


def is_empty(engine: Engine) -> bool:
    """Whether no table has a row."""
    with engine.connect() as connection:
        return all(connection.execute(select(one).limit(1)).first() is None for one in metadata.sorted_tables)


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else format(value, "f")


def _row(table: Table, line: bytes) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(line)
    for column in table.columns:
        kind = READ_BACK.get(type(column.type))
        if kind and row[column.name] is not None:
            row[column.name] = kind(row[column.name])
    return row
