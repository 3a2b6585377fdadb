"""Hides what would tell of few persons: one year of one personal dataset at a time, against all that was shown before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from warehouse import finality
from warehouse.declarations import Catalogue, Indicator
from warehouse.disclosure import (
    NOT_FINAL,
    NOT_THIS_GRAIN,
    SMALL_CELL,
    Before,
    Cell,
    Leak,
    as_before,
    as_shown,
    is_open,
    key_of,
)
from warehouse.periods import Period, add_months, containing, parse
from warehouse.persons import cells_of, counts_persons, measure_of
from warehouse.suppression import Hiding, Sum, Tables, hidden, intervals
from warehouse.vocabulary import Window

Observation = dict[str, Any]
Parent = Callable[[str, date], str | None]

COSTS = {
    "kabupaten": 1_000.0,
    "kecamatan": 30.0,
    "nagari": 1.0,
}  # of hiding a cell: the wider its reach the dearer
FINER: Mapping[Window, tuple[Window, ...]] = {
    "year": ("quarter", "month"),
    "semester": ("quarter", "month"),
    "quarter": ("month",),
    "ytd": ("month",),
}


def masked(
    observations: Sequence[Observation], catalogue: Catalogue, parent: Parent, before: Before
) -> list[Observation]:
    """The observations with what the public may see of each; raises Leak, and names the cells.

    A number of persons below the kabupaten is shown once it is final, and changes only in a yearly revision; one that
    would change by a few persons stays as it was shown. What is hidden stays hidden.
    """
    groups: dict[tuple[str, int], list[Observation]] = defaultdict(list)
    answer = []
    for one in observations:
        indicator = catalogue.indicators[one["indicator"]]
        of_persons = counts_persons(indicator, catalogue)
        if not is_open(indicator, of_persons, one["level"], one["window"], one["breakdown"]):
            answer.append(one | as_shown(one, NOT_THIS_GRAIN))
        elif of_persons:
            groups[_subject(indicator), parse(one["period"]).first.year].append(one)
        else:
            answer.append(one | as_shown(one))
    leaks: list[Cell] = []
    for _, group in sorted(groups.items()):
        try:
            answer += _Year(group, catalogue, parent, before).masked()
        except Leak as leak:
            leaks += leak.cells
    if leaks:
        raise Leak(leaks)
    return answer


class _Year:
    """The tables of one dataset and year: every measure at every open grain, and how they add up."""

    def __init__(
        self, group: Sequence[Observation], catalogue: Catalogue, parent: Parent, before: Before
    ) -> None:
        self.group = sorted(group, key=key_of)  # of equally good cells to hide always the same
        self.catalogue = catalogue
        self.limits = catalogue.disclosure
        self.parent = parent
        self.before = before
        self.values: dict[Cell, int] = {}
        self.sums: list[Sum] = []
        self.costs: dict[Cell, float] = {}
        self.unseen: set[Cell] = set()
        self.settled: set[Cell] = set()
        self.primary: set[Cell] = set()
        self.guarded: set[Cell] = set()
        self.concealed: set[Cell] = set()

    def masked(self) -> list[Observation]:
        """Every observation of the year with what the public sees of it."""
        self._add_cells()
        self._add_areas()
        self._add_times()
        self._add_breakdowns()
        for one in self.group:
            self._judge(one)
        numbers = [
            tuple(cell for cell, *_ in self._measured(one)) for one in self.group if not self._is_early(one)
        ]
        tables = Tables(
            self.values,
            self.sums,
            self.primary,
            self.unseen,
            self.settled,
            self.costs,
            self.guarded,
            self.concealed,
            numbers,
        )
        width = self.limits["least_interval"]
        hiding = hidden(tables, width)
        self._prove(tables, hiding, width)
        return [one | self._shown(one, hiding.cells) for one in self.group]

    def _prove(self, tables: Tables, hiding: Hiding, width: int) -> None:
        asked = [*(hiding.cells - hiding.known), *self.guarded]
        found = intervals(tables, tables.values.keys() - hiding.cells - self.unseen, asked)
        if narrow := sorted(cell for cell, (low, high) in found.items() if high - low < width - 1e-6):
            raise Leak(narrow)

    # ---- cells

    def _add_cells(self) -> None:
        for one in self.group:
            for cell, value, shown in self._measured(one):
                self.values[cell] = value
                self.costs[cell] = COSTS.get(one["level"], 1.0) * (1 + value**0.5)
                if self._is_early(one):
                    self.unseen.add(cell)
                    self._guard(cell)
                elif shown is not None:
                    self._add_vintage(cell, shown, one)

    def _measured(self, one: Observation) -> Iterator[tuple[Cell, int, int | None]]:
        """The counts of an observation: the cell, what it is now, and what the public saw, if anything."""
        seen = self.before.shown.get(key_of(one))
        for role, cell in cells_of(one, self.catalogue).items():
            known = getattr(seen, role) if seen and not seen.reason else None
            yield cell, int(one[role]), None if known is None else int(known)

    def _is_early(self, one: Observation) -> bool:
        """Below the kabupaten a number is shown when it is final, or has been shown."""
        seen = self.before.shown.get(key_of(one))
        return (
            one["level"] != "kabupaten"
            and one["finality"] != finality.FINAL
            and not (seen and not seen.reason)
        )

    def _add_vintage(self, cell: Cell, shown: int, one: Observation) -> None:
        """What the public saw is known for good; where the number is another now, so is their difference a cell."""
        change = self.values[cell] - shown
        if change == 0:
            self.settled.add(cell)
            return
        old, difference = ("dulu", *cell), ("selisih", *cell)
        self.values |= {old: shown, difference: change}
        self.settled.add(old)
        self.unseen.add(difference)
        self.sums.append(Sum(cell, (old, difference)))
        self._guard(difference)
        may_change = one["level"] == "kabupaten" or self.before.revises
        if self._is_small(abs(change)) or not may_change:
            self.concealed.add(cell)

    def _is_small(self, count: int) -> bool:
        return self.limits["small_from"] <= count <= self.limits["small_to"]

    def _guard(self, cell: Cell) -> None:
        if self._is_small(abs(self.values[cell])):
            self.guarded.add(cell)

    # ---- what adds up

    def _add_sum(self, total: Cell, parts: Iterable[Cell]) -> None:
        """A total is its parts and what none of them holds: persons whose nagari or sex nobody wrote down."""
        known = tuple(part for part in parts if part in self.values)
        if not known:
            return
        rest = self.values[total] - sum(self.values[part] for part in known)
        if rest:
            cell = ("sisa", *total, *known[0][1:3])
            self.values[cell] = rest
            self.unseen.add(cell)
            self._guard(cell)
            known = (*known, cell)
        self.sums.append(Sum(total, known))

    def _plain(self) -> list[Cell]:
        return [cell for cell in self.values if "." in cell[0]]

    def _add_areas(self) -> None:
        children: dict[Cell, list[Cell]] = defaultdict(list)
        for cell in self._plain():
            measure, entity, window, period, breakdown = cell
            above = self.parent(entity, parse(period).end)
            if above is not None:
                children[measure, above, window, period, breakdown].append(cell)
        for total, parts in children.items():
            if total in self.values:
                self._add_sum(total, parts)

    def _add_times(self) -> None:
        windows: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for measure, entity, window, _, breakdown in self._plain():
            windows[measure, entity, breakdown].add(window)
        for total in self._plain():
            measure, entity, window, period, breakdown = total
            for finer in FINER.get(window, ()):  # type: ignore[call-overload]  # a window by its cell's word
                if finer in windows[measure, entity, breakdown]:
                    names = _parts_of(parse(period), finer)
                    self._add_sum(total, [(measure, entity, finer, name, breakdown) for name in names])
                    break

    def _add_breakdowns(self) -> None:
        parts: dict[Cell, list[Cell]] = defaultdict(list)
        for cell in self._plain():
            *place, breakdown = cell
            if breakdown:
                parts[(*place, "", breakdown.partition("=")[0])].append(cell)
        for (*total, _), cells in parts.items():
            if tuple(total) in self.values:
                self._add_sum(tuple(total), cells)

    # ---- what must be hidden

    def _judge(self, one: Observation) -> None:
        """Marks the counts of an observation that may not be shown."""
        cells = cells_of(one, self.catalogue)
        if not cells or self._is_early(one):
            return
        for cell in cells.values():
            if self._is_small(self.values[cell]) and cell not in self.settled:
                self.primary.add(cell)
        seen = self.before.shown.get(key_of(one))
        if seen and seen.reason == SMALL_CELL and one["level"] != "kabupaten":
            self.concealed |= set(cells.values())
        if (
            "denominator" in cells
            and 0 < self.values[cells["denominator"]] < self.limits["least_denominator"]
        ):
            self.concealed |= set(cells.values())
        if len(cells) == 2:
            self._judge_share(one, cells["numerator"], cells["denominator"])

    def _judge_share(self, one: Observation, numerator: Cell, denominator: Cell) -> None:
        rest = ("bukan", one["indicator"], *denominator)
        self.values[rest] = self.values[denominator] - self.values[numerator]
        self.unseen.add(rest)
        self._guard(rest)
        self.sums.append(Sum(denominator, (numerator, rest)))
        if self._is_small(abs(self.values[rest])):
            self.concealed |= {numerator, denominator}

    # ---- what is shown

    def _shown(self, one: Observation, chosen: frozenset[Cell]) -> dict[str, Any]:
        if self._is_early(one):
            return as_shown(one, NOT_FINAL)
        if not any(cell in chosen for cell, _, _ in self._measured(one)):
            return as_shown(one)
        seen = self.before.shown.get(key_of(one))
        return as_before(seen) if seen and not seen.reason else as_shown(one, SMALL_CELL)


def _subject(indicator: Indicator) -> str:
    """What adds up with each other: the measures of one dataset, or the counts of one indicator."""
    return measure_of(indicator, "numerator" if indicator.numerator else "denominator").partition(".")[0]


def _parts_of(period: Period, window: str) -> list[str]:
    """The names of the periods of a finer window inside a period."""
    months = (add_months(period.first, count) for count in range(period.months))
    return list(dict.fromkeys(containing(window, month).name for month in months))  # type: ignore[arg-type]
