"""The raw text Parquet: sheet, row, and every declared column as it stands in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from etl.read import quick
from etl.read.reading import AT, Row
from etl.read.table import Table
from warehouse.declarations import Dataset

PIECE = 1_000  # rows whose cells stay in the processor's cache until Arrow has copied them
GROUP = 50  # pieces of a row group


def write(tables: Iterable[Table], dataset: Dataset, path: Path) -> int:
    """Writes the rows of all tables to `path`, a column that a table lacks as nulls; answers how many.

    `at_column` tells rows apart that one row of the sheet holds; it is 0 elsewhere.
    """
    columns = [pa.field(name, pa.string()) for name in dataset.columns]
    schema = pa.schema(
        [pa.field("sheet", pa.string()), pa.field("row", pa.int64()), pa.field(AT, pa.int64()), *columns]
    )
    written = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for table in tables:
            for group in _groups(table, schema):
                writer.write_table(group)
                written += len(group)
    return written


def _groups(table: Table, schema: pa.Schema) -> Iterator[pa.Table]:
    rest = yield from quick.read(table, partial(_rows_below, table, schema))
    pieces = _pieces(table, rest, schema)
    while group := list(islice(pieces, GROUP)):
        yield pa.concat_tables(group)


def _rows_below(table: Table, schema: pa.Schema, first: int, cells: pa.Table) -> pa.Table:
    """Rows that stand one under the other, from the number `first` on."""
    numbers = pa.array(range(first, first + len(cells)), pa.int64())
    known = {name: cells.column(place) for name, place in table.places.items()}
    return _arrow(table, numbers, known, schema)


def _pieces(table: Table, rows: Iterator[Row], schema: pa.Schema) -> Iterator[pa.Table]:
    names, places = list(table.places), list(table.places.values())
    while True:
        numbers: list[int] = []
        cells: list[str] = []  # of all rows end to end: a list per row would keep the garbage collector busy
        for number, row in islice(rows, PIECE):
            numbers.append(number)
            cells += [row[place] for place in places]
        if not numbers:
            return
        known = {name: pa.array(cells[start :: len(names)], pa.string()) for start, name in enumerate(names)}
        if AT in known:
            known[AT] = pc.add(known[AT].cast(pa.int64()), 1)
        yield _arrow(table, pa.array(numbers), known, schema)


def _arrow(table: Table, numbers: pa.Array, known: Mapping[str, pa.Array], schema: pa.Schema) -> pa.Table:
    rows = len(numbers)
    sheet, at = pa.repeat(table.sheet.name, rows), pa.repeat(pa.scalar(0, pa.int64()), rows)
    said = {name: pa.repeat(text, rows) for name, text in table.constants.items()}
    found = {**dict.fromkeys(schema.names, pa.nulls(rows, pa.string())), AT: at, **said, **known}
    return pa.Table.from_arrays([sheet, numbers, *(found[name] for name in schema.names[2:])], schema=schema)
