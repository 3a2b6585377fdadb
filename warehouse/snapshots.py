"""What the current release shows, beside the database as Parquet: the engine finds what is new, not Python row by row.

A snapshot may be deleted at any time: where there is none of the database's release, it is made from the database.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import Boolean, Connection, Integer, Table, func, select

from warehouse.database import Exact
from warehouse.engine import Connection as Engine
from warehouse.files import PRIVATE_FILE, durably
from warehouse.lazily import ibis
from warehouse.selection import Release
from warehouse.tables import SINCE, UNTIL, keys_of, values_of

if TYPE_CHECKING:
    import pandas as pd

    from warehouse.building import Built

AT = "at"  # which row of the frame a row of the engine's table is
BATCH = 50_000
TYPES: Mapping[type, pa.DataType] = {Boolean: pa.bool_(), Integer: pa.int64(), Exact: pa.decimal128(38, 10)}


def put(engine: Engine, table: Table, frame: pd.DataFrame) -> None:
    """The frame as the engine's table `new_<table>s`, every column typed even where all of it is unknown."""
    rows = pa.table(
        {name: _typed(table, name, frame[name] if len(frame) else ()) for name in values_of(table)}
    )
    engine.put(_new(table), rows.append_column(AT, pa.array(range(len(rows)), pa.int64())))


def _new(table: Table) -> str:
    return f"new_{table.name}s"


def _typed(table: Table, name: str, values: Any) -> pa.Array:
    kind = TYPES.get(type(table.c[name].type), pa.string())
    return pa.array(values, type=kind, from_pandas=True)


class Snapshots:
    """The snapshots of a folder; `release` is the database's current one."""

    def __init__(self, folder: Path, release: Release | None) -> None:
        self.folder = folder
        self.release = release

    def compared(
        self, connection: Connection, engine: Engine, table: Table
    ) -> tuple[list[int], list[int], list[tuple[Any, ...]]]:
        """The places of the frame's rows that are added, of those that changed, and the keys of what has ended."""
        beside = self._beside(connection, engine, table)
        changed = beside.filter(beside[AT].isnull() | beside[f"old_{SINCE}"].isnull() | beside.differs)
        old = [f"old_{name}" for name in keys_of(table)]
        rows = changed.select(AT, f"old_{SINCE}", *old).order_by(AT, *old).to_pyarrow().to_pylist()
        here = [row for row in rows if row[AT] is not None]
        added = [row[AT] for row in here if row[f"old_{SINCE}"] is None]
        kept = [row[AT] for row in here if row[f"old_{SINCE}"] is not None]
        return added, kept, [tuple(row[name] for name in old) for row in rows if row[AT] is None]

    def follow(self, built: Built, release: Release) -> None:
        """Writes what `release` shows, which has just been published from this build; drops the one before."""
        for table in built.frames:
            old = self._path(table, self.release)
            beside = self._joined(built.engine, table, old, how="left")
            is_new = beside[f"old_{SINCE}"].isnull() | beside.differs
            since = ibis.ifelse(is_new, release.number, beside[f"old_{SINCE}"]).cast("int64")
            with durably(self._path(table, release), PRIVATE_FILE) as temporary:
                beside.select(*values_of(table), **{SINCE: since}).to_parquet(str(temporary))
            old.unlink(missing_ok=True)

    def _beside(self, connection: Connection, engine: Engine, table: Table) -> Any:
        path = self._path(table, self.release)
        if not _is_of(connection, table, path):
            _export(connection, table, path)
        return self._joined(engine, table, path, how="outer")

    def _path(self, table: Table, release: Release | None) -> Path:
        name = f"{release.number}-{release.published_at:%Y%m%dT%H%M%S%f}" if release else "0"
        return self.folder / f"{table.name}-{name}.parquet"

    @staticmethod
    def _joined(engine: Engine, table: Table, path: Path, how: str) -> Any:
        """The new rows beside those shown, whose columns are called `old_`; `differs` where a value does."""
        new = engine.table(_new(table))
        old = engine.read_parquet(str(path), table_name=f"shown_{table.name}s")
        old = old.rename("old_{name}")
        keys = keys_of(table)
        beside = new.join(old, [new[name] == old[f"old_{name}"] for name in keys], how=how)
        values = [name for name in values_of(table) if name not in keys]
        differs = ibis.or_(*(~beside[name].identical_to(beside[f"old_{name}"]) for name in values))
        return beside.mutate(differs=differs)


def _is_of(connection: Connection, table: Table, path: Path) -> bool:
    """Whether a snapshot is there and holds as many rows, as old, as the database shows."""
    if not path.exists():
        return False
    shown = select(func.count(), func.coalesce(func.sum(table.c[SINCE]), 0)).where(table.c[UNTIL].is_(None))
    kept = pq.read_table(path, columns=[SINCE])[SINCE]
    counted, summed = connection.execute(shown).one()
    return (counted, int(summed)) == (len(kept), sum(kept.to_pylist()))


def _export(connection: Connection, table: Table, path: Path) -> None:
    """Writes what the database shows."""
    names = [*values_of(table), SINCE]
    schema = pa.schema([(name, TYPES.get(type(table.c[name].type), pa.string())) for name in names])
    shown = select(*(table.c[name] for name in names)).where(table.c[UNTIL].is_(None))
    with durably(path, PRIVATE_FILE) as temporary, pq.ParquetWriter(temporary, schema) as writer:
        for rows in connection.execute(shown.execution_options(yield_per=BATCH)).partitions():
            writer.write_table(_of_rows(rows, schema))


def _of_rows(rows: Sequence[Any], schema: pa.Schema) -> pa.Table:
    columns = zip(*rows, strict=True)
    return pa.table([pa.array(each, field.type) for each, field in zip(columns, schema, strict=True)], schema)
