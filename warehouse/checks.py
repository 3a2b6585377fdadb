"""Checks: SQL files that return what is wrong; an error publishes nothing, a warning goes with the release.

A warning is read by everybody: it asks `shown_observations`, where the numbers are those of the public.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse.building import Built

FOLDER = Path(__file__).parent / "checks"
SHOWN = """
    SELECT * REPLACE (
        public_value AS value, public_numerator AS numerator, public_denominator AS denominator,
        public_display AS display, NULL AS achievement, NULL AS pace, NULL AS band, NULL AS low, NULL AS high
    )
    FROM new_observations
"""


class WrongCheck(Exception):
    """A file of checks/ does not say what it is, or answers something else than sentences."""


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
    engine.raw_sql(f"CREATE OR REPLACE TEMPORARY VIEW shown_observations AS {SHOWN}")
    found: dict[str, list[Finding]] = {"error": [], "warning": []}
    for path in sorted(FOLDER.glob("*.sql")):
        sql = path.read_text(encoding="utf-8")
        severity = sql.split(":", 1)[0].removeprefix("--").strip()
        if severity not in found:
            raise WrongCheck(
                f"checks/{path.name}: the first line is neither `-- error: …` nor `-- warning: …`"
            )
        if severity == "warning" and "new_observations" in sql:
            raise WrongCheck(f"checks/{path.name}: a warning asks shown_observations, for everybody reads it")
        result = engine.raw_sql(sql)
        if [name for name, *_ in result.description] != ["sentence"]:
            raise WrongCheck(f"checks/{path.name}: gives other columns than `sentence`")
        found[severity] += [Finding(path.stem, sentence) for (sentence,) in result.fetchall()]
    return Findings(tuple(found["error"]), tuple(found["warning"]))
