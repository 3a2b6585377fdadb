"""What every export writes into a spreadsheet's cells: text stays text, numbers stay numbers, nothing is a formula."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.cell import Cell

# Spreadsheet programs take a cell of a csv that starts so for a formula; full-width forms count in East Asian ones.
FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
# What XML cannot hold or would change, and what would be read as such an escape.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")


def csv_text(text: str) -> str:
    """A text that no spreadsheet takes for a formula; `from_csv_text` gives it back."""
    return f"'{text}" if FORMULA.match(text) else text


def from_csv_text(text: str) -> str:
    """The text that `csv_text` was given."""
    return text[1:] if text.startswith("'") and FORMULA.match(text[1:]) else text


def put(cell: Cell, value: str | int | Decimal | date | None) -> Cell:
    """Write a value into a workbook's cell; a text is text whatever it starts with."""
    if isinstance(value, str):
        cell.value = UNWRITABLE.sub(_escaped, value)
        cell.data_type = "s"
        if FORMULA.match(value):
            cell.quotePrefix = True  # stays text when somebody edits it, too
    else:
        cell.value = value
    return cell


def _escaped(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"
