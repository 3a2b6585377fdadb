"""The raw text Parquet: sheet, row, and every declared column as it stands in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from etl.read.table import Table
from warehouse.declarations import Dataset

PIECE = 1_000  # rows whose cells stay in the processor's cache until Arrow has copied them
GROUP = 50  # pieces of a row group


def write(tables: Iterable[Table], dataset: Dataset, path: Path) -> int:
    """Writes the rows of all tables to `path`, a column that a table lacks as nulls; answers how many."""
    columns = [pa.field(name, pa.string()) for name in dataset.columns]
    schema = pa.schema([pa.field("sheet", pa.string()), pa.field("row", pa.int64()), *columns])
    written = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for table in tables:
            pieces = _pieces(table, schema)
            while group := list(islice(pieces, GROUP)):
                writer.write_table(pa.concat_tables(group))
                written += sum(map(len, group))
    return written


def _pieces(table: Table, schema: pa.Schema) -> Iterator[pa.Table]:
    names, places = list(table.places), list(table.places.values())
    rows = table.rows()
    while True:
        numbers: list[int] = []
        cells: list[str] = []  # of all rows end to end: a list per row would keep the garbage collector busy
        for number, row in islice(rows, PIECE):
            numbers.append(number)
            cells += [row[place] for place in places]
        if not numbers:
            return
        known = {name: cells[start :: len(names)] for start, name in enumerate(names)}
        yield _arrow(table.sheet.name, numbers, known, schema)


def _arrow(sheet: str, numbers: list[int], known: dict[str, list[str]], schema: pa.Schema) -> pa.Table:
    absent = pa.nulls(len(numbers), pa.string())
    columns = [pa.array(known[name], pa.string()) if name in known else absent for name in schema.names[2:]]
    return pa.Table.from_arrays([pa.repeat(sheet, len(numbers)), pa.array(numbers), *columns], schema=schema)
