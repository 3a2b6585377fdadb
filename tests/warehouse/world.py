"""A small invented regency whose births are registered month by month, and what a stranger can tell of it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from warehouse import finality
from warehouse.declarations import Catalogue
from warehouse.disclosure import SEEN, SMALL_CELL, Before, Cell, Key, Shown, Vintage, key_of
from warehouse.masking import masked
from warehouse.periods import Period, add_months, containing
from warehouse.suppression import Sum, Tables

KABUPATEN = "13.05"
NUMERATOR, DENOMINATOR = "births.births_registered_within_60_days", "births.births_registered_within_365_days"
GRAIN = {
    "kabupaten": ("month", "quarter", "year", "ytd"),
    "kecamatan": ("quarter", "year"),
    "nagari": ("year",),
}
LEVELS = {1: "kabupaten", 2: "kecamatan", 3: "nagari"}

Observation = dict[str, Any]


@dataclass(frozen=True)
class Event:
    """One birth: the nagari, or the kecamatan where nobody wrote down the nagari, and its two days."""

    area: str
    born: date
    registered: date


def events(rng: random.Random, areas: Sequence[str], years: Sequence[int], a_year: int) -> list[Event]:
    """So many births a year, most of them registered soon, some late."""
    found = []
    for year in years:
        for _ in range(a_year):
            born = date(year, 1, 1) + timedelta(days=rng.randrange(365))
            delay = rng.choice([rng.randrange(30), rng.randrange(60), rng.randrange(300), rng.randrange(500)])
            area = rng.choice(areas)
            found.append(Event(area if rng.random() > 0.02 else area[:8], born, born + timedelta(days=delay)))
    return found


def observations(known: Iterable[Event], today: date, since: date) -> list[Observation]:
    """What is counted when the files of every month before `today` have come."""
    counts: dict[tuple[str, str, Period], list[int]] = defaultdict(lambda: [0, 0])
    for one in known:
        days = (one.registered - one.born).days
        if one.registered < today and days <= 365:
            for place in {KABUPATEN, one.area[:8], one.area}:
                for period in _periods(place, one.born):
                    counts[place, period.window, period][0] += days <= 60
                    counts[place, period.window, period][1] += 1
    arrived = {add_months(since, count) for count in range(600) if add_months(since, count) < today}
    return [
        _observation(place, period, numerator, denominator, arrived)
        for (place, _, period), (numerator, denominator) in sorted(counts.items())
    ]


def _periods(place: str, born: date) -> Iterator[Period]:
    level = "kabupaten" if place == KABUPATEN else "kecamatan" if place.count(".") == 2 else "nagari"
    for window in GRAIN[level]:
        if window == "ytd":
            for month in range(born.month, 13):
                yield containing("ytd", date(born.year, month, 1))
        else:
            yield containing(window, born)  # type: ignore[arg-type]


def _observation(
    place: str, period: Period, numerator: int, denominator: int, arrived: set[date]
) -> Observation:
    final = all(month in arrived for month in finality.months_needed(period, 365))
    value = Decimal(100 * numerator) / denominator
    return {
        "indicator": "reg-03",
        "entity_kind": "area",
        "entity": place,
        "breakdown": "",
        "window": period.window,
        "period": period.name,
        "level": "kabupaten" if place == KABUPATEN else "kecamatan" if place.count(".") == 2 else "nagari",
        "finality": finality.FINAL if final else finality.PROVISIONAL,
        "numerator": Decimal(numerator),
        "denominator": Decimal(denominator),
        "value": value,
        "display": round(value, 1),
    }


def parent(code: str, _day: date) -> str | None:
    """What a place lies in."""
    return {1: None, 2: KABUPATEN}.get(code.count("."), code[:8])


def editions(known: Mapping[date, Sequence[Event]], catalogue: Catalogue) -> list[list[Observation]]:
    """What is published on each day, one after the other, of the births that are known on it."""
    vintages: dict[Key, list[Vintage]] = {}
    before, found, days = Before(), [], sorted(known)
    since = min(one.born for one in known[days[0]]).replace(day=1)
    for today in days:
        whole = [one for one in observations(known[today], today, since) if _begun(one, today)]
        edition = masked(whole, catalogue, parent, before)
        found.append(edition)
        _remember(vintages, edition, len(found))
        following = days[min(days.index(today) + 1, len(days) - 1)]
        before = Before(vintages, revises=following.year > today.year)
    return found


def _remember(vintages: dict[Key, list[Vintage]], edition: Sequence[Observation], number: int) -> None:
    """Add an edition to the vintages, as the database does: a number that stays has no new one."""
    now = {
        key_of(one): Vintage(
            number,
            None,
            one["numerator"],
            one["denominator"],
            Shown(**{name: one[f"public_{name}"] for name in SEEN}, reason=one["public_reason"]),
        )
        for one in edition
    }
    for key in vintages.keys() | now.keys():
        known, new = vintages.setdefault(key, []), now.get(key)
        if known and known[-1].until is None:
            if new and replace(new, since=known[-1].since) == known[-1]:
                continue
            known[-1] = replace(known[-1], until=number)
        if new:
            known.append(new)


def _begun(one: Observation, today: date) -> bool:
    return one["window"] != "ytd" or one["period"][:7] < f"{today:%Y-%m}"


def as_a_stranger(
    found: Sequence[Sequence[Observation]],
) -> tuple[Tables, list[Cell], list[Cell], list[Cell]]:
    """All editions as one system: what adds up in each, and that late registrations only add.

    Answers the tables, the cells that were shown, those hidden in the end, and small changes between editions.
    """
    values: dict[Cell, int] = {}
    sums: list[Sum] = []
    shown: list[Cell] = []
    hidden: list[Cell] = []
    changes: list[Cell] = []
    for number, edition in enumerate(found):
        here: dict[Cell, int] = {}
        for one in edition:
            for role in ("numerator", "denominator"):
                cell = (str(number), role, one["entity"], one["window"], one["period"])
                here[cell] = int(one[role])
                if one["public_reason"] == "" and one[f"public_{role}"] == one[role]:
                    shown.append(cell)
                elif one["public_reason"] == SMALL_CELL and number == len(found) - 1:
                    hidden.append(cell)
            numerator = (str(number), "numerator", one["entity"], one["window"], one["period"])
            denominator, rest = (number_of(numerator, "denominator"), number_of(numerator, "rest"))
            here[rest] = here[denominator] - here[numerator]
            sums.append(Sum(denominator, (numerator, rest)))
        _add_up(here, sums)
        for cell, value in list(here.items()):
            earlier = (str(number - 1), *cell[1:])
            if earlier in values:
                change = ("change", *cell)
                here[change] = value - values[earlier]
                sums.append(Sum(cell, (earlier, change)))
                if 1 <= here[change] <= 4 and cell[1] != "rest":
                    changes.append(change)
        values |= here
    return Tables(values, sums, (), (), (), {}), shown, hidden, changes


def number_of(cell: Cell, role: str) -> Cell:
    """The cell of another count of the same number."""
    return (cell[0], role, *cell[2:])


def _add_up(here: dict[Cell, int], sums: list[Sum]) -> None:
    parts: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in here:
        number, role, place, window, period = cell
        if role == "rest":  # the sums of the other two counts say it all
            continue
        if above := parent(place, date(2000, 1, 1)):
            parts[number, role, above, window, period].append(cell)
        if window in ("month", "quarter"):
            for wider in ("quarter", "year", "ytd"):
                for total in _containing(wider, window, period):
                    parts[number, role, place, wider, total, window].append(cell)  # type: ignore[index]
    for key, cells in parts.items():
        total = key[:5]
        if total in here and not (len(key) == 6 and key[3] == "ytd" and key[5] != "month"):
            if rest := here[total] - sum(here[cell] for cell in cells):
                left = (*key, "left")
                here[left] = rest
                cells = [*cells, left]
            sums.append(Sum(total, tuple(cells)))


def _containing(wider: str, window: str, period: str) -> list[str]:
    year = int(period[:4])
    first = date(year, int(period[5:7]) if window == "month" else 3 * int(period[6]) - 2, 1)
    if wider == "ytd":
        return [f"{year}-{month:02}-ytd" for month in range(first.month, 13)]
    return [] if wider == window else [containing(wider, first).name]  # type: ignore[arg-type]
