"""A gunicorn to be asked: what it answers, and what its workers spend."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import local


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Server:
    """A gunicorn of two workers; keeps a connection for each thread that asks."""

    port: int
    process: int
    _own: local = field(default_factory=local)

    def ask(self, path: str, body: str | None = None, **headers: str) -> Answer:
        """The answer to one request."""
        if not hasattr(self._own, "connection"):
            self._own.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        kept: http.client.HTTPConnection = self._own.connection
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            said["Content-Type"] = "application/json"
        try:
            kept.request("GET" if body is None else "POST", path, body, said)
            answer = kept.getresponse()
        except ConnectionError:  # the server closes connections that rest
            kept.close()
            kept.request("GET" if body is None else "POST", path, body, said)
            answer = kept.getresponse()
        return Answer(answer.status, dict(answer.getheaders()), answer.read())

    def cpu(self) -> float:
        """Seconds of processor that its workers have spent."""
        children = Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split()
        ticks = 0
        for child in children:
            parts = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
            ticks += int(parts[11]) + int(parts[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(app: str, environ: Mapping[str, str]) -> Iterator[Server]:
    """A server that has just started."""
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    words = ["-m", "gunicorn", "--config", "deploy/gunicorn.py", "--bind", f"127.0.0.1:{port}", app]
    process = subprocess.Popen([sys.executable, *words], env=dict(environ), stderr=subprocess.DEVNULL)
    try:
        _await(port)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait()


def _await(port: int) -> None:
    for _ in range(1200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit("gunicorn does not listen")
