"""What was another number before: both values, the release that changed it, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import formats, links
from dashboard.components import foreign, html, tables
from dashboard.components.html import Component
from dashboard.components.tables import Cell
from dashboard.language import N_, _
from dashboard.reading import Revision
from warehouse.changes import Cause
from warehouse.declarations import Indicator
from warehouse.selection import Point

MOST_OPEN = 6  # a longer list waits behind a click
REASONS: Mapping[str, str] = {
    "came": N_("berkas baru"),
    "went": N_("berkas tidak lagi dihitung"),
    "recounted": N_("baris berkas dihitung lain"),
    "arrival": N_("berkas tiba"),
    "version": N_("versi lain"),
    "correction": N_("koreksi"),
    "definition": N_("definisi lain"),
    "reference": N_("data acuan lain"),
    "clock": N_("waktu berjalan"),
    "program": N_("cara hitung program lain"),
}


def listed(found: Sequence[Revision], indicator: Indicator, said: Mapping[str, Any]) -> Component | None:
    """Yang berubah: nothing where no number of the series was ever changed."""
    if not found:
        return None
    columns = [(_("Periode"), False), (_("Semula"), True), (_("Menjadi"), True)]
    columns += [(_("Sejak rilis"), False), (_("Sebab"), False)]
    rows = [_row(one, indicator, said) for one in found]
    table = tables.table(_("Angka yang berubah sesudah terbit"), columns, rows)
    head = html.Summary(_("Daftar perubahan ({count})").format(count=len(rows)))
    inside = html.Details([head, table], open=len(rows) <= MOST_OPEN)
    return html.Section([html.H2(_("Yang berubah")), inside], className="card-plain")


def _row(revision: Revision, indicator: Indicator, said: Mapping[str, Any]) -> list[Cell]:
    change = revision.change
    before = links.indicator(
        indicator.id, **{**said, "periode": change.point.period, "as_of": str(revision.release - 1)}
    )
    return [
        formats.period(change.point.period),
        html.A(_value(change.before, indicator), href=before) if change.before else "–",
        _value(change.after, indicator),
        str(revision.release),
        html.Span([part for cause in change.causes for part in (*_reason(cause), "; ")][:-1]),
    ]


def _value(point: Point | None, indicator: Indicator) -> str:
    return "–" if point is None else formats.show(point.display, indicator.unit, indicator.decimals)


def _reason(cause: Cause) -> list[Any]:
    reason = _(REASONS[cause.kind])
    return [reason, ": ", foreign.quoted(cause.file)] if cause.file else [reason]
