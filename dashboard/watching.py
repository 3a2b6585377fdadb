"""How the dashboard is doing: ready or not, counters of all workers, and one line a request without who asked."""

from __future__ import annotations

import logging
import mmap
import os
import time
from threading import Lock

from flask import Flask, Response, g, request

from dashboard import routing
from dashboard.routing import Context
from warehouse.database import is_migrated
from warehouse.people import Permission

PERMISSIONS: dict[str, Permission] = {"/healthz": "read", "/readyz": "read", "/metrics": "operate"}
PLAIN = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}
BOUNDS = (0.01, 0.05, 0.1, 0.5, 1.0, 5.0)  # seconds
CLASSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
WORKERS = 64  # places for counters; a process counts in that of its number

log = logging.getLogger("dasbor")


class Counters:
    """Numbers in memory that was shared before the workers were forked; none waits for another."""

    def __init__(self) -> None:
        self.width = len(CLASSES) + len(BOUNDS) + 2  # and, last, the count and the sum of seconds
        self.numbers = memoryview(mmap.mmap(-1, 8 * WORKERS * self.width)).cast("d")
        self.lock = Lock()

    def count(self, status: int, seconds: float) -> None:
        """One more request."""
        here = os.getpid() % WORKERS * self.width
        places = [status // 100 - 1, self.width - 2]
        places += [len(CLASSES) + place for place, bound in enumerate(BOUNDS) if seconds <= bound]
        with self.lock:
            for place in places:
                self.numbers[here + place] += 1
            self.numbers[here + self.width - 1] += seconds

    def lines(self) -> list[str]:
        """The sums over all workers as Prometheus reads them."""
        sums = [sum(self.numbers[place :: self.width]) for place in range(self.width)]
        classes, buckets = sums[: len(CLASSES)], sums[len(CLASSES) : -2]
        found = ["# TYPE dasbor_requests_total counter"]
        found += [
            f'dasbor_requests_total{{status="{name}"}} {number:.0f}'
            for name, number in zip(CLASSES, classes, strict=True)
        ]
        found.append("# TYPE dasbor_request_seconds histogram")
        found += [
            f'dasbor_request_seconds_bucket{{le="{bound}"}} {number:.0f}'
            for bound, number in zip(BOUNDS, buckets, strict=True)
        ]
        found.append(f'dasbor_request_seconds_bucket{{le="+Inf"}} {sums[-2]:.0f}')
        return [
            *found,
            f"dasbor_request_seconds_count {sums[-2]:.0f}",
            f"dasbor_request_seconds_sum {sums[-1]:.6f}",
        ]


def register(server: Flask, context: Context) -> None:
    """Count and log every request, and answer at the addresses of watchers."""
    counters = Counters()

    @server.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @server.after_request
    def note(response: Response) -> Response:
        seconds = time.perf_counter() - g.get("started", time.perf_counter())
        counters.count(response.status_code, seconds)
        rule = request.url_rule.rule if request.url_rule else ""
        said = {"request": g.get("number", ""), "method": request.method, "rule": rule}
        said |= {"status": response.status_code, "ms": round(seconds * 1000, 1)}
        log.info("request", extra={"said": said})
        response.headers["X-Request-ID"] = g.get("number", "")
        return response

    @server.get("/healthz")
    def healthz() -> tuple[str, dict[str, str]]:
        """The process answers; whether there is a release is another question."""
        return "ok\n", PLAIN

    @server.get("/readyz")
    def readyz() -> tuple[str, dict[str, str]]:
        """There is a release to show, in tables of this program."""
        release = routing.current_release(context.engine)
        if not is_migrated(context.engine):
            raise routing.NoRelease
        return f"release {release.number}\n", PLAIN

    @server.get("/metrics")
    def metrics() -> tuple[str, dict[str, str]]:
        """The sums over all workers; the door asks who operates or sits at this machine."""
        return "\n".join([*counters.lines(), ""]), PLAIN
