"""Where people live, as forms write it: a code or a name, less often as people write it."""

from __future__ import annotations

import random

from etl.seed import places
from etl.seed.places import Places

SHARED_NAME = "Lubuk Alung"
KECAMATAN_ONLY = 0.01
OTHER_SPELLING = 0.01
UNKNOWN_SPELLING = 0.004


def written(rng: random.Random, known: Places, names: bool, area: str, kecamatan: str) -> str:
    """The residence in a cell; one outside the kabupaten is never written otherwise."""
    usual = known.names.get(area, area) if names else area
    chance = rng.random()
    if not area.startswith(kecamatan):
        return usual
    if chance < KECAMATAN_ONLY:
        return rng.choice((kecamatan, *known.spellings.get(kecamatan, ())))
    if chance < KECAMATAN_ONLY + OTHER_SPELLING:
        return _otherwise(rng, known, area)
    if chance < KECAMATAN_ONLY + OTHER_SPELLING + UNKNOWN_SPELLING:
        return _misspelt(rng, known, area)
    return usual


def _otherwise(rng: random.Random, known: Places, area: str) -> str:
    """A spelling that still resolves: a known alias, or other capitals and spaces."""
    name = known.names.get(area, area)
    retyped = (name.upper(), f"  {name}", name.lower().replace(" ", "  "))
    return rng.choice(known.spellings.get(area) or retyped)


def _misspelt(rng: random.Random, known: Places, area: str) -> str:
    """A name with a letter lost, or one that a kecamatan and a nagari share: neither resolves."""
    name = known.names.get(area, SHARED_NAME)
    lost = rng.randrange(1, len(name) - 1)
    wrong = name[:lost] + name[lost + 1 :]
    return SHARED_NAME if rng.random() < 0.2 or places.plain(wrong) in known.known else wrong
