"""Whether the corrections of a file that arrives find what they are to put right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from etl import corrections, read, stage
from etl.correct import REGISTER, Correction, cells_of, correct
from etl.corrections import Entry
from etl.counting import Fault
from etl.state import State
from warehouse import engine as engines
from warehouse import loads
from warehouse.declarations import Dataset
from warehouse.engine import Table
from warehouse.loads import Load

NOWHERE = "\x1e"  # what no cell holds


def faults(state: State, entries: Sequence[Entry]) -> Iterator[Fault]:
    """The entries that mean nothing: of no dataset, column, file or row."""
    seen = {one.sha256 for one in loads.every(state.engine)}
    for one in entries:
        for column, reason in _faults(state, one, seen):
            yield Fault(one.sheet, one.row, column, "", reason)


def _faults(state: State, one: Entry, seen: set[str]) -> Iterator[tuple[str, str]]:
    dataset = state.catalogue.datasets.get(one.dataset)
    if dataset is None or dataset.derived or dataset.name == REGISTER:
        yield "dataset", "dataset tidak dikenal"
    elif one.correction.column not in dataset.columns:
        yield "kolom", f"{dataset.name} tidak mempunyai kolom ini"
    if one.sha256 and one.sha256 not in seen:
        yield "berkas_sha256", "berkas ini belum pernah dimuat"
    if not isinstance(one.correction.at, str) and not (one.sha256 and one.correction.at[1]):
        yield "kunci", "tulis kunci baris, atau berkas dan selnya"


def unmet(state: State, entries: Sequence[Entry]) -> list[Fault]:
    """The entries whose row or old value is in no file that counts, nor in the file that they name."""
    found: list[Fault] = []
    for name in sorted({one.dataset for one in entries}):
        ours = [one for one in entries if one.dataset == name]
        found += _unmet(state, state.catalogue.datasets[name], ours)
    return found


def _unmet(state: State, dataset: Dataset, entries: Sequence[Entry]) -> Iterator[Fault]:
    absent, wrong = set(entries), set()
    for load in _read_again(state, dataset, {one.sha256 for one in entries}):
        ours = [one for one in entries if one.sha256 in (None, load.sha256)]
        before = list(corrections.of(state, dataset, load.sha256, stage.ensure))
        with TemporaryDirectory(dir=state.staged(dataset)) as folder:
            table = _raw(state, dataset, load, Path(folder) / "raw.parquet")
            if not _count(table, dataset, load, map(_nowhere, ours)):
                continue
            for one in ours:
                if not _count(table, dataset, load, [_nowhere(one)]):
                    continue
                absent.discard(one)
                after = [*before, one.correction]
                if _count(table, dataset, load, after) > _count(table, dataset, load, before):
                    wrong.add(one)
                before = after
    for one in entries:
        if one in absent:
            yield Fault(one.sheet, one.row, "kunci", "", "baris ini tidak ada di berkas yang dimuat")
        elif one in wrong:
            yield Fault(one.sheet, one.row, "nilai_lama", "", "nilai lama ini tidak ada di barisnya")


def _read_again(state: State, dataset: Dataset, named: set[str | None]) -> list[Load]:
    """The loads whose rows count, and those of the files that corrections name; each file's newest."""
    every = [one for one in loads.every(state.engine, dataset.name) if not one.purged_at]
    current = {number for number, _ in loads.current_parts(one for one in every if one.state == "accepted")}
    return list({one.sha256: one for one in every if one.id in current or one.sha256 in named}.values())


def _raw(state: State, dataset: Dataset, load: Load, path: Path) -> Table:
    constants = frozenset(load.settings["constants"])
    read.read(stage.arrived(state, load).path, dataset, path, constants, load.file)
    return engines.connect().read_parquet(str(path))


def _nowhere(one: Entry) -> Correction:
    """A correction of the same cell that never finds its value: where it is unmet, the row is there."""
    return replace(one.correction, old=NOWHERE, new=NOWHERE)


def _count(table: Table, dataset: Dataset, load: Load, fixes: Iterator[Correction] | list[Correction]) -> int:
    """How many of these corrections find their row and not their value."""
    found = correct(table, dataset, list(fixes), load.settings["constants"])[1]
    return sum(one.unmet for one in cells_of(found.to_pyarrow().to_pylist()))
