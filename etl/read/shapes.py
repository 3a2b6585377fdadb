"""Makes of a row under a header the rows that it says: cells put together, carried down, one row per label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from etl.read.headers import Header
from etl.read.reading import AT
from warehouse.spelling import plain

Fills = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Shape:
    """Where declared columns stand in the rows that are made.

    What does not stand in one cell of its own gets one behind the header's width: what is `spread` over several
    places, what is `filled` otherwise, what stands under a label of `repeats`, and the place of that label.
    """

    places: dict[str, int]
    spread: Mapping[str, tuple[int, int]]
    joined: frozenset[str]
    filled: tuple[str, ...]
    repeats: Mapping[Fills, Mapping[str, int]]
    under: tuple[str, ...]
    labelled: tuple[str, ...]
    read: frozenset[int]
    width: int

    @classmethod
    def of(cls, header: Header) -> Shape:
        """The shape of the rows under a header."""
        layout = header.layout
        spread = {name: (header.places[name], last) for name, last in header.ends.items()}
        depth = [layout.depth] if layout.depth else []
        filled = tuple(dict.fromkeys((*depth, *layout.levels, *layout.carried)))
        repeats: dict[Fills, dict[str, int]] = {}
        for one in header.repeats:
            repeats.setdefault(one.fills, {})[one.column] = one.place
        under = tuple(dict.fromkeys(one.column for one in header.repeats))
        labelled = tuple(dict.fromkeys(name for fills in repeats for name, _ in fills))
        own = (*spread, *filled, *under, *labelled, *([AT] if repeats else []))
        read = {place for name, place in header.places.items() if name not in spread}
        read |= {place for first, last in spread.values() for place in range(first, last + 1)}
        read |= {one.place for one in header.repeats}
        return cls(
            places={**header.places, **{name: header.width + number for number, name in enumerate(own)}},
            spread=spread,
            joined=frozenset(layout.joined),
            filled=filled,
            repeats=repeats,
            under=under,
            labelled=labelled,
            read=frozenset(read),
            width=header.width,
        )

    @property
    def said(self) -> dict[str, int]:
        """The places of what stands in cells under a header of its own, neither carried nor told by a label."""
        others = {*self.filled, *self.labelled, AT}
        return {name: place for name, place in self.places.items() if name not in others}

    @property
    def summed(self) -> dict[str, int]:
        """The places of what a totals row adds up: under labels only what stands there, which others repeat."""
        under = {*self.under, *self.labelled, AT}
        return {name: place for name, place in self.places.items() if not self.repeats or name in under}

    @property
    def is_plain(self) -> bool:
        """Whether rows are made of their cells as they stand."""
        return not (self.spread or self.filled or self.repeats)

    def fault(self, cells: Sequence[str]) -> str:
        """Why the cells of a column give no single one."""
        for name, (first, last) in self.spread.items():
            if name not in self.joined and len(_values(cells[first : last + 1])) > 1:
                return f"kolom {name} terisi dalam lebih dari satu sel di bawah kepalanya"
        return ""

    def made(self, cells: Sequence[str], values: Mapping[str, str]) -> Iterator[list[str]]:
        """The rows that a row says; `values` are those of the columns that are filled otherwise.

        Under a label without any cell nothing is said: a blank is no zero.
        """
        row = list(cells if self.is_plain else cells[: self.width])
        for name, (first, last) in self.spread.items():
            found = cells[first : last + 1]
            row.append(_joined(found) if name in self.joined else next(iter(_values(found)), ""))
        row += [values.get(name, "") for name in self.filled]
        if not self.repeats:
            yield row
        for fills, places in self.repeats.items():
            under = [cells[places[name]] if name in places else "" for name in self.under]
            if _filled(under):
                said = dict(fills)
                label = [said.get(name, "") for name in self.labelled]
                yield [*row, *under, *label, str(min(places.values()))]


def _filled(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if cell and not cell.isspace()]


def _values(cells: Sequence[str]) -> list[str]:
    """What is filled, without the Rp that some forms write into a column of its own."""
    return [cell for cell in _filled(cells) if plain(cell) != "rp"]


def _joined(cells: Sequence[str]) -> str:
    """Levels with dots between them; one that is left out leaves its gap, which no code may have."""
    if len(_filled(cells)) < 2:
        return next(iter(_filled(cells)), "")
    levels = [cell.replace("\x1f", "").strip().strip(".").strip() for cell in cells]
    while levels and not levels[-1]:
        levels.pop()
    return ".".join(levels)
