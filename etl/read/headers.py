"""Finds the row that names the columns, by the spellings that a dataset declares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from etl.read.reading import Row
from warehouse.declarations import Dataset, Layout

WITHIN = 40  # rows from the top in which a header must stand
PUNCTUATION = re.compile(r"[.:*\x1f]")


@dataclass(frozen=True)
class Header:
    """A row read as a header in one layout: the declared columns' places in it and what is wrong with it.

    `missing` are required columns that are not there, `twice` headers that all name one column,
    `unknown` headers that name none.
    """

    row: int
    layout: Layout
    places: Mapping[str, int]
    missing: tuple[str, ...]
    twice: tuple[str, ...]
    unknown: tuple[str, ...]
    width: int

    @property
    def fits(self) -> bool:
        """Whether every required column is there."""
        return bool(self.places) and not self.missing

    @property
    def likeness(self) -> tuple[bool, int, bool, int]:
        """Orders candidates, the best last: fitting, fewest missing, unambiguous, most columns."""
        return self.fits, -len(self.missing), not self.twice, len(self.places)

    def spelling(self, column: str) -> str:
        """How the layout would write the header of `column`."""
        return self.layout.headers.get(column, (column,))[0]


def find(rows: Iterable[Row], dataset: Dataset, given: frozenset[str]) -> Header | None:
    """The first row that fits, else the one that comes nearest; `None` where no row has any text."""
    nearest: Header | None = None
    for row in rows:
        best = max(_readings(row, dataset, given), key=lambda header: header.likeness)
        if best.fits:
            return best
        if best.width and (nearest is None or best.likeness > nearest.likeness):
            nearest = best
    return nearest


def plain(text: str) -> str:
    """A header as it is compared: lower case, single spaces, without . : *"""
    return " ".join(PUNCTUATION.sub(" ", text).casefold().split())


def _readings(row: Row, dataset: Dataset, given: frozenset[str]) -> list[Header]:
    layouts = dataset.layouts or (Layout(name="", headers={}),)
    return [_reading(row, layout, dataset, given) for layout in layouts]


def _reading(row: Row, layout: Layout, dataset: Dataset, given: frozenset[str]) -> Header:
    number, cells = row
    spellings = _spellings(layout, dataset)
    claims: dict[str, list[int]] = {}
    unknown: list[str] = []
    for place, cell in enumerate(cells):
        column = spellings.get(plain(cell))
        if column:
            claims.setdefault(column, []).append(place)
        elif cell.strip():
            unknown.append(_words(cell))
    twice = next((places for places in claims.values() if len(places) > 1), [])
    required = [name for name, column in dataset.columns.items() if column.required and name not in given]
    return Header(
        row=number,
        layout=layout,
        places={column: first for column, (first, *_) in claims.items()},
        missing=tuple(name for name in required if name not in claims),
        twice=tuple(_words(cells[place]) for place in twice),
        unknown=tuple(unknown),
        width=max((place + 1 for place, cell in enumerate(cells) if cell.strip()), default=0),
    )


def _words(cell: str) -> str:
    return " ".join(cell.replace("\x1f", "").split())


def _spellings(layout: Layout, dataset: Dataset) -> dict[str, str]:
    own = {plain(form): name for name in dataset.columns for form in (name, name.replace("_", " "))}
    return own | {plain(form): name for name, forms in layout.headers.items() for form in forms}
