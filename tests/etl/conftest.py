"""Fresh states for tests of commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.both import Databases, copied
from tests.line import run

NewState = Callable[[], Path]


@pytest.fixture(scope="session")
def empty_state(tmp_path_factory: pytest.TempPathFactory, databases: Databases) -> Path:
    """A migrated state without loads; only copied, never used."""
    state = tmp_path_factory.mktemp("empty") / "var"
    databases.new(state)
    done = run(state, "migrate")
    assert done.returncode == 0, done.stderr
    return state


@pytest.fixture(scope="session")
def new_state(empty_state: Path, tmp_path_factory: pytest.TempPathFactory) -> NewState:
    """Makes a migrated state of its own."""

    def make() -> Path:
        return copied(empty_state, tmp_path_factory.mktemp("state") / "var")

    return make


@pytest.fixture(scope="module")
def judging(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state for trials; they write nothing, so one engine says it all."""
    state = tmp_path_factory.mktemp("judging")
    assert run(state, "migrate").returncode == 0
    return state


@pytest.fixture
def state(new_state: NewState) -> Path:
    """A migrated state for one test."""
    return new_state()
