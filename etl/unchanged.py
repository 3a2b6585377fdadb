"""Knows when a release would only compute again what is shown already.

What a release shows follows from the accepted loads, the declarations, the code and the day; where all of them are
those of the last one, and its release is still the current one, there is nothing to do. What is remembered may be
deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

from etl.state import State
from warehouse import loads, program, releases
from warehouse.checks import Finding
from warehouse.files import PRIVATE_FILE, durably


def warnings_of(state: State, today: date) -> tuple[Finding, ...] | None:
    """The warnings of the last release where another would find the same, else nothing."""
    try:
        said = json.loads(_file(state).read_text())
    except (FileNotFoundError, ValueError):
        return None
    if not isinstance(said, dict) or said.get("depends_on") != _depends_on(state, today):
        return None
    return tuple(Finding(**warning) for warning in said["warnings"])


def remember(state: State, today: date, warnings: tuple[Finding, ...]) -> None:
    """Keep what the release just made depends on."""
    said = {"depends_on": _depends_on(state, today), "warnings": [vars(warning) for warning in warnings]}
    with durably(_file(state), PRIVATE_FILE) as temporary:
        temporary.write_text(json.dumps(said))


def _file(state: State) -> Path:
    return state.measured / "last_release.json"


def _depends_on(state: State, today: date) -> str:
    current = releases.current(state.engine)
    counted = [(one.id, one.sha256, sorted(one.parts.items())) for one in loads.accepted(state.engine)]
    parts = (
        current,
        counted,
        today,
        state.catalogue.hash,
        program.version(),
        hashlib.sha256(state.hashing_key).hexdigest(),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()
