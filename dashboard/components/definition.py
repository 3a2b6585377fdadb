"""What an indicator means: definition, formula, law, owner, and why it is kept."""

from __future__ import annotations

from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard import formats, sentences
from warehouse.declarations import Catalogue, Indicator

DIRECTIONS = {
    "higher": "Semakin tinggi semakin baik",
    "lower": "Semakin rendah semakin baik",
    "neutral": "Netral: bukan untuk dinilai tinggi atau rendah",
}


def card(indicator: Indicator) -> Component:
    """The entry of the dictionary, as terms and their explanations."""
    entries = [
        ("Definisi", indicator.definition),
        ("Rumus", indicator.formula),
        ("Satuan", formats.unit_label(indicator.unit)),
        ("Arah", DIRECTIONS[indicator.direction]),
        ("Mengapa dipantau", indicator.why),
        ("Dasar hukum atau acuan", indicator.legal),
        ("Penanggung jawab", indicator.owner),
        ("Sumber data", indicator.source),
        ("Pemutakhiran", f"per {sentences.WINDOWS[indicator.period]}"),
        ("Kode", indicator.id),
    ]
    terms = [piece for name, text in entries if text for piece in (html.Dt(name), html.Dd(text))]
    return html.Section(
        [html.H2("Definisi dan rumus"), html.Dl(terms, className="definition")], className="card-plain"
    )


def awaited(indicator: Indicator, catalogue: Catalogue, today: date) -> Component:
    """The page of an indicator without data: who owes what, and when."""
    dataset = catalogue.datasets.get(indicator.awaits or "")
    file = dataset.title if dataset else indicator.source
    return html.Section(
        [
            html.Div("Belum ada data", className="figure-word"),
            html.P(f"Yang ditunggu: {file}, dari {indicator.owner}. {sentences.due(indicator, today)}."),
            html.P(
                f"Angka akan tampil di sini, per {sentences.WINDOWS[indicator.period]}, "
                "setelah berkasnya diterima dan lolos pemeriksaan.",
                className="note",
            ),
        ],
        className="card-plain",
    )
