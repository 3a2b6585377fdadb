"""The evaluation: where the self-assessment stands, its components and criteria, and what may be done with it."""

from __future__ import annotations

from decimal import Decimal

from dashboard import evaluating, formats, links, sentences, terms
from dashboard.components import crumbs, foreign, html, numbers, tables
from dashboard.components.html import Component
from dashboard.components.tables import Cell
from dashboard.evaluating import Line, Past, Sheet
from dashboard.language import _
from dashboard.routing import Ask
from warehouse import submissions
from warehouse.assessment import DECIMALS
from warehouse.people import Permission

PATH = "/evaluasi"
PERMISSION: Permission = "read"


def title(ask: Ask) -> str:
    """Evaluasi, and of which year."""
    return _("Evaluasi smart city {year}").format(year=evaluating.chosen(ask).year)


def layout(ask: Ask) -> Component:
    """The answer first, then what it is made of."""
    held = evaluating.sheet(ask, evaluating.chosen(ask))
    return html.Div(
        [
            crumbs.trail([(_("Ringkasan"), links.summary(ask.view.as_of))], _("Evaluasi")),
            html.H1(title(ask)),
            html.P(html.Strong(evaluating.lead(held))),
            html.P(_about(held), className="note"),
            html.Div(_actions(ask, held), className="deeds"),
            _section(_("Komponen"), _components(held)),
            _section(_("Kriteria"), _criteria(held)),
            _section(_("Instrumen"), *_instrument(held), *_others(ask, held)),
        ]
    )


def _section(name: str, *parts: Component) -> Component:
    return html.Section([html.H2(name), *parts])


def _about(held: Sheet) -> str:
    text = _("Keadaan: {state}. Angka indikator diambil dari {release}.")
    return text.format(state=evaluating.state(held), release=sentences.of_release(held.release))


def _components(held: Sheet) -> Component:
    columns = [(_("Komponen"), False), (_("Bobot"), True), (_("Nilai mandiri"), True)]
    columns += [(_("Nilai {year}").format(year=held.key.year - 1), True)]
    rows: list[list[Cell]] = [
        [
            evaluating.title(component),
            formats.percent(component.weight),
            _number(held.standing.components[component.name]),
            _past(held.before.get(component.name)),
        ]
        for component in held.instrument.components
    ]
    return tables.table(_("Bobot dan nilai setiap komponen"), columns, rows, stacked=True)


def _past(past: Past | None) -> Cell:
    """A score of last year, with CONTOH where it is sample data."""
    if past is None:
        return _("belum ada")
    shown = formats.number(past.value, DECIMALS)
    return html.Span([shown, " ", numbers.sample()]) if past.sample else shown


def _number(value: Decimal | None) -> str:
    return _("belum ada") if value is None else formats.number(value, DECIMALS)


def _criteria(held: Sheet) -> Component:
    columns = [(_("Kriteria"), False), (_("Angka indikator"), False), (_("Bukti yang diminta"), False)]
    columns += [(_("Nilai mandiri"), True), (_("Alasan dan bukti"), False)]
    rows: list[list[Cell]] = [
        [_criterion(line), filled(line), _evidence(line), _score(line), _reason(line)] for line in held.lines
    ]
    return tables.table(_("Kriteria, bukti, dan nilainya"), columns, rows)


def _criterion(line: Line) -> Component:
    return html.Span(
        [evaluating.title(line.criterion), " ", html.Small(f"({evaluating.title(line.component)})")]
    )


def filled(line: Line) -> Component:
    """The number that fills a criterion, or who owes it."""
    if line.indicator is None or line.point is None:
        name = [html.A(_name(line), href=links.indicator(line.indicator.id)), ": "] if line.indicator else []
        owes = _("Belum ada data; penanggung jawab {owner}").format(owner=line.owner)
        return html.Span([*name, owes])
    point, indicator = line.point, line.indicator
    address = links.indicator(indicator.id, periode=point.period)
    return html.Span(
        [html.A(_name(line), href=address), ": ", numbers.brief(point, indicator)], className="brief"
    )


def _name(line: Line) -> str:
    return terms.name(line.indicator) if line.indicator else ""


def _evidence(line: Line) -> Component:
    return html.Ul([html.Li(foreign.said(text)) for text in line.criterion.evidence])


def _score(line: Line) -> str:
    return formats.number(line.score.value) if line.score else tables.NONE


def _reason(line: Line) -> Cell:
    if line.score is None:
        return tables.NONE
    said = [foreign.said(line.score.reason)]
    said += [html.Br(), foreign.said(line.score.evidence)] if line.score.evidence else []
    who = ", ".join(filter(None, (line.score.author, formats.moment(line.score.at))))
    return html.Span([*said, html.Br(), html.Small(who)])


def _instrument(held: Sheet) -> list[Component]:
    one = held.instrument
    scale = _("Skala {low} sampai {high}.").format(
        low=formats.number(one.scale.minimum), high=formats.number(one.scale.maximum)
    )
    return [
        html.P([foreign.said(one.title), ", ", foreign.said(one.institution), f", {one.year}. {scale}"]),
        html.P([_("Sumber"), ": ", foreign.said(one.source), ". ", foreign.said(one.note)], className="note"),
    ]


def _others(ask: Ask, held: Sheet) -> list[Component]:
    others = [key for key in submissions.keys(ask.engine) if key != held.key]
    if not others:
        return []
    items = [
        html.Li(html.A(f"{key.instrument}, {key.year}", href=links.evaluation(key.instrument, key.year)))
        for key in others
    ]
    return [html.H3(_("Penilaian lain")), html.Ul(items)]


def _actions(ask: Ask, held: Sheet) -> list[Component]:
    """The download for everybody, and the steps that this reader may take from here."""
    key = held.key
    found = [
        html.A(_("Unduh lembar penilaian (xlsx)"), href=links.evaluating(key.instrument, key.year, ".xlsx"))
    ]
    step = held.submission.step if held.submission else None
    if step is None:
        if ask.reader.may("score"):
            found.append(_button(held, "/mulai", _("Mulai penilaian"), 0))
        return found
    if step.state == "draft" and ask.reader.may("score"):
        found.append(html.A(_("Isi nilai"), href=links.evaluating(key.instrument, key.year, "/nilai")))
    words = {"submit": ("/ajukan", _("Ajukan")), "approve": ("/setujui", _("Setujui"))}
    words |= {"return": ("/kembalikan", _("Kembalikan untuk diperbaiki"))}
    for action, (path, word) in words.items():
        allowed = submissions.TRANSITIONS.get((step.state, action))
        if allowed and ask.reader.may(allowed[1]):
            found.append(_button(held, path, word, step.version))
    return found


def _button(held: Sheet, path: str, word: str, version: int) -> Component:
    """A form of one button, which says which version of the workbook its reader saw."""
    button = html.Button(word, type="submit", name="versi", value=str(version), className="btn btn-primary")
    action = links.evaluating(held.key.instrument, held.key.year, path)
    return html.Form(button, action=action, method="post")
