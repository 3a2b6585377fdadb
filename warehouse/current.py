"""Current rows: the rows of current parts, one per key, the newest load winning."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from warehouse import loads
from warehouse.declarations import Dataset
from warehouse.engine import Connection, Table, arrow_of, schema_of, table_of
from warehouse.lazily import ibis
from warehouse.loads import Staged

ORIGIN = ["load", "sheet", "sheet_row"]


def rows(
    engine: Connection, dataset: Dataset, staged: Sequence[Staged], parts: Collection[str] | None = None
) -> Table:
    """The current rows of a dataset, or of some of its parts, in the engine under the dataset's name.

    All loads of those parts must be among `staged`. Rows of persons are many: they are read where they lie.
    """
    schema = schema_of(dataset)
    if not staged:
        engine.put(dataset.name, arrow_of(dict.fromkeys(schema, ()), schema))
        return engine.table(dataset.name)
    of_parts = of_current_parts(engine, dataset, staged)
    if parts is not None:
        of_parts = of_parts.filter(of_parts.part.isin(sorted(parts)))
    store = engine.create_view if dataset.personal else engine.create_table
    return store(dataset.name, _newest(engine, of_parts, dataset).select(*schema), overwrite=True)


def of_current_parts(engine: Connection, dataset: Dataset, staged: Sequence[Staged]) -> Table:
    """The good rows of the parts that count, with their load, row and part."""
    paths = [str(one.path.resolve()) for one in staged]
    judged = engine.read_parquet(paths, table_name=f"{dataset.name}_judged", filename=True)
    files = table_of(
        {"filename": paths, "load": [one.load.id for one in staged]},
        {"filename": "string", "load": "int64"},
    )
    parts = loads.current_parts(one.load for one in staged)
    current = table_of(
        {"load": [number for number, _ in parts], "part": [part for _, part in parts]},
        {"load": "int64", "part": "string"},
    )
    reasons = [judged[f"why_{name}"].isnull() for name in dataset.columns]
    kept = judged.filter(*reasons, ~judged.duplicate).join(files, "filename")
    return kept.inner_join(current, ["load", "part"]).mutate(sheet_row=ibis._.row)


def _newest(engine: Connection, kept: Table, dataset: Dataset) -> Table:
    """The rows without those whose key stands in a newer load too; in one file there are none twice."""
    if not dataset.key:
        return kept
    newest = ibis.window(group_by=list(dataset.key), order_by=[ibis.desc("load"), "sheet", "sheet_row"])
    rank = ibis.row_number().over(newest)
    if not dataset.personal:
        return kept.mutate(rank=rank).filter(ibis._.rank == 0)
    ranked = _repeated(kept, dataset).mutate(rank=rank).filter(ibis._.rank > 0)
    older = engine.create_table(f"{dataset.name}_older", ranked.select(*ORIGIN), temp=True)
    return kept.anti_join(older, ORIGIN)


def _repeated(kept: Table, dataset: Dataset) -> Table:
    """The rows that have their key in common with another, and a few more: ranking all of them takes much memory."""
    marked = kept.mutate(mark=ibis.array([kept[name].cast("string") for name in dataset.key]).hash())
    often = marked.group_by("mark").having(ibis._.count() > 1).agg()
    return marked.semi_join(often, "mark").drop("mark")
