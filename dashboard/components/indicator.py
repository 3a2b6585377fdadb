"""What the indicator page shows of one choice; the page and its callback share it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from dashboard import bars, figures, ids, links, reading, sentences, svg, terms
from dashboard import choice as choices
from dashboard.choice import Choice
from dashboard.components import graphs, html, numbers, provenance, revisions, tables
from dashboard.components.html import Component
from dashboard.language import _
from dashboard.routing import Ask
from warehouse.declarations import Indicator
from warehouse.selection import Point, Record, Series
from warehouse.vocabulary import Level


@dataclass(frozen=True)
class Section:
    """A part of the body, and all that it depends on besides the ground, the reader and the language."""

    of: Hashable
    make: Callable[[], Component | None]


def body(ask: Ask, choice: Choice) -> Component:
    """Everything that changes with a filter."""
    return whole([section.make() for section in sections(ask, choice)])


def whole(made: Iterable[object]) -> Component:
    """The body of sections that were made; those of which there is nothing are left out."""
    return html.Div([section for section in made if section is not None], className="sections")


def sections(ask: Ask, choice: Choice) -> list[Section]:
    """The parts of the body from top to bottom."""
    series = over_time(ask, choice)
    point = choices.point(choice, series)
    named = choice.indicator
    claims = reading.records(ask, "claim", kode_indikator=named.id)
    here = [claim for claim in claims if claim.entity == choice.place.code]
    found = [
        Section(("headline", ask.view), partial(headline, ask, choice, series, point)),
        Section(("trend", *choice.series), partial(trend, ask, choice, series, here)),
    ]
    if point:
        found += [
            Section(
                ("parts", *choice.series, level, point.period), partial(comparison, ask, choice, point, level)
            )
            for level in choices.parts(ask, choice)
        ]
    found += [
        Section(("claims", named.id), partial(_claims, ask, named, claims)),
        Section(("refused", named.id), partial(_refused, ask, named)),
        Section(("revisions", *choice.series), partial(_revised, ask, choice, series)),
    ]
    return found + (
        [Section(("origin", named.id, point), partial(_origin, ask, series, point))] if point else []
    )


def _claims(ask: Ask, named: Indicator, claims: Sequence[Record]) -> Component | None:
    return provenance.claims(claims, named, ask.catalogue, partial(reading.beside, ask))


def _revised(ask: Ask, choice: Choice, series: Series) -> Component | None:
    said = {"wilayah": ask.view.wilayah, "jendela": choice.window, "rincian": choice.breakdown}
    return revisions.listed(reading.revisions(ask, series), choice.indicator, said)


def _refused(ask: Ask, named: Indicator) -> Component | None:
    return provenance.refused(reading.records(ask, "refused", kode_indikator=named.id))


def _origin(ask: Ask, series: Series, point: Point) -> Component:
    return provenance.origin(point, reading.sources(ask, series, point), ask.catalogue)


def over_time(ask: Ask, choice: Choice) -> Series:
    """The series of the choice: page, embed and download read this one."""
    return reading.over_time(ask, choice.indicator.id, choice.window, choice.place.code, choice.breakdown)


def headline(ask: Ask, choice: Choice, series: Series, point: Point | None) -> Component:
    """The number, its sentence, and where to take it from here."""
    bands = ask.catalogue.bands
    text = sentences.describe(series, point, bands) if point and point.display is not None else ""
    exact = _("Angka persis, hanya untuk penyunting.") if series.exact else ""
    said = {"wilayah": ask.view.wilayah, "jendela": ask.view.jendela, "periode": ask.view.periode}
    said |= {"rincian": ask.view.rincian, "as_of": ask.view.as_of}
    takes = [
        html.A(_("Unduh CSV"), href=links.embed(choice.indicator.id, ".csv", **said)),
        html.A(_("Versi sematan"), href=links.embed(choice.indicator.id, **said)),
    ]
    return html.Section(
        [
            html.H2(choice.place.name),
            numbers.large(series, point, bands, ask.release.today),
            html.P(text, className="sentence") if text else numbers.told(series, point, bands),
            html.P([*numbers.spaced(takes), f" {exact}"], className="takes"),
        ],
        className="card-plain headline",
    )


def trend(ask: Ask, choice: Choice, series: Series, claims: list[Record]) -> Component | None:
    """The chart over time with target path and published numbers, and its table."""
    if not series.points and not claims:
        return None
    drawn = with_targets(ask, choice, series)
    caption = sentences.of_trend(series, claims)
    figure = figures.draw(drawn, "trend", ask.catalogue.bands, claims)
    table = tables.of_points(
        _("{name}, {place}: angka pada grafik").format(
            name=terms.name(choice.indicator), place=choice.place.name
        ),
        series,
        list(series.points)[::-1],
        ask.catalogue.bands,
        units=choices.part_units(ask, choice.indicator),
    )
    return html.Section(
        [
            html.H2(_("Perkembangan")),
            graphs.graph(ids.INDICATOR_TREND, figure, lambda: svg.trend(drawn, claims), caption),
            html.Details([tables.summary(len(series.points)), table]),
        ],
        className="card-plain",
    )


def with_targets(ask: Ask, choice: Choice, series: Series) -> Series:
    """The series with each year's target drawn through its months, where those carry none of their own."""
    if "year" not in choice.indicator.windows or any(point.target is not None for point in series.points):
        return series
    yearly = reading.over_time(ask, choice.indicator.id, "year", choice.place.code, choice.breakdown)
    targets: dict[str, tuple[Decimal | None, bool]] = {
        point.period: (point.target, point.target_sample) for point in yearly.points
    }
    points = []
    for point in series.points:
        target, sample = targets.get(point.period[:4], (None, False))
        points.append(replace(point, target=target, target_sample=sample))
    return replace(series, points=tuple(points))


def comparison(ask: Ask, choice: Choice, point: Point, level: Level) -> Component | None:
    """The parts of the chosen place side by side in the period of the headline."""
    found = reading.across(ask, choice.indicator.id, choice.window, level, point.period, choice.breakdown)
    series = replace(found, points=choices.within(choice, found.points))
    if not series.points:
        return None
    ranked = bars.ranked(series)
    caption = sentences.of_ranking(series, ranked, level)
    if len(ranked) > bars.MOST:
        more = _("Grafik memuat {count} teratas dan {count} terbawah; semuanya ada di tabel.")
        caption = f"{caption} {more.format(count=bars.MOST // 2)}"
    chart = graphs.graph(
        f"grafik-{level}",
        figures.draw(series, "ranking", ask.catalogue.bands),
        lambda: svg.ranking(series, level, ask.catalogue.bands),
        caption,
        figures.ranking_height(min(len(ranked), bars.MOST)),
    )
    word = terms.level(level)
    table = tables.of_points(
        _("{name} menurut {level}, {when}").format(
            name=terms.name(choice.indicator), level=word, when=sentences.when(point)
        ),
        series,
        ranked,
        ask.catalogue.bands,
        word,
        choices.part_units(ask, choice.indicator),
    )
    details = html.Details([tables.summary(len(ranked)), table])
    return html.Section(
        [html.H2(_("Menurut {level}").format(level=word)), chart, details], className="card-plain"
    )
