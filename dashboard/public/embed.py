"""Embeds: an indicator as a small page for other sites, and as CSV; outside Dash, no cookie, no script."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable
from decimal import Decimal

from flask import Blueprint, Response, make_response, render_template, request

from dashboard import choice as choices
from dashboard import formats, links, reading, sentences, status, svg, terms
from dashboard.choice import Choice
from dashboard.keeping import Kept
from dashboard.language import INDONESIAN, _, current, speaking
from dashboard.routing import Ask, Context
from warehouse.declarations import Indicator
from warehouse.people import Permission
from warehouse.selection import Point, Record, Series
from warehouse.spreadsheets import csv_text

PERMISSIONS: dict[str, Permission] = {"/embed/<id>": "read", "/embed/<id>.csv": "read"}
COLUMNS = (
    "indikator", "entitas", "nama_entitas", "jendela", "periode", "rincian", "nilai", "tampil", "satuan",
    "pembilang", "penyebut", "status", "contoh", "target", "sumber", "rilis",
)  # fmt: skip
ROWS_SHOWN = 12
FRESH_SECONDS = 60
_kept: Kept[str] = Kept(most=500)


def blueprint(context: Context) -> Blueprint:
    """The two faces of every indicator."""
    public = Blueprint("public", __name__)

    @public.get("/embed/<id>")
    def embed(id: str) -> Response:
        return _answer(context, "html", page, "text/html; charset=utf-8")

    @public.get("/embed/<id>.csv")
    def download(id: str) -> Response:
        response = _answer(context, "csv", table, "text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="{id}.csv"'
        return response

    return public


def _answer(context: Context, face: str, made: Callable[[Ask, Choice], str], kind: str) -> Response:
    """The face of what the address chooses; 304 where the asker has it already, without making it again."""
    ask = context.ask(request.path, request.query_string.decode(errors="replace"))
    choice = choices.chosen(ask)
    response = make_response()
    tagged = tag(ask, choice, face)
    response.set_etag(tagged)
    if not request.if_none_match.contains(tagged):
        response.set_data(_kept.get(tagged, lambda: made(ask, choice)))
        response.content_type = kind
    response.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    return response.make_conditional(request)


def tag(ask: Ask, choice: Choice, face: str) -> str:
    """Changes with the database, its release, the declarations, the choice and the words of the address."""
    chosen = (choice.indicator.id, choice.place.code, choice.window, choice.period, choice.breakdown)
    parts = (face, current(), ask.ground, ask.view, *chosen)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


def page(ask: Ask, choice: Choice) -> str:
    """The small page: number, sentence, chart, table."""
    series, point, claims = _found(ask, choice)
    bands, indicator = ask.catalogue.bands, choice.indicator
    known = point is not None and point.display is not None
    said = {name: getattr(ask.view, name) for name in links.QUERY}
    return render_template(
        "embed.html",
        name=terms.name(indicator),
        place=choice.place,
        value=formats.show(point.display, indicator.unit, indicator.decimals)
        if point and known
        else _("Belum ada data"),
        when=formats.capital(sentences.when(point)) if point else "",
        judged_by_sample=point is not None and status.of_sample_target(point),
        state=sentences.state(point) if point and known else "",
        mark=status.mark(bands, point.band) if point and point.band else None,
        sentence=sentences.describe(series, point, bands) if point and known else sentences.absent(indicator),
        chart=svg.trend(series, claims) if series else "",
        rows=[_row(shown, series) for shown in _newest(series)],
        caption=_caption(len(series.points) if series else 0),
        waits=sentences.waits(indicator.source, indicator.owner, sentences.due(indicator, ask.release.today)),
        release=sentences.of_release(ask.release),
        page=links.indicator(indicator.id, **said),
        csv=links.embed(indicator.id, ".csv", **said),
    )


def table(ask: Ask, choice: Choice) -> str:
    """The series as CSV, oldest first; the chosen period alone where the address names one.

    Its heads and words are Indonesian in every language: programs read it, and one address has one file.
    """
    with speaking(INDONESIAN):
        return _table(ask, choice)


def _table(ask: Ask, choice: Choice) -> str:
    series, point, _claims = _found(ask, choice)
    points = [point] if point and choice.period else series.points if series else []
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for shown in points:
        writer.writerow(_record(ask, choice, shown))
    return text.getvalue()


def _found(ask: Ask, choice: Choice) -> tuple[Series | None, Point | None, list[Record]]:
    """What the page of the same choice shows."""
    if choice.indicator.kind == "awaited":
        return None, None, []
    series = reading.over_time(ask, choice.indicator.id, choice.window, choice.place.code, choice.breakdown)
    claims = reading.records(ask, "claim", kode_indikator=choice.indicator.id, entity=choice.place.code)
    return series, choices.point(choice, series), list(claims)


def _caption(count: int) -> str:
    """How many of so many periods the table lists."""
    if count <= ROWS_SHOWN:
        return _("Semua periode")
    return _("{shown} periode terbaru dari {count}").format(shown=ROWS_SHOWN, count=count)


def _newest(series: Series | None) -> list[Point]:
    return list(series.points)[: -ROWS_SHOWN - 1 : -1] if series else []


def _row(point: Point, series: Series | None) -> tuple[str, str, str]:
    """Period, number and status as the small page lists them."""
    if series is None or point.display is None:
        return formats.period(point.period), "–", status.word(point)
    shown = formats.show(point.display, series.indicator.unit, series.indicator.decimals)
    return formats.period(point.period), shown, sentences.state(point)


def _record(ask: Ask, choice: Choice, point: Point) -> list[str]:
    """One row of the CSV: `.` decimals in numbers, Indonesian text in `tampil`."""
    indicator = choice.indicator
    known = point.display is not None
    return [
        indicator.id,
        point.entity,
        csv_text(point.entity_name),
        point.window,
        point.period,
        point.breakdown,
        _number(point.value),
        csv_text(formats.show(point.display, indicator.unit, indicator.decimals)) if known else "",
        indicator.unit,
        _number(point.numerator),
        _number(point.denominator),
        status.word(point),
        "ya" if point.sample else "tidak",
        _number(point.target),
        csv_text("; ".join(filter(None, _origin(indicator, point)))),
        str(ask.release.number),
    ]


def _origin(indicator: Indicator, point: Point) -> list[str]:
    """Who made the number, and of one held against an estimate its bounds and whether it is above the whole."""
    above = [_(status.NOTES[status.ABOVE])] if status.ABOVE in point.notes else []
    return [sentences.source(indicator, point), sentences.bounds(indicator, point), *above]


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{formats.trimmed(value):f}"
