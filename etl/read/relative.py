"""Codes with a cell per level of which a row fills only what it does not share with the row above."""

from __future__ import annotations

from collections.abc import Sequence

UNKNOWN = "kode baris ini bergantung pada baris di atasnya, yang tingkat-tingkatnya tidak lengkap"
OUT_OF_ORDER = "kode baris ini bergantung pada baris di atasnya, tetapi tidak berurutan setelah {above}"


class Relative:
    """The levels of the row above, as long as they are certain."""

    def __init__(self) -> None:
        self._above: list[str] = []
        self._own = 0  # the first level that the last row filled itself

    def complete(self, cells: list[str], first: int, last: int) -> str:
        """Fills the levels that a row leaves out on the left, in place; answers why they cannot be told.

        A level that is filled comes after the one above it, or a row between them is missing.
        """
        levels = [_level(cell) for cell in cells[first : last + 1]]
        self._own = next((place for place, level in enumerate(levels) if level), 0)
        while levels and not levels[-1]:
            levels.pop()
        if self._own == 0 or "." in levels[self._own]:
            self._above = levels if all(levels) and not any("." in level for level in levels) else []
            return ""
        fault = self._fault(levels)
        if not fault:
            levels[: self._own] = cells[first : first + self._own] = self._above[: self._own]
            self._above = levels
        return fault

    def forget(self) -> None:
        """The last row was no certain one: what stands below it cannot be told by it."""
        del self._above[self._own :]

    def _fault(self, levels: Sequence[str]) -> str:
        own, above = self._own, self._above
        if len(above) < own or not all(levels[own:]):
            return UNKNOWN
        if len(above) > own and not _follows(levels[own], above[own]):
            self._above = []
            return OUT_OF_ORDER.format(above=".".join(above))
        return ""


def _level(cell: str) -> str:
    return cell.replace("\x1f", "").strip(" \u00a0.")


def _follows(level: str, above: str) -> bool:
    return level.isdecimal() and above.isdecimal() and int(level) > int(above)
