"""The top of a sheet as headers are read from it: which texts stand over a column, merged cells resolved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from etl.read.reading import Block, Row
from warehouse.spelling import plain


@dataclass(frozen=True)
class Cell:
    """A header cell: its text as it is compared, where it stands, and the columns that it covers."""

    text: str
    row: int
    first: int
    last: int

    @property
    def wide(self) -> bool:
        """Whether it covers several columns."""
        return self.last > self.first


@dataclass(frozen=True)
class Stack:
    """The header cells over one column from the highest to the lowest.

    `borrowed` of the highest stand over a column further left and reach here only if a layout says so.
    """

    cells: tuple[Cell, ...]
    borrowed: int = 0

    @property
    def lowest(self) -> Cell:
        """The cell that names the column itself."""
        return self.cells[-1]

    @property
    def own(self) -> Stack:
        """The stack without what is borrowed."""
        return Stack(self.cells[self.borrowed :])


class Top:
    """The first rows of a sheet; rows are counted from 0 here."""

    def __init__(self, rows: Iterable[Row], merged: Iterable[Block] = ()) -> None:
        self.rows = list(rows)
        self.width = max((len(cells) for _, cells in self.rows), default=0)
        self.plain = [[plain(cell) for cell in cells] for _, cells in self.rows]
        self._areas: dict[tuple[int, int], Block] = {}
        places = {number: place for place, (number, _) in enumerate(self.rows)}
        for area in merged:
            self._merge(area, places)

    def _merge(self, area: Block, places: dict[int, int]) -> None:
        top, left, bottom, right = area
        if top in places:
            inside = range(places[top], min(places[top] + bottom - top + 1, len(self.rows)))
            self.width = max(self.width, right + 1)
            for row in inside:
                for column in range(left, right + 1):
                    self._areas[row, column] = (inside[0], left, inside[-1], right)

    def text(self, row: int, column: int) -> str:
        """What stands in a cell itself, as it is compared."""
        cells = self.plain[row]
        return cells[column] if column < len(cells) else ""

    def shown(self, cell: Cell) -> str:
        """A header cell as its writer spelt it, on one line."""
        return " ".join(self.rows[cell.row][1][cell.first].replace("\x1f", "").split())

    def cell(self, row: int, column: int) -> Cell | None:
        """The header cell that covers a place, `None` where it is blank."""
        top, left, _, right = self._areas.get((row, column), (row, column, row, column))
        text = self.text(top, left)
        return Cell(text, top, left, right) if text else None

    def cut(self, start: int, end: int) -> bool:
        """Whether a merged cell lies both in the rows from `start` to before `end` and outside of them."""
        edges = [(start - 1, start), (end - 1, end)]
        areas = self._areas
        return any(
            (inside, column) in areas and areas[inside, column] == areas.get((outside, column))
            for outside, inside in edges
            for column in range(self.width)
        )

    def stacks(self, start: int, end: int) -> list[Stack]:
        """The stacks of a block of rows, one for each lowest cell, from left to right."""
        found = []
        for column in range(self.width):
            stack = self._stack(start, end, column)
            if stack and stack.lowest.first == column:
                found.append(stack)
        return found

    def _stack(self, start: int, end: int, column: int) -> Stack | None:
        own = list(dict.fromkeys(cell for row in range(start, end) if (cell := self.cell(row, column))))
        if not own:
            return None
        above = [self._left_of(row, column, end) for row in range(start, own[0].row)]
        borrowed = [cell for cell in above if cell]
        spread = [self._spread(cell, end) for cell in own[:-1]]
        return Stack((*borrowed, *spread, own[-1]), len(borrowed))

    def _left_of(self, row: int, column: int, end: int) -> Cell | None:
        """The nearest cell on the left of a blank place, as one that reaches it, if it has others below itself."""
        for left in range(column - 1, -1, -1):
            if cell := self.cell(row, left):
                below = {self.cell(lower, cell.first) for lower in range(row + 1, end)} - {None, cell}
                return Cell(cell.text, cell.row, cell.first, column) if below else None
        return None

    def _spread(self, cell: Cell, end: int) -> Cell:
        """A cell over others with the blank columns on its right that have a header of their own below."""
        last = cell.last
        while last + 1 < self.width and not self.cell(cell.row, last + 1):
            if not any(self.cell(row, last + 1) for row in range(cell.row + 1, end)):
                break
            last += 1
        return Cell(cell.text, cell.row, cell.first, last)

    def blank_to(self, start: int, end: int, column: int) -> int | None:
        """The last column, from `column` on, before the next one with a header; `None` where there is none."""
        for right in range(column + 1, self.width):
            if any(self.cell(row, right) for row in range(start, end)):
                return right - 1
        return None

    def filled(self, row: int, columns: Sequence[int]) -> list[str]:
        """The texts of a row in some columns that hold anything; nothing below the last row."""
        return [
            self.text(row, column) for column in columns if row < len(self.rows) and self.text(row, column)
        ]
