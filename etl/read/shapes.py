"""Gives a column that is written over several its one cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl.read.headers import Header


@dataclass(frozen=True)
class Shape:
    """Where declared columns stand in the rows of a table.

    What is `spread` over several places, first and last, gets a cell of its own behind the header's width.
    """

    places: dict[str, int]
    spread: Mapping[str, tuple[int, int]]
    joined: frozenset[str]
    read: frozenset[int]
    width: int

    @classmethod
    def of(cls, header: Header) -> Shape:
        """The shape of the rows under a header."""
        spread = {name: (header.places[name], last) for name, last in header.ends.items()}
        own = {name: header.width + number for number, name in enumerate(spread)}
        read = {place for name, place in header.places.items() if name not in spread}
        for first, last in spread.values():
            read |= {*range(first, last + 1)}
        joined = frozenset(header.layout.joined)
        return cls({**header.places, **own}, spread, joined, frozenset(read), header.width)

    def fault(self, cells: Sequence[str]) -> str:
        """Why the cells of a column give no single one."""
        for name, (first, last) in self.spread.items():
            if name not in self.joined and len(_filled(cells[first : last + 1])) > 1:
                return f"kolom {name} terisi dalam lebih dari satu sel di bawah kepalanya"
        return ""

    def put(self, cells: list[str]) -> None:
        """Puts the cells of the spread columns behind the others."""
        if self.spread:
            del cells[self.width :]
        for name, (first, last) in self.spread.items():
            found = cells[first : last + 1]
            cells.append(_joined(found) if name in self.joined else next(iter(_filled(found)), ""))


def _filled(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if cell and not cell.isspace()]


def _joined(cells: Sequence[str]) -> str:
    """Levels with dots between them; one that is left out leaves its gap, which no code may have."""
    if len(_filled(cells)) < 2:
        return next(iter(_filled(cells)), "")
    levels = [cell.replace("\x1f", "").strip().strip(".").strip() for cell in cells]
    while levels and not levels[-1]:
        levels.pop()
    return ".".join(levels)
