"""Which months come in which file: one a month, less the offices that were late, then what those sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

POLICE = "1.05.0.00.0.00.01.0000"
TOURISM = "3.26.2.19.0.00.01.0000"
ENVIRONMENT = "2.11.1.04.2.10.01.0000"


@dataclass(frozen=True)
class Late:
    """Months of an office that the monthly files lack; `sent` names the file with them, None if none came."""

    office: str
    year: int
    months: tuple[int, ...]
    sent: str | None


LATE = (
    Late(ENVIRONMENT, 2025, (6,), "2025-06-lhkpp"),
    Late(TOURISM, 2025, (10, 11), "2025-10-11-disparpora"),
    Late(POLICE, 2025, (12,), None),
)


@dataclass(frozen=True)
class Parcel:
    """What one file holds; `monthly` is false for what an office sent afterwards."""

    name: str
    monthly: bool
    year: int
    months: tuple[int, ...]
    offices: tuple[str, ...]


def parcels(offices: Iterable[str], years: Iterable[int]) -> Iterator[Parcel]:
    """Every file, in the order of arrival."""
    for year in years:
        for month in range(1, 13):
            missing = {late.office for late in LATE if late.year == year and month in late.months}
            present = tuple(office for office in offices if office not in missing)
            yield Parcel(f"{year}-{month:02}", True, year, (month,), present)
    for late in LATE:
        if late.sent:
            yield Parcel(f"susulan-{late.sent}", False, late.year, late.months, (late.office,))
