"""Budget lines and what becomes of them month by month: ceilings, cash plan, spending, physical progress."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

TABLES = Path(__file__).parent
YEARS = (2022, 2023, 2024, 2025)
FOUR_DIGITS_FROM = 2024  # sub-kegiatan codes end in two digits before
ROUNDED_TO = 1_000

# The day from which the revised budget (APBD perubahan) and the revised tags of a year hold.
REVISED_FROM = {
    2022: date(2022, 9, 29),
    2023: date(2023, 10, 5),
    2024: date(2024, 9, 20),
    2025: date(2025, 9, 25),
}
# The month in which money was shifted between sub-kegiatan inside the original budget (pergeseran-1).
SHIFTED_FROM = {2023: date(2023, 5, 2)}
PLANLESS = {(2024, "3.26.2.19.0.00.01.0000")}  # an office that sent no cash plan (RAK) that year


@dataclass(frozen=True)
class Tag:
    """The part of a budget line that is smart city; `programme` is empty where it belongs to none."""

    dimension: str
    percent: int
    programme: str


@dataclass(frozen=True)
class Line:
    """An office's sub-kegiatan: `million_rupiah` in 2022, `exponent` 1 for even spending, more for late."""

    office: str
    code: str
    name: str
    million_rupiah: int
    exponent: float
    tags: tuple[Tag, ...]

    def code_in(self, year: int) -> str:
        """The code as that year's decree writes it: 2.16.03.2.02.09, later 2.16.03.2.02.0009."""
        return self.code if year >= FOUR_DIGITS_FROM else f"{self.code[:-4]}{self.code[-2:]}"


@dataclass(frozen=True)
class Month:
    """A line at a month's end, in rupiah and percent: `planned` in that month, `spent` since January."""

    original: int
    ceiling: int
    planned: int
    spent: int
    physical: Decimal


@dataclass(frozen=True)
class Habit:
    """How an office keeps its plan in a year: how far behind it runs, and what share it ends with."""

    lag: float
    final: float


@cache
def lines() -> tuple[Line, ...]:
    """Every line, by office and code as the table has them."""
    with (TABLES / "lines.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Line(
                office=row["office"],
                code=row["code"],
                name=row["name"],
                million_rupiah=int(row["million_rupiah"]),
                exponent=float(row["exponent"]),
                tags=tuple(_tag(text) for text in row["tags"].split()),
            )
            for row in csv.DictReader(file)
        )


def _tag(text: str) -> Tag:
    dimension, percent, programme = text.split(":")
    return Tag(dimension, int(percent), programme)


def offices() -> tuple[str, ...]:
    """The offices that have budget lines."""
    return tuple(dict.fromkeys(line.office for line in lines()))


def version_at(year: int, month: int) -> int:
    """1 while the original budget is in force on the month's last day, 2 from the revision on."""
    return 2 if month >= REVISED_FROM[year].month else 1


def habit(seed: int, office: str, year: int) -> Habit:
    """An office's habit in a year."""
    rng = random.Random(f"{seed} habit {office} {year}")
    return Habit(lag=rng.triangular(-0.05, 0.75, 0.12), final=rng.uniform(0.92, 0.99))


def progress(plan: float, behind: float, month: int) -> float:
    """The share reached at a month's end on a curve with this exponent and delay."""
    return float((month / 12) ** (plan + behind))


@cache
def year_of(seed: int, line: Line, year: int) -> tuple[Month, ...]:
    """The twelve months of a line."""
    rng = random.Random(f"{seed} line {line.office} {line.code} {year}")
    growth = 1.02 ** (year - YEARS[0]) * rng.uniform(0.95, 1.06)
    original = _rounded(line.million_rupiah * 1_000_000 * growth)
    revised = _rounded(original * rng.uniform(0.94, 1.09))
    shifted = _rounded(original * rng.uniform(0.97, 1.03)) if year in SHIFTED_FROM and line.tags else original
    return tuple(
        _months(line, year, (original, shifted, revised), _own(rng, habit(seed, line.office, year), line))
    )


def _own(rng: random.Random, office: Habit, line: Line) -> Habit:
    """Salaries are paid as planned; the rest follows the office, more or less."""
    if line.exponent == 1:
        return Habit(lag=office.lag * 0.05, final=rng.uniform(0.96, 0.99))
    return Habit(lag=office.lag * rng.uniform(0.6, 1.4), final=office.final * rng.uniform(0.98, 1.01))


def _months(line: Line, year: int, ceilings: tuple[int, int, int], own: Habit) -> Iterator[Month]:
    planned = spent = 0
    original, shifted, revised = ceilings
    shifts = SHIFTED_FROM[year].month if year in SHIFTED_FROM else 13
    for month in range(1, 13):
        ceiling = revised if version_at(year, month) == 2 else shifted if month >= shifts else original
        plan = _planned(line, year, month, original, revised)
        reached = progress(line.exponent, own.lag, month)
        spent = max(spent, min(ceiling, int(ceiling * own.final * reached)))
        physical = min(100.0, 100 * (own.final + 0.03) * progress(line.exponent, own.lag * 0.8, month))
        yield Month(original, ceiling, plan - planned, spent, Decimal(round(physical * 10)) / 10)
        planned = plan


def _planned(line: Line, year: int, month: int, original: int, revised: int) -> int:
    """The cumulative cash plan; the revision spreads what is left of the new ceiling over the months left."""
    if version_at(year, month) == 1:
        return _rounded(original * progress(line.exponent, 0, month))
    before = progress(line.exponent, 0, REVISED_FROM[year].month - 1)
    share = (progress(line.exponent, 0, month) - before) / (1 - before)
    start = _rounded(original * before)
    return revised if month == 12 else _rounded(start + (revised - start) * share)


def _rounded(amount: float) -> int:
    return round(amount / ROUNDED_TO) * ROUNDED_TO
