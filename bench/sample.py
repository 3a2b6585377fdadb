"""The whole sample taken in, released, and released once more with nothing changed."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

import settings
from bench.measured import Line, cost

TODAY = "2026-01-20"  # the sample's own
LAST = ("births", "deaths", "birth_notifications")
FIRST = ("apbd", "tags", "programs")  # those that others are judged by


def environment(state: Path) -> dict[str, str]:
    """The environment of commands that work on a state of their own."""
    keys = {name: secrets.token_hex(32) for name in ("DASBOR_SECRET_KEY", "DASBOR_LINK_KEY")}
    outside = {name: value for name, value in os.environ.items() if not name.startswith("DASBOR_")}
    return {**outside, **keys, "DASBOR_STATE": str(state)}


def build(folder: Path) -> tuple[dict[str, str], Line]:
    """An environment with everything taken and released, and what a second release costs beside the first."""
    environ = environment(folder / "state")
    cost(["-m", "etl", "migrate"], environ)
    cost(["-m", "etl", "seed", "--out", str(folder / "sample")], environ)
    for dataset in _order(folder / "sample"):
        _take(environ, folder / "sample" / dataset, "--sample")
    for published in sorted((settings.DATA / "published").iterdir()):
        _take(environ, published)
    full = cost(["-m", "etl", "release", "--today", TODAY], environ)
    again = cost(["-m", "etl", "release", "--today", TODAY], environ)
    ratio = again.wall / full.wall
    line = Line(
        "release with nothing changed",
        f"{again.wall:.1f} s",
        f"the full one {full.wall:.1f} s",
        ratio,
        at_most=0.1,
    )
    return environ, line


def _order(folder: Path) -> list[str]:
    there = sorted(each.name for each in folder.iterdir())
    return [
        *FIRST,
        *(name for name in there if name not in FIRST + LAST),
        *(name for name in LAST if name in there),
    ]


def _take(environ: Mapping[str, str], folder: Path, *words: str) -> None:
    files = sorted(str(file) for file in folder.iterdir() if file.is_file())
    cost(["-m", "etl", "take", folder.name, *files, *words], environ)
