"""The controls of the indicator page: place, window, period, breakdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import dash_bootstrap_components as dbc

from dashboard import choice as choices
from dashboard import formats, ids, reading
from dashboard.choice import Choice, Place
from dashboard.components import html
from dashboard.components.html import Component
from dashboard.language import N_, _
from dashboard.routing import Ask

WINDOWS = {
    "month": N_("Bulanan"),
    "quarter": N_("Triwulanan"),
    "semester": N_("Semesteran"),
    "year": N_("Tahunan"),
    "ytd": N_("Januari s.d. bulan"),
}
PREFIXES = {
    "kecamatan": N_("Kecamatan {name}"),
    "nagari": N_("Nagari {name}"),
    "dimension": N_("Dimensi {name}"),
    "subdimension": N_("Subdimensi {name}"),
    "programme": N_("Program {name}"),
}
UNSAID = "bawaan"  # what an address leaves out; a select takes an empty value for none
Options = list[dict[str, str]]


@dataclass(frozen=True)
class Control:
    """One select: its id, label, options and what is chosen."""

    id: str
    label: str
    options: Options
    value: str


def controls(ask: Ask, choice: Choice) -> list[Control]:
    """The selects of a choice, in the order in which callbacks list them."""
    places = [_option(place.code, _named(place)) for place in choices.places(ask, choice)]
    windows = choices.windows(ask, choice.indicator, choice.place.level)
    series = reading.over_time(ask, choice.indicator.id, choice.window, choice.place.code, choice.breakdown)
    periods = [point.period for point in series.points if point.display is not None or point.reason]
    breakdowns = choice.indicator.breakdowns or ("",)
    place, window, period, breakdown = values(choice)
    return [
        Control(ids.INDICATOR_PLACE, _("Wilayah atau bagian"), places, place),
        Control(
            ids.INDICATOR_WINDOW,
            _("Jendela"),
            [_option(name, _(WINDOWS[name])) for name in windows],
            window,
        ),
        Control(ids.INDICATOR_PERIOD, _("Periode"), _periods(periods), period),
        Control(
            ids.INDICATOR_BREAKDOWN,
            _("Rincian"),
            [_option(name or UNSAID, choices.breakdown_label(name, breakdowns)) for name in breakdowns],
            breakdown,
        ),
    ]


def values(choice: Choice) -> tuple[str, str, str, str]:
    """What is chosen, in the same order."""
    return (choice.place.code, choice.window, choice.period or UNSAID, choice.breakdown or UNSAID)


def row(shown: Sequence[Control]) -> Component:
    """Labels and selects side by side; one that offers nothing to choose is there but not seen."""
    return html.Div(
        [_select(control) for control in shown],
        className="filters",
        role="group",
        **{"aria-label": _("Saring")},
    )


def _select(control: Control) -> Component:
    select = dbc.Select(id=control.id, options=control.options, value=control.value)
    return html.Div([html.Label(control.label, htmlFor=control.id), select], hidden=len(control.options) < 2)


def _periods(known: Sequence[str]) -> Options:
    newest = [_option(UNSAID, _("Terbaru"))]
    return newest + [_option(period, formats.period(period)) for period in reversed(known)]


def _named(place: Place) -> str:
    return _(PREFIXES.get(place.level, "{name}")).format(name=place.name)


def _option(value: str, label: str) -> dict[str, str]:
    return {"value": value, "label": label}
