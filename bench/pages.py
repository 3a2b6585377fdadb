"""The read path under gunicorn: a chart callback against an empty one, a kept embed against a static file and a 304."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median, quantiles

from bench import readers, sample
from bench.measured import Line
from bench.readers import CALLBACK
from bench.served import Server, served

ASKED = 400  # requests of one kind
TURNS = 3
RATE, SECONDS = 20, 60  # callbacks a second, and for how long
SLOWEST = 100  # milliseconds
EMBED = "/embed/bud-02"
STATIC = "/assets/firstpaint.js"
OURS = "dashboard.wsgi:server"
EACH = 20  # requests of a kind before it is the other's turn
EMPTY = json.dumps(
    {
        "output": "answered.children",
        "outputs": {"id": "answered", "property": "children"},
        "inputs": [{"id": "asked", "property": "n_clicks", "value": 1}],
        "state": [],
        "changedPropIds": ["asked.n_clicks"],
    }
)


def lines(folder: Path) -> Iterator[Line]:
    """Every ratio of the read path, and that of a release with nothing changed."""
    environ, unchanged = sample.build(folder)
    yield unchanged
    with served(OURS, environ) as guide:
        calls = readers.walks(guide, RATE * SECONDS)
    different = list(dict.fromkeys(calls))[:ASKED]
    some = different[:: ASKED // EACH]
    with served("bench.empty:server", dict(os.environ)) as empty:
        with served(OURS, environ) as ours:
            yield _against("made for the first time", *_cpu_each(ours, different, empty))
            _cpu_each(ours, some * TURNS, empty)  # each worker has made them all by then
            yield _against("kept", *_cpu_each(ours, some * EACH, empty))
            yield from _embeds(ours)
        with served(OURS, environ) as fresh:
            yield from _at_a_rate(fresh, calls, empty)


def _against(which: str, cpu: float, floor: float) -> Line:
    what = f"chart callback, {which} (cpu)"
    return Line(what, f"{cpu:.2f} ms", f"empty callback {floor:.2f} ms", cpu / floor, at_most=3)


def _cpu_each(ours: Server, calls: Sequence[str], empty: Server) -> tuple[float, float]:
    """Milliseconds of processor a call of ours and an empty one, asked in turns: both meet the same noise."""
    spent = {ours.port: 0.0, empty.port: 0.0}
    for start in range(0, len(calls), EACH):
        turn = calls[start : start + EACH]
        for server, asked in ((ours, turn), (empty, [EMPTY] * len(turn))):
            before = server.cpu()
            for call in asked:
                assert server.ask(CALLBACK, call).status == 200
            spent[server.port] += server.cpu() - before
    return spent[ours.port] / len(calls) * 1000, spent[empty.port] / len(calls) * 1000


def _embeds(server: Server) -> Iterator[Line]:
    """The same address again and again, a file of the same server, and what the asker has already."""
    etag = server.ask(EMBED).headers["ETag"]
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


def _at_a_rate(fresh: Server, calls: Sequence[str], empty: Server) -> Iterator[Line]:
    """Readers' calls to a server that has just started; the empty callback is asked at the same pace."""
    _, floor = _paced(empty, [EMPTY] * (len(calls) // TURNS))
    took, cpu = _paced(fresh, calls)
    slow = quantiles(took, n=20)[-1]
    yield _against(f"as readers ask, {len(set(calls))} of {len(calls)} different", cpu, floor)
    what = f"{RATE} callbacks a second for {SECONDS} s, p95"
    yield Line(what, f"{slow:.0f} ms, 0 errors", f"limit {SLOWEST} ms", slow / SLOWEST, at_most=1)


def _paced(server: Server, calls: Sequence[str]) -> tuple[list[float], float]:
    """How long each took that was due at a fixed moment, waiting included, and the processor a call; both in ms."""
    before, started = server.cpu(), time.perf_counter()

    def ask(number: int, call: str) -> float:
        due = started + number / RATE
        time.sleep(max(0.0, due - time.perf_counter()))
        assert server.ask(CALLBACK, call).status == 200
        return (time.perf_counter() - due) * 1000

    with ThreadPoolExecutor(8) as pool:
        took = list(pool.map(ask, range(len(calls)), calls))
    return took, (server.cpu() - before) / len(calls) * 1000
