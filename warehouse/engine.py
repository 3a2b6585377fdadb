"""The engine that judges, measures and adds: DuckDB inside the process, spoken to through Ibis."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.declarations import Column, Dataset
from warehouse.lazily import ibis

Statements = Callable[[tuple[object, ...], Callable[[], str]], str]
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

# No bar on the screen, no table that is a variable of Python's, and days begin where they do everywhere else.
SETTINGS = ("enable_progress_bar = false", "python_enable_replacements = false", "TimeZone = 'UTC'")
ARROW = {
    "string": pa.string(),
    "int64": pa.int64(),
    "int32": pa.int32(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
DECIMAL = re.compile(r"decimal\((\d+), (\d+)\)")


class Engine:
    """A DuckDB that takes statements; for expressions it is a backend of Ibis, loaded when one is asked for."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements
        self._duckdb = duckdb.connect()
        for setting in SETTINGS:
            self.raw_sql(f"SET {setting}")

    def raw_sql(self, statement: str) -> duckdb.DuckDBPyConnection:
        """Run a statement; what it answers has to be fetched before the next."""
        return self._duckdb.execute(statement)

    def put(self, name: str, rows: pa.Table) -> None:
        """Rows as the table `name`, in place of the one that is there."""
        self._duckdb.register("arriving", rows)
        self.raw_sql(f'CREATE OR REPLACE TABLE "{name}" AS FROM arriving')
        self._duckdb.unregister("arriving")

    def look_at(self, file: Path, name: str) -> None:
        """The rows of a Parquet under `name`, where they lie."""
        self._duckdb.read_parquet(str(file)).create_view(name)

    def columns(self, name: str) -> tuple[str, ...]:
        """The columns of a table."""
        return tuple(column for column, *_ in self.raw_sql(f'SELECT * FROM "{name}" LIMIT 0').description)

    def prepared(self, key: tuple[object, ...], make: Callable[[], Table]) -> str:
        """The text of an expression over named tables, made once for each `key`, which holds all it depends on.

        Turning an expression into text takes longer than running it on a small file.
        """
        return self._statements(key, lambda: str(self._backend.compile(make())))

    def __getattr__(self, what: str) -> Any:
        return getattr(self._backend, what)

    @cached_property
    def _backend(self) -> Any:
        return ibis.duckdb.from_connection(self._duckdb)


_made: dict[tuple[object, ...], str] = {}


def _once(key: tuple[object, ...], make: Callable[[], str]) -> str:
    """A statement that lasts as long as the process."""
    if key not in _made:
        _made[key] = make()
    return _made[key]


def connect(statements: Statements = _once) -> Connection:
    """A fresh engine; what is created in it is gone with it. `statements` knows those made before."""
    return Engine(statements)


def type_of(column: Column) -> str:
    """The engine's type of a judged column."""
    return "string" if column.hashed else TYPES[column.kind]


def schema_of(dataset: Dataset) -> dict[str, str]:
    """The columns of a dataset's current rows: where they came from, then what they say."""
    origin = {"load": "int64", "sheet": "string", "sheet_row": "int64"}
    return origin | {name: type_of(column) for name, column in dataset.columns.items()}


def arrow_of(columns: Mapping[str, Any], schema: Mapping[str, str]) -> pa.Table:
    """Python values by column as Arrow, which keeps decimals and nulls."""
    fields = [pa.field(name, _arrow_type(kind)) for name, kind in schema.items()]
    return pa.table({name: list(columns[name]) for name in schema}, schema=pa.schema(fields))


def _arrow_type(name: str) -> pa.DataType:
    if found := DECIMAL.fullmatch(name):
        return pa.decimal128(int(found[1]), int(found[2]))
    return ARROW[name]


def table_of(columns: Mapping[str, Any], schema: Mapping[str, str]) -> Table:
    """An engine's table from Python values by column."""
    return ibis.memtable(arrow_of(columns, schema))
