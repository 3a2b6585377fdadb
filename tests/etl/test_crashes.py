"""Killed at any point, a command is run again and the release is that of a run that was never disturbed."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from settings import DATA
from tests.both import address, copied
from tests.etl.conftest import NewState
from tests.etl.inside import answer, run, took
from tests.etl.killing import killed, started
from tests.etl.shown import TODAY, YEARS, begun, numbers, shown
from warehouse import catalogue, database, series
from warehouse.people import STRANGER
from warehouse.selection import Selection

MOMENTS = 10  # random ones of each engine in the suite; `--times 5` for more
PAUSE = 0.02  # seconds between two looks of a reader
CATALOGUE = catalogue.load(DATA)

TAKE_POINTS = {
    "mid-copy": "after etl.land:_copy",
    "after the copy": "before etl.arriving:judge",
    "mid-stage, read": "before etl.stage:statement",
    "mid-stage, judged": "before etl.counting:count",
    "before the journal's line": "before etl.journal:append_line",
    "before the commit": "after etl.state:State.record",
    "after the commit": "after etl.storing:store",
}
RELEASE_POINTS = {
    "before measuring": "before warehouse.measures:contributions",
    "mid-measure": "before warehouse.measures:_store",
    "mid-publish": "after warehouse.releases:_write",
    "before the journal's line": "before etl.journal:append_line",
    "before the commit": "after etl.state:State.record",
    "after the commit": "after warehouse.releases:publish",
}


@pytest.fixture(scope="module")
def before(new_state: NewState) -> Path:
    """A state with one release, and files beside it that come next."""
    state = begun(new_state())
    numbers(state.parent, "70")
    return state


@pytest.fixture
def state(before: Path, tmp_path: Path) -> Path:
    """That state for one test."""
    return copied(before, tmp_path / "var")


@pytest.fixture(scope="module")
def undisturbed(before: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """What a run shows that nothing disturbed."""
    state = copied(before, tmp_path_factory.mktemp("undisturbed") / "var")
    took(state, "given", before.parent / "70.csv")
    answer(state, "release", *TODAY)
    return shown(state)


@contextmanager
def watching(state: Path) -> Iterator[list[set[float]]]:
    """Reads the years of one number over and over; gives the values of each read."""
    engine, seen, over = database.connect(address(state)), [], Event()
    chosen = Selection("soc-01", "year", ("13.05",))

    def watch() -> None:
        while not over.is_set():
            points = series.read(engine, CATALOGUE, chosen, STRANGER).points
            seen.append({float(point.display or 0) for point in points} | {float(len(points))})
            over.wait(PAUSE)

    reader = Thread(target=watch)
    reader.start()
    try:
        yield seen
    finally:
        over.set()
        reader.join()
        engine.dispose()


def finish(state: Path, file: Path) -> None:
    """The same commands again, with no hand work between."""
    assert run(state, "take", "given", file).returncode == 0
    assert run(state, "release", *TODAY).returncode == 0
    assert list(state.rglob(".*.tmp")) == []


@pytest.mark.parametrize("name", TAKE_POINTS)
def test_take_killed_at_a_point(
    state: Path, before: Path, undisturbed: dict[str, list[Any]], name: str
) -> None:
    file = before.parent / "70.csv"
    killed(state, TAKE_POINTS[name], "take", "given", file)
    finish(state, file)
    assert shown(state) == undisturbed


@pytest.mark.parametrize("name", RELEASE_POINTS)
def test_release_killed_at_a_point_is_never_seen_half(
    state: Path, before: Path, undisturbed: dict[str, list[Any]], name: str
) -> None:
    file = before.parent / "70.csv"
    took(state, "given", file)
    shutil.rmtree(state / "private" / "measured")
    with watching(state) as seen:
        killed(state, RELEASE_POINTS[name], "release", *TODAY)
        finish(state, file)
    assert shown(state) == undisturbed
    whole = [{60.0, float(len(YEARS))}, {70.0, float(len(YEARS))}]
    assert [one for one in seen if one not in whole] == []
    assert seen


@pytest.fixture(scope="module")
def seconds(before: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """How long the child of each command lives that nothing disturbs."""
    state = copied(before, tmp_path_factory.mktemp("seconds") / "var")
    found = {}
    for words in (("take", "given", before.parent / "70.csv"), ("release", *TODAY)):
        begun = time.monotonic()
        child = started(state, *words)
        child.join()
        assert child.exitcode == 0
        found[str(words[0])] = time.monotonic() - begun
    return found


def test_take_and_release_killed_at_random_moments(
    before: Path, undisturbed: dict[str, list[Any]], seconds: dict[str, float], tmp_path: Path, times: int
) -> None:
    file, chance = before.parent / "70.csv", random.Random(1305)
    for number in range(MOMENTS * times):
        state = copied(before, tmp_path / str(number))
        words: tuple[str | Path, ...] = ("take", "given", file)
        if number % 2:
            took(state, "given", file)
            words = ("release", *TODAY)
        child = started(state, *words)
        time.sleep(chance.random() * seconds[str(words[0])])
        child.kill()
        child.join()
        finish(state, file)
        assert shown(state) == undisturbed
    assert answer(state, "rebuild")["equal"]
