"""Runs commands inside the test's own process: the same `main` as `python -m etl`, without its two seconds of start."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from unittest import mock

from etl.__main__ import main
from tests.line import environment


def run(
    state: Path, *words: str | Path, environ: Mapping[str, str] | None = None, stdin: str = ""
) -> CompletedProcess[str]:
    """`python -m etl WORDS` on `state`, with what it wrote and its exit code."""
    said = ["etl", *map(str, words)]
    out, err, code = io.StringIO(), io.StringIO(), 0
    before = os.umask(0o022)
    try:
        with (
            mock.patch.dict(os.environ, {**environment(state), **(environ or {})}, clear=True),
            mock.patch.object(sys, "argv", said),
            mock.patch.object(sys, "stdin", io.StringIO(stdin)),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    finally:
        os.umask(before)
    return CompletedProcess(said, code, out.getvalue(), err.getvalue())


def answer(state: Path, *words: str | Path, exits: int | None = 0, **named: Any) -> Any:
    """What a command answers with `--json`; it must end with the exit code `exits`, any where that is None."""
    done = run(state, *words, "--json", **named)
    assert exits is None or done.returncode == exits, done.stderr or done.stdout
    return json.loads(done.stdout)


def took(state: Path, dataset: str, file: Path, *words: str, exits: int | None = 0) -> dict[str, Any]:
    """The answer of `take` for one file."""
    (load,) = answer(state, "take", dataset, file, *words, exits=exits)["loads"]
    return dict(load)
