"""A chart: plotly's graph in a figure with its sentence, first painted by our own SVG."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from dashboard import formats
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


def graph(id: str, figure: Figure, first_paint: str, caption: str, height: int | None = None) -> Component:
    """A graph whose caption says what it shows; `height` in pixels where the chart grows with its rows."""
    config = {**CONFIG, "locale": current(), "locales": LOCALES[current()]}
    chart = dcc.Graph(
        id=id, figure=figure, config=config, className="graph", style={"height": height or "22rem"}
    )
    chart.first_paint = first_paint
    return html.Figure(
        [html.Figcaption(caption), chart], className="chart" if height is None else "chart-tall"
    )
