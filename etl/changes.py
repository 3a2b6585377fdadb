"""Tells what changed between two releases: a line a number, and the reasons after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from etl.options import WrongUse
from etl.state import State
from warehouse import changes, releases
from warehouse.changes import Cause, Change
from warehouse.editions import Editions
from warehouse.selection import Point, Release

REASONS = {
    "came": "muatan baru",
    "went": "muatan tidak lagi dihitung",
    "recounted": "baris muatan dihitung lain",
    "arrival": "muatan tiba",
    "version": "versi",
    "correction": "koreksi",
    "definition": "definisi berubah",
    "reference": "data acuan berubah",
    "clock": "waktu berjalan",
    "program": "program berubah",
}


def _between(state: State, earlier: str | None, later: str | None) -> tuple[Release, Release]:
    """The two releases that are named; the current one, and the one before it, where none is."""
    last = releases.current(state.engine) if later is None else releases.find(state.engine, later)
    if last is None:
        raise WrongUse(f"Rilis {later} tidak ada." if later else "Belum ada rilis.")
    first = releases.find(state.engine, earlier or str(last.number - 1))
    if first is None:
        raise WrongUse(f"Rilis {earlier} tidak ada." if earlier else "Belum ada rilis sebelumnya.")
    if first.number > last.number:
        raise WrongUse(f"Rilis {first.number} lebih baru daripada rilis {last.number}.")
    return first, last


@dataclass(frozen=True)
class Told:
    """What is another between two releases: numbers, and what data/ says of them."""

    earlier: Release
    later: Release
    numbers: tuple[Change, ...]
    words: tuple[str, ...]


def read(state: State, earlier: str | None, later: str | None) -> Told:
    """What is another for whoever gives the command."""
    first, last = _between(state, earlier, later)
    editions = Editions(state.engine, state.catalogue)
    numbers = changes.read(state.engine, editions, first, last, state.actor)
    return Told(first, last, numbers, changes.words(editions, first, last))


def answer(told: Told) -> dict[str, Any]:
    """The changes as one object."""
    return {
        "from": told.earlier.number,
        "to": told.later.number,
        "words": list(told.words),
        "changes": [_told(one) for one in told.numbers],
    }


def _told(change: Change) -> dict[str, Any]:
    point = change.point
    named = ("entity_kind", "entity", "entity_name", "window", "period", "breakdown")
    return {
        "indicator": change.indicator,
        **{name: getattr(point, name) for name in named},
        "before": _number(change.before),
        "after": _number(change.after),
        "causes": [vars(one) for one in change.causes],
    }


def _number(point: Point | None) -> dict[str, Any] | None:
    if point is None:
        return None
    display = None if point.display is None else format(point.display, "f")
    kept = ("numerator", "denominator", "finality", "target", "band", "reason")
    return {"display": display, **{name: getattr(point, name) for name in kept}}


def lines(told: Told) -> list[str]:
    """The changes for people."""
    words = [f"kata-kata berubah: {one}" for one in told.words]
    return words + [
        f"{one.indicator} · {one.point.entity_name} ({one.point.entity}) · {one.point.period}"
        f"{' ' + one.point.breakdown if one.point.breakdown else ''}: "
        f"{_written(one.before)} -> {_written(one.after)} · {'; '.join(map(_reason, one.causes))}"
        for one in told.numbers
    ]


def _written(point: Point | None) -> str:
    if point is None:
        return "(tidak ada)"
    shown = "-" if point.display is None else f"{point.display:,f}".translate(str.maketrans(",.", ".,"))
    return f"{shown} ({point.finality})"


def _reason(cause: Cause) -> str:
    named = f" {cause.dataset} {cause.load} ({cause.file})" if cause.load else ""
    return f"{REASONS[cause.kind]}{named}"
