"""The reads of the warehouse on behalf of whoever asks for a page; what they found in a release is kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from dashboard.keeping import Kept
from dashboard.routing import Ask
from warehouse import changes, periods, releases
from warehouse import records as registers
from warehouse import series as numbers
from warehouse import sources as behind
from warehouse.changes import Change
from warehouse.declarations import Indicator
from warehouse.editions import Editions
from warehouse.selection import Point, Record, Selection, Series, Source
from warehouse.vocabulary import KABUPATEN, Window

MOST_RELEASES = 12  # that a page looks back to
Found = TypeVar("Found")
_kept: Kept[Any] = Kept(most=1500)


def _once(ask: Ask, asked: Hashable, read: Callable[[], Found]) -> Found:
    """What a read finds in the release of the ask; a release never changes, so nothing goes stale."""
    key = (ask.ground, ask.reader.sight, asked)
    found: Found = _kept.get(key, read)
    return found


def series(ask: Ask, selection: Selection) -> Series:
    """The answer to a selection, which may be of another release than the page."""
    known = ask.release if selection.as_of == ask.release.number else None
    return _once(
        ask, selection, lambda: numbers.read(ask.engine, ask.catalogue, selection, ask.reader, known)
    )


def is_without_numbers(ask: Ask, indicator: Indicator) -> bool:
    """Whether nothing is known of an indicator for the regency: no number, no claim, nothing that was refused."""
    if any(over_time(ask, indicator.id, window).points for window in indicator.windows):
        return False
    return not any(records(ask, kind, kode_indikator=indicator.id) for kind in ("claim", "refused"))


def over_time(
    ask: Ask, indicator: str, window: Window, entity: str = KABUPATEN, breakdown: str = ""
) -> Series:
    """Every period of one entity."""
    return series(ask, Selection(indicator, window, (entity,), breakdown=breakdown, as_of=ask.release.number))


def across(ask: Ask, indicator: str, window: Window, level: str, period: str, breakdown: str = "") -> Series:
    """Every entity of one level in one period."""
    chosen = Selection(
        indicator, window, level=level, periods=(period,), breakdown=breakdown, as_of=ask.release.number
    )
    return series(ask, chosen)


def newest(ask: Ask, indicator: str, window: Window, level: str) -> Series:
    """Every entity of one level in the newest period that has a number for any of them."""
    whole = series(ask, Selection(indicator, window, level=level, as_of=ask.release.number))
    periods = [point.period for point in whole.points if point.display is not None]
    return across(ask, indicator, window, level, max(periods)) if periods else whole


def records(ask: Ask, kind: str, **filters: str) -> tuple[Record, ...]:
    """The rows of a register in the release of the ask."""
    return _once(
        ask,
        (kind, *sorted(filters.items())),
        lambda: registers.read(ask.engine, ask.catalogue, kind, filters, ask.reader, ask.release),
    )


def beside(ask: Ask, claim: Record) -> Point | None:
    """Our own number for what a claim speaks of, where there is one."""
    indicator = ask.catalogue.indicators.get(str(claim.fields.get("kode_indikator")))
    if indicator is None or not claim.period:
        return None
    window = periods.parse(claim.period).window
    found = over_time(ask, indicator.id, window, str(claim.entity))
    return next((point for point in found.points if point.period == claim.period), None)


@dataclass(frozen=True)
class Revision:
    """A number that a release changed."""

    release: int
    change: Change


def revisions(ask: Ask, series: Series) -> tuple[Revision, ...]:
    """What the newest releases changed in numbers of a series that had been published, the newest first."""
    if not series.points:
        return ()
    first, asked = series.points[0], series.selection
    only = {"indicator": asked.indicator, "entity_kind": first.entity_kind, "entity": first.entity}
    only |= {"window": asked.window, "breakdown": asked.breakdown}
    return _once(ask, ("revisions", *only.values()), lambda: tuple(_revisions(ask, only)))


def _revisions(ask: Ask, only: dict[str, str]) -> Iterator[Revision]:
    editions = Editions(ask.engine, ask.catalogue)
    for number in changes.releases_of(ask.engine, ask.release, MOST_RELEASES, **only):
        earlier, later = (releases.find(ask.engine, str(one)) for one in (number - 1, number))
        if earlier and later:
            for change in changes.read(ask.engine, editions, earlier, later, ask.reader, **only):
                if change.before:
                    yield Revision(number, change)


def sources(ask: Ask, series: Series, point: Point) -> tuple[Source, ...]:
    """Where a number came from."""
    indicator = series.indicator
    place = (point.entity_kind, point.entity, point.breakdown)
    known = _once(
        ask,
        ("lineage", indicator.id, *place),
        lambda: behind.lineage(ask.engine, indicator, point, ask.release),
    )
    return behind.of(known, ask.catalogue, point, indicator, ask.reader)
