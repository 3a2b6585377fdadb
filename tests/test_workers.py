"""Workers are killed, replaced and stopped while people read: what was asked is answered, also across a restart."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest

from tests.dashboard.conftest import settings_in
from tests.dashboard.stocked import stock
from tests.fronting import NAME, NGINX, fronting
from tests.line import KEYS, ROOT
from tests.serving import PATIENCE, ask_on, free_port, started
from warehouse.database import connect, migrate

PATHS = ("/embed/reg-03", "/healthz", "/indikator/reg-03", "/_dash-layout", "/", "/evaluasi")
HERE = {"DASBOR_PUBLIC_URL": f"https://{NAME}"}
CALLERS = 4
FEWEST = int(os.environ.get("DASBOR_TEST_REQUESTS", "300"))  # promise 18 is measured by hand with 2000
LONGEST_STOP = 30  # seconds

Open = Callable[[], http.client.HTTPConnection]


@dataclass
class Polled:
    """What callers were answered: statuses, and when something else came than an answer."""

    statuses: list[int] = field(default_factory=list)
    failed: list[tuple[float, float, str]] = field(default_factory=list)


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state with hand-made numbers."""
    folder = tmp_path_factory.mktemp("workers")
    engine = connect(settings_in(folder, **KEYS).database_url)
    migrate(engine)
    stock(engine)
    engine.dispose()
    return folder


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    """A socket that outlives the server, as dasbor.socket does."""
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as held:
        yield held


def workers(process: subprocess.Popen[bytes]) -> list[int]:
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return [int(child) for child in children.split()]


def awaited(open_one: Open) -> None:
    """Wait until the server answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with closing(open_one()) as connection:
                assert ask_on(connection, "/healthz", headers={"Host": NAME}).status == 200
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("nothing answers")


def poll(open_one: Open, keep: bool, over: Event, polled: Polled) -> None:
    """Ask one page after the other until it is over, on one connection or on one for each."""
    connection = open_one()
    for number in range(10**6):
        if over.is_set():
            break
        begun = time.monotonic()
        try:
            connection = connection if keep and number else open_one()
            answer = ask_on(connection, PATHS[number % len(PATHS)], headers={"Host": NAME})
            polled.statuses.append(answer.status)
            if not keep or answer.headers.get("connection") == "close":
                connection.close()
                connection = open_one()
        except (OSError, http.client.HTTPException) as fault:
            polled.failed.append((begun, time.monotonic(), repr(fault)))
            connection.close()
            connection = open_one()
    connection.close()


def polled_while(open_one: Open, *deeds: Callable[[], object]) -> Polled:
    """What callers were answered while things were done to the server, and some time before and after each."""
    polled, over = Polled(), Event()
    with ThreadPoolExecutor(CALLERS) as pool:
        calls = [pool.submit(poll, open_one, bool(n % 2), over, polled) for n in range(CALLERS)]
        for number, deed in enumerate([*deeds, lambda: None], start=1):
            while len(polled.statuses) < FEWEST * number / (len(deeds) + 1):
                time.sleep(0.05)
            deed()
        over.set()
        for each in calls:
            each.result()
    return polled


def test_new_workers_and_a_restart_lose_no_request(state: Path, listening: socket.socket) -> None:
    port = listening.getsockname()[1]
    running = [started(state, state / "log", listening, HERE)]

    def open_one() -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def hang_up() -> None:
        before = set(workers(running[0]))
        running[0].send_signal(signal.SIGHUP)
        while before & set(workers(running[0])):
            time.sleep(0.05)

    def restart() -> None:
        begun = time.monotonic()
        running[0].terminate()
        assert running[0].wait(LONGEST_STOP) == 0
        assert time.monotonic() - begun < LONGEST_STOP
        running[0] = started(state, state / "log", listening, HERE)

    try:
        awaited(open_one)
        polled = polled_while(open_one, hang_up, restart)
    finally:
        running[0].terminate()
        running[0].wait()
    assert polled.failed == []
    assert set(polled.statuses) == {200}
    assert len(polled.statuses) >= FEWEST
    assert "SIGABRT" not in (state / "log").read_text()  # no worker breaks off where it ends


@pytest.mark.skipif(NGINX is None, reason="nginx is missing: make nginx")
def test_a_killed_worker_loses_nothing_that_is_read_through_nginx(state: Path, tmp_path: Path) -> None:
    port = free_port()
    process = started(state, state / "log", port, HERE)

    def kill_one() -> None:
        os.kill(workers(process)[0], signal.SIGKILL)

    try:
        with fronting(tmp_path, port) as front:
            awaited(lambda: http.client.HTTPConnection("127.0.0.1", port, timeout=30))
            polled = polled_while(front.open, kill_one, kill_one)
    finally:
        process.terminate()
        process.wait()
    assert set(polled.statuses) == {200}
    half_sent = [fault for _, _, fault in polled.failed if "IncompleteRead" in fault]
    assert len(half_sent) == len(polled.failed) <= 2 * CALLERS  # nobody can ask again for those


def test_the_socket_that_is_held_is_the_one_that_nginx_asks() -> None:
    unit, service, nginx = (
        (ROOT / "deploy" / name).read_text(encoding="utf-8")
        for name in ("dasbor.socket", "dasbor.service", "nginx.conf")
    )
    (place,) = re.findall(r"^ListenStream=(.+)$", unit, re.MULTILINE)
    assert f"server {place} " in nginx
    assert "Requires=dasbor.socket" in service
    assert "--bind" not in service
