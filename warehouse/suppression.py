"""Which cells of tables that add up stay hidden, so that no small one can be worked out; pure.

Complementary cell suppression with linear programming, after Robertson (1993) and Fischetti and Salazar (2001):
a hidden cell is safe when two tables that agree with everything shown differ in it by the width that is asked for.
The proof (`intervals`) is a programme of its own, which asks what a stranger would ask.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

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
    A cell whose value is negative is a difference that nobody bounds; of others it is known that they are not below
    0, or what `least` says.
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
    least: Mapping[Cell, int] = field(default_factory=dict)


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
        if programme.is_wide(cell):
            continue
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
    tables: Tables, shown: Collection[Cell], asked: Collection[Cell], width: float = EVERYTHING
) -> dict[Cell, tuple[float, float]]:
    """What a stranger can tell of each asked cell from the shown ones: the least and the greatest it can be.

    Where a cell is seen to be `width` wide it is not asked any closer.
    """
    unknown = [cell for cell in tables.values if cell not in shown]
    place = {cell: number for number, cell in enumerate(unknown)}
    model = _empty()
    _add_columns(model, [_least(tables, cell) for cell in unknown], highspy.kHighsInf)
    rows = []
    for one in tables.sums:
        known = -_known(tables, place, one)
        if columns := [(place[cell], sign) for cell, sign in _signed(one) if cell in place]:
            rows.append((columns, known))
    _add_rows(model, rows)
    found = {cell: (float(tables.values[cell]),) * 2 for cell in asked if cell not in place}
    seen = _Seen(len(unknown))
    for cell in asked:
        if cell in place and not seen.is_wide(place[cell], width):
            model.changeColCost(place[cell], 1.0)
            for sense in (highspy.ObjSense.kMaximize, highspy.ObjSense.kMinimize):
                if not seen.is_wide(place[cell], width):
                    seen.add_end(place[cell], _best(model, sense), model)
            model.changeColCost(place[cell], 0.0)
    return found | {cell: seen.range(place[cell]) for cell in asked if cell in place}


class _Seen:
    """How far tables that were found reach: the least and the greatest that each of their cells was."""

    def __init__(self, count: int) -> None:
        self.low = np.full(count, np.inf)
        self.high = np.full(count, -np.inf)

    def add(self, table: np.ndarray) -> None:
        """One more table that agrees with everything known."""
        np.minimum(self.low, table, out=self.low)
        np.maximum(self.high, table, out=self.high)

    def add_end(self, place: int, value: float, model: highspy.Highs) -> None:
        """What a cell is at its end, and the table that has it there, if there is one."""
        if abs(value) < EVERYTHING:
            self.add(np.asarray(model.getSolution().col_value))
        if value < self.low[place] and value < EVERYTHING:
            self.low[place] = value
        if value > self.high[place]:
            self.high[place] = value

    def is_wide(self, place: int, width: float) -> bool:
        """Whether a cell was seen as far apart; one without an end is."""
        low, high = self.range(place)
        return width < EVERYTHING and (
            high == EVERYTHING or low == -EVERYTHING or high - low >= width - TOLERANCE
        )

    def range(self, place: int) -> tuple[float, float]:
        return float(self.low[place]), float(self.high[place])


def _known(tables: Tables, place: Mapping[Cell, int], one: Sum) -> float:
    """What the known cells of a sum contribute to total minus parts."""
    return float(sum(sign * tables.values[cell] for cell, sign in _signed(one) if cell not in place))


def _signed(one: Sum) -> list[tuple[Cell, float]]:
    return [(one.total, 1.0), *((part, -1.0) for part in one.parts)]


def _least(tables: Tables, cell: Cell) -> float:
    return float(tables.least.get(cell, 0)) if tables.values[cell] >= 0 else -highspy.kHighsInf


def _empty() -> highspy.Highs:
    model = highspy.Highs()  # type: ignore[no-untyped-call]  # the library leaves it untyped
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    return model


def _add_columns(model: highspy.Highs, low: Sequence[float], high: float | Sequence[float]) -> None:
    upper = np.full(len(low), high) if isinstance(high, float) else np.array(high)
    model.addVars(len(low), np.array(low), upper)


def _add_rows(model: highspy.Highs, rows: Sequence[tuple[Sequence[tuple[int, float]], float]]) -> None:
    """Rows that are equal to a number each."""
    starts = np.cumsum([0, *(len(columns) for columns, _ in rows)], dtype=np.int32)[:-1]
    places = np.array([place for columns, _ in rows for place, _ in columns], dtype=np.int32)
    signs = np.array([sign for columns, _ in rows for _, sign in columns])
    equal = np.array([known for _, known in rows])
    model.addRows(len(rows), equal, equal, len(places), starts, places, signs)


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
        settled = set(tables.settled)
        self.cells = [cell for cell in tables.values if cell not in settled]
        self.place = {cell: 4 * number for number, cell in enumerate(self.cells)}
        self.costs = np.zeros(len(self.cells))
        self.seen = _Seen(len(self.cells))
        self.seen.add(np.zeros(len(self.cells)))
        self.model = _empty()
        self._add_cells()
        _add_rows(
            self.model, [(columns, 0.0) for one in tables.sums for columns in self._both(one) if columns]
        )
        self.asking = self.model.getNumRow()
        self.model.addRow(0.0, highspy.kHighsInf, 0, np.array([], dtype=np.int32), np.array([]))

    def _both(self, one: Sum) -> Iterator[list[tuple[int, float]]]:
        for table in (0, 2):
            yield [
                (self.place[cell] + table + way, sign * (1.0 if way == 0 else -1.0))
                for cell, sign in _signed(one)
                if cell in self.place
                for way in (0, 1)
            ]

    def _add_cells(self) -> None:
        bounds: list[float] = []
        unseen = set(self.tables.unseen)
        for number, cell in enumerate(self.cells):
            bounds += [highspy.kHighsInf, self.tables.values[cell] - _least(self.tables, cell)] * 2
            if cell not in unseen:
                between_equals = 1 + number / len(self.cells) / 1_000  # both tables then move the same cells
                self.costs[number] = self.tables.costs[cell] * between_equals
        _add_columns(self.model, [0.0] * len(bounds), bounds)
        places = np.arange(len(bounds), dtype=np.int32)
        self.model.changeColsCost(len(bounds), places, np.repeat(self.costs, 4))

    def free(self, cell: Cell) -> None:
        """A hidden cell may move at no cost."""
        if cell in self.place and self.costs[self.place[cell] // 4]:
            self.costs[self.place[cell] // 4] = 0.0
            for column in range(self.place[cell], self.place[cell] + 4):
                self.model.changeColCost(column, 0.0)

    def is_wide(self, cell: Cell) -> bool:
        """Whether the tables that were found for other cells move this one far enough."""
        return cell in self.place and self.seen.is_wide(self.place[cell] // 4, self.width)

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
        up_and_down = values[:, [0, 2]] - values[:, [1, 3]]
        for table in up_and_down.T:
            self.seen.add(table)
        moves = (np.abs(up_and_down) > TOLERANCE).any(axis=1) & (self.costs > 0)
        return [self.cells[number] for number in np.flatnonzero(moves)]
