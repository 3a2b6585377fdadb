"""Runs the command line as people do, in a state of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.both import named

ROOT = Path(__file__).parents[1]
KEYS = {
    "DASBOR_SECRET_KEY": "kS9vQ2mXr7Lw0ZpT4nYb8HcJ1dGf6UaE",
    "DASBOR_LINK_KEY": "Vn3Rt8Wq1Zk5Yx7Pb2Lm9Gs4Hd6Jf0Ca",
}


def environment(state: Path) -> dict[str, str]:
    """The environment of a command that works on `state`."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("DASBOR_")}
    return {**outside, **KEYS, "DASBOR_STATE": str(state), **named(state)}


def run(
    state: Path,
    *words: str | Path,
    root: Path = ROOT,
    environ: Mapping[str, str] | None = None,
    stdin: str = "",
) -> subprocess.CompletedProcess[str]:
    """`python -m etl WORDS` in the project at `root`."""
    return subprocess.run(
        [sys.executable, "-m", "etl", *map(str, words)],
        cwd=root,
        env={**environment(state), **(environ or {})},
        capture_output=True,
        text=True,
        input=stdin,
        check=False,
    )


def answer(state: Path, *words: str | Path, root: Path = ROOT, exits: int = 0) -> Any:
    """What a command answers with `--json`; it must end with the exit code `exits`."""
    done = run(state, *words, "--json", root=root)
    assert done.returncode == exits, done.stderr or done.stdout
    return json.loads(done.stdout)
