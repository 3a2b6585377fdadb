"""When a number is final: by the files that have arrived, never by the calendar alone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from warehouse.declarations import Dataset
from warehouse.periods import Period, add_months, month_end

FINAL, PROVISIONAL = "final", "provisional"


def months_of(period: Period) -> list[date]:
    """The months that a period spans."""
    return [add_months(period.first, count) for count in range(period.months)]


def is_complete(period: Period, arrived: Collection[date]) -> bool:
    """Whether every month of the period has arrived."""
    return all(month in arrived for month in months_of(period))


def months_needed(period: Period, matures_days: int) -> list[date]:
    """The reporting months that a cohort waits for: from its first month to so many days after its end."""
    last = (period.end + timedelta(days=matures_days)).replace(day=1)
    needed, month = [], period.first
    while month <= last:
        needed.append(month)
        month = add_months(month, 1)
    return needed


def maturity(period: Period, arrived: Collection[date]) -> int | None:
    """Days after the cohort's end up to which every reporting month has arrived; `None` before its end."""
    month = period.first
    while month in arrived:
        month = add_months(month, 1)
    last_arrived = add_months(month, -1)
    return (month_end(last_arrived) - period.end).days if last_arrived >= period.last else None


def cohort_days(dataset: Dataset, *names: str) -> int | None:
    """How long the cohorts of these measures mature, `None` where they are no cohorts."""
    days = [dataset.measures[name].matures_days for name in names]
    return max((one for one in days if one is not None), default=None)
