"""A number never stands alone: unit, period, status, CONTOH, what it is compared with, source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard import formats, sentences, status
from dashboard.components import html
from dashboard.components.html import Component
from dashboard.language import N_, _
from warehouse.declarations import Band, Indicator
from warehouse.selection import Point, Series

LIGHTS = {"hijau": "mark-good", "kuning": "mark-watch", "merah": "mark-bad", "abu": "mark-none"}
OLD = N_("Angka ini lebih tua dari satu setengah periode.")


def tags(point: Point, is_old: bool = False) -> Component:
    """The small words behind a number: final or sementara, CONTOH, and basi where nothing newer came."""
    words: list[Component] = []
    if point.display is not None:
        words.append(html.Span(status.word(point), className="tag"))
    if point.sample:
        words.append(sample())
    if is_old:
        words.append(html.Span(_("basi"), className="tag tag-old", title=_(OLD)))
    return html.Span(spaced(words), className="tags")


def sample() -> Component:
    """The word that stands at every number made from sample data."""
    return html.Span(status.sample(), className="tag tag-sample")


def spaced(parts: Sequence[Component]) -> list[Component | str]:
    """Components with a space between them, so that they can be read aloud and wrap."""
    return [piece for part in parts for piece in (part, " ")][:-1]


def predicate(bands: Sequence[Band], point: Point | None) -> Component | None:
    """A band as shape and word in its colour, with CONTOH where a sample target made it."""
    if point is None or point.band is None:
        return None
    mark = status.mark(bands, point.band)
    shown = html.Span(f"{mark.shape} {mark.word}", className=f"{LIGHTS[mark.light]} text-nowrap")
    return html.Span([shown, " ", sample()]) if status.of_sample_target(point) else shown


def value(point: Point, indicator: Indicator) -> str:
    """The number in its unit, or why there is none."""
    if point.display is None:
        return status.word(point)
    return formats.show(point.display, indicator.unit, indicator.decimals)


def large(series: Series, point: Point | None, bands: Sequence[Band], today: date) -> Component:
    """A large number with its period, status and band."""
    if point is None:
        return html.Div(_("Belum ada data"), className="figure-word")
    size = "figure-number" if point.display is not None else "figure-word"
    return html.Div(
        [
            html.Div(value(point, series.indicator), className=size),
            html.Div([f"{formats.capital(sentences.when(point))} ", tags(point, status.old(series, today))]),
            html.Div(predicate(bands, point)),
        ],
        className="figure-block",
    )


def told(series: Series, point: Point | None, bands: Sequence[Band]) -> Component:
    """What a large number is compared with, who is in it, and its source."""
    if point is None:
        return html.P(sentences.absent(series.indicator), className="note")
    return html.P(sentences.joined(sentences.around(series, point, bands)), className="note")


def brief(point: Point | None, indicator: Indicator) -> Component:
    """A number in a line of text: value, period, status, CONTOH."""
    if point is None:
        return html.Span(_("Belum ada data"), className="note")
    return html.Span(
        [html.Strong(value(point, indicator)), f" {sentences.when(point)} ", tags(point)], className="brief"
    )
