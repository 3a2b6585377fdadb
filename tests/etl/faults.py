"""Runs commands under strace, which lets a system call fail: a bad disk, or one that is full."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.line import ROOT, environment

STRACE = shutil.which("strace")
# What writes, orders to the disk, or gives names; `open` only where it makes a file.
CALLS = ("write", "pwrite64", "writev", "sendfile", "copy_file_range", "fsync", "fdatasync")
CALLS += ("ftruncate", "fallocate", "rename", "mkdir", "openat")
TRACED = ("strace", "-f", "-qq", "--seccomp-bpf", "-e", f"trace={','.join(CALLS)}")
SEEN = re.compile(r"^(\d+) +(?:<\.\.\. )?(\w+)\(")


@dataclass(frozen=True)
class Fault:
    """The call number `at` of a thread that fails, `stays` where all after it do too."""

    call: str
    at: int
    error: str = "ENOSPC"
    stays: bool = False

    def __str__(self) -> str:
        return f"{self.call}:error={self.error}:when={self.at}{'+' * self.stays}"


def run(state: Path, words: Sequence[str | Path], fault: Fault) -> subprocess.CompletedProcess[str]:
    """`python -m etl WORDS` with one fault."""
    return _run([*TRACED, "-o", "/dev/null", "-e", f"inject={fault}"], state, words)


def places(state: Path, words: Sequence[str | Path], folder: Path, log: Path) -> list[tuple[str, int]]:
    """Every call and its number by which an undisturbed command changes something in `folder`."""
    done = _run([*TRACED, "-y", "-o", str(log)], state, words)
    assert done.returncode == 0, done.stderr
    counts: Counter[tuple[str, str]] = Counter()
    found = []
    for line in log.read_text(errors="replace").splitlines():
        if call := SEEN.match(line):
            counts[call.groups()] += 1
            if f"{folder}/" in line and ("O_CREAT" in line or call[2] != "openat"):
                found.append((call[2], counts[call.groups()]))
    return list(dict.fromkeys(found))


def _run(
    tracing: Sequence[str], state: Path, words: Sequence[str | Path]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*tracing, sys.executable, "-B", "-m", "etl", *map(str, words)],
        cwd=ROOT,
        env=environment(state),
        capture_output=True,
        text=True,
        check=False,
    )
