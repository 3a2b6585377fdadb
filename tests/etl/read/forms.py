"""The budget form in small, and sheets and texts of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl

from tests.etl.read.sent import workbook
from warehouse.declarations import Column, Dataset, Layout

FORM = Layout(
    "lra",
    {
        "kode": ("Kode Rekening", "Kode"),
        "uraian": ("Uraian",),
        "anggaran": ("Anggaran", "Anggaran (Rp)", "Anggaran {tahun}"),
        "realisasi": ("Realisasi", "Realisasi {tahun}", "Realisasi / s.d. Bulan Ini"),
    },
    joined=("kode",),
)
LRA = Dataset(
    "lra",
    Path(),
    "LRA",
    "an account",
    "OPD",
    columns={
        "kode": Column("kode", "code", required=True, form="akun"),
        "uraian": Column("uraian", "text"),
        "anggaran": Column("anggaran", "rupiah", required=True),
        "realisasi": Column("realisasi", "rupiah", required=True),
    },
    key=("kode",),
    layouts=(FORM,),
)
HEAD = ["Kode", "Uraian", "Anggaran", "Realisasi"]


def with_layout(dataset: Dataset, **changed: Any) -> Dataset:
    """The dataset with another layout."""
    return replace(dataset, layouts=(replace(dataset.layouts[0], **changed),))


def sheet(rows: Sequence[Sequence[Any]], *merged: str) -> openpyxl.Workbook:
    """A workbook of one sheet with some of its cells merged."""
    book = workbook(LRA=rows)
    for area in merged:
        book["LRA"].merge_cells(area)
    return book


def text(rows: Sequence[Sequence[Any]]) -> str:
    """The same as a csv."""
    return "".join(";".join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows)
