"""Take: one file landed, judged, staged, decided on and stored; and what is told about it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from etl import stage, storing
from etl.decide import Options
from etl.files import durably
from etl.land import Landed, land
from etl.stage import Judged
from etl.state import State
from warehouse import engine as engines
from warehouse import loads
from warehouse.declarations import Dataset
from warehouse.registers import plain

FAULTS_TOLD = 20


@dataclass(frozen=True)
class Taken:
    """What became of a file; `judged` is None for bytes that are loaded already."""

    dataset: Dataset
    file: Path
    state: str
    load: int | None
    duplicate_of: int | None
    judged: Judged | None
    kept_rows: tuple[dict[str, Any], ...] = ()

    def answer(self) -> dict[str, Any]:
        """The contract's object for `--json` (DESIGN §5)."""
        counted = self.judged.counted if self.judged else None
        reading = self.judged.reading if self.judged else None
        return {
            "file": self.file.name,
            "load": self.load,
            "dataset": self.dataset.name,
            "rows": counted.rows if counted else 0,
            "kept": counted.kept if counted else 0,
            "refused": counted.refused if counted else 0,
            "duplicates": counted.duplicates if counted else 0,
            "state": self.state,
            "message": self.judged.verdict.message if self.judged else "",
            "parts": dict(self.judged.verdict.parts) if self.judged else {},
            "duplicate_of": self.duplicate_of,
            "skipped": {
                "totals": reading.skipped.totals if reading else 0,
                "blanks": reading.skipped.blanks if reading else 0,
                "notes": reading.skipped.notes if reading else 0,
                "columns": list(reading.skipped.columns) if reading else [],
                "sheets": list(reading.skipped.sheets) if reading else [],
            },
            "faults": [vars(fault) for fault in self.judged.faults] if self.judged else [],
        }


def take(
    state: State,
    dataset: Dataset,
    file: Path,
    options: Options,
    now: datetime,
    dry_run: bool,
    say: Callable[[str], None],
    with_rows: bool,
) -> Taken:
    """Take one file; with `dry_run` nothing is written outside a folder that vanishes."""
    if dry_run:
        with TemporaryDirectory() as folder:
            landed = land(file, Path(folder) / "landing", private=True)
            return _take(state, dataset, file, landed, options, now, Path(folder), True, say, with_rows)
    landed = land(file, state.landing(dataset), private=dataset.personal)
    return _take(state, dataset, file, landed, options, now, state.staged(dataset), False, say, with_rows)


def _take(
    state: State,
    dataset: Dataset,
    file: Path,
    landed: Landed,
    options: Options,
    now: datetime,
    target: Path,
    dry_run: bool,
    say: Callable[[str], None],
    with_rows: bool,
) -> Taken:
    older = loads.accepted(state.engine, dataset.name)
    same = next((one for one in older if one.sha256 == landed.sha256), None)
    if same is not None and not dry_run:
        say(f"{file.name}: sudah dimuat sebagai muatan {same.id}; tidak ada yang dilakukan.")
        return Taken(dataset, file, "duplicate", None, same.id, None)
    judged = stage.stage(state, dataset, landed.path, landed.sha256, landed.name, options, target, older)
    number = None
    if not dry_run:
        number = storing.store(
            state,
            dataset.name,
            landed.sha256,
            landed.name,
            judged.options,
            judged.counted,
            judged.verdict,
            now,
        )
    taken = Taken(dataset, file, judged.verdict.state, number, None, judged)
    for line in lines(taken):
        say(line)
    return replace(taken, kept_rows=tuple(_kept_rows(taken))) if with_rows else taken


def lines(taken: Taken) -> Iterator[str]:
    """What people are told: counts and parts, the decision, the first faults."""
    if taken.judged is None:
        return
    counted, verdict = taken.judged.counted, taken.judged.verdict
    words = {"accepted": "diterima", "refused": "DITOLAK", "waiting": "MENUNGGU"}
    load = f"muatan {taken.load}, " if taken.load else ""
    yield (
        f"{taken.file.name}: {load}{words[verdict.state]} · {counted.kept} baris baik, "
        f"{counted.refused} ditolak, {counted.duplicates} kembar"
    )
    if verdict.state == "accepted":
        yield f"  bagian: {_few(list(verdict.parts))}"
    if verdict.message:
        yield f"  {verdict.message}"
    if taken.judged.reading and taken.judged.reading.skipped.columns:
        yield f"  kolom yang tidak dibaca: {', '.join(taken.judged.reading.skipped.columns)}"
    for fault in taken.judged.faults[:FAULTS_TOLD]:
        place = " ".join(
            part for part in (fault.sheet, f"baris {fault.row}" if fault.row else "", fault.column) if part
        )
        yield f"  {place}: {fault.reason}{f' ({fault.value})' if fault.value else ''}"
    rest = len(taken.judged.faults) - FAULTS_TOLD
    if rest > 0:
        yield f"  dan {rest} lagi; lihat --json"


def _few(parts: Sequence[str]) -> str:
    return ", ".join(parts) if len(parts) <= 4 else f"{parts[0]} sampai {parts[-1]} ({len(parts)} bagian)"


def _kept_rows(taken: Taken) -> Iterator[dict[str, Any]]:
    """The kept rows typed, in the order of the file; hashed columns hold their hash."""
    assert taken.judged is not None
    if taken.judged.path is None:
        return
    names = list(taken.dataset.columns)
    judged = engines.connect().read_parquet(str(taken.judged.path))
    good = judged.filter(*(judged[f"why_{name}"].isnull() for name in names), ~judged.duplicate)
    for row in good.order_by("sheet", "row").to_pyarrow().to_pylist():
        yield {name: row[name] for name in names} | {
            "file": taken.file.name,
            "sheet": row["sheet"],
            "row": row["row"],
        }


def write_rows(dataset: Dataset, taken: Sequence[Taken], out: Path) -> None:
    """The kept rows as CSV: ISO dates, `.` decimals, empty = unknown."""
    with durably(out) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*dataset.columns, "file", "sheet", "row"])
        for one in taken:
            writer.writerows([_text(value) for value in row.values()] for row in one.kept_rows)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else str(value)
