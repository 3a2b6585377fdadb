"""Files as offices send them, in small, and the dataset that they are read for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq

from etl.read import Reading
from etl.read.reading import AT
from warehouse.declarations import Column, Dataset, Layout

Cells = tuple[str | None, ...]
Take = Callable[..., tuple[Reading, list[Cells]]]
Refusal = Callable[..., str]
EMPTY: Mapping[str, tuple[str, ...]] = {}
SMALL = [["No Akta", "Tgl Lahir", "Berat (kg)"], ["A1", "x", "=1+2"]]
HEADER = "No. Akta;Tgl Lahir;Berat (kg)"


def dataset(
    required: Sequence[str] = ("no_akta", "tgl_lahir"),
    optional: Sequence[str] = ("berat",),
    headers: Mapping[str, Sequence[str]] = EMPTY,
    **more: Any,
) -> Dataset:
    """Births in small: a key, a required date and an optional weight."""
    columns = {name: Column(name, "text", required=name in required) for name in (*required, *optional)}
    layouts = (Layout("sipakem", {name: tuple(forms) for name, forms in headers.items()}),)
    return Dataset(
        **{
            "name": "births",
            "folder": Path(),
            "title": "Kelahiran",
            "row": "a birth",
            "sender": "Disdukcapil",
            "columns": columns,
            "key": tuple(required[:1]),
            "layouts": layouts,
            **more,
        }
    )


BIRTHS = dataset(
    headers={"no_akta": ["No. Akta", "Nomor Akta"], "tgl_lahir": ["Tgl Lahir"], "berat": ["Berat (kg)"]}
)


def rows_of(raw: Path) -> list[Cells]:
    return [tuple(row.values()) for row in pq.read_table(raw).drop_columns([AT]).to_pylist()]


def workbook(**sheets: Sequence[Sequence[Any]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return book
