"""What offices counted for their own indicators, put together over time and places as each indicator declares.

Pure: rows of the dataset `counts` in, one `Counted` per place and period out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from warehouse.declarations import Indicator
from warehouse.periods import Period, add_months, containing, parse
from warehouse.vocabulary import Window

DATASET = "counts"
Row = Mapping[str, Any]
Parent = Callable[[str, date], str | None]


@dataclass(frozen=True)
class Counted:
    """What is counted in a place and period: `whole` where nothing is missing in it, made from `rows`.

    `expected` are the places next below that it is a sum of, `reported` those of them whose own number is whole.
    """

    entity: str
    period: Period
    numerator: Decimal
    denominator: Decimal | None
    rows: tuple[Row, ...]
    whole: bool = True
    disputed: bool = False
    reported: int | None = None
    expected: int | None = None

    @property
    def sample(self) -> bool:
        """Whether anything in it is sample data."""
        return any(row["sample"] for row in self.rows)

    @property
    def source(self) -> str:
        """The source that all of its rows name, empty where they name several."""
        named = {row["sumber"] for row in self.rows}
        return named.pop() if len(named) == 1 else ""


def found(indicator: Indicator, rows: Iterable[Row], areas: Sequence[str], parent: Parent) -> list[Counted]:
    """Every place and period that a number can be made for, in the indicator's windows alone."""
    return list(_Counts(indicator, rows, areas, parent))


class _Counts:
    """The rows of one indicator, and what has been put together from them."""

    def __init__(
        self, indicator: Indicator, rows: Iterable[Row], areas: Sequence[str], parent: Parent
    ) -> None:
        self.indicator = indicator
        self.areas = areas
        self.parent = parent
        self.own = _own(row for row in rows if parse(row["periode"]).window in indicator.windows)
        self.known: dict[tuple[str, Period], Counted | None] = {}
        self.lying: dict[date, Mapping[str, list[str]]] = {}

    def __iter__(self) -> Iterator[Counted]:
        wanted = {
            (place, period)
            for entity, name in self.own
            for period in self._periods(parse(name))
            for place in self._places(entity, period.end)
        }
        for place, period in sorted(wanted):
            if one := self._at(place, period):
                yield one

    def _periods(self, sent: Period) -> Iterator[Period]:
        """A period that was sent, and those that it is a part of."""
        yield sent
        if self.indicator.counted != "as_sent" and sent.window == self.indicator.period:
            for window in self.indicator.windows:
                if window != sent.window:
                    yield containing(window, sent.last)

    def _places(self, entity: str, day: date) -> Iterator[str]:
        """A place and, unless nothing is added up, all that it lies in."""
        place: str | None = entity
        while place is not None:
            yield place
            place = None if self.indicator.counted == "as_sent" else self.parent(place, day)

    def _at(self, entity: str, period: Period) -> Counted | None:
        """What a place sent itself, else what its finer periods come to, else the sum of the places below it."""
        key = (entity, period)
        if key not in self.known:
            self.known[key] = self.own.get((entity, period.name)) or self._made(entity, period)
        return self.known[key]

    def _made(self, entity: str, period: Period) -> Counted | None:
        if self.indicator.counted == "as_sent":
            return None
        if period.window != self.indicator.period and (made := self._over_time(entity, period)):
            return made
        return self._over_places(entity, period)

    def _over_time(self, entity: str, period: Period) -> Counted | None:
        """Flows are summed; of stocks the last one stands, whole where it is of the period's end."""
        parts = [(part, self._at(entity, part)) for part in parts_of(period, self.indicator.period)]
        present = [one for _, one in parts if one]
        if not present:
            return None
        if self.indicator.counted == "stock":
            last = present[-1]
            return replace(last, period=period, whole=last.whole and last is parts[-1][1])
        made = _sum(entity, period, present)
        poorest = min(present, key=lambda one: (one.reported or 0) / (one.expected or 1))
        whole = made.whole and len(present) == len(parts)
        return replace(made, whole=whole, reported=poorest.reported, expected=poorest.expected)

    def _over_places(self, entity: str, period: Period) -> Counted | None:
        below = self._below(entity, period.end)
        present = [one for place in below if (one := self._at(place, period))]
        if not present:
            return None
        made = _sum(entity, period, present)
        reported = sum(one.whole for one in present)
        return replace(made, whole=reported == len(below), reported=reported, expected=len(below))

    def _below(self, entity: str, day: date) -> Sequence[str]:
        if day not in self.lying:
            lying: dict[str, list[str]] = defaultdict(list)
            for area in self.areas:
                if (above := self.parent(area, day)) is not None:
                    lying[above].append(area)
            self.lying[day] = lying
        return self.lying[day].get(entity, [])


def _own(rows: Iterable[Row]) -> dict[tuple[str, str], Counted]:
    """What was sent for a place and period: the newest row; disputed where sources count differently."""
    sent: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["load"], row["sheet"], row["sheet_row"])):
        sent[row["kode_entitas"], row["periode"]].append(row)
    return {
        (entity, name): Counted(
            entity,
            parse(name),
            same[-1]["pembilang"],
            same[-1]["penyebut"],
            rows=(same[-1],),
            disputed=len({(row["pembilang"], row["penyebut"]) for row in same}) > 1,
        )
        for (entity, name), same in sent.items()
    }


def _sum(entity: str, period: Period, parts: Sequence[Counted]) -> Counted:
    """A sum; its denominator is unknown where one of its parts' is."""
    denominators = [one.denominator for one in parts if one.denominator is not None]
    return Counted(
        entity,
        period,
        sum((one.numerator for one in parts), Decimal(0)),
        sum(denominators, Decimal(0)) if len(denominators) == len(parts) else None,
        rows=tuple(row for one in parts for row in one.rows),
        whole=all(one.whole for one in parts),
        disputed=any(one.disputed for one in parts),
    )


def parts_of(period: Period, window: Window) -> list[Period]:
    """The periods of a finer window inside a period, in their order."""
    months = (add_months(period.first, count) for count in range(period.months))
    return list(dict.fromkeys(containing(window, month) for month in months))
