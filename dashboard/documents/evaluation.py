"""The evaluation workbook as xlsx: every number a number, the index beside the components that make it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dashboard import evaluating, formats, sentences, status, terms
from dashboard.evaluating import Line, Past, Sheet
from dashboard.language import _
from warehouse.assessment import DECIMALS
from warehouse.formulas import rounded
from warehouse.spreadsheets import put

HEAD = PatternFill("solid", fgColor="E7E6E6")
Values = Sequence[str | int | Decimal | None]


def made(held: Sheet) -> bytes:
    """The file of a workbook."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _("Penilaian")
    row = _above(sheet, held)
    row = _components(sheet, held, row + 1)
    _table(book.create_sheet(_("Kriteria")), 1, _heads(held), [_line(line) for line in held.lines], WIDTHS)
    for column, width in enumerate((34, 14, 16, 16), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _above(sheet: Worksheet, held: Sheet) -> int:
    """Which workbook it is; answers the last row written."""
    one = held.instrument
    lines = [
        _("Lembar penilaian mandiri smart city {year}").format(year=held.key.year),
        evaluating.lead(held),
        f"{evaluating.title(one)}, {one.institution}, {one.year}",
        _("Keadaan: {state}. Angka indikator diambil dari {release}.").format(
            state=evaluating.state(held), release=sentences.of_release(held.release)
        ),
        one.note,
    ]
    if any(line.point and line.point.sample for line in held.lines):
        lines.append(_("Angka yang bertanda CONTOH bukan data sebenarnya."))
    for row, text in enumerate(lines, start=1):
        put(sheet.cell(row, 1), text).font = Font(bold=row <= 2)
    return len(lines)


def _components(sheet: Worksheet, held: Sheet, row: int) -> int:
    heads = [_("Komponen"), _("Bobot (%)"), _("Nilai mandiri"), _last_year(held), _last_sample(held)]
    rows: list[Values] = [
        [
            evaluating.title(one),
            one.weight,
            _shown(held.standing.components[one.name]),
            *_past(held.before.get(one.name)),
        ]
        for one in held.instrument.components
    ]
    weight = sum((one.weight for one in held.instrument.components), Decimal(0))
    rows.append([_("Indeks"), weight, held.standing.display, None, ""])
    last = _table(sheet, row + 1, heads, rows, ())
    for column in (1, 2, 3):
        sheet.cell(last, column).font = Font(bold=True)
    return last


def _shown(value: Decimal | None) -> Decimal | None:
    return None if value is None else rounded(value, DECIMALS)


def _past(past: Past | None) -> Values:
    """A score of last year, and CONTOH where it is sample data."""
    return [past.value, status.sample() if past.sample else ""] if past else [None, ""]


def _last_year(held: Sheet) -> str:
    return _("Nilai {year}").format(year=held.key.year - 1)


def _last_sample(held: Sheet) -> str:
    return _("Contoh {year}").format(year=held.key.year - 1)


def _heads(held: Sheet) -> list[str]:
    return [
        _("Komponen"), _("Kriteria"), _("Indikator"), _("Angka indikator"), _("Satuan"), _("Periode"), _("Status"),
        _("Contoh"), _("Sumber"), _("Penanggung jawab"), _("Bukti yang diminta"), _("Nilai mandiri"), _last_year(held), _last_sample(held),
        _("Alasan"), _("Bukti yang diberikan"), _("Dinilai oleh"), _("Waktu"),
    ]  # fmt: skip


WIDTHS = (14, 34, 34, 12, 12, 14, 14, 10, 22, 30, 40, 10, 10, 10, 44, 34, 14, 24)


def _line(line: Line) -> Values:
    score = line.score
    return [
        evaluating.title(line.component),
        evaluating.title(line.criterion),
        terms.name(line.indicator) if line.indicator else "",
        *_number(line),
        line.owner,
        "; ".join(line.criterion.evidence),
        score.value if score else None,
        *_past(line.before),
        score.reason if score else "",
        score.evidence if score else "",
        score.author if score else "",
        formats.moment(score.at) if score else "",
    ]


def _number(line: Line) -> Values:
    """The indicator's number with its unit, period, status, CONTOH and source."""
    if line.indicator is None:
        return [None, "", "", "", "", ""]
    unit = formats.unit_label(line.indicator.unit)
    if line.point is None:
        return [None, unit, "", _("Belum ada data"), "", line.indicator.source]
    point = line.point
    sample = status.sample() if point.sample else ""
    period = formats.period(point.period)
    return [point.display, unit, period, status.word(point), sample, sentences.source(line.indicator, point)]


def _table(
    sheet: Worksheet, row: int, heads: Sequence[str], rows: Sequence[Values], widths: Sequence[int]
) -> int:
    """Writes a head and rows under it; answers the last row written."""
    for column, text in enumerate(heads, start=1):
        cell = put(sheet.cell(row, column), text)
        cell.font, cell.fill = Font(bold=True), HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for number, values in enumerate(rows, start=row + 1):
        for column, value in enumerate(values, start=1):
            put(sheet.cell(number, column), value).alignment = Alignment(wrap_text=True, vertical="top")
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    if widths:
        sheet.freeze_panes = sheet.cell(row + 1, 3)
    return row + len(rows)
