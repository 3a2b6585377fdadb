"""Cards: a dimension, an indicator, a headline; their pictures are made on the server."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from dashboard import formats, links, sentences, status, svg
from dashboard.components import foreign, html, numbers
from dashboard.components.html import Component
from dashboard.language import _
from dashboard.overview import Average, Course, Dimension
from dashboard.routing import Ask
from warehouse.declarations import Band, Indicator
from warehouse.selection import Point, Series
from warehouse.vocabulary import KABUPATEN


def dimension(ask: Ask, card: Dimension) -> Component:
    """Achievement, money and programmes of a dimension."""
    name = html.A(card.name, href=links.dimension(card.code, ask.view.as_of))
    parts = [html.H3(name), achievement(card.average), money(card.money), programmes(card.programmes)]
    return html.Article(parts, className="card-plain dimension-card")


def achievement(found: Average) -> Component:
    """The mean achievement, grey where less than half of the indicators are in it."""
    count = _("rata-rata capaian indikator ({counted} dari {expected})").format(
        counted=found.counted, expected=found.expected
    )
    if found.value is None:
        return html.Div(
            [html.Div(_("Belum ada"), className="figure-word mark-none"), html.P(count, className="note")]
        )
    words = [html.Span(status.finality(found.provisional), className="tag")]
    words += [numbers.sample()] if found.sample else []
    tone = "figure-number" if found.speaks else "figure-number mark-none"
    few = "" if found.speaks else " ○ " + _("kurang dari separuh indikator berangka")
    year = _("tahun {years}").format(years=", ".join(found.years))
    return html.Div(
        [
            html.Div(formats.percent(found.value), className=tone),
            html.Div([f"{year} ", *numbers.spaced(words)]),
            html.P(f"{count}{few}", className="note"),
        ]
    )


def money(point: Point | None) -> Component:
    """Spent of the ceiling, in rupiah and as a share."""
    if point is None or point.numerator is None or not point.denominator:
        return _line(_("Anggaran"), _("Belum ada data anggaran"), None, None)
    text = _("{spent} terealisasi dari pagu {ceiling}").format(
        spent=formats.short(point.numerator), ceiling=formats.short(point.denominator)
    )
    if point.display is not None:
        text += f" ({formats.percent(point.display, 1)})"
    return _line(_("Anggaran"), text, point, point.numerator / point.denominator)


def amounts(point: Point | None) -> list[Component]:
    """The rupiah behind a share that stands above them."""
    if point is None or point.numerator is None or not point.denominator:
        return []
    text = _("{spent} dari pagu {ceiling}").format(
        spent=formats.short(point.numerator), ceiling=formats.short(point.denominator)
    )
    picture = html.Img(src=svg.meter(point.numerator / point.denominator), alt="", className="meter")
    return [html.Div([text, picture], className="beside")]


def programmes(point: Point | None) -> Component:
    """Programmes running or done, of all in the masterplan."""
    if point is None or point.numerator is None or not point.denominator:
        return _line(_("Program"), _("Belum ada laporan program"), None, None)
    done, whole = formats.number(point.numerator, 0), formats.number(point.denominator, 0)
    text = _("{done} dari {whole} program berjalan atau selesai").format(done=done, whole=whole)
    return _line(_("Program"), text, point, point.numerator / point.denominator)


def _line(name: str, text: str, point: Point | None, share: Decimal | None) -> Component:
    late = status.reporting(point) if point else None
    said = [f"{sentences.when(point)} ", numbers.tags(point), f" {late}" if late else ""] if point else []
    picture = html.Img(src=svg.meter(share), alt="", className="meter") if share is not None else None
    return html.Div(
        [html.Div(name, className="line-name"), html.Div(text), picture, html.Div(said, className="note")],
        className="line",
    )


def headline(
    ask: Ask, title: str, series: Series, point: Point | None, beside: Sequence[Component] = ()
) -> Component:
    """A large number with its picture; `beside` is what must be read together with it."""
    bands = ask.catalogue.bands
    link = html.A(title, href=_address(ask, series))
    return html.Article(
        [
            html.H3(link),
            numbers.large(series, point, bands, ask.release.today),
            sparkline(series),
            *beside,
            numbers.told(series, point, bands),
        ],
        className="card-plain headline-card",
    )


def _address(ask: Ask, series: Series) -> str:
    """The page of a series' indicator, for the entity that the series is about."""
    entities = series.selection.entities
    place = entities[0] if entities and entities[0] != KABUPATEN else ""
    return links.indicator(series.indicator.id, wilayah=place, as_of=ask.view.as_of)


def course(ask: Ask, found: Course | None) -> Component:
    """Programmes on course, of those with a plan this month."""
    link = html.A(_("Program sesuai jalur"), href=links.indicator("prg-03", as_of=ask.view.as_of))
    if found is None:
        inner = [html.P(_("Belum ada laporan kemajuan program."), className="note")]
    else:
        words = [html.Span(status.finality(found.provisional), className="tag")]
        words += [numbers.sample()] if found.sample else []
        share = Decimal(found.on_course) / found.planned
        inner = [
            html.Div(
                _("{count} dari {whole}").format(count=found.on_course, whole=found.planned),
                className="figure-number",
            ),
            html.Div(
                [_("Pada {period}").format(period=formats.period(found.period)), " ", *numbers.spaced(words)]
            ),
            html.Img(src=svg.meter(share), alt="", className="meter"),
            html.P(
                _(
                    "{share} dari program yang punya rencana pada bulan itu: tertinggal paling banyak 5 poin "
                    "dari rencana fisiknya. Sumber: laporan perangkat daerah."
                ).format(share=formats.percent(share * 100, 1)),
                className="note",
            ),
        ]
    return html.Article([html.H3(link), *inner], className="card-plain headline-card")


def reached(judged: Point | None, named: Indicator, bands: Sequence[Band]) -> list[Component]:
    """Target and achievement of a year, and who is responsible."""
    owner = html.P([_("Penanggung jawab") + ": ", foreign.said(named.owner)], className="note")
    if judged is None or judged.target is None:
        return [owner]
    target = formats.show(judged.target, named.unit, named.decimals)
    words = [
        _("Tahun {year}: {value}").format(year=judged.period, value=numbers.value(judged, named)),
        " ",
        numbers.tags(judged),
        " · ",
        _("target {target}").format(target=target),
        *([" ", numbers.sample()] if judged.target_sample else []),
    ]
    if judged.achievement is not None:
        words += [" · ", _("capaian {share}").format(share=formats.percent(judged.achievement, 1))]
    return [html.P([*words, " ", numbers.predicate(bands, judged)], className="beside"), owner]


def sparkline(series: Series) -> Component | None:
    """The last periods as a small picture; its words are those of the trend."""
    address = svg.sparkline(series)
    if not address:
        return None
    return html.Img(src=address, alt=sentences.of_trend(series), className="spark")
