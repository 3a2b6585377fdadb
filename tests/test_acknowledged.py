"""What was acknowledged is there, though the server is killed the moment after."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import Engine, func, select

from tests import cluster
from tests.both import Databases
from tests.cluster import Cluster
from tests.dashboard.conftest import PASSWORD
from tests.dashboard.stocked import stock
from tests.etl.inside import run
from tests.serving import Answer, Server, ask, serving
from warehouse import accounts, database, submissions, tables

ACKNOWLEDGED = 10  # on each engine; `--times 25` for five hundred in all
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
BASE, KEY = "/evaluasi/kominfo_2022/2025", submissions.Key("kominfo_2022", 2025)
NOW = datetime(2026, 1, 2)


@dataclass
class Life:
    """A served state, and the doings of the people in it."""

    state: Path
    url: str
    server: Server
    cookies: dict[str, str] = field(default_factory=dict)
    given: int = 0

    def post(self, name: str, door: str, **form: object) -> Answer:
        headers = FORM | ({"Cookie": self.cookies[name]} if name in self.cookies else {})
        answer = ask(self.server.port, door, "POST", headers, urlencode(form))
        assert answer.status == 303, (door, answer.status, answer.text)
        return answer

    def enter(self, name: str) -> Callable[[Engine], bool]:
        before = self._count(tables.session)
        old = self.cookies.pop(name, None)
        self.cookies[name] = (
            self.post(name, "/masuk", nama=name, sandi=PASSWORD).headers["set-cookie"].split(";")[0]
        )
        assert self.cookies[name] != old
        return lambda engine: _count(engine, tables.session) == before + 1

    def score(self) -> Callable[[Engine], bool]:
        self.given += 1
        said = f"alasan {self.given}"
        form = {"nilai.baseline-perbaikan": 1 + self.given % 4, "alasan.baseline-perbaikan": said}
        self.post("eko", f"{BASE}/nilai", **form, **{"versi.baseline-perbaikan": self.given - 1})
        return lambda engine: self._standing(engine).scores["baseline-perbaikan"].reason == said

    def step(self, name: str, door: str) -> Callable[[Engine], bool]:
        engine = database.connect(self.url)
        seen = self._standing(engine).step.version
        engine.dispose()
        self.post(name, f"{BASE}/{door}", versi=seen)
        return lambda engine: self._standing(engine).step.version == seen + 1

    def account(self) -> Callable[[Engine], bool]:
        name = f"orang-{time.monotonic_ns()}"
        done = run(self.state, "user", "add", name, "--role", "viewer", "--password-stdin", stdin=PASSWORD)
        assert done.returncode == 0, done.stderr
        return lambda engine: accounts.find(engine, name) is not None

    def _standing(self, engine: Engine) -> submissions.Submission:
        found = submissions.find(engine, KEY)
        assert found is not None
        return found

    def _count(self, table: object) -> int:
        engine = database.connect(self.url)
        try:
            return _count(engine, table)
        finally:
            engine.dispose()


def _count(engine: Engine, table: object) -> int:
    with engine.connect() as connection:
        return int(connection.scalar(select(func.count()).select_from(table)) or 0)  # type: ignore[arg-type]


def doings(life: Life) -> Iterator[Callable[[Engine], bool]]:
    """One acknowledged write after another; each is told by what the database must hold since."""
    for one in cycle(("score", "account", "submit", "return", "enter")):
        if one == "submit":
            yield life.step("eko", "ajukan")
        elif one == "return":
            yield life.step("pia", "kembalikan")
        elif one == "enter":
            yield life.enter("eko")
        else:
            yield getattr(life, one)()


@contextmanager
def living(state: Path, url: str) -> Iterator[Life]:
    engine = database.connect(url)
    database.migrate(engine)
    stock(engine)
    for name, role in (("eko", "editor"), ("pia", "approver")):
        accounts.add(engine, name, role, accounts.hashed(PASSWORD), NOW)
    engine.dispose()
    with serving(state, state.parent / "log") as server:
        life = Life(state, url, server)
        life.enter("eko")
        life.enter("pia")
        life.post("eko", f"{BASE}/mulai")
        yield life


def lost(life: Life, kill: Callable[[], None], count: int) -> list[int]:
    """The writes, by their number, that are not there after a kill."""
    gone = []
    for number, holds in enumerate(islice(doings(life), count)):
        kill()
        engine = database.connect(life.url)
        if not holds(engine):
            gone.append(number)
        engine.dispose()
    return gone


def test_workers_killed_after_each_acknowledgement_lose_nothing(tmp_path: Path, times: int) -> None:
    state = tmp_path / "var"
    state.mkdir()

    def kill() -> None:
        for worker in life.server.workers():
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)

    with living(state, f"sqlite:///{state / 'warehouse.db'}") as life:
        assert lost(life, kill, ACKNOWLEDGED * times) == []


@pytest.fixture
def own() -> Iterator[Cluster]:
    """A server of this test's own that keeps what it acknowledged."""
    started = cluster.made(safe=True)
    yield started
    started.remove()


def test_a_postgresql_that_stops_after_each_acknowledgement_loses_nothing(
    own: Cluster, tmp_path: Path, times: int
) -> None:
    state = tmp_path / "var"
    state.mkdir()

    def kill() -> None:
        own.stop()
        own.start()

    with living(state, Databases(own).new(state)) as life:
        assert lost(life, kill, ACKNOWLEDGED * times) == []
