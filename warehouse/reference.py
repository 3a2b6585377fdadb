"""Reference data: entities, their other names, bands, when a programme is critical, and the numbers of disclosure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from warehouse.declarations import Alias, Band, CriticalRule, Entity, Weight
from warehouse.declaring import Faults, rows, table

# level -> its kind, and the level of what it lies under.
LEVELS: Mapping[str, tuple[str, str | None]] = {
    "kabupaten": ("area", None),
    "luar": ("area", None),
    "kecamatan": ("area", "kabupaten"),
    "nagari": ("area", "kecamatan"),
    "organisation": ("organisation", "kabupaten"),
    "dimension": ("dimension", "kabupaten"),
    "subdimension": ("subdimension", "dimension"),
    "programme": ("programme", "subdimension"),
}
SCHEMES = ("capaian", "laju", "deviasi")
LIGHTS = ("hijau", "kuning", "merah")
DISCLOSURE = ("small_from", "small_to", "least_denominator", "least_interval")
Entities = dict[tuple[str, str], Entity]


def folded(name: str) -> str:
    """A name as names are compared: casefolded, with single spaces."""
    return " ".join(name.casefold().split())


def entities(folder: Path, faults: Faults) -> Entities:
    """Every entity by kind and code; a code is there once, and lies under one of the level above."""
    place = f"{folder.name}/entities.csv"
    found: Entities = {}
    by_code: dict[str, Entity] = {}
    read = rows(Entity, folder / "entities.csv", place, faults)
    for at, entity in read:
        if by_code.setdefault(entity.code, entity) is not entity:
            faults.add(at, f"{entity.code} is there twice")
        found[entity.kind, entity.code] = entity
    for at, entity in read:
        if not (entity.kind and entity.level):
            continue  # told already, by the row itself
        kind, above = LEVELS.get(entity.level, (None, None))
        parent = by_code.get(entity.parent) if entity.parent else None
        if kind != entity.kind:
            faults.add(at, f"{entity.kind} has no level {entity.level}")
        elif entity.parent and parent is None:
            faults.add(at, f"parent {entity.parent} is no entity")
        elif (parent.level if parent else None) != above:
            faults.add(at, f"{entity.level} {entity.code} does not lie under a {above}")
    return found


def aliases(folder: Path, known: Entities, faults: Faults) -> tuple[Alias, ...]:
    """Other spellings; none repeats a name, and within a parent each fits one entity."""
    place = f"{folder.name}/aliases.csv"
    owner = {(one.kind, folded(one.name or ""), one.parent): one.code for one in known.values()}
    read = rows(Alias, folder / "aliases.csv", place, faults)
    for at, alias in read:
        entity = known.get((alias.kind, alias.code))
        if entity is None:
            faults.add(at, f"{alias.kind} {alias.code} is no entity")
            continue
        key = (entity.kind, folded(alias.alias or ""), entity.parent)
        if key in owner:
            whose = "its own name" if owner[key] == entity.code else f"a name of {owner[key]}"
            faults.add(at, f"{alias.alias!r} of {alias.code} is {whose} already")
        owner.setdefault(key, entity.code)
    return tuple(alias for _, alias in read)


def bands(folder: Path, faults: Faults) -> tuple[Band, ...]:
    """The bands of every scheme from the highest down; the lowest has no bound."""
    place = f"{folder.name}/bands.csv"
    read = rows(Band, folder / "bands.csv", place, faults)
    for at, band in read:
        if band.scheme and band.scheme not in SCHEMES:
            faults.add(at, f"scheme {band.scheme!r} is none of {', '.join(SCHEMES)}")
        if band.light and band.light not in LIGHTS:
            faults.add(at, f"light {band.light!r} is none of {', '.join(LIGHTS)}")
    for scheme in SCHEMES:
        lows = [band.low for _, band in read if band.scheme == scheme]
        if not lows or lows[-1] is not None or not _falling(lows[:-1]):
            faults.add(place, f"{scheme} does not fall from its highest bound to a last band without one")
    return tuple(band for _, band in read)


def _falling(lows: list[Decimal | None]) -> bool:
    bounds = [low for low in lows if low is not None]
    return len(bounds) == len(lows) and all(high > low for high, low in pairwise(bounds))


def critical(folder: Path, faults: Faults) -> tuple[CriticalRule, ...]:
    """From which lag on a programme is critical, by how far its plan is; the spans meet, from 0 to 100."""
    place = f"{folder.name}/critical.csv"
    read = rows(CriticalRule, folder / "critical.csv", place, faults)
    if read and not all(bound is not None for _, one in read for bound in vars(one).values()):
        return ()  # told already, by the rows themselves
    starts = [one.plan_from for _, one in read]
    ends = [one.plan_to for _, one in read]
    if [*starts, Decimal(100)] != [Decimal(0), *ends]:
        faults.add(place, "the spans of the plan do not lead from 0 to 100 without a gap")
    return tuple(one for _, one in read)


def weights(folder: Path, faults: Faults) -> tuple[Weight, ...]:
    """What each component of an instrument weighs from a year on; those of a year sum to 100."""
    place = f"{folder.name}/weights.csv"
    read = [one for _, one in rows(Weight, folder / "weights.csv", place, faults)]
    sums: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    for one in read:
        sums[one.instrument, one.since] += one.weight or 0
    for (instrument, since), found in sums.items():
        if found != 100:
            faults.add(place, f"the weights of {instrument} from {since} sum to {found}, not 100")
    twice = [
        key for key, n in Counter((one.instrument, one.since, one.component) for one in read).items() if n > 1
    ]
    for key in twice:
        faults.add(place, f"{' '.join(map(str, key))} is there twice")
    return tuple(read)


def disclosure(folder: Path, faults: Faults) -> Mapping[str, int]:
    """What is too small to be shown; the only place of these numbers."""
    place = f"{folder.name}/disclosure.toml"
    said = table(folder / "disclosure.toml", place, faults)
    for key in said:
        if key not in DISCLOSURE:
            faults.add(place, f"unknown {key}")
    for key in DISCLOSURE:
        if type(said.get(key)) is not int:
            faults.add(place, f"{key} is not a whole number" if key in said else f"missing {key}")
    return {key: said[key] for key in DISCLOSURE if key in said}
