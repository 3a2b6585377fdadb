"""What is known before a file is judged: the spellings of areas and the codes of entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from warehouse.declarations import Alias, Entity
from warehouse.vocabulary import KABUPATEN, OUTSIDE, EntityKind

Entities = Mapping[tuple[str, str], Entity]

# The code that both systems have, for different regencies: Kemendagri 13.05 is ours, BPS 1305 Tanah Datar.
BPS = "1306"
UNDOTTED = KABUPATEN.replace(".", "")
AMBIGUOUS = {UNDOTTED: f"{KABUPATEN} (Kemendagri: Padang Pariaman) atau Tanah Datar (BPS)"}
WORDS = {"kecamatan": ("kecamatan", "kec.", "kec"), "nagari": ("nagari", "nag.", "nag")}
AREAS = pa.schema({"key": pa.string(), "parent": pa.string(), "code": pa.string(), "n_codes": pa.int32()})


@dataclass(frozen=True)
class Known:
    """Area spellings as a table, one row per key and parent; by kind every entity's code, and what its names fit."""

    areas: pa.Table
    codes: Mapping[EntityKind, frozenset[str]]
    names: Mapping[EntityKind, Mapping[str, tuple[str, ...]]]


def known(entities: Entities, aliases: Iterable[Alias]) -> Known:
    """What reference data knows, in the form that judging wants."""
    aliases = tuple(aliases)
    codes: dict[EntityKind, set[str]] = defaultdict(set)
    for entity in entities.values():
        codes[entity.kind].add(entity.code)
    return Known(
        areas=known_areas(entities, aliases),
        codes={kind: frozenset(found) for kind, found in codes.items()},
        names={kind: _names(kind, entities, aliases) for kind in codes},
    )


def _names(kind: EntityKind, entities: Entities, aliases: Iterable[Alias]) -> Mapping[str, tuple[str, ...]]:
    """The codes that each name of any year fits."""
    fits: dict[str, set[str]] = defaultdict(set)
    named = [(one.name, one.code) for one in entities.values() if one.kind == kind]
    named += [(one.alias, one.code) for one in aliases if one.kind == kind]
    for name, code in named:
        fits[" ".join(name.lower().split())].add(code)
    return {name: tuple(sorted(found)) for name, found in sorted(fits.items())}


def known_areas(entities: Entities, aliases: Iterable[Alias]) -> pa.Table:
    """Every spelling of every area of the regency: `key`, `parent`, `code`, `n_codes`.

    A row without parent holds for a cell alone, a row with one for a cell whose parent area is given. A
    spelling that fits several areas has all their codes as one text and their number; it decides nothing.
    """
    fits: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for spelling, code in _spellings(entities, aliases):
        key = " ".join(spelling.lower().split())
        for parent in (None, *_above(entities, code)):
            fits[key, parent].add(code)
    rows = [(key, parent, " atau ".join(sorted(codes)), len(codes)) for (key, parent), codes in fits.items()]
    rows = [row for row in rows if row[0] not in AMBIGUOUS]
    rows += [(key, None, readings, 2) for key, readings in AMBIGUOUS.items()]
    return pa.Table.from_pylist([dict(zip(AREAS.names, row, strict=True)) for row in rows], schema=AREAS)


def _spellings(entities: Entities, aliases: Iterable[Alias]) -> Iterable[tuple[str, str]]:
    ours = {code: entity for (kind, code), entity in entities.items() if kind == "area" and _is_ours(code)}
    for code, entity in ours.items():
        yield from ((code, code), (code.replace(".", ""), code))
        yield from ((name, code) for name in _named(entity, entity.name))
    for alias in aliases:
        if alias.kind == "area" and alias.code in ours:
            yield from ((name, alias.code) for name in _named(ours[alias.code], alias.alias))


def _named(entity: Entity, name: str) -> Iterable[str]:
    """A name alone and behind what its entity is."""
    yield name
    if not name.isdigit():
        yield from (f"{word} {name}" for word in WORDS.get(entity.level, ()))


def _is_ours(code: str) -> bool:
    return code in (KABUPATEN, OUTSIDE) or code.startswith(f"{KABUPATEN}.")


def _above(entities: Entities, code: str) -> Iterable[str]:
    """The areas that a code lies in, nearest first."""
    parent = entities["area", code].parent
    while parent is not None and _is_ours(parent):
        yield parent
        parent = entities["area", parent].parent
