"""Targets: the version in force on a period's last day, and the path through the year to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from warehouse import formulas
from warehouse.periods import Period


@dataclass(frozen=True)
class Target:
    """A target of one version, and the baseline that its path starts from."""

    since: date
    value: Decimal
    baseline: Decimal | None
    sample: bool


class Targets:
    """Every target by indicator, entity and year."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._known: dict[tuple[str, str, int], list[Target]] = {}
        for row in rows:
            key = (row["kode_indikator"], row["kode_entitas"], row["tahun"])
            target = Target(row["berlaku_dari"], row["target"], row["baseline"], row["sample"])
            self._known.setdefault(key, []).append(target)

    def of(self, indicator: str, entity: str, year: int, on: date) -> Target | None:
        """The year's target in the version in force on a day."""
        in_force = [one for one in self._known.get((indicator, entity, year), ()) if one.since <= on]
        return max(in_force, key=lambda one: one.since, default=None)

    def path(self, indicator: str, entity: str, period: Period) -> Decimal | None:
        """Where the straight line to the year's target stands at the period's end.

        It starts at last year's target, else at the baseline; `None` where neither is known.
        """
        year = period.last.year
        target = self.of(indicator, entity, year, period.end)
        if target is None:
            return None
        before = self.of(indicator, entity, year - 1, period.end)
        start = before.value if before else target.baseline
        return None if start is None else formulas.on_the_line(start, target.value, period.last.month)
