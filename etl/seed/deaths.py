"""Deaths as they happen and are registered: how many, where, of whom, and how late."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from etl.seed.certificates import FIRST_YEAR, LAST_YEAR, RESIDENT_OUTSIDE, happened, in_order, working_day
from etl.seed.people import Registry, Sex
from etl.seed.places import OUTSIDE, Place, Places

FIRST_DEATHS = 2019
DEATHS_A_YEAR = 2_500
IN_TIME = 0.52  # the share registered within 30 days at the start of 2022, of those within 365
GAINED_A_YEAR = 0.05
AFTER_A_YEAR = 0.06
SERIALS_FROM = 5_001  # births give out those below
CAUSES = (860, 20, 50, 3, 3, 64)
CERTIFIERS = (32, 33, 3, 32)


@dataclass(frozen=True)
class Death:
    """A registered death; `area` is the last residence, a nagari's code or one outside the kabupaten."""

    born: date
    died: date
    registered: date
    sex: Sex
    area: str
    kecamatan: str
    nik: str
    name: str
    informant: str
    cause: int
    certifier: int


def registered(places: Places, rng: random.Random) -> list[Death]:
    """Every death registered from FIRST_YEAR to LAST_YEAR, in the order of registration."""
    people = Registry(rng, SERIALS_FROM)
    means = product(range(FIRST_DEATHS, LAST_YEAR + 1), range(1, 13), (DEATHS_A_YEAR / 12,))
    reported = [
        (working_day(died + timedelta(days=_delay(rng, died, place))), died, place)
        for died, place in happened(places, rng, means)
    ]
    return [_death(rng, people, *one) for one in in_order(reported, rng)]


def _delay(rng: random.Random, died: date, place: Place) -> int:
    if rng.random() < AFTER_A_YEAR:
        return 366 + int(rng.expovariate(1 / 300))
    years = max(0.0, died.year - FIRST_YEAR + (died.month - 1) / 12)
    if rng.random() < min(0.95, IN_TIME + GAINED_A_YEAR * years + place.promptness):
        return int(rng.triangular(0, 31, 9))
    return min(364, 31 + int(rng.expovariate(1 / 90)))


def _death(rng: random.Random, people: Registry, registered: date, died: date, place: Place) -> Death:
    sex: Sex = 1 if rng.random() < 0.53 else 2
    born = died - timedelta(days=int(rng.triangular(0, 98 * 365, 74 * 365)))
    return Death(
        born=born,
        died=died,
        registered=registered,
        sex=sex,
        area=rng.choice(OUTSIDE) if rng.random() < RESIDENT_OUTSIDE else place.code,
        kecamatan=place.parent,
        nik=people.nik(place.parent, sex, born),
        name=people.name(sex),
        informant=people.name(1),
        cause=rng.choices((1, 2, 3, 4, 5, 6), weights=CAUSES)[0],
        certifier=rng.choices((1, 2, 3, 4), weights=CERTIFIERS)[0],
    )
