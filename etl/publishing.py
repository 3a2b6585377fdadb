"""The release: what is staged becomes what is shown, checked and in one step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from etl import unchanged
from etl.state import State
from warehouse import checks, loads, releases
from warehouse.checks import Finding
from warehouse.disclosure import NOTHING_SHOWN, Before, Cell, Leak
from warehouse.loads import Staged
from warehouse.releases import Published

DISCLOSURE = "disclosure"

if TYPE_CHECKING:
    from warehouse.building import Built


@dataclass(frozen=True)
class Outcome:
    """What a release did, or the checks that stopped it."""

    published: Published | None
    failed: tuple[Finding, ...]
    warnings: tuple[Finding, ...]

    def answer(self) -> dict[str, Any]:
        """The contract's object for `--json` (DESIGN §5)."""
        done = self.published
        return {
            "release": done.release.number if done and done.release else None,
            "since": done.since if done else None,
            "added": done.added if done else 0,
            "changed": done.changed if done else 0,
            "ended": done.ended if done else 0,
            "failed_checks": [vars(one) for one in self.failed],
            "warnings": [vars(one) for one in self.warnings],
        }


def staged_loads(state: State) -> tuple[Staged, ...]:
    """Every accepted load with its judged Parquet, judged again where declarations or corrections changed."""
    from etl import stage  # loads all that judging takes

    return tuple(stage.ensure(state, one) for one in loads.accepted(state.engine))


def build_now(state: State, today: date) -> Built:
    """Everything computed from the current loads."""
    return _built(state, today, state.measured, releases.before(state.engine, state.catalogue, today))


def release(state: State, today: date, now: datetime) -> Outcome:
    """Measure, roll up, evaluate, disclose, check, publish; nothing of it where nothing has changed."""
    known = unchanged.warnings_of(state, today)
    if known is not None:
        return Outcome(Published(releases.current(state.engine), False, 0, 0, 0), (), known)
    try:
        built = build_now(state, today)
    except Leak as leak:
        return Outcome(None, tuple(Finding(DISCLOSURE, _told(cell)) for cell in leak.cells), ())
    findings = checks.run(built)
    if findings.errors:
        return Outcome(None, findings.errors, findings.warnings)
    from warehouse.snapshots import Snapshots  # loads the engine

    kept = Snapshots(state.measured, releases.current(state.engine))
    found = releases.differences(state.engine, built, kept)
    warnings = [one.sentence for one in findings.warnings]

    def journal(number: int) -> None:
        state.record("release", now, {"number": number, "today": today.isoformat()})

    published = releases.publish(state.engine, found, today, state.catalogue, warnings, now, journal)
    if published.is_new and published.release:
        kept.follow(built, published.release)
    unchanged.remember(state, today, findings.warnings)
    return Outcome(published, (), findings.warnings)


def _told(cell: Cell) -> str:
    """What a cell that would leak is, for who has to decide."""
    return f"Yang pernah diumumkan membuka angka yang harus disamarkan: {' '.join(filter(None, cell))}."


def build_afresh(state: State, today: date) -> Built:
    """Everything computed from the stage, with no measured file of an earlier run."""
    with TemporaryDirectory() as empty:
        return _built(state, today, Path(empty))


def _built(state: State, today: date, measured: Path, before: Before = NOTHING_SHOWN) -> Built:
    from warehouse.building import Ingredients, build  # takes longer to load than a release with nothing new

    return build(Ingredients(state.catalogue, staged_loads(state), today, measured, before, state.kept))
