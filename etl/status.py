"""What is loaded, how fresh it is, what waits for a person, and what the last release warned of."""

from __future__ import annotations

from datetime import date
from typing import Any

from etl.state import State
from warehouse import loads, releases
from warehouse.loads import Load


def status(state: State) -> dict[str, Any]:
    """One object: release, datasets, waiting loads, engine, database."""
    current = releases.current(state.engine)
    every = loads.every(state.engine)
    return {
        "release": current.number if current else None,
        "published_at": current.published_at.isoformat() if current else None,
        "today": current.today.isoformat() if current else None,
        "warnings": list(current.warnings) if current else [],
        "datasets": [
            _dataset(name, [one for one in every if one.dataset == name])
            for name, dataset in state.catalogue.datasets.items()
            if not dataset.derived
        ],
        "waiting": [
            {"load": one.id, "dataset": one.dataset, "file": one.file, "why": one.message}
            for one in every
            if one.state == "waiting"
        ],
        "engine": state.settings.engine,
        "database": state.engine.dialect.name,
    }


def _dataset(name: str, ours: list[Load]) -> dict[str, Any]:
    accepted = [one for one in ours if one.state == "accepted"]
    parts = sorted({part for _, part in loads.current_parts(accepted)})
    return {
        "dataset": name,
        "loads": len(accepted),
        "waiting": sum(one.state == "waiting" for one in ours),
        "refused": sum(one.state == "refused" for one in ours),
        "rows": sum(one.kept for one in accepted),
        "newest_part": parts[-1] if parts else None,
        "last_received": _day(accepted[-1]) if accepted else None,
        "sample": any(one.sample for one in accepted),
    }


def _day(one: Load) -> str:
    day: date = one.received_at.date()
    return day.isoformat()


def lines(answer: dict[str, Any]) -> list[str]:
    """The status for people, a fact a line."""
    facts = [
        f"rilis {answer['release']} diterbitkan {answer['published_at']} UTC, per {answer['today']}"
        if answer["release"]
        else "belum ada rilis"
    ]
    for one in answer["datasets"]:
        facts.append(
            f"{one['dataset']:<14} {one['loads']:>4} muatan {one['rows']:>8} baris · terbaru {one['newest_part'] or '-'}"
            f" · menunggu {one['waiting']} · ditolak {one['refused']}{' · CONTOH' if one['sample'] else ''}"
        )
    facts += [f"menunggu: muatan {one['load']} {one['file']}: {one['why']}" for one in answer["waiting"]]
    facts += [f"peringatan: {sentence}" for sentence in answer["warnings"]]
    return facts
