"""Judges cells without a file: what the tests of kinds, keys and corrections start from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from etl.judge import statement
from etl.kinds.known import Known, known
from warehouse import engine, reference
from warehouse.declarations import Column, Dataset
from warehouse.declaring import Faults

ROOT = Path(__file__).parents[2]
SECRET = b"an invented key of thirty-two by"


@cache
def reference_data() -> Known:
    """The areas and codes of data/reference."""
    entities = reference.entities(ROOT / "data/reference", Faults())
    return known(entities, reference.aliases(ROOT / "data/reference", entities, Faults()))


def dataset(*columns: Column, **said: Any) -> Dataset:
    """A dataset of these columns."""
    return Dataset("uji", ROOT, "Uji", "a row", "Penguji", {one.name: one for one in columns}, **said)


def judged(
    declared: Dataset,
    rows: Sequence[dict[str, str | None]],
    reference: Known | None = None,
    **said: Any,
) -> list[dict[str, Any]]:
    """The judged rows in the order of the file; the first has number 2."""
    con = engine.connect()
    names = [name for name in declared.columns if any(name in row for row in rows)]
    cells = {name: pa.array([row.get(name) for row in rows], pa.string()) for name in names}
    numbers = pa.array(range(2, len(rows) + 2), pa.int64())
    places = {"sheet": pa.array([""] * len(rows)), "row": numbers, "at_column": pa.array([0] * len(rows))}
    con.create_table("raw", pa.table({**places, **cells}))
    said = {"secret": SECRET, **said}
    found = con.raw_sql(statement(con, declared, reference or reference_data(), **said)).to_arrow_table()
    return list(found.sort_by("row").to_pylist())


def answers(kind: Any, cells: Sequence[str | None], **said: Any) -> list[Any]:
    """For each cell of one column its value, or the reason that it was refused for in square brackets."""
    rows = judged(dataset(Column("x", kind, **said)), [{"x": cell} for cell in cells])
    return [f"[{row['why_x']}]" if row["why_x"] else row["x"] for row in rows]


def answer(kind: Any, cell: str | None, **said: Any) -> Any:
    """The answer for a column of one cell."""
    return answers(kind, [cell], **said)[0]
