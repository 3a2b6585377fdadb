"""A filter of the indicator page changes chart and address; back, forward and reload change the filters."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson
from dash import Dash, Input, Output, State, ctx

from dashboard import choice as choices
from dashboard import ids, links
from dashboard.choice import Choice
from dashboard.components import filters, indicator
from dashboard.components.indicator import Section
from dashboard.errors import NotFound
from dashboard.keeping import Kept
from dashboard.language import current
from dashboard.links import View
from dashboard.routing import Ask, Context
from dashboard.spelling import spelled
from warehouse.people import Permission
from warehouse.vocabulary import KABUPATEN

PERMISSION: Permission = "read"
SELECTS = {
    ids.INDICATOR_PLACE: "wilayah",
    ids.INDICATOR_WINDOW: "jendela",
    ids.INDICATOR_PERIOD: "periode",
    ids.INDICATOR_BREAKDOWN: "rincian",
}
Answer = tuple[Any, ...]
_kept: Kept[Answer] = Kept(most=2000)  # small: answers share what is kept below
_moves: Kept[View] = Kept(most=5000)
_options: Kept[list[orjson.Fragment]] = Kept(most=1000)
_sections: Kept[orjson.Fragment | None] = Kept(most=3000)  # of up to 110 kB


def register(app: Dash, context: Context) -> None:
    """One circular callback: address and selects are both its inputs and its outputs."""

    @app.callback(
        Output(ids.LOCATION, "search"),
        *[Output(id, "options") for id in SELECTS],
        *[Output(id, "value") for id in SELECTS],
        Output(ids.INDICATOR_BODY, "children"),
        Input(ids.LOCATION, "search"),
        *[Input(id, "value") for id in SELECTS],
        State(ids.LOCATION, "pathname"),
        prevent_initial_call=True,
        optional=True,
    )
    def _(search: str, *rest: str) -> Answer:
        *values, path = rest
        changed = SELECTS.get(str(ctx.triggered_id), "")
        value = said(dict(zip(SELECTS.values(), values, strict=True)).get(changed))
        return answer(context.ask(path, search), changed, value)


def answer(ask: Ask, changed: str, value: str) -> Answer:
    """Where a filter leads that moved to a value, or the address where none did; made once for equal readers.

    Whoever asks was let in by the Ask; the key holds all else that the answer depends on.
    """
    move = (*seen(ask), ask.view, changed, value)
    view = _moves.get(move, lambda: moved(ask, ask.view, changed, value)) if changed else ask.view
    return _kept.get((*seen(ask), view), lambda: made(replace(ask, view=view)))


def seen(ask: Ask) -> tuple[object, ...]:
    """What all that a reader is shown depends on, whatever they ask."""
    return (ask.ground, ask.reader.role, ask.reader.scope, current())


def made(ask: Ask) -> Answer:
    """The address, selects and content of a view."""
    choice = choices.chosen(ask)
    options = _options.get((*seen(ask), choice.series), lambda: _offered(ask, choice))
    sections = [_section(ask, section) for section in indicator.sections(ask, choice)]
    return (links.query(ask.view), *options, *filters.values(choice), indicator.whole(sections))


def _offered(ask: Ask, choice: Choice) -> list[orjson.Fragment]:
    return [spelled(control.options) for control in filters.controls(ask, choice)]


def _section(ask: Ask, section: Section) -> orjson.Fragment | None:
    def make() -> orjson.Fragment | None:
        found = section.make()
        return None if found is None else spelled(found)

    return _sections.get((*seen(ask), section.of), make)


def said(value: object) -> str:
    """What a select's value means in an address."""
    is_said = isinstance(value, str) and value != filters.UNSAID and len(value) <= links.LONGEST_VALUE
    return str(value) if is_said else ""


def moved(ask: Ask, view: View, changed: str, value: str) -> View:
    """The view after one filter moved; what no longer fits falls back to its default."""
    moved = tidy(replace(view, **{changed: value}))
    if changed in ("wilayah", "jendela"):
        for lighter in (moved, replace(moved, periode=""), replace(moved, periode="", jendela="")):
            if fits(ask, lighter):
                return lighter
    return moved


def tidy(view: View) -> View:
    """The kabupaten is what an address means when it says nothing."""
    return replace(view, wilayah="") if view.wilayah == KABUPATEN else view


def fits(ask: Ask, view: View) -> bool:
    """Whether a view can be shown."""
    try:
        choice: Choice = choices.chosen(replace(ask, view=view))
        choices.point(choice, indicator.over_time(ask, choice))
    except NotFound:
        return False
    return True
