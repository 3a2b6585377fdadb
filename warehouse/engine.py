"""The engine that judges, measures and adds: DuckDB inside the process, spoken to through Ibis."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ibis
import pyarrow as pa

from warehouse.declarations import Column, Dataset

Connection = Any  # ibis' backends carry no types
Table = Any

TYPES: Mapping[str, str] = {
    "area": "string",
    "choice": "string",
    "nik": "string",
    "code": "string",
    "text": "string",
    "period": "string",
    "date": "date",
    "count": "int64",
    "decimal": "decimal(28, 8)",
    "percent": "decimal(12, 6)",
    "rupiah": "decimal(20, 2)",
}


def connect() -> Connection:
    """A fresh engine; what is created in it is gone with it."""
    connection = ibis.duckdb.connect()
    connection.raw_sql("set enable_progress_bar = false")
    return connection


def type_of(column: Column) -> str:
    """The engine's type of a judged column."""
    return "string" if column.hashed else TYPES[column.kind]


def schema_of(dataset: Dataset) -> dict[str, str]:
    """The columns of a dataset's current rows: where they came from, then what they say."""
    origin = {"load": "int64", "sheet": "string", "sheet_row": "int64"}
    return origin | {name: type_of(column) for name, column in dataset.columns.items()}


def table_of(columns: Mapping[str, Any], schema: Mapping[str, str]) -> Table:
    """An engine's table from Python values by column; through Arrow, which keeps decimals and nulls."""
    arrow = ibis.schema(schema).to_pyarrow()
    return ibis.memtable(pa.table({name: list(columns[name]) for name in schema}, schema=arrow))


_statements: dict[tuple[object, ...], str] = {}


def prepared(engine: Connection, key: tuple[object, ...], make: Callable[[], Table]) -> str:
    """The engine's text of an expression over named tables, made once in a process for each `key`.

    Turning an expression into text takes longer than running it on a small file; `key` holds all it depends on.
    """
    if key not in _statements:
        _statements[key] = str(engine.compile(make()))
    return _statements[key]
