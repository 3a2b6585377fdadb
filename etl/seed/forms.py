"""How offices save a table: their marks for dates, money and decimals, in a csv or a workbook."""

from __future__ import annotations

import csv
import io
import random
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from etl.seed import workbook
from etl.seed.workbook import EXCEL_EPOCH, Cell

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
SHORT_MONTHS = (
    ("Jan",), ("Feb",), ("Mar",), ("Apr",), ("Mei",), ("Jun",),
    ("Jul",), ("Agt", "Agst", "Agts"), ("Sep", "Sept"), ("Okt",), ("Nov",), ("Des",),
)  # fmt: skip

# A day is written from its parts, so that days that do not exist can be written too.
Day = Callable[[int, int, int], Cell]


def slashes(day: int, month: int, year: int) -> Cell:
    """14/02/2022."""
    return f"{day:02}/{month:02}/{year}"


def dashes(day: int, month: int, year: int) -> Cell:
    """14-02-2025."""
    return f"{day:02}-{month:02}-{year}"


def full_words(day: int, month: int, year: int) -> Cell:
    """14 Februari 2023."""
    return f"{day} {MONTHS[month - 1]} {year}"


def short_words(day: int, month: int, year: int) -> Cell:
    """14-Feb-24, and August in each of its spellings."""
    names = SHORT_MONTHS[month - 1]
    return f"{day:02}-{names[day % len(names)]}-{year % 100:02}"


def real_date(day: int, month: int, year: int) -> Cell:
    """A workbook's date; a day that does not exist can only be text."""
    return date(year, month, day) if day <= monthrange(year, month)[1] else slashes(day, month, year)


def serial_number(day: int, month: int, year: int) -> Cell:
    """A workbook's date that lost its format: 44606."""
    real = real_date(day, month, year)
    return (real - EXCEL_EPOCH).days if isinstance(real, date) else real


def dotted(amount: int) -> str:
    """1.234.567.890."""
    return f"{amount:,}".replace(",", ".")


def with_comma(number: Decimal) -> Cell:
    """45,2."""
    return str(number).replace(".", ",")


def as_it_is(number: Decimal) -> Cell:
    """A number cell."""
    return number


@dataclass(frozen=True)
class Form:
    """The way one program saves a table; `delimiter` is None for a workbook."""

    day: Day = slashes
    count: Callable[[int], Cell] = str
    rupiah: Callable[[int], Cell] = dotted
    number: Callable[[Decimal], Cell] = with_comma
    delimiter: str | None = ";"
    encoding: str = "utf-8"

    @property
    def suffix(self) -> str:
        """The file's ending."""
        return ".csv" if self.delimiter else ".xlsx"


SEMICOLONS = Form()
COMMAS = Form(rupiah=str, number=str, delimiter=",")
WORKBOOK = Form(day=real_date, count=int, rupiah=int, number=as_it_is, delimiter=None)


def by_hand(rng: random.Random, form: Form, amount: int, share: float = 0.02) -> Cell:
    """An amount as the form writes it, or now and then as somebody typed it over."""
    if amount == 0 or rng.random() >= share:
        return form.rupiah(amount)
    return rng.choice((f"Rp {dotted(amount)}", f"Rp. {dotted(amount)}", f"{dotted(amount)},00"))


def save(stem: Path, form: Form, titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Path:
    """Writes title lines and rows, the first of which is the header, to `stem` with the form's ending."""
    path = stem.with_name(stem.name + form.suffix)
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet = [*([title] if title else [] for title in titles), *rows]
    if form.delimiter is None:
        workbook.write(path, sheet)
        return path
    text = io.StringIO()
    writer = csv.writer(text, delimiter=form.delimiter, lineterminator="\r\n")
    writer.writerows(sheet)
    path.write_bytes(text.getvalue().encode(form.encoding))
    return path
