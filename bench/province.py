"""The size of a province: five million births by the commands, half a million observations in the database."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path

import pyarrow.parquet as pq

import settings
from bench import births, line, published, sample
from bench.measured import Cost, Line, cost, middle
from etl.kinds.known import known
from warehouse import catalogue

MANY, FEWER = 5_000_000, 1_000_000
TURNS = 3
DAYS = (f"2026-01-{day}" for day in count(20))  # another day, so that a release is made


def lines(folder: Path) -> Iterator[Line]:
    """Every ratio at the size of a province."""
    yield from published.lines(folder / "published")
    declared = catalogue.load(settings.DATA)
    spellings = known(declared.entities, declared.aliases)
    pq.write_table(spellings.areas, folder / "spellings.parquet")
    file = births.write(folder, MANY)
    yield line.judging(folder, file, declared.datasets["births"], spellings)
    fewer = births.write(folder / "fewer", FEWER)
    yield from _by_commands(folder, file, fewer)


def _by_commands(folder: Path, file: Path, fewer: Path) -> Iterator[Line]:
    by_hand = [_by_hand(folder, file, folder / f"hand{turn}") for turn in range(TURNS)]
    taken = [_taken(folder / f"state{turn}", file) for turn in range(TURNS)]
    small = _taken(folder / "small", fewer)
    environ = taken[0][0]
    released = middle([_released(environ) for _ in range(TURNS)])
    bare = middle([cost(["-m", "bench.added_by_hand", str(file)], os.environ) for _ in range(TURNS)])
    hand, take = middle(by_hand), middle([each for _, each in taken])
    released_small = _released(small[0])
    yield Line(
        "take of 5 million births",
        line.said(take),
        f"script by hand {line.said(hand)}",
        take.wall / hand.wall,
        1.5,
    )
    yield Line(
        "release from staged rows", line.said(released), f"bare aggregation {line.said(bare)}",
        released.wall / bare.wall, 1.2,
    )  # fmt: skip
    for what, most, least in (("take", take, small[1]), ("release", released, released_small)):
        limit = f"limit {line.MOST_MEMORY} MB"
        yield Line(f"memory of {what}", f"{most.memory:.0f} MB", limit, most.memory / line.MOST_MEMORY, 1)
        fifth = f"of 1 million {least.memory:.0f} MB"
        yield Line(f"memory of {what}, flat", f"{most.memory:.0f} MB", fifth, most.memory / least.memory, 1.1)


def _by_hand(folder: Path, file: Path, out: Path) -> Cost:
    out.mkdir()
    words = ["-m", "bench.by_hand", str(file), str(folder / "spellings.parquet"), str(out)]
    spent = cost(words, os.environ)
    shutil.rmtree(out)
    return spent


def _taken(state: Path, file: Path) -> tuple[Mapping[str, str], Cost]:
    environ = sample.environment(state)
    cost(["-m", "etl", "migrate"], environ)
    return environ, line.take(environ, file)


def _released(environ: Mapping[str, str]) -> Cost:
    """A release whose measures have to be made from the staged rows."""
    shutil.rmtree(Path(environ["DASBOR_STATE"]) / "private" / "measured", ignore_errors=True)
    return cost(["-m", "etl", "release", "--today", next(DAYS)], environ)
