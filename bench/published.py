"""Half a million observations in the database: 1 % of them published anew, and one series read."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from statistics import quantiles
from typing import Any

import pandas as pd
from sqlalchemy import Engine, or_, select

import settings
from bench.measured import Line
from tests import cluster
from warehouse import catalogue, database, engine, releases, series, snapshots, tables
from warehouse.building import Built
from warehouse.people import Reader
from warehouse.selection import Selection
from warehouse.snapshots import Snapshots

ROWS, CHANGED = 500_000, 100  # one row of a hundred changes
PLACES, MONTHS = 1_000, 120
READS = 500
EDITOR = Reader("bench", "editor")
TODAY = date(2026, 1, 20)


def lines(folder: Path) -> Iterator[Line]:
    """Publishing and reading on both databases."""
    yield from _on("SQLite", f"sqlite:///{folder / 'warehouse.db'}", folder / "sqlite")
    server = cluster.made(safe=True)
    try:
        yield from _on("PostgreSQL", server.new("bench"), folder / "postgresql")
    finally:
        server.remove()


def _on(name: str, url: str, folder: Path) -> Iterator[Line]:
    folder.mkdir(parents=True)
    opened = database.connect(url)
    database.migrate(opened)
    _publish(opened, _built(0), folder)
    spent = _publish(opened, _built(1), folder)
    yield Line(f"1 % of {ROWS:,} published, {name}", f"{spent:.2f} s", "limit 2 s", spent / 2, 1)
    yield _reading(name, opened)
    opened.dispose()
    shutil.rmtree(folder)


def _built(bump: int) -> Built:
    """A build of half a million observations; with `bump` one in a hundred is another."""
    ids = list(catalogue.load(settings.DATA).indicators)[: ROWS // PLACES // 10]
    rows = [_row(ids, number, bump) for number in range(ROWS)]
    frames = [pd.DataFrame(columns=tables.values_of(one)) for one in (tables.record, tables.lineage)]
    built = Built(engine.connect(), pd.DataFrame(rows), *frames)
    for table, frame in built.frames.items():
        snapshots.put(built.engine, table, frame)
    return built


def _row(ids: list[str], number: int, bump: int) -> dict[str, Any]:
    months, place = divmod(number, len(ids) * PLACES)
    place, which = divmod(place, len(ids))
    value = Decimal(number % 977 + bump * (number % CHANGED == 0)) / 10
    seen = {"value": value, "display": value, "numerator": value, "denominator": Decimal(1000)}
    absent = dict.fromkeys(("low", "high", "target", "achievement", "reported", "expected", "maturity_days"))
    return {
        "indicator": ids[which], "entity_kind": "area", "entity": f"13.{place // 100:02}.{place % 100:02}",
        "breakdown": "", "window": "month", "period": f"{2016 + months // 12}-{months % 12 + 1:02}",
        "level": "kecamatan", **seen, **{f"public_{name}": each for name, each in seen.items()}, **absent,
        "public_reason": "", "reason": "", "target_sample": False, "pace": value, "band": "sesuai_jalur",
        "finality": "final", "sample": True, "notes": "sample", "reference_source": "", "definition_hash": "bench",
    }  # fmt: skip


def _publish(opened: Engine, built: Built, folder: Path) -> float:
    """Seconds from what was built to what is shown."""
    started = time.perf_counter()
    kept = Snapshots(folder, releases.current(opened))
    found = releases.differences(opened, built, kept)
    now = datetime.now(UTC)
    done = releases.publish(opened, found, TODAY, catalogue.load(settings.DATA), [], now, lambda number: None)
    assert done.release is not None
    kept.follow(built, done.release)
    return time.perf_counter() - started


def _reading(name: str, opened: Engine) -> Line:
    declared = catalogue.load(settings.DATA)
    selections = [
        Selection(next(iter(declared.indicators)), "month", (f"13.{number // 100:02}.{number % 100:02}",))
        for number in range(READS)
    ]
    release = releases.current(opened)
    assert release is not None

    def by_hand(asked: Selection) -> None:
        table = tables.observation
        query = select(table).where(
            table.c.indicator == asked.indicator,
            table.c.window == asked.window,
            table.c.breakdown == "",
            table.c.entity.in_(asked.entities),
            table.c.since_release <= release.number,
            or_(table.c.until_release.is_(None), table.c.until_release > release.number),
        )
        with opened.connect() as connection:
            connection.execute(query).mappings().all()

    ours = _p95(lambda asked: series.read(opened, declared, asked, EDITOR, release), selections)
    hand = _p95(by_hand, selections)
    return Line(
        f"series.read p95, {name}", f"{ours:.2f} ms", f"the same SELECT {hand:.2f} ms", ours / hand, 2
    )


def _p95(read: Callable[[Selection], object], selections: list[Selection]) -> float:
    """Milliseconds that 95 of 100 reads take at most."""
    spent = []
    for asked in selections:
        started = time.perf_counter()
        read(asked)
        spent.append((time.perf_counter() - started) * 1000)
    return quantiles(spent, n=20)[-1]
