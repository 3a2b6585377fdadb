"""The fixtures that many tests share: the sample files, and a state built from them by the command line."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import hypothesis
import pytest

import settings
from tests import cluster
from tests.both import ENGINES, Databases
from tests.cluster import Cluster
from tests.etl.seeded import DATASETS
from tests.line import ROOT, environment, run

# How long an example takes says more about the machine than about the code.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

PUBLISHED = ("given", "claims", "population", "awards", "adoptions")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--built DIR` keeps the state that tests read between runs on one machine; `--times N` disturbs more often."""
    parser.addoption(
        "--built", type=Path, default=None, help="a folder that keeps the built state between runs"
    )
    parser.addoption("--times", type=int, default=1, help="how many times as many kills, faults and losses")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Remove the PostgreSQL server that any of the workers started."""
    if hasattr(session.config, "workerinput") or not hasattr(session.config, "_tmp_path_factory"):
        return
    running = session.config._tmp_path_factory.getbasetemp() / "postgresql" / "folder"
    if running.exists():
        Cluster(Path(running.read_text())).remove()


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Cluster:
    """The PostgreSQL server of this run; whoever needs it first starts it."""
    base = tmp_path_factory.getbasetemp()

    def start(folder: Path) -> None:
        (folder / "folder").write_text(str(cluster.made().folder))

    started = _once((base if worker_id == "master" else base.parent) / "postgresql", start)
    return Cluster(Path((started / "folder").read_text()))


@pytest.fixture(scope="session", params=ENGINES)
def databases(request: pytest.FixtureRequest) -> Databases:
    """Whoever asks for databases is run on both engines."""
    return Databases(None if request.param == "sqlite" else request.getfixturevalue("postgresql"))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str, pytestconfig: pytest.Config) -> Path:
    """One folder for all workers of a test run."""
    kept: Path | None = pytestconfig.getoption("--built")
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        return kept
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def times(pytestconfig: pytest.Config) -> int:
    """How many times as often things are disturbed as the suite has time for."""
    found: int = pytestconfig.getoption("--times")
    return found


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _once(folder: Path, make: Callable[[Path], None]) -> Path:
    """A folder that the first worker makes and the others wait for."""
    with _alone(folder.with_suffix(".lock")):
        if not (folder / "whole").exists():
            folder.mkdir(exist_ok=True)
            make(folder)
            (folder / "whole").touch()
    return folder


@pytest.fixture(scope="session")
def sample_files(shared: Path) -> Path:
    """The seed's files, a folder a dataset."""

    def make(folder: Path) -> None:
        done = run(folder, "seed", "--out", folder)
        assert done.returncode == 0, done.stderr

    return _once(shared / "sample", make)


def take_sample(state: Path, sample_files: Path) -> None:
    """Everything that the demonstration takes, and one release, by the command line."""
    assert run(state, "migrate").returncode == 0
    for dataset in DATASETS:
        files = sorted(file for file in (sample_files / dataset).iterdir() if file.is_file())
        done = run(state, "take", dataset, *files, "--sample")
        assert done.returncode == 0, done.stderr
    for dataset in PUBLISHED:
        done = run(state, "take", dataset, *sorted((ROOT / "data" / "published" / dataset).iterdir()))
        assert done.returncode == 0, done.stderr
    done = run(state, "release", "--today", "2026-01-20")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def built(shared: Path, sample_files: Path) -> Path:
    """A state with everything taken and one release; tests only read it."""
    return _once(shared / "built", lambda folder: take_sample(folder, sample_files))


@pytest.fixture(scope="session")
def warehouse(built: Path) -> settings.Settings:
    """The settings of the built state."""
    return settings.load(environment(built))


@pytest.fixture(scope="session")
def real_files() -> Path:
    """The real files that nobody here wrote; skips where they are absent."""
    folder = Path(os.environ.get("DASBOR_REAL_FILES", ROOT.parent / "shared" / "real"))
    if not folder.is_dir():
        pytest.skip("the real files are not here; DASBOR_REAL_FILES names their folder")
    return folder
