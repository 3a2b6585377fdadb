"""Serves a state by gunicorn, as the demonstration does, and asks it over HTTP."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.line import ROOT, environment

PATIENCE = 60  # seconds until a server has to listen


@dataclass(frozen=True)
class Server:
    """A running gunicorn: its port, its process and the file that it logs to."""

    port: int
    process: int
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def workers(self) -> list[int]:
        """The processes that answer."""
        children = Path(f"/proc/{self.process}/task/{self.process}/children").read_text()
        return [int(child) for child in children.split()]


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers by their lower-case names, body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


# Hands an open socket on as systemd does.
HAND_ON = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ |= {"LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid())}
os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
"""


def started(
    state: Path, log: Path, place: int | socket.socket, more: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """A gunicorn over a state, on a port of its own or on a socket that somebody else holds open."""
    words = ["-m", "gunicorn", "--config", "deploy/gunicorn.py", "dashboard.wsgi:server"]
    handed = []
    if isinstance(place, int):
        words += ["--bind", f"127.0.0.1:{place}"]
    else:
        handed = [place.fileno()]
        words = ["-c", HAND_ON, str(place.fileno()), *words]
    with log.open("ab") as out:
        return subprocess.Popen(
            [sys.executable, *words],
            cwd=ROOT,
            env={**environment(state), **(more or {})},
            stdout=out,
            stderr=out,
            pass_fds=handed,
        )


@contextmanager
def serving(state: Path, log: Path, more: Mapping[str, str] | None = None) -> Iterator[Server]:
    """A gunicorn over a state that listens when this begins and is gone when it ends."""
    port = free_port()
    process = started(state, log, port, more)
    try:
        _await(port, process, log)
        yield Server(port, process.pid, log)
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """A port of this machine on which nothing listens."""
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def ask(
    port: int,
    path: str,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: str | None = None,
) -> Answer:
    """One request on a connection of its own; redirects are not followed."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        return ask_on(connection, path, method, headers, body)


def ask_on(
    connection: http.client.HTTPConnection,
    path: str,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: str | None = None,
) -> Answer:
    """One request on a connection that is kept."""
    connection.request(method, path, body, dict(headers or {}))
    answer = connection.getresponse()
    told = {name.lower(): value for name, value in answer.getheaders()}
    return Answer(answer.status, told, answer.read())


def _await(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"gunicorn does not listen:\n{log.read_text()}")
