"""Ringkasan: the headline numbers, the six dimensions, and what needs attention."""

from __future__ import annotations

from dashboard import formats, links, overview, reading, sentences, status
from dashboard.components import cards, foreign, html, numbers, tables
from dashboard.components.html import Component
from dashboard.components.tables import Cell
from dashboard.language import _
from dashboard.overview import Programme
from dashboard.routing import Ask
from warehouse.people import Permission
from warehouse.selection import Point
from warehouse.vocabulary import DIMENSIONS

PATH = "/"
PERMISSION: Permission = "read"


def title(ask: Ask) -> str:
    """Ringkasan."""
    return _("Ringkasan")


def layout(ask: Ask) -> Component:
    """The whole first page."""
    return html.Div(
        [
            html.H1(_("Ringkasan smart city")),
            _release(ask),
            _section(_("Angka utama"), html.Div(_headlines(ask), className="cards")),
            _section(
                _("Enam dimensi"),
                html.Div(
                    [cards.dimension(ask, overview.dimension(ask, code)) for code in DIMENSIONS],
                    className="cards",
                ),
            ),
            _section(_("Perlu perhatian"), _offices(ask), _programmes(ask)),
        ]
    )


def _section(name: str, *parts: Component) -> Component:
    return html.Section([html.H2(name), *parts])


def _release(ask: Ask) -> Component:
    """Which release this is, and what its checks remarked."""
    release = ask.release
    text = _("Rilis {number}, terbit {moment}.").format(
        number=release.number, moment=formats.moment(release.published_at)
    )
    if not release.warnings:
        return html.P(text, className="note")
    remarks = html.Ul([html.Li(foreign.said(warning)) for warning in release.warnings])
    summary = html.Summary(_("Catatan pemeriksaan rilis ini ({count})").format(count=len(release.warnings)))
    return html.Div([html.P(text, className="note"), html.Details([summary, remarks], className="note")])


def _headlines(ask: Ask) -> list[Component]:
    known = ask.catalogue.indicators
    cohorts = reading.over_time(ask, "reg-03", "month")
    recorded = reading.over_time(ask, "reg-03-lapor", "month").last
    spent = reading.over_time(ask, "bud-02", "ytd")
    behind = reading.over_time(ask, "bud-03", "ytd").last
    by_recording = [_("Menurut bulan pencatatan") + ": ", numbers.brief(recorded, known["reg-03-lapor"])]
    deviation = [_("Deviasi dari rencana kas") + ": ", numbers.brief(behind, known["bud-03"])]
    deviation += [" ", numbers.predicate(ask.catalogue.bands, behind)] if behind else []
    return [
        cards.headline(
            ask,
            _("Kelahiran dilaporkan tepat waktu"),
            cohorts,
            status.headline(cohorts),
            [html.P(by_recording, className="beside")],
        ),
        cards.headline(
            ask,
            _("Realisasi anggaran smart city"),
            spent,
            spent.last,
            [*cards.amounts(spent.last), html.P(deviation, className="beside")],
        ),
        cards.course(ask, overview.course(reading.newest(ask, "prg-03", "month", "programme"))),
    ]


def _offices(ask: Ask) -> Component:
    """The offices furthest behind their cash plan."""
    series = reading.newest(ask, "bud-03", "ytd", "organisation")
    rows: list[list[Cell]] = [
        [
            html.A(
                foreign.said(point.entity_name),
                href=links.indicator("bud-03", wilayah=point.entity, as_of=ask.view.as_of),
            ),
            numbers.value(point, series.indicator),
            numbers.predicate(ask.catalogue.bands, point),
            _behind(point),
            numbers.tags(point),
        ]
        for point in overview.lagging(series)
    ]
    columns = [(_("Perangkat daerah"), False), (_("Deviasi"), True), (_("Predikat"), False)]
    columns += [(_("Selisih dari rencana"), True), (_("Status"), False)]
    return _lagging(_("Keuangan: tertinggal paling jauh dari rencana kas"), series.points, columns, rows)


def _programmes(ask: Ask) -> Component:
    """The programmes furthest behind their physical plan, with their owner and money."""
    series = reading.newest(ask, "prg-03", "month", "programme")
    known = {programme.code: programme for programme in overview.programmes(ask)}
    rows: list[list[Cell]] = [
        [
            html.A(
                foreign.said(point.entity_name),
                href=links.indicator("prg-03", wilayah=point.entity, as_of=ask.view.as_of),
            ),
            numbers.value(point, series.indicator),
            numbers.predicate(ask.catalogue.bands, point),
            foreign.said(owner.owner) if (owner := known.get(point.entity)) else tables.NONE,
            _ceiling(owner),
            numbers.tags(point),
        ]
        for point in overview.lagging(series)
    ]
    columns = [(_("Program"), False), (_("Deviasi fisik"), True), (_("Predikat"), False)]
    columns += [(_("Penanggung jawab"), False), (_("Pagu"), True), (_("Status"), False)]
    return _lagging(_("Fisik: program tertinggal paling jauh dari rencana"), series.points, columns, rows)


def _lagging(
    caption: str, points: tuple[Point, ...], columns: list[tuple[str, bool]], rows: list[list[Cell]]
) -> Component:
    known = [point for point in points if point.display is not None]
    if not known:
        return html.P(_("{caption}: belum ada data.").format(caption=caption), className="note")
    when = sentences.when(known[0])
    if not rows:
        text = _("{caption}: tidak ada yang tertinggal lebih dari 5 poin {when}.")
        return html.P(text.format(caption=caption, when=when), className="note")
    return tables.table(f"{caption}, {when}", columns, rows)


def _behind(point: Point) -> str:
    return tables.NONE if point.numerator is None else formats.short(point.numerator)


def _ceiling(programme: Programme | None) -> str:
    known = programme is not None and programme.ceiling is not None
    return formats.short(programme.ceiling) if known else tables.NONE
