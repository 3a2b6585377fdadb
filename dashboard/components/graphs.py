"""A chart: plotly's graph in a figure with its sentence, first painted by our own SVG."""

from __future__ import annotations

from collections.abc import Callable

from dash import dcc

from dashboard import formats
from dashboard.components import html
from dashboard.components.html import Component
from dashboard.figures import Figure
from dashboard.language import ENGLISH, INDONESIAN, current

DAYS = ("Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu")
LOCALE = {
    "dictionary": {
        "Download plot as a PNG": "Unduh gambar (PNG)",
        "Taking snapshot - this may take a few seconds": "Gambar sedang dibuat",
        "Snapshot succeeded": "Gambar selesai",
    },
    "format": {
        "days": list(DAYS),
        "shortDays": [day[:3] for day in DAYS],
        "months": list(formats.MONTHS),
        "shortMonths": list(formats.MONTHS_SHORT),
        "date": "%d/%m/%Y",
        "decimal": ",",
        "thousands": ".",
        "grouping": [3],
        "currency": ["Rp", ""],
    },
}
LOCALES = {INDONESIAN: {"id": LOCALE}, ENGLISH: {}}  # plotly itself speaks English
CONFIG = {
    "displaylogo": False,
    "showSendToCloud": False,
    "responsive": True,
    "modeBarButtonsToRemove": ["select2d", "lasso2d"],
}


def graph(
    id: str, figure: Figure, first_paint: Callable[[], str], caption: str, height: int | None = None
) -> Component:
    """A graph whose caption says what it shows; `height` in pixels where the chart grows with its rows.

    `first_paint` draws it for a page that comes whole; a callback has no use for that.
    """
    config = {**CONFIG, "locale": current(), "locales": LOCALES[current()]}
    chart = dcc.Graph(
        id=id, figure=figure, config=config, className="graph", style={"height": height or "22rem"}
    )
    chart.first_paint = first_paint
    return html.Figure(
        [html.Figcaption(caption), chart], className="chart" if height is None else "chart-tall"
    )
