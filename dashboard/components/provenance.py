"""Where a number comes from: its files and rows, what was refused, and what was said in public."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from dashboard import formats, sentences
from dashboard.components import foreign, html, numbers, tables
from dashboard.components.html import Component
from dashboard.components.tables import Cell
from dashboard.language import _, n_
from warehouse.declarations import Catalogue, Indicator
from warehouse.selection import Point, Record, Source

MOST_OPEN = 6  # longer lists of files wait behind a click


def origin(point: Point, found: Sequence[Source], catalogue: Catalogue) -> Component:
    """Dari mana angka ini: the files that count in the number of the headline."""
    title = html.H2(_("Dari mana angka ini"))
    if not found:
        text = _("Tidak ada berkas yang tercatat di balik angka {period} ini.")
        text = text.format(period=formats.period(point.period))
        return html.Section([title, html.P(text, className="note")], className="card-plain")
    rows: list[list[Cell]] = [
        [
            html.Span([source.file, " ", _sample(source.sample)]),
            foreign.said(catalogue.datasets[source.dataset].title),
            source.sheet or "–",
            "–" if source.rows is None else formats.number(Decimal(source.rows)),
            source.ranges or "–",
            formats.moment(source.received_at),
            html.Code(source.sha256[:12], title=source.sha256),
        ]
        for source in found
    ]
    columns = [
        (_("Berkas"), False),
        (_("Kumpulan data"), False),
        (_("Lembar"), False),
        (_("Baris dihitung"), True),
    ]
    columns += [(_("Nomor baris"), False), (_("Diterima"), False), (_("Sidik berkas"), False)]
    files = len({source.sha256 for source in found})
    caption = n_("{count} berkas di balik angka {when}", "{count} berkas di balik angka {when}", files)
    caption = caption.format(count=files, when=sentences.when(point))
    table = tables.table(caption, columns, rows)
    head = html.Summary(_("Daftar berkas ({count})").format(count=len(rows)))
    listed = html.Details([head, table], open=len(rows) <= MOST_OPEN)
    return html.Section([title, listed], className="card-plain")


def refused(found: Sequence[Record]) -> Component | None:
    """Rows that were sent and refused, in the words of the file and with the reason."""
    if not found:
        return None
    items = [
        html.Li(
            [
                formats.period(row.period) if row.period else _("Tanpa periode"),
                ": ",
                foreign.quoted(str(row.fields.get("teks") or "")),
                " " + _("ditolak") + ": ",
                foreign.said(str(row.fields.get("alasan") or "")),
                ". " + _("Sumber") + ": ",
                foreign.said(str(row.fields.get("sumber") or "")) or _("tidak disebut"),
                ". ",
                _sample(row.sample),
            ]
        )
        for row in found
    ]
    return html.Section([html.H2(_("Angka yang ditolak")), html.Ul(items)], className="card-plain")


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
            foreign.quoted(str(row.fields.get("teks_asli") or "")),
            _where(row),
            _dated(row),
        ]
        for row in sorted(found, key=lambda row: (str(row.period), row.key))
    ]
    columns = [
        (_("Periode"), False),
        (_("Untuk"), False),
        (_("Angka terbit"), True),
        (_("Hitungan dari berkas"), False),
    ]
    columns += [(_("Kutipan"), False), (_("Sumber"), False), (_("Terbit"), False)]
    note = _("Angka terbit dikutip apa adanya; tidak dipakai dalam hitungan dan tidak dihitung balik.")
    table = tables.table(_("Angka yang pernah disampaikan kepada umum"), columns, rows)
    return html.Section(
        [html.H2(_("Angka terbit")), html.P(note, className="note"), table], className="card-plain"
    )


def _about(row: Record, catalogue: Catalogue) -> str:
    names = [entity.name for (_kind, code), entity in catalogue.entities.items() if code == row.entity]
    return names[0] if names else str(row.entity)


def _ours(point: Point | None, indicator: Indicator) -> Cell:
    """Our number for the same period; a sample one is not held against what was really said."""
    if point is None or point.display is None:
        return _("belum ada")
    if point.sample:
        return html.Span([_("tidak dibandingkan") + ": ", numbers.sample()])
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
    if bottom is None:
        return written(top)
    return _("{count} dari {whole}").format(count=written(top), whole=written(bottom))


def _where(row: Record) -> Cell:
    url, name = str(row.fields.get("url") or ""), str(row.fields.get("sumber") or "–")
    shown = foreign.said(name)
    return html.A(shown, href=url, rel="noreferrer") if url.startswith(("https://", "http://")) else shown


def _dated(row: Record) -> str:
    text = row.fields.get("tanggal_terbit")
    return formats.day(date.fromisoformat(str(text))) if text else "–"


def _sample(sample: bool) -> Component | None:
    return numbers.sample() if sample else None
