"""The page of an indicator: headline, trend, comparison, definition, and where its number comes from."""

from __future__ import annotations

from dashboard import choice as choices
from dashboard import ids, links, reading, terms
from dashboard.choice import Choice
from dashboard.components import crumbs, definition, filters, html, indicator
from dashboard.components.html import Component
from dashboard.language import _
from dashboard.routing import Ask
from warehouse.people import Permission

PATH = "/indikator/<id>"
PERMISSION: Permission = "read"


def title(ask: Ask) -> str:
    """The indicator's name."""
    return terms.name(choices.chosen(ask).indicator)


def layout(ask: Ask) -> Component:
    """The whole page of a choice; an indicator without numbers says what it waits for."""
    choice = choices.chosen(ask)
    named = choice.indicator
    return html.Div(
        [_trail(ask, choice), html.H1(terms.name(named)), *_content(ask, choice), definition.card(named)]
    )


def _content(ask: Ask, choice: Choice) -> list[Component]:
    if choice.indicator.kind == "awaited" or reading.is_without_numbers(ask, choice.indicator):
        return [definition.awaited(choice.indicator, ask.catalogue, ask.release.today)]
    return [
        filters.row(filters.controls(ask, choice)),
        html.Div(indicator.body(ask, choice), id=ids.INDICATOR_BODY),
    ]


def _trail(ask: Ask, choice: Choice) -> Component:
    above = [(_("Ringkasan"), links.summary(ask.view.as_of))]
    dimension = choice.indicator.dimension
    if dimension:
        name = ask.catalogue.entities["dimension", dimension].name
        above.append((name, links.dimension(dimension, ask.view.as_of)))
    return crumbs.trail(above, terms.name(choice.indicator))
