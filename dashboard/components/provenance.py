"""Where a number comes from: its files and rows, what was refused, and what was said in public."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from dashboard import formats, sentences
from dashboard.components import numbers, tables
from dashboard.components.tables import Cell
from warehouse.declarations import Catalogue, Indicator
from warehouse.selection import Point, Record, Source

MOST_OPEN = 6  # longer lists of files wait behind a click


def origin(point: Point, found: Sequence[Source], catalogue: Catalogue) -> Component:
    """Dari mana angka ini: the files that count in the number of the headline."""
    title = html.H2("Dari mana angka ini")
    if not found:
        text = f"Tidak ada berkas yang tercatat di balik angka {formats.period(point.period)} ini."
        return html.Section([title, html.P(text, className="note")], className="card-plain")
    rows: list[list[Cell]] = [
        [
            html.Span([source.file, " ", _sample(source.sample)]),
            catalogue.datasets[source.dataset].title,
            source.sheet or "–",
            "–" if source.rows is None else formats.number(Decimal(source.rows)),
            source.ranges or "–",
            formats.moment(source.received_at),
            html.Code(source.sha256[:12], title=source.sha256),
        ]
        for source in found
    ]
    columns = [("Berkas", False), ("Kumpulan data", False), ("Lembar", False), ("Baris dihitung", True)]
    columns += [("Nomor baris", False), ("Diterima", False), ("Sidik berkas", False)]
    files = len({source.sha256 for source in found})
    caption = f"{files} berkas di balik angka {sentences.when(point)}"
    table = tables.table(caption, columns, rows)
    listed = html.Details([html.Summary(f"Daftar berkas ({len(rows)})"), table], open=len(rows) <= MOST_OPEN)
    return html.Section([title, listed], className="card-plain")


def refused(found: Sequence[Record]) -> Component | None:
    """Rows that were sent and refused, in the words of the file and with the reason."""
    if not found:
        return None
    items = [
        html.Li(
            [
                f"{formats.period(row.period) if row.period else 'Tanpa periode'}: ",
                html.Q(str(row.fields.get("teks") or "")),
                f" ditolak: {row.fields.get('alasan')}. ",
                f"Sumber: {row.fields.get('sumber') or 'tidak disebut'}. ",
                _sample(row.sample),
            ]
        )
        for row in found
    ]
    return html.Section([html.H2("Angka yang ditolak"), html.Ul(items)], className="card-plain")


def claims(
    found: Sequence[Record],
    indicator: Indicator,
    catalogue: Catalogue,
    ours: Callable[[Record], Point | None],
) -> Component | None:
    """Published numbers: what was said, where and when; beside ours where that is real."""
    if not found:
        return None
    rows: list[list[Cell]] = [
        [
            formats.period(str(row.period)) if row.period else tables.NONE,
            _about(row, catalogue),
            _said(row, indicator),
            _ours(ours(row), indicator),
            html.Q(str(row.fields.get("teks_asli") or "")),
            _where(row),
            _dated(row),
        ]
        for row in sorted(found, key=lambda row: (str(row.period), row.key))
    ]
    columns = [("Periode", False), ("Untuk", False), ("Angka terbit", True), ("Hitungan dari berkas", False)]
    columns += [("Kutipan", False), ("Sumber", False), ("Terbit", False)]
    note = "Angka terbit dikutip apa adanya; tidak dipakai dalam hitungan dan tidak dihitung balik."
    table = tables.table("Angka yang pernah disampaikan kepada umum", columns, rows)
    return html.Section(
        [html.H2("Angka terbit"), html.P(note, className="note"), table], className="card-plain"
    )


def _about(row: Record, catalogue: Catalogue) -> str:
    names = [entity.name for (_, code), entity in catalogue.entities.items() if code == row.entity]
    return names[0] if names else str(row.entity)


def _ours(point: Point | None, indicator: Indicator) -> Cell:
    """Our number for the same period; a sample one is not held against what was really said."""
    if point is None or point.display is None:
        return "belum ada"
    if point.sample:
        return html.Span(["tidak dibandingkan: ", numbers.sample()])
    return html.Span([f"{numbers.value(point, indicator)} ", numbers.tags(point)])


def _said(row: Record, indicator: Indicator) -> Component:
    parts = []
    value = sentences.claimed(row)
    if value is not None:
        parts.append(formats.show(value, indicator.unit))
    if row.fields.get("pembilang") is not None:
        parts.append(_parts(row, indicator))
    return html.Span([" · ".join(parts) or "–", " ", _sample(row.sample)])


def _parts(row: Record, indicator: Indicator) -> str:
    top, bottom = (sentences.decimal(row.fields.get(name)) for name in ("pembilang", "penyebut"))
    written = formats.rupiah if indicator.id.startswith("bud-") else formats.number
    if top is None:
        return "–"
    return f"{written(top)} dari {written(bottom)}" if bottom is not None else written(top)


def _where(row: Record) -> Cell:
    url, name = str(row.fields.get("url") or ""), str(row.fields.get("sumber") or "–")
    return html.A(name, href=url, rel="noreferrer") if url.startswith(("https://", "http://")) else name


def _dated(row: Record) -> str:
    text = row.fields.get("tanggal_terbit")
    return formats.day(date.fromisoformat(str(text))) if text else "–"


def _sample(sample: bool) -> Component | None:
    return numbers.sample() if sample else None
