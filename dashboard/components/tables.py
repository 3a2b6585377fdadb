"""Tables: the accessible twin of every chart, and lists of records."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from dashboard import formats, status
from dashboard.components import html, numbers
from dashboard.components.html import Component
from dashboard.language import _, n_
from warehouse.declarations import Band
from warehouse.selection import Point, Series

Cell = Component | str | None
Column = tuple[str, bool]  # its head, and whether it holds numbers
NONE = "–"
STACKED_FROM = 5  # columns; a phone shows the rows of such a table one below the other


def table(
    caption: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], stacked: bool = False
) -> Component:
    """A table with a caption and a head; the first cell of a row names it.

    `stacked` says of a narrow one that a phone cannot show its rows in one line either.
    """
    head = html.Tr([html.Th(name, scope="col", className=_align(is_number)) for name, is_number in columns])
    body = [
        html.Tr([_cell(cell, column, place == 0) for place, (cell, column) in enumerate(pairs)])
        for pairs in (list(zip(row, columns, strict=True)) for row in rows)
    ]
    stacked = stacked or len(columns) >= STACKED_FROM
    look = "table table-numbers stack" if stacked else "table table-numbers"
    whole = html.Table([html.Caption(caption), html.Thead(head), html.Tbody(body)], className=look)
    return html.Div(whole, className="scroll", tabIndex=0, role="region", **{"aria-label": caption})


def of_points(
    caption: str,
    series: Series,
    points: Sequence[Point],
    bands: Sequence[Band],
    level: str = "",
    units: tuple[str, str] | None = None,
) -> Component:
    """The numbers of a chart, a row per point, named by its period or, where a level's word is given, by its entity.

    `units` of numerator and denominator show those too.
    """
    targets = any(point.target is not None for point in points)
    columns = [(formats.capital(level) or _("Periode"), False), (_("Nilai"), True), (_("Status"), False)]
    columns += [(_("Predikat"), False)]
    columns += [(_("Target"), True), (_("Capaian"), True)] if targets else []
    columns += [(_("Pembilang"), True), (_("Penyebut"), True)] if units else []
    rows = []
    for point in points:
        row: list[Cell] = [point.entity_name if level else formats.period(point.period)]
        row += [numbers.value(point, series.indicator) if point.display is not None else NONE]
        row += [_state(point), numbers.predicate(bands, point) or NONE]
        row += [_target(point, series), _reached(point)] if targets else []
        row += [_part(point.numerator, units[0]), _part(point.denominator, units[1])] if units else []
        rows.append(row)
    return table(caption, columns, rows)


def summary(rows: int) -> Component:
    """What opens the table of a chart."""
    text = n_("Tabel angka ({count} baris)", "Tabel angka ({count} baris)", rows)
    return html.Summary(text.format(count=rows))


def _state(point: Point) -> Cell:
    return numbers.tags(point) if point.display is not None else status.word(point)


def _target(point: Point, series: Series) -> Cell:
    if point.target is None:
        return NONE
    shown = formats.show(point.target, series.indicator.unit, series.indicator.decimals)
    sample = numbers.sample()
    return html.Span([f"{shown} ", sample]) if point.target_sample else shown


def _reached(point: Point) -> str:
    return NONE if point.achievement is None else formats.percent(point.achievement, 1)


def _part(part: Decimal | None, unit: str) -> str:
    if part is None:
        return NONE
    return formats.rupiah(part) if unit == "rupiah" else formats.number(formats.trimmed(part))


def _cell(cell: Cell, column: Column, is_first: bool) -> Component:
    """A cell that knows its column's name: on a phone it stands beside the value."""
    name, is_number = column
    if is_first:
        return html.Th(cell, scope="row", className=_align(is_number))
    return html.Td(cell, className=_align(is_number), **{"data-label": name})


def _align(is_number: bool) -> str:
    return "" if is_number else "text"
