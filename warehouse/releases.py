"""Releases: what changed since the last one is written in one transaction; `since <= r < until` reads r."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, Table, func, insert, select

from warehouse import bulk, database, editions, tables
from warehouse.declarations import Catalogue
from warehouse.disclosure import NOT_THIS_GRAIN, SEEN, Before, Key, Shown, Vintage, key_of
from warehouse.persons import counts_persons
from warehouse.selection import Release
from warehouse.tables import keys_of, values_of

if TYPE_CHECKING:  # what only a build needs takes longer to load than a small command to run
    import pandas as pd

    from warehouse.building import Built
    from warehouse.snapshots import Snapshots

WIB = timezone(timedelta(hours=7), "WIB")


@dataclass(frozen=True)
class Difference:
    """What a release adds, changes and ends in one table; keys are in the order of the table's."""

    table: Table
    added: list[Mapping[str, Any]]
    changed: list[Mapping[str, Any]]
    ended: list[tuple[Any, ...]]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.added or self.changed or self.ended)


@dataclass(frozen=True)
class Published:
    """What a publication did; `release` is the current one, new or not."""

    release: Release | None
    is_new: bool
    added: int
    changed: int
    ended: int

    @property
    def since(self) -> int | None:
        """The release that the changes are counted from."""
        if self.release is None or not self.is_new:
            return self.release.number if self.release else None
        return self.release.number - 1 or None


NEWEST = select(tables.release).order_by(tables.release.c.number.desc()).limit(1)


def current(engine: Engine) -> Release | None:
    """The newest release."""
    return _one(engine, NEWEST)


def meant(engine: Engine, as_of: Release | int | None) -> Release | None:
    """The release that is named, by itself or by its number; the current one where none is."""
    if isinstance(as_of, Release):
        return as_of
    return current(engine) if as_of is None else find(engine, str(as_of))


def find(engine: Engine, as_of: str) -> Release | None:
    """The release of a number, or the last one published by 23:59 WIB of a date."""
    if as_of.isdigit():
        return _one(engine, select(tables.release).where(tables.release.c.number == int(as_of)))
    try:
        day = date.fromisoformat(as_of)
    except ValueError:
        return None
    end = datetime(day.year, day.month, day.day, 23, 59, 59, 999999, WIB).astimezone(UTC)
    column = tables.release.c
    query = select(tables.release).where(column.published_at <= end.replace(tzinfo=None))
    return _one(engine, query.order_by(column.number.desc()).limit(1))


def _one(engine: Engine, query: Any) -> Release | None:
    row = database.read(engine, lambda connection: connection.execute(query).mappings().first())
    if row is None:
        return None
    return Release(row["number"], row["published_at"], row["today"], tuple(row["warnings"]), row["data_hash"])


def before(engine: Engine, catalogue: Catalogue, today: date) -> Before:
    """Every number of persons as all releases had it; the first release of a calendar year revises what was shown."""
    last = current(engine)
    if last is None:
        return Before()
    table = tables.observation
    of_persons = [one.id for one in catalogue.indicators.values() if counts_persons(one, catalogue)]
    query = select(table).where(table.c.indicator.in_(of_persons), table.c.public_reason != NOT_THIS_GRAIN)
    rows = database.read(
        engine,
        lambda connection: connection.execute(query.order_by(table.c.since_release)).mappings().all(),
    )
    vintages: dict[Key, list[Vintage]] = {}
    for row in rows:
        vintages.setdefault(key_of(dict(row)), []).append(_vintage(dict(row)))
    return Before(vintages, revises=today.year > last.today.year)


def _vintage(row: Mapping[str, Any]) -> Vintage:
    seen = Shown(**{name: row[f"public_{name}"] for name in SEEN}, reason=row["public_reason"])
    return Vintage(row["since_release"], row["until_release"], row["numerator"], row["denominator"], seen)


def differences(engine: Engine, built: Built, snapshots: Snapshots) -> list[Difference]:
    """What is new in a build against what the database shows now."""
    with engine.connect() as connection:
        return [_difference(connection, table, built, snapshots) for table in built.frames]


def _difference(connection: Connection, table: Table, built: Built, snapshots: Snapshots) -> Difference:
    added, changed, ended = snapshots.compared(connection, built.engine, table)
    frame, columns = built.frames[table], values_of(table)
    return Difference(
        table=table,
        added=plain_rows(frame.iloc[added], columns),
        changed=plain_rows(frame.iloc[changed], columns),
        ended=ended,
    )


def plain_rows(frame: pd.DataFrame, columns: Sequence[str]) -> list[Mapping[str, Any]]:
    """The frame's rows as plain values; what pandas calls missing is None, and counts are whole again."""
    if frame.empty:
        return []
    whole = frame.astype(dict.fromkeys(frame.select_dtypes("float").columns, "Int64"))
    plain_frame = whole.astype(object).where(frame.notna(), None)
    return [
        dict(zip(columns, row, strict=True)) for row in plain_frame[list(columns)].itertuples(index=False)
    ]


def _key(row: Mapping[str, Any], keys: Sequence[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in keys)


def publish(
    engine: Engine,
    found: Sequence[Difference],
    today: date,
    catalogue: Catalogue,
    warnings: Sequence[str],
    now: datetime,
    before_commit: Callable[[int], None],
) -> Published:
    """Write only what changed, in one transaction; a build that changes nothing gets no number.

    What is said of the numbers, their definitions and names, is published too: another edition is another release.
    """
    before = current(engine)
    if (
        before is not None
        and all(one.is_empty for one in found)
        and not editions.differ(engine, before, catalogue)
    ):
        return Published(before, False, 0, 0, 0)
    observations = found[0]
    counts = (len(observations.added), len(observations.changed), len(observations.ended))
    with engine.begin() as connection:
        number = (connection.scalar(select(func.max(tables.release.c.number))) or 0) + 1
        for one in found:
            _write(connection, one, number)
        stamp = now.astimezone(UTC).replace(tzinfo=None)
        values = dict(zip(("added", "changed", "ended"), counts, strict=True))
        connection.execute(
            insert(tables.release).values(
                number=number,
                published_at=stamp,
                today=today,
                data_hash=catalogue.hash,
                warnings=list(warnings),
                **values,
            )
        )
        editions.keep(connection, catalogue)
        _keep_loads(connection, number)
        before_commit(number)
    return Published(Release(number, stamp, today, tuple(warnings), catalogue.hash), True, *counts)


def _keep_loads(connection: Connection, number: int) -> None:
    """Which loads count in a release, from the one on in which each began to."""
    kept, load = tables.release_load, tables.load
    known = set(connection.execute(select(kept.c.load).where(kept.c.until_release.is_(None))).scalars())
    counting = set(connection.execute(select(load.c.id).where(load.c.state == "accepted")).scalars())
    bulk.end(connection, kept, [{"load": one} for one in sorted(known - counting)], number)
    bulk.add(
        connection,
        kept,
        [{"load": one, "since_release": number, "until_release": None} for one in sorted(counting - known)],
    )


def _write(connection: Connection, found: Difference, number: int) -> None:
    keys = keys_of(found.table)
    over = [*found.ended, *(_key(row, keys) for row in found.changed)]
    bulk.end(connection, found.table, [dict(zip(keys, key, strict=True)) for key in over], number)
    begun = (*found.added, *found.changed)
    bulk.add(
        connection,
        found.table,
        [{**row, "since_release": number, "until_release": None} for row in begun],
    )
