"""What Ringkasan and the pages of dimensions gather: achievement, money, programmes, what lags behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard import formats, reading, status
from dashboard.routing import Ask
from warehouse.declarations import Indicator
from warehouse.selection import Point, Record, Series
from warehouse.vocabulary import Window

CAP = Decimal(100)  # more than the whole target does not make up for another indicator
ON_COURSE = "sesuai"
PROGRAMMES_WINDOW: Window = "quarter"
MOST_LAGGING = 5


@dataclass(frozen=True)
class Average:
    """The mean achievement of a dimension's indicators: `counted` of `expected` have one that is fresh."""

    value: Decimal | None
    counted: int
    expected: int
    years: tuple[str, ...]
    sample: bool
    provisional: bool

    @property
    def speaks(self) -> bool:
        """Whether at least half of the indicators are in it; below that it is shown grey."""
        return self.value is not None and self.counted * 2 >= self.expected


@dataclass(frozen=True)
class Dimension:
    """One card: achievement, money and programmes of a dimension."""

    code: str
    name: str
    average: Average
    money: Point | None
    programmes: Point | None


@dataclass(frozen=True)
class Programme:
    """A programme of the masterplan in force with its newest progress."""

    code: str
    name: str
    dimension: str
    owner: str
    quick_win: bool
    status: str
    planned: Decimal | None
    done: Decimal | None
    ceiling: Decimal | None
    deviation: Point | None
    sample: bool


@dataclass(frozen=True)
class Course:
    """How many programmes are on course, of those with a plan in the newest month."""

    on_course: int
    planned: int
    period: str
    sample: bool
    provisional: bool


def average(serieses: Sequence[Series], expected: int, today: date) -> Average:
    """The mean of min(achievement, 100) over yearly series; numbers older than 1.5 periods do not count."""
    found = [point for series in serieses if (point := _judged(series.points, today))]
    reached = [min(point.achievement, CAP) for point in found if point.achievement is not None]
    value = formats.rounded(sum(reached, Decimal(0)) / len(reached), 1) if reached else None
    return Average(
        value=value,
        counted=len(reached),
        expected=expected,
        years=tuple(sorted({point.period for point in found})),
        sample=any(point.sample or point.target_sample for point in found),
        provisional=any(point.finality != "final" for point in found),
    )


def _judged(points: Iterable[Point], today: date) -> Point | None:
    """The newest point with an achievement, where it is fresh."""
    judged = [point for point in points if point.achievement is not None]
    return judged[-1] if judged and not status.stale(judged[-1], today) else None


def indicators_of(ask: Ask, code: str) -> list[Indicator]:
    """The indicators of a dimension, in the order of the dictionary."""
    return [indicator for indicator in ask.catalogue.indicators.values() if indicator.dimension == code]


def dimension(ask: Ask, code: str) -> Dimension:
    """The card of one dimension."""
    mine = indicators_of(ask, code)
    yearly = [reading.over_time(ask, one.id, "year") for one in mine if "year" in one.windows]
    return Dimension(
        code=code,
        name=ask.catalogue.entities["dimension", code].name,
        average=average(yearly, len(mine), ask.release.today),
        money=reading.over_time(ask, "bud-02", "ytd", code).last,
        programmes=reading.over_time(ask, "prg-01", PROGRAMMES_WINDOW, code).last,
    )


def course(series: Series) -> Course | None:
    """The programmes on course in one month."""
    known = [point for point in series.points if point.display is not None]
    if not known:
        return None
    return Course(
        on_course=sum(point.band == ON_COURSE for point in known),
        planned=len(known),
        period=known[0].period,
        sample=any(point.sample for point in known),
        provisional=any(point.finality != "final" for point in known),
    )


def lagging(series: Series) -> list[Point]:
    """The points furthest behind their plan, the worst first; those on course are not among them."""
    behind = [point for point in series.points if point.display is not None and point.display < 0]
    behind = [point for point in behind if point.band != ON_COURSE]
    return sorted(behind, key=lambda point: (point.display or Decimal(0), point.entity))[:MOST_LAGGING]


def programmes(ask: Ask, code: str | None = None) -> list[Programme]:
    """The programmes of the masterplan in force, all or those of one dimension, by code."""
    deviations = reading.newest(ask, "prg-03", "month", "programme")
    by_code = {point.entity: point for point in deviations.points}
    months = [point.period for point in deviations.points]
    progress = reading.records(ask, "progress", period=max(months)) if months else ()
    newest = {str(row.entity): row for row in progress}
    rows = in_force(reading.records(ask, "programme"), ask.release.today)
    return [
        _programme(ask, row, newest.get(str(row.entity)), by_code.get(str(row.entity)))
        for row in rows
        if code is None or row.fields["dimensi"] == code
    ]


def in_force(rows: Iterable[Record], today: date) -> list[Record]:
    """The rows of the masterplan's version that holds today."""
    begun = [row for row in rows if str(row.fields["berlaku_dari"]) <= today.isoformat()]
    newest = max((str(row.fields["berlaku_dari"]) for row in begun), default="")
    return sorted((row for row in begun if row.fields["berlaku_dari"] == newest), key=lambda row: row.key)


def _programme(ask: Ask, row: Record, progress: Record | None, deviation: Point | None) -> Programme:
    fields = row.fields
    said = progress.fields if progress else {}
    owner = ask.catalogue.entities.get(("organisation", str(fields["kode_skpd"])))
    planned, done, ceiling = (
        None if said.get(name) is None else Decimal(str(said[name]))
        for name in ("rencana_fisik", "realisasi_fisik", "pagu")
    )
    return Programme(
        code=str(row.entity),
        name=str(fields["nama"]),
        dimension=str(fields["dimensi"]),
        owner=owner.name if owner else str(fields["kode_skpd"]),
        quick_win=fields.get("quick_win") == "ya",
        status=str(said.get("status") or ""),
        planned=planned,
        done=done,
        ceiling=ceiling,
        deviation=deviation,
        sample=row.sample or bool(progress and progress.sample),
    )
