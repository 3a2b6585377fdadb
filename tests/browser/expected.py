"""What pages have to show, read from the warehouse past the dashboard and written down anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Engine

from warehouse import series
from warehouse.declarations import Catalogue, Indicator
from warehouse.people import STRANGER, Reader
from warehouse.selection import Point, Selection
from warehouse.vocabulary import KABUPATEN, Level, Window

NONE = "–"
BEHIND = {"persen": "%", "poin persen": " poin"} | {
    unit: f" {unit}" for unit in ("orang", "hari", "tahun", "menit", "per 10.000 penduduk")
}


@dataclass(frozen=True)
class Numbers:
    """The reads of the warehouse that tests compare pages with."""

    engine: Engine
    catalogue: Catalogue

    def over_time(
        self,
        indicator: str,
        window: Window | None = None,
        entity: str = KABUPATEN,
        reader: Reader = STRANGER,
        breakdown: str = "",
    ) -> list[Point]:
        """Every period of one entity, by default in the window that the page opens with."""
        declared = self.catalogue.indicators[indicator]
        open_to_all = [one for one in declared.windows if ("kabupaten", one) in declared.public]
        chosen = window or open_to_all[0]
        return self._read(Selection(indicator, chosen, (entity,), breakdown=breakdown), reader)

    def across(
        self, indicator: str, level: Level, period: str, window: Window, reader: Reader = STRANGER
    ) -> list[Point]:
        """Every entity of a level in one period."""
        return self._read(Selection(indicator, window, level=level, periods=(period,)), reader)

    def all_of(self, indicator: str, window: Window) -> list[Point]:
        """Every entity and period of a window, entity by entity."""
        return self._read(Selection(indicator, window), STRANGER)

    def newest(self, indicator: str, level: Level, window: Window) -> list[Point]:
        """Every entity of a level in the newest period with a number."""
        points = self._read(Selection(indicator, window, level=level), STRANGER)
        period = max(point.period for point in points if point.display is not None)
        return [point for point in points if point.period == period]

    def lead(self, indicator: str, window: Window | None = None, entity: str = KABUPATEN) -> str:
        """The number that stands for a series, as a page has to write it."""
        point = leading(self.over_time(indicator, window, entity))
        return written(point.display, self.catalogue.indicators[indicator])

    def _read(self, selection: Selection, reader: Reader) -> list[Point]:
        return list(series.read(self.engine, self.catalogue, selection, reader).points)


def written(value: Decimal | None, indicator: Indicator) -> str:
    """`1.234,5%`, `−3,1 poin`, `Rp1.234`, `582 orang`, `71,63`; a dash where there is none."""
    if value is None:
        return NONE
    text = f"{abs(value):,.{indicator.decimals}f}".translate(str.maketrans(",.", ".,"))
    sign = "−" if value < 0 else "+" if value > 0 and indicator.unit == "poin persen" else ""
    if indicator.unit.startswith("rupiah"):
        return f"{sign}Rp{text}{indicator.unit.removeprefix('rupiah')}"
    return sign + text + BEHIND.get(indicator.unit, "")


def leading(points: Sequence[Point]) -> Point:
    """The newest number; of cohorts, which flatter while they are young, the newest final one."""
    known = [point for point in points if point.display is not None]
    final = [point for point in known if point.finality == "final"]
    return (final if final and known[-1].maturity_days is not None else known)[-1]
