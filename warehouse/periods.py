"""Months, and the windows that they add up to: `2023-05`, `2023-Q2`, `2023-S1`, `2023`, `2023-05-ytd`."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from warehouse.vocabulary import Window

FORMS: dict[Window, str] = {
    "month": r"\d{4}-(0[1-9]|1[0-2])",
    "quarter": r"\d{4}-Q[1-4]",
    "semester": r"\d{4}-S[12]",
    "year": r"\d{4}",
    "ytd": r"\d{4}-(0[1-9]|1[0-2])-ytd",
}
LENGTHS: dict[Window, int] = {"month": 1, "quarter": 3, "semester": 6, "year": 12}


@dataclass(frozen=True, order=True)
class Period:
    """A window's period and the months it spans, both included."""

    window: Window
    name: str
    first: date
    last: date

    @property
    def end(self) -> date:
        """Its last day."""
        return month_end(self.last)

    @property
    def months(self) -> int:
        """How many months it spans."""
        return months_between(self.first, self.last) + 1


def month_end(month: date) -> date:
    """The last day of the month that a date lies in."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def add_months(month: date, count: int) -> date:
    """The first day of the month `count` months later."""
    index = month.year * 12 + month.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)


def months_between(earlier: date, later: date) -> int:
    """Whole months from one month to another."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def containing(window: Window, month: date) -> Period:
    """The period of a window that holds a month, or ends with it for `ytd`."""
    year, number = month.year, month.month
    if window == "ytd":
        return Period(window, f"{year}-{number:02}-ytd", date(year, 1, 1), month.replace(day=1))
    length = LENGTHS[window]
    first = date(year, (number - 1) // length * length + 1, 1)
    names = {
        "month": f"{year}-{number:02}",
        "quarter": f"{year}-Q{(number + 2) // 3}",
        "semester": f"{year}-S{(number + 5) // 6}",
        "year": f"{year}",
    }
    return Period(window, names[window], first, add_months(first, length - 1))


@lru_cache(maxsize=4096)  # every point of every answer asks for its own again and again
def parse(name: str) -> Period:
    """The period that a name means; `ValueError` where it means none."""
    for window, form in FORMS.items():
        if re.fullmatch(form, name):
            year = int(name[:4])
            if window in ("month", "ytd"):
                return containing(window, date(year, int(name[5:7]), 1))
            number = int(name[6:]) if window != "year" else 1
            return containing(window, date(year, (number - 1) * LENGTHS[window] + 1, 1))
    raise ValueError(f"'{name}' bukan periode; contoh: 2023-05, 2023-Q2, 2023-S1, 2023, 2023-05-ytd")


def spanning(months: Iterable[date], windows: Iterable[Window]) -> list[Period]:
    """Every period of the windows that holds one of the months."""
    return sorted({containing(window, month) for month in set(months) for window in windows})
