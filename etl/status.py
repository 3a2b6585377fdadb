"""What is loaded, how fresh it is, what waits for a person, and what the last release warned of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from etl import aims, corrections, stage
from etl.correct import REGISTER
from etl.counting import Fault
from etl.purging import kept_until
from etl.state import State
from etl.taking import placed
from warehouse import loads, releases, senders
from warehouse.declarations import Dataset
from warehouse.loads import Load
from warehouse.periods import add_months, month_end

MONTHS_WATCHED = 12


def status(state: State, today: date) -> dict[str, Any]:
    """One object: release, datasets with what they owe by `today`, waiting loads, engine, database."""
    current = releases.current(state.engine)
    every = loads.every(state.engine)
    return {
        "release": current.number if current else None,
        "published_at": current.published_at.isoformat() if current else None,
        "today": current.today.isoformat() if current else None,
        "warnings": list(current.warnings) if current else [],
        "datasets": [
            _dataset(dataset, [one for one in every if one.dataset == name], today)
            | _retention(dataset, [one for one in every if one.dataset == name], state, today)
            for name, dataset in state.catalogue.datasets.items()
            if not dataset.derived
        ],
        "waiting": [
            {
                "load": one.id,
                "dataset": one.dataset,
                "file": one.file,
                "why": one.message,
                "doubts": loads.doubts(state.engine, one.id),
            }
            for one in every
            if _waits(one, every)
        ],
        "corrections": _idle_corrections(state),
        "engine": state.settings.engine,
        "database": state.engine.dialect.name,
    }


def _idle_corrections(state: State) -> list[dict[str, Any]]:
    """The corrections that count and find nothing in the files that do: their own load and row, and why."""
    found = []
    for load in loads.accepted(state.engine, REGISTER):
        entries = corrections.entries(stage.ensure(state, load).path)
        for fault in aims.unmet(state, entries):
            found.append({"load": load.id, "file": load.file, "row": fault.row, "why": fault.reason})
    return found


def _dataset(dataset: Dataset, ours: list[Load], today: date) -> dict[str, Any]:
    accepted = [one for one in ours if one.state == "accepted"]
    parts = sorted({part for _, part in loads.current_parts(accepted)})
    return {
        "dataset": dataset.name,
        "loads": len(accepted),
        "waiting": sum(_waits(one, ours) for one in ours),
        "refused": sum(one.state == "refused" for one in ours),
        "rows": sum(one.kept for one in accepted),
        "newest_part": parts[-1] if parts else None,
        "owed": owed(dataset, parts, today),
        "last_received": _day(accepted[-1]) if accepted else None,
        "sample": any(one.sample for one in accepted),
    }


def _retention(dataset: Dataset, ours: list[Load], state: State, today: date) -> dict[str, Any]:
    """Until when the oldest bytes of persons are kept, how many are gone, and how many are due to go."""
    if not dataset.personal or dataset.name == REGISTER:
        return {}
    until = [kept_until(one, state.settings.keep_months) for one in ours if not one.purged_at]
    return {
        "keep_months": state.settings.keep_months,
        "kept_until": min(until).isoformat() if until else None,
        "purged": sum(one.purged_at is not None for one in ours),
        "due": sum(day <= today for day in until),
    }


def _waits(load: Load, every: Sequence[Load]) -> bool:
    """Whether a load waits for a person; not where its bytes were taken again and accepted."""
    taken_again = any(
        one.sha256 == load.sha256 and one.dataset == load.dataset and one.state == "accepted" for one in every
    )
    return load.state == "waiting" and not taken_again


def owed(dataset: Dataset, parts: Sequence[str], today: date) -> list[dict[str, str | None]]:
    """What is promised for the last twelve months that are due and is not here: month and office."""
    arrived = senders.arrived_months(parts)
    if dataset.due_days is None or not arrived:
        return []
    due = [add_months(today.replace(day=1), -back) for back in range(MONTHS_WATCHED, 0, -1)]
    due = [month for month in due if (today - month_end(month)).days >= dataset.due_days]
    missing = [(month, None) for month in due if month >= min(arrived) and month not in arrived]
    roster = senders.roster(parts, ()) if dataset.senders else senders.roster((), ())
    absent = roster[~roster["reported"].astype(bool) & roster["month"].isin(due)]
    missing += list(zip(absent["month"], absent["organisation"], strict=True))
    return [
        {"month": f"{month:%Y-%m}", "office": office}
        for month, office in sorted(missing, key=lambda one: (one[0], one[1] or ""))
    ]


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
    facts += [
        f"disimpan: {one['dataset']} {one['keep_months']} bulan sesudah diterima, yang tertua sampai "
        f"{one['kept_until'] or '-'} · dihapus {one['purged']}"
        + (f" · lewat masa simpan {one['due']}: jalankan python -m etl purge" if one["due"] else "")
        for one in answer["datasets"]
        if "kept_until" in one
    ]
    for one in answer["datasets"]:
        facts += [
            f"belum datang: {one['dataset']} {late['month']} {late['office'] or 'semua'}"
            for late in one["owed"]
        ]
    for one in answer["waiting"]:
        facts.append(f"menunggu: muatan {one['load']} {one['file']}: {one['why']}")
        facts += [f"  {placed(Fault(**doubt))}" for doubt in one["doubts"]]
    facts += [
        f"koreksi tanpa guna: muatan {one['load']} {one['file']} baris {one['row']}: {one['why']}"
        for one in answer["corrections"]
    ]
    facts += [f"peringatan: {sentence}" for sentence in answer["warnings"]]
    return facts
