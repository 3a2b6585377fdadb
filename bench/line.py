"""`take` and `release` of a csv of births ten times the sample's, against the same job by hand and in pandas."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from statistics import median
from time import process_time

import duckdb
import pyarrow.parquet as pq

import settings
from bench import births, by_hand, sample
from bench.measured import Cost, Line, cost, middle
from etl import judge, read
from etl.kinds.known import Known, known
from warehouse import catalogue, engine
from warehouse.declarations import Dataset

TURNS = 3
MOST_MEMORY = 1536  # MB
FEW = 1_500  # lines


def lines(folder: Path) -> Iterator[Line]:
    """Every ratio of the write path."""
    file = births.write(folder)
    declared = catalogue.load(settings.DATA)
    dataset, spellings = declared.datasets["births"], known(declared.entities, declared.aliases)
    pq.write_table(spellings.areas, folder / "spellings.parquet")
    yield judging(folder, file, dataset, spellings)
    yield from whole(folder, file)


def judging(folder: Path, file: Path, dataset: Dataset, spellings: Known) -> Line:
    """The judging statement against hand-written SQL of the same rules; both must judge every row alike."""
    read.read(file, dataset, folder / "raw.parquet", frozenset(), file.name)
    ours, theirs = engine.connect(), duckdb.connect()
    ours.look_at(folder / "raw.parquet", judge.RAW)
    by_us = judge.statement(
        ours, dataset, spellings, by_hand.SECRET, {}, tuple(f"2025-{month:02}" for month in range(1, 13))
    )
    by_them = by_hand.prepared(theirs, folder / "spellings.parquet", births.MONTHS)
    theirs.execute(f"CREATE VIEW raw AS SELECT * FROM '{folder}/raw.parquet'")
    seconds: dict[str, list[float]] = {"ours": [], "hand": []}
    for _ in range(TURNS):
        for name, run, query in (("ours", ours.raw_sql, by_us), ("hand", theirs.execute, by_them)):
            started = process_time()
            run(f"COPY ({query}) TO '{folder}/{name}.parquet' (FORMAT parquet, COMPRESSION zstd)")
            seconds[name].append(process_time() - started)
    must_agree(folder, dataset)
    mine, hand = median(seconds["ours"]), median(seconds["hand"])
    return Line("judging (cpu)", f"{mine:.2f} s", f"SQL by hand {hand:.2f} s", mine / hand, at_most=1.25)


def must_agree(folder: Path, dataset: Dataset) -> None:
    names = [f"{prefix}{name}" for prefix in ("", "why_", "bad_") for name in dataset.columns]
    chosen = f"SELECT row, duplicate, {', '.join(names)} FROM"
    for one, other in (("ours", "hand"), ("hand", "ours")):
        query = f"({chosen} '{folder}/{one}.parquet') EXCEPT ALL ({chosen} '{folder}/{other}.parquet')"
        if differing := duckdb.sql(query).fetchall():
            raise SystemExit(f"{len(differing)} rows are judged otherwise by hand, the first: {differing[0]}")


def whole(folder: Path, file: Path) -> Iterator[Line]:
    """The commands against the two scripts, in turns: once in an empty state, once in one that has judged births.

    What `take` makes for a dataset once after an upgrade, it makes in the first.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in ("hand", "pandas", "first", "take", "release")}
    few = folder / "few.csv"
    few.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:FEW]))
    numbered = count()
    for _ in range(TURNS):
        for name in ("hand", "pandas"):
            out = folder / f"{name}{next(numbered)}"
            out.mkdir()
            words = ["-m", f"bench.by_{name}", str(file), str(folder / "spellings.parquet"), str(out)]
            costs[name].append(cost(words, os.environ))
        for name, before in (("first", []), ("take", [few])):
            environ = sample.environment(folder / f"state{next(numbered)}")
            cost(["-m", "etl", "migrate"], environ)
            for one in before:
                take(environ, one)
            costs[name].append(take(environ, file))
        costs["release"].append(cost(["-m", "etl", "release", "--today", "2026-01-20"], environ))
    yield from _compared(
        {name: middle(each) for name, each in costs.items()}, len(file.read_bytes().splitlines()) - 1
    )


def take(environ: Mapping[str, str], file: Path) -> Cost:
    stated = f"bulan={'..'.join(births.MONTHS)}"
    return cost(["-m", "etl", "take", "births", str(file), "--set", stated], environ)


def _compared(cost: dict[str, Cost], rows: int) -> Iterator[Line]:
    take, hand, pandas = cost["take"], cost["hand"], cost["pandas"]
    both = take.wall + cost["release"].wall
    yield Line(
        f"take, {rows:,} rows",
        said(take),
        f"script by hand {said(hand)}",
        take.wall / hand.wall,
        at_most=1.5,
    )
    first = cost["first"]
    yield Line(
        "the first take of a dataset after an upgrade",
        said(first),
        f"script by hand {said(hand)}",
        first.wall / hand.wall,
        at_most=1.5,
    )
    yield Line(
        "take + release", f"{both:.1f} s", f"script by hand {hand.wall:.1f} s", both / hand.wall, at_most=1.5
    )
    yield Line(
        "take, times faster than pandas",
        said(take),
        f"pandas {said(pandas)}",
        pandas.wall / take.wall,
        at_least=3,
    )
    most = max(take.memory, cost["release"].memory)
    yield Line("resident memory", f"{most:.0f} MB", f"limit {MOST_MEMORY} MB", most / MOST_MEMORY, at_most=1)


def said(cost: Cost) -> str:
    return f"{cost.wall:.1f} s ({cost.cpu:.1f} cpu, {cost.memory:.0f} MB)"
