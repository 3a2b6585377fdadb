"""A filter of the indicator page changes chart and address; back, forward and reload change the filters."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dash import Dash, Input, Output, State, ctx

from dashboard import choice as choices
from dashboard import ids, links
from dashboard.choice import Choice
from dashboard.components import filters, indicator
from dashboard.components.html import Component
from dashboard.errors import NotFound
from dashboard.links import View
from dashboard.routing import Ask, Context
from warehouse.people import Permission
from warehouse.vocabulary import KABUPATEN

PERMISSION: Permission = "read"
SELECTS = {
    ids.INDICATOR_PLACE: "wilayah",
    ids.INDICATOR_WINDOW: "jendela",
    ids.INDICATOR_PERIOD: "periode",
    ids.INDICATOR_BREAKDOWN: "rincian",
}


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
    def _(search: str, *rest: str) -> tuple[Any, ...]:
        *values, path = rest
        changed = SELECTS.get(str(ctx.triggered_id), "")
        return answer(context, path, search, dict(zip(SELECTS.values(), values, strict=True)), changed)


def answer(context: Context, path: str, search: str, values: dict[str, str], changed: str) -> tuple[Any, ...]:
    """The new address, selects and content; `changed` names the filter that moved, empty for the address."""
    ask = context.ask(path, search)
    if changed:
        ask = replace(ask, view=moved(ask, ask.view, changed, said(values.get(changed))))
    choice = choices.chosen(ask)
    body: Component = indicator.body(ask, choice)
    controls = filters.controls(ask, choice)
    options = [control.options for control in controls]
    chosen = [control.value for control in controls]
    return (links.query(ask.view), *options, *chosen, body)


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
