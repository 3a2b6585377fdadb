"""Stages one file: read, corrected, judged, counted; one judged Parquet named by everything it depends on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow.parquet as pq

from etl import corrections, counting, proposals, read, recipes, totals, tree
from etl.correct import Corrected, Correction, cells_of, correct
from etl.counting import Fault
from etl.decide import Counted, Options, Verdict, decide, options_of
from etl.judge import RAW, statement
from etl.read import Reading, Unreadable
from etl.read.reading import AT
from etl.state import State
from etl.statements import months_in
from warehouse import engine as engines
from warehouse.declarations import Dataset
from warehouse.engine import Connection, arrow_of
from warehouse.files import PRIVATE_FILE, durably, scratch
from warehouse.loads import Load, Staged
from warehouse.remains import PURGED

WRITTEN = "FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2"  # smaller and sooner than v1


@dataclass(frozen=True)
class Arrived:
    """A landed file of a dataset; `name` is what its sender calls it."""

    dataset: Dataset
    path: Path
    sha256: str
    name: str


@dataclass(frozen=True)
class Judged:
    """A judged file: what was read, what was found, and the decision on it.

    `options` are those given, with the months that the form itself states.
    """

    reading: Reading | None
    counted: Counted
    verdict: Verdict
    options: Options
    path: Path | None
    faults: tuple[Fault, ...] = ()
    doubts: tuple[Fault, ...] = ()

    @property
    def told(self) -> tuple[Fault, ...]:
        """All that its sender is told of: refused cells, then what is doubtful."""
        return (*self.faults, *self.doubts)


class LandedFileMissing(Exception):
    """A landed file is not in its place; restore it from a backup."""


def stage(state: State, arrived: Arrived, options: Options, before: Mapping[str, int]) -> Judged:
    """Judge a landed file into a Parquet of the stage; `before` are the rows that parts have now."""
    try:
        with scratch(state.staged(arrived.dataset)) as folder:
            return _stage(state, arrived, options, before, folder / "raw.parquet")
    except Unreadable as unreadable:
        sentence = str(unreadable)
        fault = Fault("", None, "", "", sentence)
        return Judged(
            None, Counted(0, 0, 0, 0, {}), Verdict("refused", sentence, {}), options, None, (fault,)
        )


def _stage(state: State, arrived: Arrived, options: Options, before: Mapping[str, int], raw: Path) -> Judged:
    dataset = arrived.dataset
    given = frozenset(options.constants)
    reading = read.read(arrived.path, dataset, raw, given, arrived.name, state.known.codes)
    options = _with_stated_months(dataset, reading, options)
    fixes = corrections.of(state, dataset, arrived.sha256, ensure)
    path = state.staged(dataset) / recipes.file_name(state, dataset, arrived.sha256, options, fixes)
    con = engines.connect(state.shelf.text)
    cells = _correct(con, raw, dataset, fixes, options)
    if not path.exists():
        judging = _judging(con, state, dataset, options)
        with durably(path, PRIVATE_FILE if dataset.personal else 0o644) as temporary:
            if dataset.tree:
                made = tree.filled(con.raw_sql(judging).to_arrow_table(), dataset, dataset.tree)
                pq.write_table(made, temporary, compression="zstd")
            else:
                con.raw_sql(f"COPY ({judging}) TO '{temporary}' ({WRITTEN})")
    con.look_at(path, counting.JUDGED)
    doubts = () if dataset.tree else totals.doubts(con, dataset, state.known, reading.totals)
    unlike = tuple(_unlike(dataset, cells))
    counted = counting.count(con, dataset, reading.odd, cells, len(doubts))
    proposed = proposals.of(con, dataset, state.catalogue) if counted.refused else {}
    faults = tuple(counting.faults(con, dataset, reading, proposed))
    if options.nihil and not counted.rows and dataset.replaces:
        part, wrong = _empty_part(state, dataset, options)
        counted, faults = replace(counted, empty_part=part), (*faults, *wrong)
    verdict = decide(dataset, counted, options, before)
    return Judged(reading, counted, verdict, options, path, faults, (*unlike, *doubts))


def _with_stated_months(dataset: Dataset, reading: Reading, options: Options) -> Options:
    """The form's own statement of its months counts where the sender says nothing else."""
    if not dataset.month_of or options.months:
        return options
    return replace(options, months=months_in(reading.above))


def _correct(
    con: Connection, raw: Path, dataset: Dataset, fixes: Sequence[Correction], options: Options
) -> list[Corrected]:
    """The engine's table `raw` with the register's corrections; the cells that they are for."""
    if not fixes:
        con.look_at(raw, RAW)
        return []
    arrived = con.read_parquet(str(raw), table_name="arrived")
    corrected, found = correct(arrived, dataset, fixes, options.constants)
    con.create_table(RAW, corrected)
    return cells_of(con.to_pyarrow(found).to_pylist())


def _unlike(dataset: Dataset, cells: Sequence[Corrected]) -> Iterator[Fault]:
    """The cells in which corrections expected something else; of persons only where they are."""
    for one in cells:
        if one.unmet:
            value = "" if dataset.personal else one.cell
            reason = f"{one.unmet} koreksi mengharapkan nilai lain di sel ini"
            yield Fault(one.sheet, one.row, one.column, value, reason)


def _judging(con: Connection, state: State, dataset: Dataset, options: Options) -> str:
    """The engine's statement that judges its table `raw`."""
    secret = state.hashing_key if recipes.is_hashed(dataset) else None
    return statement(con, dataset, state.known, secret, options.constants, options.months or None)


def _empty_part(state: State, dataset: Dataset, options: Options) -> tuple[str, tuple[Fault, ...]]:
    """The part that the sender's statements name, judged as the cells of a row, and what is wrong with them."""
    con = engines.connect(state.shelf.text)
    columns = {"sheet": [""], "row": [0], AT: [0], **{name: [None] for name in dataset.columns}}
    if dataset.month_of and len(options.months) == 1:
        columns[dataset.month_of] = [f"{options.months[0]}-01"]
    types = {"sheet": "string", "row": "int64", AT: "int64", **dict.fromkeys(dataset.columns, "string")}
    con.put(RAW, arrow_of(columns, types))
    (row,) = con.raw_sql(_judging(con, state, dataset, options)).to_arrow_table().to_pylist()
    wrong = tuple(
        Fault("", None, name, row[f"bad_{name}"] or "", row[f"why_{name}"])
        for name in dict.fromkeys((*dataset.replaces, *options.constants))
        if row[f"why_{name}"]
    )
    return ("" if wrong else row["part"] or ""), wrong


def landed_file(state: State, dataset: Dataset, sha256: str) -> Path:
    """Where a load's bytes lie; raises LandedFileMissing."""
    found = sorted((state.landing(dataset) / sha256[:2]).glob(f"{sha256}*"))
    if not found:
        raise LandedFileMissing(f"Berkas {sha256[:12]} dari {dataset.name} tidak ada di tempatnya.")
    return found[0]


def arrived(state: State, load: Load) -> Arrived:
    """The landed file of a load."""
    dataset = state.catalogue.datasets[load.dataset]
    return Arrived(dataset, landed_file(state, dataset, load.sha256), load.sha256, load.file)


def ensure(state: State, load: Load) -> Staged:
    """A load with its judged Parquet, made again where what it depends on has changed; a purged one has none."""
    dataset = state.catalogue.datasets[load.dataset]
    if load.purged_at:
        return Staged(load, Path(f"{PURGED}-{load.id}"))
    options = options_of(load.settings)
    fixes = corrections.of(state, dataset, load.sha256, ensure)
    path = state.staged(dataset) / recipes.file_name(state, dataset, load.sha256, options, fixes)
    if not path.exists():
        made = stage(state, arrived(state, load), options, {})
        assert made.path is not None
        path = made.path
    return Staged(load, path)
