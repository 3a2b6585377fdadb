"""What lies under what: edges with their validity, and every entity's ancestors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from warehouse.declarations import Catalogue
from warehouse.engine import Table, table_of
from warehouse.vocabulary import KABUPATEN

ALWAYS = date(1900, 1, 1)
NEVER = date(9999, 12, 31)


@dataclass(frozen=True)
class Edge:
    """An entity's parent from `since` on, until the day before `until`."""

    kind: str
    code: str
    parent_kind: str
    parent: str
    since: date = ALWAYS
    until: date = NEVER


SCHEMA = {
    "kind": "string",
    "code": "string",
    "ancestor_kind": "string",
    "ancestor": "string",
    "since": "date",
    "until": "date",
}
COLUMNS = list(SCHEMA)


def edges(catalogue: Catalogue) -> list[Edge]:
    """The edges that reference data declares."""
    kinds = {code: kind for kind, code in catalogue.entities}
    return [
        Edge(
            entity.kind,
            entity.code,
            kinds[entity.parent],
            entity.parent,
            entity.valid_from or ALWAYS,
            entity.valid_to or NEVER,
        )
        for entity in catalogue.entities.values()
        if entity.parent in kinds and entity.parent is not None
    ]


def parents(known: Iterable[Edge]) -> Callable[[str, date], str | None]:
    """What an area lies in on a day; `None` for the kabupaten and for what is no area."""
    above: dict[str, list[Edge]] = {}
    for edge in known:
        if edge.kind == edge.parent_kind == "area":
            above.setdefault(edge.code, []).append(edge)

    def parent(code: str, day: date) -> str | None:
        return next((one.parent for one in above.get(code, ()) if one.since <= day < one.until), None)

    return parent


def closure(catalogue: Catalogue, known: Iterable[Edge]) -> pd.DataFrame:
    """Every (entity, ancestor) pair, itself included, with the days it holds; one row per pair and span."""
    by_child: dict[tuple[str, str], list[Edge]] = {}
    for edge in known:
        by_child.setdefault((edge.kind, edge.code), []).append(edge)
    children = set(catalogue.entities) | set(by_child)
    rows: list[tuple[str, str, str, str, date, date]] = []
    for kind, code in sorted(children):
        frontier = [(kind, code, ALWAYS, NEVER)]
        while frontier:
            rows += [(kind, code, *reached) for reached in frontier]
            frontier = [
                (edge.parent_kind, edge.parent, max(since, edge.since), min(until, edge.until))
                for ancestor_kind, ancestor, since, until in frontier
                for edge in by_child.get((ancestor_kind, ancestor), ())
                if max(since, edge.since) < min(until, edge.until)
            ]
    return pd.DataFrame(rows, columns=COLUMNS)


def ancestors(closed: pd.DataFrame, hierarchies: Sequence[str]) -> dict[str, Table]:
    """The closure by hierarchy; only the first one reaches the kabupaten, so nothing counts there twice."""
    tables: dict[str, Table] = {}
    for number, hierarchy in enumerate(hierarchies):
        part = closed[closed["kind"].isin(KINDS_OF[hierarchy])]
        if number > 0:
            part = part[part["ancestor"] != KABUPATEN]
        tables[hierarchy] = table_of({name: part[name] for name in COLUMNS}, SCHEMA)
    return tables


KINDS_OF = {
    "area": ("area",),
    "organisation": ("organisation",),
    "dimension": ("dimension", "subdimension"),
    "programme": ("programme",),
}


def border_days(known: Iterable[Edge]) -> dict[tuple[str, str], tuple[date, ...]]:
    """By area or office the days from which on it is not what it was: it began, or what lies in it did or ended.

    Where one thing takes another's place under the same parent on one day, the parent stays what it was, and so does
    the kabupaten always.
    """
    found: dict[tuple[str, str], set[date]] = {}
    balance: dict[tuple[str, str, date], set[int]] = {}
    for edge in known:
        if edge.kind not in ("area", "organisation"):
            continue
        if edge.since != ALWAYS:
            found.setdefault((edge.kind, edge.code), set()).add(edge.since)
        for day, way in ((edge.since, 1), (edge.until, -1)):
            if day not in (ALWAYS, NEVER) and edge.parent != KABUPATEN:
                balance.setdefault((edge.parent_kind, edge.parent, day), set()).add(way)
    for (kind, parent, day), ways in balance.items():
        if len(ways) == 1:
            found.setdefault((kind, parent), set()).add(day)
    return {place: tuple(sorted(days)) for place, days in found.items()}
