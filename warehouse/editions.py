"""Editions: what data/ said at a release, kept with it, so that an old number is shown with the words of its day.

Kept are definitions, entities and their names, bands, the numbers of disclosure, and of datasets what a number needs
to be explained. How files are read is not: nothing is read again for a release that is past.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, insert, select

from warehouse import database, tables
from warehouse.declarations import Alias, Band, Catalogue, Dataset, Entity, Indicator, Measure
from warehouse.selection import Release

OF_DATASETS = ("title", "row", "sender", "personal", "derived", "inputs", "hierarchies", "measures")
Declared = TypeVar("Declared")


def body_of(catalogue: Catalogue) -> str:
    """What a catalogue says of numbers, in one spelling; what is said by no key is not written."""
    said = {
        "indicators": {name: _said(one) for name, one in catalogue.indicators.items()},
        "entities": [_said(one) for one in catalogue.entities.values()],
        "aliases": [_said(one) for one in catalogue.aliases],
        "bands": [_said(one) for one in catalogue.bands],
        "disclosure": dict(catalogue.disclosure),
        "datasets": {
            name: {key: value for key, value in _said(one).items() if key in OF_DATASETS}
            for name, one in catalogue.datasets.items()
        },
    }
    return json.dumps(said, ensure_ascii=False)


def _said(one: Any) -> dict[str, Any]:
    return {
        each.name: _plain(getattr(one, each.name))
        for each in fields(one)
        if getattr(one, each.name) != _default(each) and each.name != "folder"
    }


def _default(each: Field[Any]) -> Any:
    if each.default_factory is not MISSING:
        return each.default_factory()
    return each.default


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return _said(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | Path) else value


def read_body(body: str, now: Catalogue, data_hash: str) -> Catalogue:
    """The catalogue of an edition; a key that the program no longer knows is passed over, a newer one is empty."""
    said = json.loads(body)
    entities = [_told(Entity, one) for one in said["entities"]]
    return replace(
        now,
        hash=data_hash,
        indicators={name: _told(Indicator, one) for name, one in said["indicators"].items()},
        entities={(one.kind, one.code): one for one in entities},
        aliases=tuple(_told(Alias, one) for one in said["aliases"]),
        bands=tuple(_told(Band, one) for one in said["bands"]),
        disclosure=said["disclosure"],
        datasets=dict(_datasets(said["datasets"], now)),
    )


def _told(kind: type[Declared], said: Mapping[str, Any]) -> Declared:
    values = {}
    for each in fields(kind):  # type: ignore[arg-type]  # every declaration is a dataclass
        if each.name in said:
            values[each.name] = _typed(str(each.type), said[each.name])
        elif _default(each) is MISSING:
            values[each.name] = None if "None" in str(each.type) else ""
    return kind(**values)


def _typed(kind: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_typed("", one) for one in value)
    if isinstance(value, str) and kind.startswith("date"):
        return date.fromisoformat(value)
    return Decimal(value) if isinstance(value, str) and kind.startswith("Decimal") else value


def _datasets(said: Mapping[str, Any], now: Catalogue) -> Iterator[tuple[str, Dataset]]:
    """Today's datasets, whose rules of access hold for old numbers too, with the titles and measures of the edition."""
    yield from now.datasets.items()
    for name, one in said.items():
        measures = {key: _told(Measure, measure) for key, measure in one.get("measures", {}).items()}
        known = now.datasets.get(name)
        then = _told(Dataset, {**one, "name": name, "measures": {}})
        personal = then.personal or bool(known and known.personal)
        if known is None:
            yield name, replace(then, folder=now.root / name, measures=measures)
        else:
            kept = {key: getattr(then, key) for key in ("title", "row", "sender")}
            yield name, replace(known, **kept, personal=personal, measures={**known.measures, **measures})


class Editions:
    """The editions of a database, each read once."""

    def __init__(self, engine: Engine, now: Catalogue) -> None:
        self._engine = engine
        self._now = now
        self._found: dict[str, Catalogue] = {now.hash: now}

    def of(self, release: Release | None) -> Catalogue:
        """The catalogue that a release was made under; today's for a release that was made before they were kept."""
        if release is None or not release.data_hash:
            return self._now
        if release.data_hash not in self._found:
            body = of_hash(self._engine, release.data_hash)
            if body is None:
                return self._now
            self._found[release.data_hash] = read_body(body, self._now, release.data_hash)
        return self._found[release.data_hash]


def of_hash(engine: Engine, data_hash: str) -> str | None:
    """What is kept under the hash of a data/ folder."""
    query = select(tables.edition.c.body).where(tables.edition.c.data_hash == data_hash)
    return database.read(engine, lambda connection: connection.scalar(query))


def differ(engine: Engine, release: Release, catalogue: Catalogue) -> bool:
    """Whether a catalogue says something else of numbers than the edition of a release."""
    if release.data_hash == catalogue.hash:
        return False
    body = of_hash(engine, release.data_hash)
    return body is not None and body != body_of(catalogue)


def keep(connection: Connection, catalogue: Catalogue) -> None:
    """Keeps the edition of a catalogue once."""
    kept = tables.edition
    known: Sequence[Any] = connection.execute(select(kept.c.data_hash)).scalars().all()
    if catalogue.hash not in known:
        connection.execute(insert(kept).values(data_hash=catalogue.hash, body=body_of(catalogue)))
