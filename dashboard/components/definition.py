"""What an indicator means: definition, formula, law, owner, and why it is kept."""

from __future__ import annotations

from datetime import date

from dashboard import formats, sentences, terms
from dashboard.components import foreign, html
from dashboard.components.html import Component
from dashboard.language import N_, _
from warehouse import msind
from warehouse.declarations import Catalogue, Indicator

DIRECTIONS = {
    "higher": N_("Semakin tinggi semakin baik"),
    "lower": N_("Semakin rendah semakin baik"),
    "neutral": N_("Netral: bukan untuk dinilai tinggi atau rendah"),
}


def card(indicator: Indicator) -> Component:
    """The entry of the dictionary, as terms and their explanations."""
    entries = [
        (_("Konsep"), foreign.said(indicator.concept)),
        (_("Definisi"), foreign.said(indicator.definition)),
        (_("Interpretasi"), foreign.said(indicator.interpretation)),
        (_("Rumus"), foreign.said(indicator.formula)),
        (_("Variabel pembangun"), foreign.said("; ".join(indicator.variables))),
        (_("Ukuran"), _(msind.measure(indicator))),
        (_("Satuan"), formats.unit_label(indicator.unit)),
        (_("Indikator komposit"), _("Ya") if indicator.composite else _("Tidak")),
        (_("Level estimasi"), ", ".join(terms.level(level) for level in indicator.levels)),
        (_("Dapat diakses umum"), _("Ya") if indicator.public else _("Tidak")),
        (_("Arah"), _(DIRECTIONS[indicator.direction])),
        (_("Mengapa dipantau"), foreign.said(indicator.why)),
        (_("Dasar hukum atau acuan"), foreign.said(indicator.legal)),
        (_("Penanggung jawab"), foreign.said(indicator.owner)),
        (_("Sumber data"), foreign.said(indicator.source)),
        (_("Pemutakhiran"), terms.per(indicator.period)),
        (_("Ditinjau"), formats.day(indicator.reviewed) if indicator.reviewed else ""),
        (_("Kode"), indicator.id),
    ]
    pieces = [piece for name, text in entries if text for piece in (html.Dt(name), html.Dd(text))]
    return html.Section(
        [html.H2(_("Definisi dan rumus")), html.Dl(pieces, className="definition")], className="card-plain"
    )


def awaited(indicator: Indicator, catalogue: Catalogue, today: date) -> Component:
    """The page of an indicator without data: who owes what, and when."""
    dataset = catalogue.datasets.get(indicator.awaits or indicator.made_from)
    file = dataset.title if dataset else indicator.source
    return html.Section(
        [
            html.Div(_("Belum ada data"), className="figure-word"),
            html.P(
                foreign.filled(
                    _(sentences.WAITS),
                    file=foreign.said(file),
                    owner=foreign.said(indicator.owner),
                    due=sentences.due(indicator, today),
                )
            ),
            html.P(
                _(
                    "Angka akan tampil di sini, {per}, setelah berkasnya diterima dan lolos pemeriksaan."
                ).format(per=terms.per(indicator.period)),
                className="note",
            ),
        ],
        className="card-plain",
    )
