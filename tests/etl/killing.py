"""Runs commands in children that are killed at a named point or moment; the program itself holds no hook for it."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from tests.line import environment

# Children are forked from a clean process that has imported the program: no two seconds of start for each.
CHILDREN = get_context("forkserver")
CHILDREN.set_forkserver_preload(["etl.__main__", "tests.etl.killing"])


def killed(state: Path, point: str, *words: str | Path, at: int = 1) -> None:
    """Run a command that kills itself `before` or `after` the call number `at` of `MODULE:FUNCTION`."""
    child = started(state, *words, point=point, at=at)
    child.join()
    assert child.exitcode == -signal.SIGKILL, f"{point} was not reached: exit code {child.exitcode}"


def started(state: Path, *words: str | Path, point: str = "", at: int = 1) -> ForkServerProcess:
    """A command that has begun."""
    child = CHILDREN.Process(target=_run, args=(state, list(map(str, words)), point, at))
    child.start()
    return child


def _run(state: Path, words: list[str], point: str, at: int) -> None:
    os.environ.clear()
    os.environ.update(environment(state))
    sys.argv = ["etl", *words]
    output = os.open(os.devnull, os.O_WRONLY)
    os.dup2(output, 1)
    os.dup2(output, 2)
    if point:
        _arm(*point.split(), at)
    importlib.import_module("etl.__main__").main()


def _arm(when: str, place: str, at: int) -> None:
    module, _, name = place.partition(":")
    *above, last = name.split(".")
    owner: Any = importlib.import_module(module)
    for part in above:
        owner = getattr(owner, part)
    setattr(owner, last, _deadly(getattr(owner, last), when, at))


def _deadly(function: Callable[..., Any], when: str, at: int) -> Callable[..., Any]:
    calls = 0

    def call(*args: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if (calls, when) == (at, "before"):
            os.kill(os.getpid(), signal.SIGKILL)
        found = function(*args, **named)
        if (calls, when) == (at, "after"):
            os.kill(os.getpid(), signal.SIGKILL)
        return found

    return call
