"""What is asked of the warehouse and what it answers: Selection in, Series or records out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from warehouse.declarations import Indicator
from warehouse.vocabulary import EntityKind, Window


@dataclass(frozen=True)
class Selection:
    """What a reader asks for; empty `entities` means every entity at `level`."""

    indicator: str
    window: Window
    entities: tuple[str, ...] = ()
    level: str | None = None
    periods: tuple[str, ...] = ()
    breakdown: str = ""
    as_of: int | None = None


@dataclass(frozen=True)
class Release:
    """One publication: everything computed from the loads of its moment."""

    number: int
    published_at: datetime
    today: date
    warnings: tuple[str, ...] = ()
    data_hash: str = ""


@dataclass(frozen=True)
class Point:
    """One observation as this reader may see it; `value` is None when absent or hidden, `reason` says why.

    `low` and `high` are the bounds of a value that is measured against an estimate.
    """

    entity_kind: EntityKind
    entity: str
    entity_name: str
    window: Window
    period: str
    breakdown: str
    value: Decimal | None
    display: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    finality: str
    maturity_days: int | None
    sample: bool
    target: Decimal | None
    target_sample: bool
    achievement: Decimal | None
    pace: Decimal | None
    band: str | None
    notes: tuple[str, ...]
    reported: int | None
    expected: int | None
    reference_source: str
    reason: str
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True)
class Series:
    """The answer to a Selection: points ordered by entity and period, of one release."""

    indicator: Indicator
    selection: Selection
    release: Release | None
    points: tuple[Point, ...]
    exact: bool

    @property
    def last(self) -> Point | None:
        """The newest point that has a value, else the newest point."""
        with_value = [point for point in self.points if point.display is not None]
        known = with_value or list(self.points)
        return known[-1] if known else None


@dataclass(frozen=True)
class Record:
    """One row of a register as this reader may see it."""

    kind: str
    key: str
    entity: str | None
    period: str | None
    fields: Mapping[str, object]
    sample: bool


@dataclass(frozen=True)
class Source:
    """Where a number came from: a load, and the rows of it that count in the number.

    `rows` is None where the reader may not know how many, `ranges` where the rows are about persons.
    """

    load: int
    dataset: str
    file: str
    sha256: str
    sheet: str
    rows: int | None
    ranges: str | None
    sample: bool
    received_at: datetime
