"""How long a command takes and how much it holds, and a table of ratios against their goals."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile

MEGABYTE = 1024  # in the kilobytes that Linux counts resident memory in


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of processor, most resident memory in MB."""

    wall: float
    cpu: float
    memory: float


def cost(words: Sequence[str], environ: Mapping[str, str]) -> Cost:
    """What a command of this Python costs with all its children; it has to end with 0."""
    before, started, most = _spent(), time.perf_counter(), 0.0
    with TemporaryFile("w+") as said:
        process = subprocess.Popen([sys.executable, *words], env=dict(environ), stdout=said, stderr=said)
        while process.poll() is None:  # the system's own count of memory starts with that of this process
            most = max(most, _held(process.pid))
            time.sleep(0.02)
        if process.returncode:
            said.seek(0)
            raise SystemExit(f"{' '.join(words)}:\n{said.read()}")
    return Cost(time.perf_counter() - started, _spent() - before, most)


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _held(process: int) -> float:
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    except OSError:
        return 0.0
    return int(found[1]) / MEGABYTE if found else 0.0


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each."""
    return Cost(*(median(getattr(one, name) for one in costs) for name in ("wall", "cpu", "memory")))


@dataclass(frozen=True)
class Line:
    """One measured ratio; `at_most` and `at_least` are its goal."""

    what: str
    ours: str
    peer: str
    ratio: float
    at_most: float | None = None
    at_least: float | None = None

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return not (
            (self.at_most is not None and self.ratio > self.at_most)
            or (self.at_least is not None and self.ratio < self.at_least)
        )

    def __str__(self) -> str:
        goal = f"<= {self.at_most:g}" if self.at_most is not None else f">= {self.at_least:g}"
        return f"| {self.what} | {self.ours} | {self.peer} | {self.ratio:.2f} | {goal} | {'met' if self.met else 'MISSED'} |"


HEAD = "| what | ours | peer or limit | ratio | goal | |\n|---|---|---|---|---|---|"
