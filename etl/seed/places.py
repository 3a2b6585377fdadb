"""The areas of the reference data, the spellings that fit one of them alone, and invented sizes."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

REFERENCE = Path(__file__).parents[2] / "data" / "reference"

# Where some mothers of registered children live; by code, for names there are not ours to resolve.
OUTSIDE = (
    "13.77.01.1001",
    "13.77.02.2003",
    "13.71.11.1004",
    "13.06.01.2001",
    "13.71.08.1002",
    "14.71.07.1003",
)


@dataclass(frozen=True)
class Place:
    """A nagari: `births` is its share of all births, `promptness` shifts its share of reports in time."""

    code: str
    parent: str
    births: float
    promptness: float


@dataclass(frozen=True)
class Places:
    """All nagari, and by area code the name and other spellings that no other area has."""

    nagari: tuple[Place, ...]
    names: Mapping[str, str]
    spellings: Mapping[str, tuple[str, ...]]
    known: frozenset[str]


def read(rng: random.Random) -> Places:
    """The areas with sizes and habits drawn from `rng`."""
    areas = [row for row in rows("entities") if row["kind"] == "area"]
    aliases = [row for row in rows("aliases") if row["kind"] == "area" and not row["alias"].isdigit()]
    meant: dict[str, set[str]] = defaultdict(set)
    for row in areas + aliases:
        meant[plain(row.get("alias", row.get("name", "")))].add(row["code"])
    alone = {text for text, codes in meant.items() if len(codes) == 1}
    spellings: dict[str, list[str]] = defaultdict(list)
    for row in aliases:
        if plain(row["alias"]) in alone:
            spellings[row["code"]].append(row["alias"])
    return Places(
        nagari=_nagari(rng, [row for row in areas if row["level"] == "nagari"]),
        names={row["code"]: row["name"] for row in areas if plain(row["name"]) in alone},
        spellings={code: tuple(names) for code, names in spellings.items()},
        known=frozenset(meant),
    )


def rows(file: str) -> list[dict[str, str]]:
    """The rows of a reference table."""
    with (REFERENCE / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def plain(text: str) -> str:
    """A name as names are compared."""
    return " ".join(text.casefold().split())


def _nagari(rng: random.Random, areas: list[dict[str, str]]) -> tuple[Place, ...]:
    """The first nagari of a kecamatan, from which others were split, is twice as large."""
    habits = {parent: rng.gauss(0, 0.035) for parent in dict.fromkeys(row["parent"] for row in areas)}
    seen: set[str] = set()
    places = []
    for row in areas:
        first = row["parent"] not in seen
        seen.add(row["parent"])
        size = rng.lognormvariate(0, 0.4) * (2 if first else 1)
        places.append(Place(row["code"], row["parent"], size, habits[row["parent"]] + rng.gauss(0, 0.02)))
    return tuple(places)
