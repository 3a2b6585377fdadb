"""PostgreSQL goes away and comes back: people read a sentence meanwhile, and nobody restarts anything."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from threading import Event
from urllib.parse import quote

import pytest
from sqlalchemy import make_url

from tests import cluster
from tests.both import Databases, address
from tests.cluster import Cluster
from tests.dashboard.conftest import PASSWORD
from tests.dashboard.stocked import stock
from tests.serving import Answer, Server, ask, serving
from warehouse import accounts
from warehouse.database import connect, migrate

ADDRESSES = ("/", "/indikator/reg-03", "/embed/reg-03", "/evaluasi")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DOORS = ("/masuk", "/keluar", "/evaluasi/kominfo_2022/2025/mulai")
AWAY, SOON = 2, 5  # seconds


@pytest.fixture
def own() -> Iterator[Cluster]:
    """A server of this test's own, to be stopped."""
    started = cluster.made(safe=True)
    yield started
    started.remove()


@pytest.fixture
def server(own: Cluster, tmp_path: Path) -> Iterator[Server]:
    """The dashboard over hand-made numbers in it."""
    state = tmp_path / "var"
    engine = connect(Databases(own).new(state))
    migrate(engine)
    stock(engine)
    accounts.add(engine, "eko", "editor", accounts.hashed(PASSWORD), datetime(2026, 1, 2))
    engine.dispose()
    with serving(state, tmp_path / "gunicorn.log") as running:
        yield running


@pytest.fixture
def session(server: Server) -> dict[str, str]:
    """The cookie of somebody who logged in."""
    entered = ask(server.port, "/masuk", "POST", FORM, f"nama=eko&sandi={quote(PASSWORD)}")
    return {"Cookie": entered.headers["set-cookie"].split(";")[0]}


def poll(server: Server, headers: dict[str, str], over: Event) -> list[tuple[float, Answer]]:
    """Ask until it is over; when each answer came."""
    answers = []
    while not over.is_set():
        for page in ADDRESSES:
            answer = ask(server.port, page, headers=headers)
            answers.append((time.monotonic(), answer))
    return answers


def test_an_outage_shows_as_503_and_ends_by_itself(
    own: Cluster, server: Server, session: dict[str, str]
) -> None:
    over = Event()
    with ThreadPoolExecutor(2) as pool:
        polled = [pool.submit(poll, server, headers, over) for headers in ({}, session)]
        time.sleep(1)
        own.stop()
        tried = [ask(server.port, door, "POST", FORM | session, "nama=eko&sandi=x") for door in DOORS]
        time.sleep(AWAY)
        own.start()
        back = time.monotonic()
        time.sleep(SOON + 1)
        over.set()
    assert [(one.status, one.headers.get("retry-after"), one.headers.get("set-cookie")) for one in tried] == [
        (503, "5", None)
    ] * len(DOORS)
    assert ">eko</span>" in ask(server.port, "/", headers=session).text  # nobody was logged out by it
    answers = [answer for each in polled for answer in each.result()]
    assert {answer.status for _, answer in answers} == {200, 503}
    for at, answer in answers:
        if answer.status == 503:
            assert at < back + SOON
            assert answer.headers["retry-after"] == "5"
            assert "Data sedang tidak dapat dibaca" in answer.text


def test_killed_connections_are_not_seen(
    own: Cluster, server: Server, session: dict[str, str], tmp_path: Path
) -> None:
    name = make_url(address(tmp_path / "var")).database
    killed = 0
    for _ in range(10):
        assert {ask(server.port, page, headers=session).status for page in ADDRESSES} == {200}
        killed += own.kill(str(name))
    assert killed >= 10
