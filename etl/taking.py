"""Take: one file landed, judged, staged, decided on and stored; and what is told about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from etl import arriving, kept, stage, storing, supposing
from etl.counting import Fault
from etl.decide import Counted, Options
from etl.land import land
from etl.read import Skipped
from etl.stage import Arrived, Judged
from etl.state import State
from warehouse import loads
from warehouse.declarations import Dataset
from warehouse.loads import Load

FAULTS_TOLD = 20
WORDS = {"accepted": "diterima", "refused": "DITOLAK", "waiting": "MENUNGGU"}


@dataclass(frozen=True)
class Manner:
    """How files are taken: what their sender says of them, when, and whether anything is written."""

    options: Options
    now: datetime
    dry_run: bool = False
    with_rows: bool = False
    rejects: Path | None = None
    say: Callable[[str], None] = print


@dataclass(frozen=True)
class Taken:
    """What became of a file; `judged` is None for bytes that are loaded already."""

    dataset: Dataset
    file: Path
    state: str
    counted: Counted
    load: int | None = None
    duplicate_of: int | None = None
    judged: Judged | None = None
    warnings: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()

    def answer(self) -> dict[str, Any]:
        """The contract's object for `--json` (DESIGN §5)."""
        judged, counted = self.judged, self.counted
        return {
            "file": self.file.name,
            "load": self.load,
            "dataset": self.dataset.name,
            "rows": counted.rows,
            "kept": counted.kept,
            "refused": counted.refused,
            "duplicates": counted.duplicates,
            "corrections": {
                "made": counted.corrected,
                "met": counted.met_corrections,
                "unmet": counted.unmet_corrections,
            },
            "state": self.state,
            "message": judged.verdict.message if judged else "",
            "parts": dict(judged.verdict.parts if judged else counted.parts),
            "duplicate_of": self.duplicate_of,
            "skipped": _skipped(judged.reading.skipped if judged and judged.reading else Skipped()),
            "warnings": list(self.warnings),
            "faults": [vars(fault) for fault in judged.told] if judged else [],
        }


def _skipped(skipped: Skipped) -> dict[str, Any]:
    counted = {"totals": skipped.totals, "blanks": skipped.blanks, "notes": skipped.notes}
    return {**counted, "columns": list(skipped.columns), "sheets": list(skipped.sheets)}


def take(state: State, dataset: Dataset, file: Path, manner: Manner) -> Taken:
    """Take one file; with `dry_run` nothing is written outside a folder that vanishes."""
    if manner.dry_run:
        with TemporaryDirectory() as folder:
            return _judged_only(state, dataset, file, manner, Path(folder))
    landed = land(file, state.landing(dataset), private=dataset.personal)
    older = loads.accepted(state.engine, dataset.name)
    same = next((one for one in older if one.sha256 == landed.sha256 and _says(one, manner.options)), None)
    if same is not None:
        return _duplicate(state, dataset, file, same, manner)
    arrived = Arrived(dataset, landed.path, landed.sha256, landed.name)
    judged = arriving.judge(state, arrived, manner.options)
    number = _told_before(state, arrived, judged) or storing.store(state, arrived, judged, manner.now)
    taken = Taken(dataset, file, judged.verdict.state, judged.counted, number, judged=judged)
    return _told(taken, arrived, manner)


def _says(load: Load, options: Options) -> bool:
    """Whether a load was taken with the same statements; equal empty forms of two months are two loads."""
    said = load.settings
    months = not options.months or list(options.months) == said["months"]
    return bool(months and dict(options.constants) == said["constants"] and options.mode == said["mode"])


def _told_before(state: State, arrived: Arrived, judged: Judged) -> int | None:
    """The load that told the same of the same bytes, where no other has since spoken for its parts."""
    if judged.verdict.state == "accepted":
        return None
    for one in reversed(loads.every(state.engine, arrived.dataset.name)):
        if one.sha256 == arrived.sha256 and storing.is_told_by(state, one, judged):
            return one.id
        if one.state == "accepted" and one.parts.keys() & judged.verdict.parts.keys():
            return None
    return None


def _duplicate(state: State, dataset: Dataset, file: Path, same: Load, manner: Manner) -> Taken:
    manner.say(f"{file.name}: sudah dimuat sebagai muatan {same.id}; tidak ada yang dilakukan.")
    twins = same.rows - same.kept - same.refused
    counted = Counted(same.rows, same.kept, same.refused, twins, same.parts)
    rows = (
        kept.rows(stage.ensure(state, same).path, dataset, file.name)
        if manner.with_rows and not same.purged_at
        else ()
    )
    if manner.rejects and not same.purged_at:
        arrived = replace(stage.arrived(state, same), name=file.name)
        _hand_back(arrived, stage.stage(state, arrived, manner.options, {}), manner.rejects)
    return Taken(dataset, file, "duplicate", counted, duplicate_of=same.id, rows=tuple(rows))


def _judged_only(state: State, dataset: Dataset, file: Path, manner: Manner, folder: Path) -> Taken:
    landed = land(file, folder / "landing", private=True)
    unknown = supposing.unknown_codes(state, dataset, manner.options)
    arrived = Arrived(dataset, landed.path, landed.sha256, landed.name)
    trial = supposing.known(state, unknown).made_in(folder)
    judged = arriving.judge(trial, arrived, manner.options)
    warnings = tuple(one.sentence for one in unknown)
    taken = Taken(dataset, file, judged.verdict.state, judged.counted, judged=judged, warnings=warnings)
    return _told(taken, arrived, manner)


def _told(taken: Taken, arrived: Arrived, manner: Manner) -> Taken:
    """Says what became of a file; hands it back marked and adds its kept rows where they are wanted."""
    for line in lines(taken):
        manner.say(line)
    if manner.rejects and taken.judged:
        _hand_back(arrived, taken.judged, manner.rejects)
    if not manner.with_rows or taken.judged is None or taken.judged.path is None:
        return taken
    return replace(taken, rows=tuple(kept.rows(taken.judged.path, taken.dataset, taken.file.name)))


def _hand_back(arrived: Arrived, judged: Judged, out: Path) -> None:
    from etl import rejects  # few ask for a workbook

    rejects.write(arrived, judged, out)


def lines(taken: Taken) -> Iterator[str]:
    """What people are told: counts and parts, the decision, the first faults."""
    assert taken.judged is not None
    counted, verdict, reading = taken.counted, taken.judged.verdict, taken.judged.reading
    load = f"muatan {taken.load}, " if taken.load else ""
    yield (
        f"{taken.file.name}: {load}{WORDS[verdict.state]} · {counted.kept} baris baik, "
        f"{counted.refused} ditolak, {counted.duplicates} kembar"
    )
    if verdict.state == "accepted":
        yield f"  bagian: {_few(list(verdict.parts))}"
    if verdict.message:
        yield f"  {verdict.message}"
    yield from (f"  Peringatan: {sentence}" for sentence in taken.warnings)
    if counted.corrected or counted.met_corrections:
        yield f"  koreksi: {counted.corrected} diterapkan, {counted.met_corrections} sudah benar di berkas"
    if reading and reading.skipped.columns:
        yield f"  kolom yang tidak dibaca: {', '.join(reading.skipped.columns)}"
    yield from (f"  {note}" for note in (reading.notes if reading else ()))
    yield from _faults(taken.judged)


def _faults(judged: Judged) -> Iterator[str]:
    told = [fault for fault in judged.told if fault.reason != judged.verdict.message]
    for fault in told[:FAULTS_TOLD]:
        yield f"  {placed(fault)}"
    rest = len(told) - FAULTS_TOLD
    if rest > 0:
        yield f"  dan {rest} lagi; lihat --json"


def placed(fault: Fault) -> str:
    """A fault with its place, for people."""
    row = f"baris {fault.row}" if fault.row else ""
    place = " ".join(filter(None, (fault.sheet, row, fault.column)))
    value = f" ({fault.value})" if fault.value else ""
    return f"{place}: {fault.reason}{value}" if place else f"{fault.reason}{value}"


def _few(parts: Sequence[str]) -> str:
    return ", ".join(parts) if len(parts) <= 4 else f"{parts[0]} sampai {parts[-1]} ({len(parts)} bagian)"
