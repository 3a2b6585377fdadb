"""The seed's files as tables: what stands above the header, the header, and the rows as text."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

DATA = Path(__file__).parents[2] / "data"
DATASETS = (
    "apbd",
    "tags",
    "programs",
    "targets",
    "budget",
    "budget_accounts",
    "lra",
    "progress",
    "births",
    "deaths",
    "population",
    "counts",
    "regulations",
    "institutions",
    "digital",
    "awards",
    "adoptions",
    "scores",
    "birth_notifications",
)


@dataclass(frozen=True)
class Table:
    """A sample file as text; `columns` are the declared columns that its headers mean."""

    path: Path
    above: tuple[str, ...]
    headers: tuple[str, ...]
    columns: tuple[str | None, ...]
    rows: tuple[tuple[str, ...], ...]

    def values(self, column: str) -> list[str]:
        """The cells of a declared column."""
        place = self.columns.index(column)
        return [row[place].strip() for row in self.rows]

    def records(self, *columns: str) -> Iterator[tuple[str, ...]]:
        """The cells of several columns, row by row."""
        yield from zip(*(self.values(column) for column in columns), strict=True)


@cache
def tables_in(folder: Path) -> dict[str, list[Table]]:
    """Every sample file under `folder`, by dataset and in the order of names."""
    return {dataset: [table(path) for path in sorted((folder / dataset).iterdir())] for dataset in DATASETS}


@cache
def declaration(dataset: str) -> Mapping[str, Any]:
    return tomllib.loads((DATA / dataset / "dataset.toml").read_text(encoding="utf-8"))


def plain(text: str) -> str:
    return " ".join(re.sub(r"[.:*]", " ", text).casefold().split())


def cells(path: Path) -> list[tuple[str, ...]]:
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
        return [
            tuple("" if cell is None else str(cell) for cell in row)
            for row in sheet.iter_rows(values_only=True)
        ]
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    delimiter = max(",;", key=lambda sign: max(map(len, csv.reader(io.StringIO(text), delimiter=sign))))
    return [tuple(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter)]


def table(path: Path) -> Table:
    """The file's table: its header is the first full row, and what stands under it is the same width."""
    dataset = path.parent.name
    spellings = {
        plain(spelling): column
        for layout in declaration(dataset)["layouts"].values()
        for column, written in layout["headers"].items()
        for spelling in written
    }
    spellings |= {plain(column.replace("_", " ")): column for column in declaration(dataset)["columns"]}
    spellings |= {plain(column): column for column in declaration(dataset)["columns"]}
    every = [row for row in cells(path) if any(row)]
    start = next(number for number, row in enumerate(every) if sum(map(bool, row)) > 3)
    headers = every[start]
    return Table(
        path=path,
        above=tuple(row[0] for row in every[:start]),
        headers=headers,
        columns=tuple(spellings.get(plain(header)) for header in headers),
        rows=tuple(row for row in every[start + 1 :] if all(row[:2]) and len(row) == len(headers)),
    )


def number(text: str) -> Decimal:
    """An amount in any of the seed's spellings; none of its rupiah has decimals other than zeros."""
    return Decimal(text.removeprefix("Rp").lstrip(". ").removesuffix(",00").replace(".", ""))
