"""The read path under gunicorn: a chart callback against an empty one, a kept embed against a static file and a 304."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from threading import local

from bench import sample
from bench.measured import Line

ASKED = 400  # requests of one kind
TURNS = 3
RATE, SECONDS = 20, 60  # callbacks a second, and for how long
SLOWEST = 100  # milliseconds
EMBED = "/embed/bud-02"
STATIC = "/assets/firstpaint.js"
CALLBACK = "/_dash-update-component"
SELECTS = ("pilih-wilayah", "pilih-jendela", "pilih-periode", "pilih-rincian")
CHOSEN = tuple((place, window) for place in ("13.05", "gov", "brd", "eco") for window in ("month", "ytd"))


@dataclass
class Server:
    """A gunicorn of two workers; keeps a connection for each thread that asks."""

    port: int
    process: int
    _own: local = field(default_factory=local)

    def ask(self, path: str, body: str | None = None, **headers: str) -> tuple[int, Mapping[str, str]]:
        """Status and headers of one request."""
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
        answer.read()
        return answer.status, dict(answer.getheaders())

    def cpu(self) -> float:
        """Seconds of processor that its workers have spent."""
        children = Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split()
        ticks = 0
        for child in children:
            parts = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
            ticks += int(parts[11]) + int(parts[12])
        return ticks / os.sysconf("SC_CLK_TCK")


def lines(folder: Path) -> Iterator[Line]:
    """Every ratio of the read path, and that of a release with nothing changed."""
    environ, unchanged = sample.build(folder)
    yield unchanged
    with (
        _served("dashboard.wsgi:server", environ) as ours,
        _served("bench.empty:server", dict(os.environ)) as empty,
    ):
        calls, word = list(_chart_calls(ours)), [_empty_call()]
        yield _against_empty(ours, calls, empty, word)
        yield from _embeds(ours)
        yield _at_a_rate(ours, calls)


def _against_empty(ours: Server, calls: list[str], empty: Server, word: list[str]) -> Line:
    mine, floor = [], []
    for _ in range(TURNS):
        mine.append(_cpu_each(ours, calls))
        floor.append(_cpu_each(empty, word))
    one, other = median(mine), median(floor)
    return Line(
        "chart callback (cpu)", f"{one:.2f} ms", f"empty callback {other:.2f} ms", one / other, at_most=3
    )


def _cpu_each(server: Server, calls: list[str]) -> float:
    """Milliseconds of processor a call."""
    before = server.cpu()
    for call in islice(cycle(calls), ASKED):
        status, _ = server.ask(CALLBACK, call)
        assert status == 200, status
    return (server.cpu() - before) / ASKED * 1000


def _embeds(server: Server) -> Iterator[Line]:
    """The same address again and again, a file of the same server, and what the asker has already."""
    _, headers = server.ask(EMBED)
    etag = headers["ETag"]
    times: dict[str, list[float]] = {"embed": [], "static": [], "same": []}
    for _ in range(TURNS):
        times["embed"].append(_time_each(server, EMBED))
        times["static"].append(_time_each(server, STATIC))
        times["same"].append(_time_each(server, EMBED, If_None_Match=etag))
    embed, static, same = (median(each) for each in times.values())
    yield Line("kept embed", f"{embed:.2f} ms", f"static file {static:.2f} ms", embed / static, at_most=2)
    yield Line("304 of an embed", f"{same:.2f} ms", f"the embed {embed:.2f} ms", same / embed, at_most=1)


def _time_each(server: Server, path: str, **headers: str) -> float:
    started = time.perf_counter()
    for _ in range(ASKED):
        server.ask(path, **headers)
    return (time.perf_counter() - started) / ASKED * 1000


def _at_a_rate(server: Server, calls: list[str]) -> Line:
    """Calls at fixed moments, however long the answers before them take; waiting counts."""
    started = time.perf_counter()

    def ask(number: int, call: str) -> float:
        due = started + number / RATE
        time.sleep(max(0.0, due - time.perf_counter()))
        status, _ = server.ask(CALLBACK, call)
        assert status == 200, status
        return (time.perf_counter() - due) * 1000

    with ThreadPoolExecutor(8) as pool:
        numbers = range(RATE * SECONDS)
        took = list(pool.map(ask, numbers, islice(cycle(calls), len(numbers))))
    slow = quantiles(took, n=20)[-1]
    what = f"{RATE} callbacks a second for {SECONDS} s, p95"
    return Line(what, f"{slow:.0f} ms, 0 errors", f"limit {SLOWEST} ms", slow / SLOWEST, at_most=1)


def _chart_calls(server: Server) -> Iterator[str]:
    """The indicator page's callback with several filters, as a browser sends it."""
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)) as connection:
        connection.request("GET", "/_dash-dependencies")
        declared = json.loads(connection.getresponse().read())
    found = next(each for each in declared if "isi-indikator" in each["output"])
    for place, window in CHOSEN:
        chosen = {
            **dict.fromkeys(SELECTS, ""),
            "pilih-wilayah": place,
            "pilih-jendela": window,
            "location": "",
        }
        yield json.dumps(
            {
                "output": found["output"],
                "outputs": [
                    dict(zip(("id", "property"), part.rsplit(".", 1), strict=True))
                    for part in found["output"].strip(".").split("...")
                ],
                "inputs": [{**each, "value": chosen[each["id"]]} for each in found["inputs"]],
                "state": [{**each, "value": "/indikator/bud-02"} for each in found["state"]],
                "changedPropIds": ["pilih-jendela.value"],
            }
        )


def _empty_call() -> str:
    named = {"id": "asked", "property": "n_clicks", "value": 1}
    output = {"id": "answered", "property": "children"}
    return json.dumps(
        {
            "output": "answered.children",
            "outputs": output,
            "inputs": [named],
            "state": [],
            "changedPropIds": ["asked.n_clicks"],
        }
    )


@contextmanager
def _served(app: str, environ: Mapping[str, str]) -> Iterator[Server]:
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
