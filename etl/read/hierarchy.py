"""What rows have from the rows above them: their depth by indentation, and what is carried down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from etl.read.headers import Header
from warehouse.declarations import Layout

BLANKS = re.compile(r"[\s\u00a0]*")
NO_TEXT = "baris ini tidak mempunyai teks yang menunjukkan kedalamannya"
NOT_ALIGNED = "indentasi baris ini tidak sejajar dengan baris mana pun di atasnya"


class Depths:
    """How deep each row is by the place and the leading blanks of its indented text; 1 is the highest."""

    def __init__(self, header: Header) -> None:
        name = header.layout.indented or ""
        first = header.places.get(name)
        self._places = () if first is None else range(first, header.ends.get(name, first) + 1)
        self._levels = header.layout.levels
        self._open: list[tuple[int, int]] = []  # the indentations of the row and of those above it
        self._names: list[str] = []

    def __bool__(self) -> bool:
        return bool(self._places)

    def read(self, cells: Sequence[str]) -> str:
        """Takes a row; answers why its depth cannot be told."""
        place = next((place for place in self._places if cells[place].strip()), None)
        if place is None:
            return NO_TEXT
        blanks = BLANKS.match(cells[place])
        fault = self._enter((place, blanks.end() if blanks else 0))
        self._names = [*self._names[: self.depth - 1], cells[place].strip()]
        return fault

    def _enter(self, at: tuple[int, int]) -> str:
        before = len(self._open)
        while self._open and self._open[-1] > at:
            self._open.pop()
        if self._open and self._open[-1] == at:
            return ""
        left = len(self._open) < before
        self._open.append(at)
        return NOT_ALIGNED if left else ""

    @property
    def depth(self) -> int:
        """The depth of the row that was read last."""
        return len(self._open)

    @property
    def is_parent(self) -> bool:
        """Whether there are levels below the row's."""
        return self.depth < len(self._levels)

    def values(self, layout: Layout) -> dict[str, str]:
        """The depth of the row, where a column is declared for it, and the names of the levels down to its own."""
        depth = {layout.depth: str(self.depth)} if layout.depth else {}
        return depth | dict(zip(self._levels, self._names, strict=False))


class Carried:
    """What counts until something else is said: cells above blank ones, and titles over rows."""

    def __init__(
        self, layout: Layout, above: Iterable[str] = (), before: Mapping[str, str] | None = None
    ) -> None:
        self.values = dict(before or {})
        words = {name: "|".join(map(re.escape, said)) for name, said in layout.carried.items() if said}
        self._titles = {
            name: re.compile(rf"\s*(?:{said})\b\s*[:=]?\s*(.*?)\s*", re.IGNORECASE | re.DOTALL)
            for name, said in words.items()
        }
        self._columns = tuple(layout.carried)
        above = list(above)
        for place in range(len(above)):
            self.reads_title(above[place : place + 3])

    def reads_title(self, texts: Sequence[str]) -> bool:
        """Whether the texts of a row are a title and what it says, which is kept then."""
        for name, title in self._titles.items():
            found = title.fullmatch(texts[0]) if texts else None
            said = found and (found[1] or next((text for text in texts[1:] if text.strip(" :=")), ""))
            if said:
                self.values[name] = said.strip(" :=")
                return True
        return False

    def down(self, cells: Sequence[str], places: Mapping[str, int]) -> Mapping[str, str]:
        """What counts for a row; its own cells count from now on."""
        for name in self._columns:
            if name in places and (cell := cells[places[name]]).strip():
                self.values[name] = cell
        return self.values
