"""Makes staged loads from typed rows, so that sums can be worked out by hand in a test's comment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from warehouse import engine
from warehouse.declarations import Dataset
from warehouse.loads import Load, Staged


def staged(
    folder: Path,
    dataset: Dataset,
    number: int,
    rows: Sequence[Mapping[str, Any]],
    part: str = "all",
    sample: bool = False,
    mode: str = "replace",
) -> Staged:
    """A load whose rows are all good; `part` may name columns: `tahun={tahun};bulan={bulan:02}`."""
    schema = {"sheet": "string", "row": "int64", "part": "string", "duplicate": "boolean"}
    for name, column in dataset.columns.items():
        schema |= {name: engine.type_of(column), f"why_{name}": "string", f"bad_{name}": "string"}
    full = [
        dict.fromkeys(schema)
        | {"sheet": "", "row": line, "duplicate": False, "part": part.format(**row)}
        | row
        for line, row in enumerate(rows, start=2)
    ]
    path = folder / f"{dataset.name}-{number}.parquet"
    columns = {name: [row[name] for row in full] for name in schema}
    engine.connect().to_parquet(engine.table_of(columns, schema), str(path))
    parts = dict(Counter(row["part"] for row in full)) or {part: 0}
    load = Load(
        number, dataset.name, f"{number:064}", f"{dataset.name}-{number}.csv", datetime(2026, 1, 1), "accepted", "",
        sample, {"mode": mode}, len(rows), len(rows), 0, parts,
    )  # fmt: skip
    return Staged(load, path)
