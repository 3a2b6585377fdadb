"""The bars of a ranking: what stands where, and what is written at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard import formats, palette, status
from warehouse.declarations import Band
from warehouse.selection import Point, Series

MOST = 24  # more bars than this are shown by their two ends
NAME_LENGTH = 42


@dataclass(frozen=True)
class Bar:
    """One entity of a ranking; `length` is 0 where it has no number."""

    name: str
    text: str
    length: float
    colour: str
    point: Point


def ranked(series: Series) -> list[Point]:
    """The points of a ranking, best first (lowest where lower is better), those without a number last."""
    sign = 1 if series.indicator.direction == "lower" else -1
    known = [point for point in series.points if point.display is not None]
    known.sort(key=lambda point: (sign * (point.display or Decimal(0)), point.entity_name))
    return known + [point for point in series.points if point.display is None]


def ends(points: Sequence[Point]) -> list[Point]:
    """All of them, or the first and last ones where they are too many for a chart."""
    return [*points[: MOST // 2], *points[-MOST // 2 :]] if len(points) > MOST else list(points)


def bars(series: Series, bands: Sequence[Band]) -> list[Bar]:
    """The bars of a ranking from top to bottom."""
    return [_bar(series, point, bands) for point in ends(ranked(series))]


def _bar(series: Series, point: Point, bands: Sequence[Band]) -> Bar:
    mark = status.mark(bands, point.band)
    colour = palette.LINE if mark is status.UNKNOWN else palette.LIGHTS[mark.light]
    length = float(point.display) if point.display is not None else 0.0
    return Bar(_shortened(point.entity_name), _text(series, point, mark), length, colour, point)


def _text(series: Series, point: Point, mark: status.Mark) -> str:
    """`▲ −7,20 poin · sementara · CONTOH`; a final number needs no word in a chart."""
    if point.display is None:
        return status.word(point)
    value = formats.show(point.display, series.indicator.unit, series.indicator.decimals)
    loose = status.word(point) if point.finality != "final" else ""
    judged = f"{mark.shape} {value}" if point.band else value
    judged += f" ({status.sample()})" if status.of_sample_target(point) else ""
    words = [judged, loose, status.sample() if point.sample else ""]
    return " · ".join(word for word in words if word)


def _shortened(name: str) -> str:
    return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1].rstrip()}…"
