"""What births and deaths share in the civil registry: when they happen and are registered, and faults of the files."""

from __future__ import annotations

import random
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from typing import Protocol, TypeVar

from etl.seed.places import Place, Places
from etl.seed.workbook import Cell

FIRST_YEAR, LAST_YEAR = 2022, 2025  # of registration
RESIDENT_OUTSIDE = 0.015

Row = dict[str, Cell]
Reported = tuple[date, date, Place]  # when it was registered, when it happened, where


class Registered(Protocol):
    """A certificate."""

    @property
    def registered(self) -> date: ...


Event = TypeVar("Event", bound=Registered)


def happened(
    places: Places, rng: random.Random, means: Iterable[tuple[int, int, float]]
) -> Iterator[tuple[date, Place]]:
    """Days and places of so many events a month on average; `means` are year, month and number."""
    sizes = list(accumulate(place.births for place in places.nagari))
    for year, month, mean in means:
        for _ in range(round(rng.gauss(mean, mean**0.5))):
            day = rng.randint(1, monthrange(year, month)[1])
            yield date(year, month, day), rng.choices(places.nagari, cum_weights=sizes)[0]


def in_order(reported: Iterable[Reported], rng: random.Random) -> list[Reported]:
    """Those registered from FIRST_YEAR to LAST_YEAR by their day; of one day in any order."""
    wanted = [one for one in reported if FIRST_YEAR <= one[0].year <= LAST_YEAR]
    rng.shuffle(wanted)
    wanted.sort(key=lambda one: one[0])
    return wanted


def working_day(day: date) -> date:
    """The office is closed on Saturday and Sunday."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def rows(
    found: Iterable[Event],
    rng: random.Random,
    row: Callable[[Event, int], Row],
    spoil: Callable[[Row, Event], None],
    impossible: float,
    repeated: float,
) -> Iterator[Row]:
    """The rows of a file, numbered anew each day; a share of them spoilt, a share there twice."""
    issued: Counter[date] = Counter()
    for event in found:
        issued[event.registered] += 1
        made = row(event, issued[event.registered])
        if rng.random() < impossible:
            spoil(made, event)
        yield made
        if rng.random() < repeated:
            yield made
