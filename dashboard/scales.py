"""Where things stand on a chart: the same ticks for plotly's figures and for our own SVG."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard import formats
from warehouse import periods

STEPS = (1, 2, 2.5, 5, 10)
APART = (1, 2, 3, 6, 12, 24, 60, 120, 1200)  # months between labels


@dataclass(frozen=True)
class Axis:
    """A range of numbers and the round values at which a line is drawn."""

    low: float
    high: float
    ticks: tuple[float, ...]
    decimals: int

    def share(self, value: float) -> float:
        """How far along the axis a value stands, 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def axis(values: Iterable[float], zero: bool = False, wanted: int = 5) -> Axis:
    """An axis of round steps around the values; `zero` makes it hold 0, as bars need."""
    known = [*values, *([0.0] if zero else [])] or [0.0, 1.0]
    low, high = min(known), max(known)
    if low == high:
        low, high = low - max(abs(low) * 0.05, 0.5), high + max(abs(high) * 0.05, 0.5)
    step = _step((high - low) / wanted)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(round(number * step, 10) for number in range(first, last + 1))
    return Axis(ticks[0], ticks[-1], ticks, _decimals(step))


def at(period: str) -> date:
    """Where a period stands in time: the first day of its last month, so that a year meets its December."""
    return periods.parse(period).last


def time_ticks(names: Sequence[str], wanted: int = 5) -> list[tuple[date, str]]:
    """Some of the periods with short labels, evenly apart, the newest always among them."""
    by_place = {at(name): name for name in reversed(names)}  # the first of a place names it
    if not by_place:
        return []
    newest = max(by_place)
    ages = {periods.months_between(place, newest): place for place in by_place}
    step = next(step for step in APART if max(ages) / step < wanted)
    chosen = [place for age, place in sorted(ages.items(), reverse=True) if age % step == 0]
    return [(place, formats.month_short(by_place[place])) for place in chosen]


def _step(raw: float) -> float:
    """The next round step at or above `raw`."""
    size = 10 ** math.floor(math.log10(raw))
    return next(step * size for step in STEPS if step * size >= raw * (1 - 1e-9))


def _decimals(step: float) -> int:
    """How many decimals a step's ticks need."""
    return next((n for n in range(7) if abs(round(step, n) - step) < 1e-9), 6)
