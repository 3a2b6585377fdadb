"""Which cells of tables that add up stay hidden, so that no small one can be worked out; pure.

Complementary cell suppression with linear programming, after Robertson (1993) and Fischetti and Salazar (2001):
a hidden cell is safe when two tables that agree with everything shown differ in it by the width that is asked for.
The proof (`intervals`) is a programme of its own, which asks what a stranger would ask.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from warehouse.disclosure import Cell, Leak

TOLERANCE = 1e-6  # of the solver; counts are whole
EVERYTHING = float("inf")


@dataclass(frozen=True)
class Sum:
    """A cell that is the sum of others."""

    total: Cell
    parts: tuple[Cell, ...]


@dataclass(frozen=True)
class Tables:
    """The cells of all tables about the same persons, and what adds up to what.

    `primary` must be hidden and stay unknown, and so must `guarded`, which are among the `unseen` that are never shown;
    `concealed` are not shown whatever is known of them. `settled` were shown before and cannot be hidden any more,
    `costs` are what is lost by hiding a cell. The cells of a number in `numbers` are shown together or not at all.
    A cell whose value is negative is a difference that nobody bounds.
    """

    values: Mapping[Cell, int]
    sums: Sequence[Sum]
    primary: Collection[Cell]
    unseen: Collection[Cell]
    settled: Collection[Cell]
    costs: Mapping[Cell, float]
    guarded: Collection[Cell] = ()
    concealed: Collection[Cell] = ()
    numbers: Sequence[tuple[Cell, ...]] = ()


@dataclass(frozen=True)
class Hiding:
    """The cells that are not shown; `known` of them, none of them small, follow from what was shown before."""

    cells: frozenset[Cell]
    known: frozenset[Cell]


def hidden(tables: Tables, width: int) -> Hiding:
    """The primary cells and those hidden with them, so that each, and each guarded one, is `width` wide or more.

    Raises Leak with every cell that cannot be protected.
    """
    programme = _Protection(tables, width)
    together = _Together(tables)
    known = set(tables.primary) & set(tables.settled)
    chosen = together.hide({*tables.primary, *tables.concealed} - set(tables.settled))
    waiting = deque(sorted(chosen | set(tables.guarded), key=lambda cell: (tables.values[cell], cell)))
    for cell in chosen:
        programme.free(cell)
    while waiting:
        cell = waiting.popleft()
        moved = programme.protect(cell)
        if moved is None:
            known.add(cell)
            continue
        more = together.hide(moved) - chosen
        chosen |= more
        waiting.extend(sorted(more))
        for other in more:
            programme.free(other)
    if lost := known & {*tables.primary, *tables.guarded}:
        raise Leak(sorted(lost))
    return Hiding(frozenset(chosen), frozenset(known))


def intervals(
    tables: Tables, shown: Collection[Cell], asked: Collection[Cell]
) -> dict[Cell, tuple[float, float]]:
    """What a stranger can tell of each asked cell from the shown ones: the least and the greatest it can be."""
    unknown = [cell for cell in tables.values if cell not in shown]
    place = {cell: number for number, cell in enumerate(unknown)}
    model = _empty()
    for cell in unknown:
        model.addVar(_least(tables, cell), highspy.kHighsInf)
    for one in tables.sums:
        known = -_known(tables, place, one)
        columns = [(place[cell], sign) for cell, sign in _signed(one) if cell in place]
        if columns:
            _row(model, columns, known, known)
    found = {}
    for cell in asked:
        if cell not in place:
            found[cell] = (float(tables.values[cell]),) * 2
            continue
        model.changeColCost(place[cell], 1.0)
        found[cell] = (_best(model, highspy.ObjSense.kMinimize), _best(model, highspy.ObjSense.kMaximize))
        model.changeColCost(place[cell], 0.0)
    return found


def _known(tables: Tables, place: Mapping[Cell, int], one: Sum) -> float:
    """What the known cells of a sum contribute to total minus parts."""
    return float(sum(sign * tables.values[cell] for cell, sign in _signed(one) if cell not in place))


def _signed(one: Sum) -> list[tuple[Cell, float]]:
    return [(one.total, 1.0), *((part, -1.0) for part in one.parts)]


def _least(tables: Tables, cell: Cell) -> float:
    return 0.0 if tables.values[cell] >= 0 else -highspy.kHighsInf


def _empty() -> highspy.Highs:
    model = highspy.Highs()  # type: ignore[no-untyped-call]  # the library leaves it untyped
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    return model


def _row(model: highspy.Highs, columns: Sequence[tuple[int, float]], low: float, high: float) -> None:
    places = np.array([column for column, _ in columns], dtype=np.int32)
    model.addRow(low, high, len(columns), places, np.array([value for _, value in columns]))


def _best(model: highspy.Highs, sense: highspy.ObjSense) -> float:
    model.changeObjectiveSense(sense)
    model.run()
    status = model.getModelStatus()
    if status == highspy.HighsModelStatus.kOptimal:
        return float(model.getInfo().objective_function_value)
    if status in (
        highspy.HighsModelStatus.kUnbounded,
        highspy.HighsModelStatus.kUnboundedOrInfeasible,
    ):
        return EVERYTHING if sense == highspy.ObjSense.kMaximize else -EVERYTHING
    raise ArithmeticError(f"the solver answered {model.modelStatusToString(status)}")


class _Together:
    """A number is hidden with any of its cells, and a cell with the last number that shows it."""

    def __init__(self, tables: Tables) -> None:
        self.numbers = tables.numbers
        self.settled = tables.settled
        self.showing: dict[Cell, set[int]] = {}
        for place, cells in enumerate(tables.numbers):
            for cell in cells:
                self.showing.setdefault(cell, set()).add(place)

    def hide(self, cells: Collection[Cell]) -> set[Cell]:
        """The cells and all that are hidden with them, but for those that were shown before."""
        found = set(cells)
        waiting = list(cells)
        while waiting:
            for place in self.showing.pop(waiting.pop(), set()):
                for other in self.numbers[place]:
                    shown_by = self.showing.get(other, set())
                    shown_by.discard(place)
                    if not shown_by and other not in found and other not in self.settled:
                        found.add(other)
                        waiting.append(other)
        return found


class _Protection:
    """Two tables that a stranger cannot tell from the true one: how far they move each cell, at what cost."""

    def __init__(self, tables: Tables, width: int) -> None:
        self.tables = tables
        self.width = width
        self.cells = [cell for cell in tables.values if cell not in tables.settled]
        self.place = {cell: 4 * number for number, cell in enumerate(self.cells)}
        self.model = _empty()
        self._add_cells()
        for one in tables.sums:
            for table in (0, 2):
                columns = [
                    (self.place[cell] + table + way, sign * (1.0 if way == 0 else -1.0))
                    for cell, sign in _signed(one)
                    if cell in self.place
                    for way in (0, 1)
                ]
                if columns:
                    _row(self.model, columns, 0.0, 0.0)
        self.asking = self.model.getNumRow()
        _row(self.model, [], 0.0, highspy.kHighsInf)

    def _add_cells(self) -> None:
        for number, cell in enumerate(self.cells):
            fall = -_least(self.tables, cell) if self.tables.values[cell] < 0 else self.tables.values[cell]
            for bound in (highspy.kHighsInf, float(fall)) * 2:  # up and down, in each of the two tables
                self.model.addVar(0.0, bound)
            if cell not in self.tables.unseen:
                between_equals = 1 + number / len(self.cells) / 1_000  # both tables then move the same cells
                self._charge(cell, self.tables.costs[cell] * between_equals)

    def _charge(self, cell: Cell, cost: float) -> None:
        for column in range(self.place[cell], self.place[cell] + 4):
            self.model.changeColCost(column, cost)

    def free(self, cell: Cell) -> None:
        """A hidden cell may move at no cost."""
        if cell in self.place:
            self._charge(cell, 0.0)

    def protect(self, cell: Cell) -> Collection[Cell] | None:
        """The shown cells that have to be hidden too, the cheapest; `None` where none would do."""
        if cell not in self.place:
            return None
        asked = [(self.place[cell] + way, sign) for way, sign in enumerate((1.0, -1.0, -1.0, 1.0))]
        for column, sign in asked:
            self.model.changeCoeff(self.asking, column, sign)
        self.model.changeRowBounds(self.asking, float(self.width), highspy.kHighsInf)
        self.model.run()
        moved = self._moved() if self.model.getModelStatus() == highspy.HighsModelStatus.kOptimal else None
        for column, _ in asked:
            self.model.changeCoeff(self.asking, column, 0.0)
        self.model.changeRowBounds(self.asking, 0.0, highspy.kHighsInf)
        return moved

    def _moved(self) -> list[Cell]:
        """Cells that cost something and are not where they were."""
        values = np.asarray(self.model.getSolution().col_value).reshape(-1, 4)
        costs = np.asarray(self.model.getLp().col_cost_).reshape(-1, 4)[:, 0]
        up_and_down = values[:, [0, 2]] - values[:, [1, 3]]
        moves = (np.abs(up_and_down) > TOLERANCE).any(axis=1) & (costs > 0)
        return [self.cells[number] for number in np.flatnonzero(moves)]
