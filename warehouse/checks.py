"""Checks: SQL files that return what is wrong; an error publishes nothing, a warning goes with the release."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import ibis

from warehouse.building import Built

FOLDER = Path(__file__).parent / "checks"


@dataclass(frozen=True)
class Finding:
    """What a check found: its name, and the sentence that names what is wrong."""

    check: str
    sentence: str


@dataclass(frozen=True)
class Findings:
    """The findings that stop a release, and those that go with it."""

    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]


def run(built: Built) -> Findings:
    """Every check of the folder over what a release would show."""
    engine = built.engine
    for name, frame in (("observations", built.observations), ("records", built.records)):
        text = frame.astype(object).where(frame.notna(), None) if len(frame) else frame
        engine.create_table(f"new_{name}", ibis.memtable(text), overwrite=True)
    found: dict[str, list[Finding]] = {"error": [], "warning": []}
    for path in sorted(FOLDER.glob("*.sql")):
        sql = path.read_text(encoding="utf-8")
        severity = sql.split(":", 1)[0].removeprefix("--").strip()
        rows = engine.raw_sql(sql).fetchall()
        found[severity] += [Finding(path.stem, sentence) for (sentence,) in rows]
    return Findings(tuple(found["error"]), tuple(found["warning"]))
