"""A workbook's sheets: text stays text, numbers and dates become the marked text that judging knows."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from etl.read.archive import Look, inspect
from etl.read.content import SAVE_AS
from etl.read.reading import Block, Row, Sheet, Unreadable

NUMBER = "\x1f"  # in front of what the workbook holds as a number, not as text


def sheets(path: Path) -> list[Sheet]:
    """Every worksheet that holds something, hidden ones too, in the workbook's order."""
    looks = inspect(path)
    try:
        workbook = CalamineWorkbook.from_path(path)
        return [
            _sheet(
                workbook.get_sheet_by_name(each.name),
                looks[each.name],
                each.visible != SheetVisibleEnum.Visible,
            )
            for each in workbook.sheets_metadata
            if each.typ == SheetTypeEnum.WorkSheet
        ]
    except (CalamineError, KeyError):
        raise Unreadable(f"buku kerja ini tidak dapat dibuka; buka di Excel, {SAVE_AS}.") from None


def number(value: float) -> str:
    """The shortest decimal text that gives `value` back, in plain notation, marked as a number."""
    text = repr(value)
    if text.endswith(".0"):
        text = text[:-2]
    elif "e" in text:
        text = format(Decimal(text), "f")
    return NUMBER + ("0" if text == "-0" else text)


def _sheet(sheet: CalamineSheet, look: Look, hidden: bool) -> Sheet:
    first = sheet.start[1] if sheet.start else 0
    shifted = {
        row: {place - first: why for place, why in cells.items()} for row, cells in look.broken.items()
    }
    return Sheet(
        sheet.name,
        partial(_rows, sheet, max(look.broken, default=0)),
        shifted,
        hidden,
        first=first,
        merged=tuple(_merged(sheet, first)),
        hidden_rows=look.hidden_rows,
    )


def _merged(sheet: CalamineSheet, first: int) -> Iterator[Block]:
    """The merged blocks, without what stands left of the first column that is used."""
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if right >= first:
            yield top + 1, max(left - first, 0), bottom + 1, right - first


def _rows(sheet: CalamineSheet, last: int) -> Iterator[Row]:
    """Rows from Excel's row 1 to `last` at least; columns from the first that is used."""
    place = 0
    for place, cells in enumerate(sheet.iter_rows(), start=1):
        yield place, [TEXT[type(cell)](cell) for cell in cells]
    yield from ((empty, []) for empty in range(place + 1, last + 1))


def _date_time(value: datetime.datetime) -> str:
    midnight = value.time() == datetime.time()
    return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="seconds")


# By exact type: a bool is an int and a datetime is a date.
TEXT: dict[type, Callable[[Any], str]] = {
    str: lambda text: text.replace(NUMBER, ""),
    float: number,
    int: lambda value: f"{NUMBER}{value}",
    bool: lambda value: "TRUE" if value else "FALSE",
    datetime.date: datetime.date.isoformat,
    datetime.datetime: _date_time,
    datetime.time: datetime.time.isoformat,
    datetime.timedelta: str,
}
