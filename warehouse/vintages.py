"""All editions of some counts as one system of tables: each as it was in every release, and how it changed; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from warehouse.disclosure import Cell
from warehouse.suppression import Sum

Version = tuple[Cell, int]


@dataclass
class Vintages:
    """The versions of every cell, oldest edition first; a cell whose count stays is one version.

    Who reads all editions is taken to know which counts stayed. That is more than anybody is told, so what is hidden
    from them is hidden from everybody.
    """

    counts: dict[Cell, list[int]] = field(default_factory=dict)
    known: set[Version] = field(default_factory=set)
    unbroken: dict[tuple[Version, tuple[Version, ...]], None] = field(default_factory=dict)

    def add(self, values: Mapping[Cell, int], sums: Iterable[Sum], shown: Collection[Cell]) -> None:
        """One more edition; `shown` are the cells that everybody saw as they were in it."""
        for cell, count in values.items():
            known = self.counts.setdefault(cell, [])
            if not known or known[-1] != count:
                known.append(count)
        self.known |= {self._newest(cell) for cell in shown}
        for one in sums:
            self.unbroken[self._newest(one.total), tuple(map(self._newest, one.parts))] = None

    def _newest(self, cell: Cell) -> Version:
        return cell, len(self.counts[cell]) - 1

    def _name(self, version: Version) -> Cell:
        """The newest version has its cell's own name."""
        cell, number = version
        return cell if number == len(self.counts[cell]) - 1 else ("dulu", str(number), *cell)

    @property
    def settled(self) -> set[Cell]:
        """The versions that everybody has seen."""
        return {self._name(version) for version in self.known}

    def versions(self) -> dict[Cell, int]:
        """The count of every version."""
        return {
            self._name((cell, number)): count
            for cell, counts in self.counts.items()
            for number, count in enumerate(counts)
        }

    def changes(self) -> dict[Cell, tuple[int, Sum]]:
        """Every change of a count from one version to the next, and what it adds to."""
        found = {}
        for cell, counts in self.counts.items():
            for number in range(1, len(counts)):
                old, new = self._name((cell, number - 1)), self._name((cell, number))
                change = ("selisih", str(number), *cell)
                found[change] = (counts[number] - counts[number - 1], Sum(new, (old, change)))
        return found

    def sums(self) -> list[Sum]:
        """What adds up in any edition."""
        return [Sum(self._name(total), tuple(map(self._name, parts))) for total, parts in self.unbroken]
