"""The engine's table `revisions`: what became of every programme in each version, for measures and checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from warehouse import masterplan

if TYPE_CHECKING:
    from warehouse.engine import Connection

SCHEMA = {
    "load": "int64", "sheet": "string", "sheet_row": "int64", "against": "string", "before": "string",
    "versi_masterplan": "string", "berlaku_dari": "date", "kode_skpd": "string", "kode_program": "string",
    "action": "string", "claimed": "string", "changed": "string",
}  # fmt: skip


def put(engine: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """One row per programme, version and what it is held against: the version before it, and the first."""
    from warehouse.engine import arrow_of

    found = list(_rows(rows))
    engine.put("revisions", arrow_of({name: [one[name] for one in found] for name in SCHEMA}, SCHEMA))


def _rows(rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    versions = masterplan.chain(rows)
    for place, version in enumerate(versions[1:], start=1):
        for against, before in (("sebelumnya", versions[place - 1]), ("asli", versions[0])):
            for one in masterplan.differences(rows, before.name, version.name):
                yield _row(one, against, before, version)


def _row(
    one: masterplan.Difference, against: str, before: masterplan.Version, version: masterplan.Version
) -> dict[str, Any]:
    """A programme that is no more there is a row of the version that still had it."""
    shown = one.after or one.before
    assert shown is not None
    origin = {name: shown[name] for name in ("load", "sheet", "sheet_row", "kode_skpd", "kode_program")}
    return origin | {
        "against": against,
        "before": before.name,
        "versi_masterplan": version.name,
        "berlaku_dari": version.since,
        "action": one.action,
        "claimed": one.claimed,
        "changed": ", ".join(change.column for change in one.changes),
    }
