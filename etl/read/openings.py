"""Tells cheaply which rows below a table's header may be a header again, that one or another."""

from __future__ import annotations

from collections.abc import Sequence

from etl.read.headers import Header
from warehouse.declarations import Dataset
from warehouse.spelling import plain

LEAST = 2  # cells that are spelled as headers are: no row of data has so many
START = 3  # letters that are compared first


class Openings:
    """The spellings of all layouts of a dataset, and the first cell of the header above."""

    def __init__(self, header: Header, dataset: Dataset) -> None:
        self._place, self._cell = header.opening
        spelled = (form for layout in dataset.layouts for forms in layout.headers.values() for form in forms)
        self._forms = frozenset(map(plain, (*dataset.columns, *spelled)))
        self._starts = frozenset(form[:START] for form in self._forms)

    def has(self, cells: Sequence[str]) -> bool:
        """Whether a row opens as the header above does, or has several cells spelled as headers."""
        if len(cells) > self._place and cells[self._place] == self._cell:
            return True
        return self.has_headers(cells)

    def has_headers(self, cells: Sequence[str]) -> bool:
        """Whether a row has several cells spelled as headers."""
        alike = [cell for cell in cells if cell and cell[:START].casefold() in self._starts]
        return len(alike) >= LEAST and sum(plain(cell) in self._forms for cell in alike) >= LEAST
