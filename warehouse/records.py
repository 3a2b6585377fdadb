"""The one read of registers: programmes, their progress, claims, refused public numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine, select

from warehouse import database, releases, tables
from warehouse.declarations import Catalogue
from warehouse.people import Reader
from warehouse.selection import Record, Release
from warehouse.series import as_of as shown_by

OFFICE = "kode_skpd"  # the field in which a row names its office


def read(
    engine: Engine,
    catalogue: Catalogue,
    kind: str,
    filters: Mapping[str, str],
    reader: Reader,
    as_of: Release | int | None = None,
) -> tuple[Record, ...]:
    """The records of a kind whose fields equal the filters; `entity` and `period` may be filtered too."""
    release = releases.meant(engine, as_of)
    if release is None:
        return ()
    table = tables.record
    query = shown_by(select(table), table, release.number).where(table.c.kind == kind)
    for name in ("entity", "period"):
        if name in filters:
            query = query.where(table.c[name] == filters[name])
    rows = database.read(engine, lambda connection: connection.execute(query).mappings().all())
    public = _public(catalogue, kind)
    in_order = sorted(rows, key=lambda row: str(row["key"]))  # databases order text by rules of their own
    records = [_record(dict(row), public, reader) for row in in_order]
    rest = {name: value for name, value in filters.items() if name not in ("entity", "period")}
    return tuple(one for one in records if all(one.fields.get(name) == value for name, value in rest.items()))


def _public(catalogue: Catalogue, kind: str) -> frozenset[str] | None:
    """The fields that everybody may see, `None` for all; free text is internal unless declared public."""
    for dataset in catalogue.datasets.values():
        if dataset.register and dataset.register.kind == kind:
            return frozenset(dataset.register.public)
    return None


def _record(row: Mapping[str, Any], public: frozenset[str] | None, reader: Reader) -> Record:
    fields = json.loads(row["fields"])
    visible = None if reader.sees(_office(row, fields)) else public
    return Record(
        kind=row["kind"],
        key=row["key"],
        entity=row["entity"],
        period=row["period"],
        fields={name: value for name, value in fields.items() if visible is None or name in visible},
        sample=row["sample"],
    )


def _office(row: Mapping[str, Any], fields: Mapping[str, Any]) -> object:
    """The office that a record is of: the one it names as its own, else its entity."""
    return fields.get(OFFICE) or row["entity"]


def number(said: object) -> Decimal | None:
    """A number that stands in a field of a record."""
    return None if said is None else Decimal(str(said))
