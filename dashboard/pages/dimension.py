"""The page of a dimension: its indicators, money, programmes, and what was said of it in public."""

from __future__ import annotations

from dashboard import formats, links, overview, reading, sentences, status, terms
from dashboard.choice import windows
from dashboard.components import cards, crumbs, foreign, html, numbers, provenance, tables
from dashboard.components.html import Component
from dashboard.components.tables import Cell
from dashboard.errors import NotFound
from dashboard.language import N_, _, n_
from dashboard.overview import Programme
from dashboard.routing import Ask
from warehouse.declarations import Indicator
from warehouse.people import Permission
from warehouse.selection import Record
from warehouse.vocabulary import DIMENSIONS

PATH = "/dimensi/<kode>"
PERMISSION: Permission = "read"


def title(ask: Ask) -> str:
    """The dimension's name."""
    return ask.catalogue.entities["dimension", _code(ask)].name


def layout(ask: Ask) -> Component:
    """The whole page of a dimension."""
    code = _code(ask)
    name = ask.catalogue.entities["dimension", code].name
    mine = overview.indicators_of(ask, code)
    return html.Div(
        [
            crumbs.trail([(_("Ringkasan"), links.summary(ask.view.as_of))], name),
            html.H1(name),
            html.Div(
                [_achievement(ask, code), *_money(ask, code)],
                className="cards",
            ),
            html.Section([html.H2(_("Indikator")), *_indicators(ask, mine)]),
            html.Section([html.H2(_("Program")), _programmes(ask, code)]),
            *_claims(ask, code, mine),
        ]
    )


def _code(ask: Ask) -> str:
    code = ask.params["kode"]
    if code not in DIMENSIONS:
        raise NotFound(_("Tidak ada dimensi {code}.").format(code=code))
    return code


def _achievement(ask: Ask, code: str) -> Component:
    """Achievement and programmes."""
    card = overview.dimension(ask, code)
    parts = [
        html.H2(_("Capaian dimensi")),
        cards.achievement(card.average),
        cards.programmes(card.programmes),
    ]
    return html.Article(parts, className="card-plain dimension-card")


def _money(ask: Ask, code: str) -> list[Component]:
    """Spending and its deviation from the plan."""
    spent = reading.over_time(ask, "bud-02", "ytd", code)
    behind = reading.over_time(ask, "bud-03", "ytd", code)
    return [
        cards.headline(ask, _("Realisasi keuangan"), spent, spent.last, cards.amounts(spent.last)),
        cards.headline(ask, _("Deviasi dari rencana kas"), behind, behind.last),
    ]


def _indicators(ask: Ask, mine: list[Indicator]) -> list[Component]:
    """Cards of those with numbers, and a table of those that wait for their data."""
    known = [one for one in mine if one.windows and not reading.is_without_numbers(ask, one)]
    waiting = [one for one in mine if one not in known]
    shown: list[Component] = []
    if known:
        shown.append(html.Div([_card(ask, indicator) for indicator in known], className="cards"))
    if waiting:
        shown.append(_waiting(ask, waiting))
    return shown


def _card(ask: Ask, indicator: Indicator) -> Component:
    window = (windows(ask, indicator, "kabupaten") or list(indicator.windows))[0]
    series = reading.over_time(ask, indicator.id, window)
    yearly = reading.over_time(ask, indicator.id, "year") if "year" in indicator.windows else series
    judged = [point for point in yearly.points if point.achievement is not None]
    beside = cards.reached(judged[-1] if judged else None, indicator, ask.catalogue.bands)
    return cards.headline(ask, terms.name(indicator), series, status.headline(series), beside)


def _waiting(ask: Ask, waiting: list[Indicator]) -> Component:
    rows: list[list[Cell]] = [
        [
            html.A(terms.name(indicator), href=links.indicator(indicator.id, as_of=ask.view.as_of)),
            html.Span(_("Belum ada data"), className="text-nowrap"),
            foreign.said(indicator.owner),
            foreign.said(indicator.source),
            sentences.due(indicator, ask.release.today),
        ]
        for indicator in waiting
    ]
    columns = [
        (_("Indikator"), False),
        (_("Status"), False),
        (_("Penanggung jawab"), False),
        (_("Yang ditunggu"), False),
    ]
    columns.append((_("Jatuh tempo"), False))
    caption = n_("{count} indikator menunggu data", "{count} indikator menunggu data", len(rows))
    return tables.table(caption.format(count=len(rows)), columns, rows)


def _programmes(ask: Ask, code: str) -> Component:
    found = overview.programmes(ask, code)
    if not found:
        return html.P(_("Belum ada program yang tercatat untuk dimensi ini."), className="note")
    columns = [
        (_("Program"), False),
        (_("Penanggung jawab"), False),
        (_("Status"), False),
        (_("Rencana fisik"), True),
    ]
    columns += [(_("Realisasi fisik"), True), (_("Deviasi"), True), (_("Predikat"), False), (_("Pagu"), True)]
    months = {programme.deviation.period for programme in found if programme.deviation}
    caption = n_(
        "{count} program dalam rencana induk yang berlaku",
        "{count} program dalam rencana induk yang berlaku",
        len(found),
    ).format(count=len(found))
    if months:
        caption += ", " + _("laporan {period}").format(period=formats.period(max(months)))
    return tables.table(caption, columns, [_row(ask, programme) for programme in found])


def _row(ask: Ask, programme: Programme) -> list[Cell]:
    deviation = programme.deviation
    named = [
        foreign.said(programme.name),
        " ",
        html.Span("quick win", className="tag") if programme.quick_win else None,
    ]
    named += [" ", numbers.sample()] if programme.sample else []
    return [
        html.Span(named),
        foreign.said(programme.owner),
        foreign.said(programme.status or N_("belum melapor")),
        formats.percent(programme.planned, 1) if programme.planned is not None else tables.NONE,
        formats.percent(programme.done, 1) if programme.done is not None else tables.NONE,
        numbers.value(deviation, ask.catalogue.indicators["prg-03"]) if deviation else tables.NONE,
        numbers.predicate(ask.catalogue.bands, deviation) if deviation else tables.NONE,
        formats.short(programme.ceiling) if programme.ceiling is not None else tables.NONE,
    ]


def _claims(ask: Ask, code: str, mine: list[Indicator]) -> list[Component]:
    """Published numbers about the dimension, by indicator."""
    about = {indicator.id for indicator in mine}
    by_indicator: dict[str, list[Record]] = {}
    for row in reading.records(ask, "claim"):
        id = str(row.fields.get("kode_indikator"))
        if row.entity == code or id in about:
            by_indicator.setdefault(id, []).append(row)
    sections = [
        provenance.claims(
            rows, ask.catalogue.indicators[id], ask.catalogue, lambda row: reading.beside(ask, row)
        )
        for id, rows in by_indicator.items()
    ]
    return [section for section in sections if section is not None]
