"""Charts as SVG made on the server: the same Series as plotly's, for first paint, embeds and sparklines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from urllib.parse import quote

import jinja2

from dashboard import bars, language, palette, scales, sentences, status, terms
from dashboard.language import N_, _
from warehouse.declarations import Band
from warehouse.selection import Point, Record, Series

TREND_HEIGHT = 320
TOP, BOTTOM = 38, 28
START, WIDTH = 3, 90  # percent; labels of the last period need room at its right
LEGEND = {
    "solid": N_("Final"),
    "dashed": N_("Sementara"),
    "target": N_("Target"),
    "claims": N_("Angka terbit"),
    "breaks": N_("Seri terputus"),
}
SPARK_POINTS = 25
SPARK_WIDTH, SPARK_HEIGHT = 240, 40

TEMPLATES = jinja2.Environment(
    loader=jinja2.PackageLoader("dashboard"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.globals.update(palette=palette, _=language._)


def trend(series: Series, claims: Sequence[Record] = ()) -> str:
    """One entity over time; as wide as its place, text at its own size."""
    points = [point for point in series.points if point.display is not None]
    claims = [claim for claim in claims if claim.period and sentences.claimed(claim) is not None]
    if not (points or claims):
        return ""
    values = [*_floats(point.display for point in points), *_floats(point.target for point in points)]
    values += _floats(sentences.claimed(claim) for claim in claims)
    up = scales.axis(values, wanted=4)
    along = _Time([*(point.period for point in points), *(str(claim.period) for claim in claims)])
    unit, decimals = series.indicator.unit, series.indicator.decimals
    spots = [_spot(along.share(point.period), up.share(float(point.display or 0))) for point in points]
    lines = {
        "solid": _path(points, spots, dashed=False),
        "dashed": _path(points, spots, dashed=True),
        "target": _target(points, along, up),
        "claims": [_claim(claim, along, up, unit, decimals) for claim in claims],
        "breaks": [_spot(along.share(point.period), 0)[0] for point in status.breaks(points)],
    }
    return _render(
        "trend.svg.jinja",
        name=terms.name(series.indicator),
        description=sentences.of_trend(series, claims),
        height=TREND_HEIGHT,
        top=TOP,
        body=TREND_HEIGHT - TOP - BOTTOM,
        grid=[(_down(up.share(tick)), sentences.tick(tick, unit, up.decimals)) for tick in up.ticks],
        times=_labels(along),
        dots=[
            (*spot, point.finality == "provisional", sentences.of_point(point, unit, decimals))
            for spot, point in zip(spots, points, strict=True)
        ],
        legend=_legend([name for name in LEGEND if lines[name]]),
        **lines,
    )


def ranking(series: Series, level: str, bands: Sequence[Band] = ()) -> str:
    """The entities of one level as bars, named above each bar."""
    rows = bars.bars(series, bands)
    along = scales.axis([row.length for row in rows], zero=True)
    return _render(
        "ranking.svg.jinja",
        name=terms.name(series.indicator),
        description=sentences.of_ranking(series, bars.ranked(series), level),
        rows=[
            (row, 100 * along.share(min(row.length, 0)), 100 * abs(row.length) / (along.high - along.low))
            for row in rows
        ],
        zero=100 * along.share(0),
    )


def sparkline(series: Series) -> str:
    """The last periods as a small picture without words, the headline marked, as an address for html.Img."""
    points = [point for point in series.points if point.display is not None][-SPARK_POINTS:]
    if not points:
        return ""
    lead = status.headline(series)
    values = _floats(point.display for point in points)
    low, high = min(values), max(values)
    span = (high - low) or 1.0
    wide = max(len(points) - 1, 1)
    spots = [
        (4 + (SPARK_WIDTH - 8) * place / wide, 4 + (SPARK_HEIGHT - 8) * (high - value) / span)
        for place, value in enumerate(values)
    ]
    text = _render(
        "spark.svg.jinja",
        width=SPARK_WIDTH,
        height=SPARK_HEIGHT,
        solid=_path(points, spots, dashed=False),
        dashed=_path(points, spots, dashed=True),
        end=spots[points.index(lead)] if lead in points else spots[-1],
        open=lead is not None and lead.finality == "provisional",
    )
    return _address(text)


def meter(share: Decimal) -> str:
    """A bar filled to a share of the whole, 0 to 1, as an address for html.Img."""
    return _address(_render("meter.svg.jinja", share=100 * min(max(share, Decimal(0)), Decimal(1))))


def _address(text: str) -> str:
    return f"data:image/svg+xml,{quote(text, safe=' =:/<>')}".replace("%22", "'")


class _Time:
    """Periods along the width of a chart, as shares of it."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        places = [scales.at(name) for name in names]
        self.first, self.last = min(places), max(places)

    def at(self, place: date) -> float:
        span = (self.last - self.first).days
        return (place - self.first).days / span if span else 0.5

    def share(self, name: str) -> float:
        return self.at(scales.at(name))


def _labels(along: _Time) -> list[tuple[float, str, str]]:
    """Place, anchor and text of the labels under a trend."""
    labels = []
    for place, text in scales.time_ticks(along.names, wanted=4):
        x = START + WIDTH * along.at(place)
        labels.append((x, "start" if x < 8 else "middle", text))
    return labels


def _legend(names: Sequence[str]) -> list[tuple[int, str, str]]:
    """Place in pixels, kind and word of what is drawn, side by side."""
    places, x = [], 0
    for name in names:
        word = _(LEGEND[name])
        places.append((x, name, word))
        x += 36 + 7 * len(word)
    return places


def _spot(along: float, up: float) -> tuple[float, float]:
    """Percent of the width, percent of the drawing's height from its top."""
    return START + WIDTH * along, 100 * (1 - up)


def _down(up: float) -> float:
    return TOP + (TREND_HEIGHT - TOP - BOTTOM) * (1 - up)


def _path(points: Sequence[Point], spots: Sequence[tuple[float, float]], dashed: bool) -> str:
    """The pieces between neighbours that are both final, or of which one is not."""
    pieces = []
    for place in range(1, len(points)):
        before, after = points[place - 1], points[place]
        loose = "provisional" in (before.finality, after.finality)
        if loose == dashed and status.joined(before, after):
            (x, y), (to_x, to_y) = spots[place - 1], spots[place]
            pieces.append(f"M{x:.2f} {y:.2f}L{to_x:.2f} {to_y:.2f}")
    return "".join(pieces)


def _target(points: Sequence[Point], along: _Time, up: scales.Axis) -> str:
    spots = [
        _spot(along.share(point.period), up.share(float(point.target)))
        for point in points
        if point.target is not None
    ]
    if len(spots) == 1:  # one target is a short stroke, not a line
        (x, y) = spots[0]
        spots = [(x - 2, y), (x + 2, y)]
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in spots) if spots else ""


def _claim(
    claim: Record, along: _Time, up: scales.Axis, unit: str, decimals: int
) -> tuple[float, float, str]:
    value = float(sentences.claimed(claim) or 0)
    return *_spot(along.share(str(claim.period)), up.share(value)), sentences.claim(claim, unit, decimals)


def _floats(values: Iterable[Decimal | None]) -> list[float]:
    return [float(value) for value in values if value is not None]


def _render(template: str, **values: object) -> str:
    return TEMPLATES.get_template(template).render(**values)
