"""What changed between two releases as a reader may see it, and why: the notice of every revision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Select, Table, and_, or_, select

from warehouse import database, sources, tables
from warehouse.declarations import Catalogue, Dataset, Indicator
from warehouse.editions import Editions
from warehouse.people import Reader
from warehouse.periods import parse
from warehouse.selection import Point, Release
from warehouse.series import may_exist, names_of, office_of, point_of

Kind = Literal[
    "came", "went", "recounted", "arrival", "version", "correction", "definition", "reference", "clock", "program"
]  # fmt: skip
KEY = ("indicator", "entity_kind", "entity", "window", "period", "breakdown")
NUMBERS = ("value", "display", "numerator", "denominator")
JUDGED = ("target", "achievement", "pace", "band")
STANDING = ("finality", "maturity_days", "reported", "expected")
VERSIONS = ("tags", "apbd", "programs")  # datasets whose rows say from when on they are in force
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Cause:
    """One reason of a change: a load by its number, dataset and file, or what else is another than before."""

    kind: Kind
    load: int | None = None
    dataset: str = ""
    file: str = ""


@dataclass(frozen=True)
class Change:
    """A number that is another in the later release: `before` or `after` is None where it was or is not there."""

    indicator: str
    before: Point | None
    after: Point | None
    causes: tuple[Cause, ...]

    @property
    def point(self) -> Point:
        """The number, as it is now or as it was last."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True)
class _Between:
    """What else is different between the two releases."""

    earlier: Release
    later: Release
    then: Catalogue
    now: Catalogue
    loads: tuple[tuple[Kind, Row], ...]
    traced: Mapping[tuple[str, ...], tuple[Row, ...]]


def read(
    engine: Engine,
    editions: Editions,
    earlier: Release,
    later: Release,
    reader: Reader,
    **only: str,
) -> tuple[Change, ...]:
    """The numbers that differ for this reader, in the order of their keys; `only` narrows by columns of the key."""

    then, now = editions.of(earlier), editions.of(later)

    def work(connection: Connection) -> tuple[list[dict[str, Any]], _Between]:
        rows = connection.execute(_moved(tables.observation, earlier, later, only)).mappings()
        found = [dict(row) for row in rows]
        between = _Between(
            earlier,
            later,
            then,
            now,
            tuple(_loads(connection, earlier, later)),
            _traced(connection, earlier, later, only),
        )
        return found, between

    rows, between = database.read(engine, work)
    pairs: dict[tuple[str, ...], dict[bool, Row]] = defaultdict(dict)
    for row in rows:
        if reader.sees(office_of(row)) or may_exist(row):
            pairs[tuple(row[name] for name in KEY)][row["since_release"] > earlier.number] = row
    return tuple(
        change
        for _, pair in sorted(pairs.items())
        if (change := _change(pair.get(False), pair.get(True), between, reader))
    )


def words(editions: Editions, earlier: Release, later: Release) -> tuple[str, ...]:
    """What data/ says otherwise: the indicators and entities by name, and which other reference data."""
    then, now = editions.of(earlier), editions.of(later)
    found = [f"indikator {name}" for name in _others(then.indicators, now.indicators)]
    found += [f"entitas {kind} {code}" for kind, code in _others(then.entities, now.entities)]
    rest = {
        "ejaan lain": then.aliases == now.aliases,
        "predikat": then.bands == now.bands,
        "batas penyamaran": then.disclosure == now.disclosure,
    }
    return (*found, *(name for name, same in rest.items() if not same))


def _others(then: Mapping[Any, object], now: Mapping[Any, object]) -> list[Any]:
    return sorted(name for name in then.keys() | now.keys() if then.get(name) != now.get(name))


def releases_of(engine: Engine, upto: Release, most: int, **only: str) -> list[int]:
    """The newest releases in which a number of these was changed or ended, the newest first."""
    table = tables.observation
    matching = [table.c[name] == value for name, value in only.items()]
    query = select(table.c.until_release).where(table.c.until_release <= upto.number, *matching)
    query = query.distinct().order_by(table.c.until_release.desc()).limit(most)
    return database.read(engine, lambda connection: list(connection.execute(query).scalars()))


def _moved(table: Table, earlier: Release, later: Release, only: Mapping[str, str]) -> Select[Any]:
    """The rows that only one of two releases shows."""
    went = and_(tables.shown_in(table, earlier.number), table.c.until_release <= later.number)
    came = and_(tables.shown_in(table, later.number), table.c.since_release > earlier.number)
    named = [table.c[name] == value for name, value in only.items() if name in table.c]
    return select(table).where(or_(went, came), *named)


def _loads(connection: Connection, earlier: Release, later: Release) -> Iterator[tuple[Kind, Row]]:
    kept, load = tables.release_load, tables.load
    query = _moved(kept, earlier, later, {}).join(load, load.c.id == kept.c.load)
    query = query.add_columns(load.c.dataset, load.c.file).order_by(kept.c.load)
    for row in connection.execute(query).mappings():
        yield "came" if row["since_release"] > earlier.number else "went", dict(row)


def _traced(
    connection: Connection, earlier: Release, later: Release, only: Mapping[str, str]
) -> Mapping[tuple[str, ...], tuple[Row, ...]]:
    """The changed lineage by dataset and place."""
    table, load = tables.lineage, tables.load
    places = {name: value for name, value in only.items() if name in ("entity_kind", "entity", "breakdown")}
    query = _moved(table, earlier, later, places).join(load, load.c.id == table.c.load)
    found: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in connection.execute(query.add_columns(load.c.file, load.c.dataset.label("of"))).mappings():
        place = tuple(row[name] for name in ("dataset", "entity_kind", "entity", "breakdown"))
        found[place].append(dict(row))
    return {place: tuple(rows) for place, rows in found.items()}


def _change(before: Row | None, after: Row | None, between: _Between, reader: Reader) -> Change | None:
    row = after or before
    assert row is not None
    if row["indicator"] not in (between.now if after else between.then).indicators:
        return None
    exact = reader.sees(office_of(row))
    old = point_of(before, names_of(between.then), exact) if before else None
    new = point_of(after, names_of(between.now), exact) if after else None
    same_definition = before and after and before["definition_hash"] == after["definition_hash"]
    if old == new and same_definition:
        return None
    causes = tuple(dict.fromkeys(_causes(row, old, new, bool(same_definition), between)))
    return Change(row["indicator"], old, new, causes or (_otherwise(between),))


def _otherwise(between: _Between) -> Cause:
    """Where nothing else is another, a day has passed, or the program counts differently."""
    return Cause("clock" if between.earlier.today != between.later.today else "program")


def _differs(names: Iterable[str], old: Point | None, new: Point | None) -> bool:
    return old is None or new is None or any(getattr(old, name) != getattr(new, name) for name in names)


def _causes(
    row: Row, old: Point | None, new: Point | None, same_definition: bool, between: _Between
) -> Iterator[Cause]:
    indicator = (between.now if new else between.then).indicators[row["indicator"]]
    datasets = _made_from(indicator, between.now)
    if old and new and not same_definition:
        yield Cause("definition")
    seen = any(one and one.display is not None for one in (old, new))
    numbers = seen and _differs(NUMBERS, old, new)
    found = list(_of_rows(row, indicator, between)) if numbers else []
    yield from found
    if numbers and not any(one.kind in ("came", "went") for one in found):
        yield from _of_loads("correction", {"corrections"}, between)
    if numbers:
        yield from _of_loads("version", datasets & set(VERSIONS), between)
    if old and new and _differs(STANDING, old, new):
        yield from _of_loads("arrival", datasets - set(VERSIONS), between)
    if _differs(JUDGED, old, new):
        yield from _of_loads("version", {"targets"}, between)
    if _reference_differs(old, new, bool(found), between):
        yield Cause("reference")


def _made_from(indicator: Indicator, catalogue: Catalogue) -> set[str]:
    """The datasets that a number is made from, those of derived ones too."""
    if indicator.counted or indicator.scored or indicator.kind == "given":
        return {"counts" if indicator.counted else "scores" if indicator.scored else "given"}
    named = (*sources.traced(indicator), (indicator.path or "").partition(".")[0])
    return {name for one in named if one for name in (one, *_inputs(catalogue.datasets.get(one)))}


def _inputs(dataset: Dataset | None) -> tuple[str, ...]:
    return dataset.inputs if dataset else ()


def _of_loads(kind: Kind, datasets: set[str], between: _Between) -> Iterator[Cause]:
    for _, row in between.loads:
        if row["dataset"] in datasets:
            yield Cause(kind, row["load"], row["dataset"], row["file"])


def _of_rows(row: Row, indicator: Indicator, between: _Between) -> Iterator[Cause]:
    """The loads whose rows in this very number are others than before."""
    period = parse(row["period"])
    for dataset in sorted(sources.traced(indicator)):
        sides: dict[int, dict[str, Row]] = defaultdict(dict)
        for traced in between.traced.get((dataset, row["entity_kind"], row["entity"], row["breakdown"]), ()):
            part = parse(traced["month"])
            if period.first <= part.first and part.last <= period.last:
                side = "came" if traced["since_release"] > between.earlier.number else "went"
                sides[traced["load"]][side] = traced
        for load, one in sorted(sides.items()):
            kind: Kind = "recounted" if len(one) == 2 else "came" if "came" in one else "went"
            first = next(iter(one.values()))
            yield Cause(kind, load, first["of"], first["file"])


def _reference_differs(old: Point | None, new: Point | None, explained: bool, between: _Between) -> bool:
    then, now = between.then, between.now
    if (
        old
        and new
        and (old.entity_name != new.entity_name or (old.band != new.band and then.bands != now.bands))
    ):
        return True
    return not explained and (then.entities, then.aliases, then.disclosure) != (
        now.entities,
        now.aliases,
        now.disclosure,
    )
