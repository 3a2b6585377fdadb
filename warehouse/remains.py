"""What stays of files of persons that were deleted: what each of their rows adds to the measures, and of which part."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from warehouse.declarations import Dataset
from warehouse.engine import Connection, Table, table_of
from warehouse.files import PRIVATE_FILE, durably
from warehouse.lazily import ibis

ORIGIN = ["load", "sheet", "sheet_row"]
PURGED = "purged"  # with its number, the name of a load whose rows are gone


def with_kept(
    engine: Connection,
    dataset: Dataset,
    measured: Table,
    folder: Path,
    current: Collection[tuple[int, str]],
    purged: Collection[int],
) -> Table:
    """What rows add: those that are there, and of those that are gone the ones of parts that still count.

    Where rows of several datasets made one together, its months are kept whole.
    """
    path = folder / f"{dataset.name}.parquet"
    if not purged or not path.exists():
        return measured
    kept = engine.read_parquet(str(path), table_name=f"{dataset.name}_kept")
    if _is_of_several(dataset):
        measured = measured.anti_join(kept.select("month").distinct(), "month")
    else:
        pairs = [(number, part) for number, part in current if number in purged]
        standing = table_of(
            {"load": [number for number, _ in pairs], "part": [part for _, part in pairs]},
            {"load": "int64", "part": "string"},
        )
        kept = kept.semi_join(standing, ["load", "part"])
    schema = measured.schema()
    missing = {name: ibis.null(kind) for name, kind in schema.items() if name not in kept.columns}
    alike = kept.mutate(**missing).select(*schema).cast(dict(schema.items()))
    return ibis.union(measured, alike)


def keep(
    engine: Connection,
    dataset: Dataset,
    measured: Table,
    origins: Table,
    folder: Path,
    gone: Collection[int],
) -> None:
    """Add what the rows of these loads add to what was kept; whole before anything is deleted."""
    path = folder / f"{dataset.name}.parquet"
    theirs = measured.filter(measured.load.isin(sorted(gone)))
    if _is_of_several(dataset):
        theirs = measured.semi_join(theirs.select("month").distinct(), "month")
    lines = theirs.left_join(origins, ORIGIN).select(*measured.columns, "part")
    if path.exists():
        before = engine.read_parquet(str(path), table_name=f"{dataset.name}_kept_before")
        again = before.filter(~before.load.isin(sorted(gone)))
        missing = {
            name: ibis.null(kind) for name, kind in lines.schema().items() if name not in again.columns
        }
        again = again.mutate(**missing).select(*lines.columns).cast(dict(lines.schema().items()))
        if _is_of_several(dataset):
            again = again.anti_join(lines.select("month").distinct(), "month")
        lines = ibis.union(again, lines)
    with durably(path, PRIVATE_FILE) as temporary:
        lines.to_parquet(str(temporary))


def _is_of_several(dataset: Dataset) -> bool:
    return len(dataset.inputs) > 1
