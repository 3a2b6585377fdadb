"""Births as they happen and are registered: how many, where, and how late."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from etl.seed.certificates import FIRST_YEAR, LAST_YEAR, RESIDENT_OUTSIDE, happened, in_order, working_day
from etl.seed.people import Registry, Sex
from etl.seed.places import OUTSIDE, Place, Places

FIRST_BIRTHS = 2019  # so that the first files hold the births of years before, as real ones do

BIRTHS_A_YEAR = 7_300
BIRTHS_BY_MONTH = (1.02, 0.93, 1.0, 0.98, 1.0, 0.97, 1.01, 1.03, 1.05, 1.04, 0.98, 0.99)
IN_TIME = 0.775  # the share registered within 60 days at the start of 2022, of those within 365
GAINED_A_YEAR = 0.0225
AFTER_A_YEAR = 0.025


@dataclass(frozen=True)
class Birth:
    """A registered birth; `area` is the mother's residence, a nagari's code or one outside the kabupaten."""

    born: date
    registered: date
    sex: Sex
    area: str
    kecamatan: str
    nik: str
    mother_nik: str
    name: str
    mother: str
    facility: int
    attendant: int
    multiple: int
    tenths_of_kg: int


def registered(places: Places, rng: random.Random) -> list[Birth]:
    """Every birth registered from FIRST_YEAR to LAST_YEAR, in the order of registration."""
    people = Registry(rng)
    reported = [
        (working_day(born + timedelta(days=_delay(rng, born, place))), born, place)
        for born, place in happened(places, rng, _means())
    ]
    return [_birth(rng, people, *one) for one in in_order(reported, rng)]


def _means() -> Iterator[tuple[int, int, float]]:
    for year in range(FIRST_BIRTHS, LAST_YEAR + 1):
        for month, season in enumerate(BIRTHS_BY_MONTH, start=1):
            yield year, month, BIRTHS_A_YEAR / 12 * season


def _delay(rng: random.Random, born: date, place: Place) -> int:
    if rng.random() < AFTER_A_YEAR:
        return 366 + int(rng.expovariate(1 / 400))
    years = max(0.0, born.year - FIRST_YEAR + (born.month - 1) / 12)
    if rng.random() < min(0.98, IN_TIME + GAINED_A_YEAR * years + place.promptness):
        return int(rng.triangular(1, 61, 18))
    return min(364, 61 + int(rng.expovariate(1 / 75)))


def _birth(rng: random.Random, people: Registry, registered: date, born: date, place: Place) -> Birth:
    sex: Sex = 1 if rng.random() < 0.512 else 2
    facility = rng.choices((1, 2, 3, 4, 5), weights=(46, 21, 24, 7, 2))[0]
    mother_born = born - timedelta(days=rng.randint(19 * 365, 41 * 365))
    return Birth(
        born=born,
        registered=registered,
        sex=sex,
        area=rng.choice(OUTSIDE) if rng.random() < RESIDENT_OUTSIDE else place.code,
        kecamatan=place.parent,
        nik=people.nik(place.parent, sex, born),
        mother_nik=people.nik(place.parent, 2, mother_born),
        name=people.name(sex),
        mother=people.name(2),
        facility=facility,
        attendant=rng.choices((1, 2, 3, 4), weights=(40, 59, 1, 0) if facility < 4 else (3, 70, 24, 3))[0],
        multiple=2 if rng.random() < 0.012 else 1,
        tenths_of_kg=round(min(45, max(12, rng.gauss(31, 4.5)))),
    )
