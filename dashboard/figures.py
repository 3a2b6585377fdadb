"""Figures as plain dicts for plotly: a Series in, `{"data", "layout"}` out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from dashboard import bars, formats, palette, scales, sentences, status
from dashboard.language import _, current
from warehouse.declarations import Band
from warehouse.selection import Point, Record, Series

Figure = dict[str, Any]

ROW_HEIGHT = 56


def draw(series: Series, kind: str, bands: Sequence[Band] = (), claims: Sequence[Record] = ()) -> Figure:
    """The figure of one chart kind; every number in it is written as the page writes it."""
    return CHARTS[kind](series, bands, claims)


def trend(series: Series, bands: Sequence[Band], claims: Sequence[Record]) -> Figure:
    """One entity over time: final points filled, provisional ones open and dashed, target, claims."""
    points = series.points
    unit = series.indicator.unit
    values = [point.display for point in points] + [point.target for point in points]
    values += [sentences.claimed(claim) for claim in claims]
    up = scales.axis([float(value) for value in values if value is not None])
    traces = [
        _final(series),
        _provisional(series),
        _target(series),
        _claims(series, claims),
        _break_key(points),
    ]
    layout = _layout() | {
        "showlegend": sum(bool(trace["x"]) for trace in traces) > 1,
        "xaxis": _axis() | _time([point.period for point in points]),
        "yaxis": _axis() | _numbers(up, unit) | {"title": {"text": formats.unit_label(unit)}},
        "shapes": [_break(point) for point in status.breaks(points)],
    }
    return {"data": [trace for trace in traces if trace["x"]], "layout": layout}


def ranking(series: Series, bands: Sequence[Band], claims: Sequence[Record]) -> Figure:
    """The entities of one level in one period, best first, each named above its bar."""
    rows = bars.bars(series, bands)[::-1]  # plotly draws the first bar at the bottom
    unit, decimals = series.indicator.unit, series.indicator.decimals
    along = scales.axis([row.length for row in rows], zero=True)
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": [row.length for row in rows],
        "y": list(range(len(rows))),
        "width": 0.2,
        "hovertext": [plain(sentences.of_point(row.point, unit, decimals)) for row in rows],
        "hoverinfo": "text",
        "marker": {"color": [row.colour for row in rows]},
    }
    layout = _layout() | {
        "height": ranking_height(len(rows)),
        "showlegend": False,
        "xaxis": _axis() | _numbers(along, unit) | _zero() | {"title": {"text": formats.unit_label(unit)}},
        "yaxis": _axis() | {"range": [-0.3, len(rows) - 0.2], "showgrid": False, "showticklabels": False},
        "annotations": [_label(place, row) for place, row in enumerate(rows)],
    }
    return {"data": [trace], "layout": layout}


def ranking_height(count: int) -> int:
    """The height in pixels of a ranking with so many bars."""
    return 60 + ROW_HEIGHT * max(count, 1)


def _label(place: int, row: bars.Bar) -> Figure:
    """Name and number above the bar of a row."""
    where = {"xref": "paper", "x": 0, "xanchor": "left", "y": place + 0.12, "yanchor": "bottom"}
    text = f"{plain(row.name)}<br>{plain(row.text)}"
    return where | {"text": text, "align": "left", "showarrow": False, "borderpad": 1}


def plain(text: str) -> str:
    """A text for plotly, which would make links and bold words of tags; it knows no name for quotes."""
    return escape(text, quote=False)


def _slots(series: Series) -> list[Point | None]:
    """The points in time, with an empty place wherever the line must not run on."""
    slots: list[Point | None] = []
    for point in series.points:
        if slots and slots[-1] and not status.joined(slots[-1], point):
            slots.append(None)
        slots.append(point)
    return slots


def _final(series: Series) -> Figure:
    chosen = [point if point and point.finality == "final" else None for point in _slots(series)]
    return _line(series, chosen, _("Final"), {"color": palette.LINE, "width": 2.5}, {"symbol": "circle"})


def _provisional(series: Series) -> Figure:
    """Provisional points and their final neighbours, so that the dashed line joins the solid one."""
    points = _slots(series)
    loose = [
        point is not None and point.finality == "provisional" and point.display is not None
        for point in points
    ]
    near = [any(loose[max(place - 1, 0) : place + 2]) for place in range(len(points))]
    chosen = [point if beside else None for point, beside in zip(points, near, strict=True)]
    marker = {"symbol": "circle-open", "size": [8 if own else 0 for own in loose], "line": {"width": 2}}
    dashed = {"color": palette.LINE, "width": 2, "dash": "dash"}
    return _line(series, chosen if any(loose) else [], _("Sementara"), dashed, marker)


def _line(series: Series, chosen: list[Point | None], name: str, line: Figure, marker: Figure) -> Figure:
    """A line through the chosen points; a gap where one is missing. Empty when none has a value."""
    unit, decimals = series.indicator.unit, series.indicator.decimals
    known = [point.display if point else None for point in chosen]
    if not any(value is not None for value in known):
        return {"x": []}
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "cliponaxis": False,
        "name": name,
        "x": [scales.at(point.period).isoformat() if point else None for point in _slots(series)],
        "y": [None if value is None else float(value) for value in known],
        "hovertext": [plain(sentences.of_point(point, unit, decimals)) if point else "" for point in chosen],
        "hoverinfo": "text",
        "line": line,
        "marker": {"size": 7, "color": palette.LINE} | marker,
    }


def _target(series: Series) -> Figure:
    points = [point for point in series.points if point.target is not None]
    unit, decimals = series.indicator.unit, series.indicator.decimals
    return {
        "type": "scatter",
        "mode": "lines" if len(points) > 1 else "markers",
        "name": _("Target"),
        "x": [scales.at(point.period).isoformat() for point in points],
        "y": [float(point.target) for point in points if point.target is not None],
        "hovertext": [plain(sentences.target(point, unit, decimals)) for point in points],
        "hoverinfo": "text",
        "line": {"color": palette.TARGET, "width": 2, "dash": "dot", "shape": "hv"},
        "marker": {"color": palette.TARGET, "symbol": "line-ew-open", "size": 10, "line": {"width": 2}},
    }


def _claims(series: Series, claims: Sequence[Record]) -> Figure:
    known = [claim for claim in claims if claim.period and sentences.claimed(claim) is not None]
    unit, decimals = series.indicator.unit, series.indicator.decimals
    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "name": _("Angka terbit"),
        "x": [scales.at(str(claim.period)).isoformat() for claim in known],
        "y": [float(sentences.claimed(claim) or 0) for claim in known],
        "hovertext": [plain(sentences.claim(claim, unit, decimals)) for claim in known],
        "hoverinfo": "text",
        "marker": {"color": palette.CLAIM, "symbol": "diamond", "size": 11},
    }


def _layout() -> Figure:
    return {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"},
        "separators": formats.SEPARATORS[current()],
        "margin": {"l": 8, "r": 12, "t": 12, "b": 8},
        "dragmode": False,
        "hovermode": "closest",
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
    }


def _axis() -> Figure:
    return {"automargin": True, "fixedrange": True, "zeroline": False, "gridcolor": palette.GRID}


def _zero() -> Figure:
    return {"zeroline": True, "zerolinecolor": palette.MUTED, "zerolinewidth": 1.5}


def _numbers(along: scales.Axis, unit: str) -> Figure:
    """An axis of numbers written in the unit's form."""
    return {
        "range": [along.low, along.high],
        "tickvals": list(along.ticks),
        "ticktext": [sentences.tick(value, unit, along.decimals) for value in along.ticks],
    }


def _time(periods: Sequence[str]) -> Figure:
    ticks = scales.time_ticks(periods)
    return {
        "type": "date",
        "tickangle": 0,
        "tickvals": [place.isoformat() for place, _text in ticks],
        "ticktext": ["<br>".join(text.rsplit(" ", 1)) for _place, text in ticks],
        "showgrid": False,
    }


def _break_key(points: Sequence[Point]) -> Figure:
    """The word for the dotted lines, which are no trace themselves; `x` is empty where there are none."""
    broken = status.breaks(points)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": _("Seri terputus"),
        "x": [scales.at(point.period).isoformat() for point in broken[:1]],
        "y": [None for _point in broken[:1]],
        "hoverinfo": "skip",
        "line": {"color": palette.MUTED, "width": 1.5, "dash": "dot"},
    }


def _break(point: Point) -> Figure:
    """A dotted line before the first period that was counted in another way."""
    place = scales.at(point.period).isoformat()
    style = {"color": palette.MUTED, "width": 1.5, "dash": "dot"}
    return {"type": "line", "x0": place, "x1": place, "yref": "paper", "y0": 0, "y1": 1, "line": style}


CHARTS: dict[str, Callable[[Series, Sequence[Band], Sequence[Record]], Figure]] = {
    "trend": trend,
    "ranking": ranking,
}
