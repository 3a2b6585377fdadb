"""Stages one file: read, corrected, judged, counted; one judged Parquet named by everything it depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ibis

from etl import corrections, read, recipes
from etl.correct import Correction, correct
from etl.decide import Counted, Options, Verdict, decide, options_of
from etl.files import PRIVATE_FILE, durably
from etl.judge import RAW, statement
from etl.kinds.hashing import BLOCK
from etl.kinds.known import Known, known
from etl.read import OddRow, Reading, Unreadable
from etl.state import State
from etl.statements import months_in
from warehouse import engine as engines
from warehouse import loads
from warehouse.declarations import Catalogue, Dataset
from warehouse.loads import Load, Staged

FAULTS_SHOWN = 1000
_KNOWN: dict[str, Known] = {}


@dataclass(frozen=True)
class Fault:
    """One refused cell, with its place in the file; personal values are masked."""

    sheet: str
    row: int | None
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Judged:
    """A judged file: what was read, what was found, and the decision on it."""

    reading: Reading | None
    counted: Counted
    verdict: Verdict
    options: Options
    path: Path | None
    faults: tuple[Fault, ...] = field(default=())


class LandedFileMissing(Exception):
    """A landed file is not in its place; restore it from a backup."""


def stage(
    state: State,
    dataset: Dataset,
    landed: Path,
    sha256: str,
    name: str,
    options: Options,
    target: Path,
    older: Sequence[Load],
) -> Judged:
    """Judge a landed file into a Parquet in the folder `target`."""
    try:
        with TemporaryDirectory(dir=_scratch(target)) as scratch:
            return _stage(state, dataset, landed, sha256, name, options, target, older, Path(scratch))
    except Unreadable as unreadable:
        fault = Fault("", None, "", "", str(unreadable))
        return Judged(
            None, Counted(0, 0, 0, 0, {}), Verdict("refused", str(unreadable), {}), options, None, (fault,)
        )


def _scratch(target: Path) -> Path:
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    return target


def _stage(
    state: State,
    dataset: Dataset,
    landed: Path,
    sha256: str,
    name: str,
    options: Options,
    target: Path,
    older: Sequence[Load],
    scratch: Path,
) -> Judged:
    raw = scratch / "raw.parquet"
    reading = read.read(landed, dataset, raw, frozenset(options.constants), name)
    options = _with_stated_months(dataset, reading, options)
    fixes = corrections.of(state, dataset, sha256, ensure)
    path = target / recipes.file_name(state.catalogue, dataset, sha256, options, fixes)
    con = engines.connect()
    unmet_count = _correct(con, raw, dataset, fixes, options)
    if not path.exists():
        secret = _hashing_key(state) if _is_hashed(dataset) else None
        judging = statement(
            con, dataset, _known(state.catalogue), secret, options.constants, options.months or None
        )
        with durably(path, PRIVATE_FILE if dataset.personal else 0o644) as temporary:
            con.raw_sql(f"COPY ({judging}) TO '{temporary}' (FORMAT parquet, COMPRESSION zstd)")
    counted = count(con.read_parquet(str(path)), dataset, reading.odd, unmet_count)
    faults = (*_odd_faults(reading.odd), *faults_of(con.read_parquet(str(path)), dataset))
    return Judged(reading, counted, decide(dataset, counted, options, older), options, path, faults)


def _with_stated_months(dataset: Dataset, reading: Reading, options: Options) -> Options:
    """The form's own statement of its months counts where the sender says nothing else."""
    if not dataset.month_of or options.months:
        return options
    return replace(options, months=months_in(reading.above))


def _correct(con: Any, raw: Path, dataset: Dataset, fixes: Sequence[Correction], options: Options) -> int:
    """The engine's table `raw` with the register's corrections, and how many of them found nothing to correct."""
    if not fixes:
        con.read_parquet(str(raw), table_name=RAW)
        return 0
    arrived = con.read_parquet(str(raw), table_name="arrived")
    corrected, unmet = correct(arrived, dataset, fixes, options.constants)
    con.create_table(RAW, corrected)
    return int(unmet.execute())


def _hashing_key(state: State) -> bytes:
    """The key of the hashes; one longer than a block of the hash is hashed itself (RFC 2104)."""
    key = state.settings.link().encode()
    return key if len(key) <= BLOCK else hashlib.sha256(key).digest()


def _is_hashed(dataset: Dataset) -> bool:
    return any(column.hashed for column in dataset.columns.values())


def _known(catalogue: Catalogue) -> Known:
    if catalogue.hash not in _KNOWN:
        _KNOWN[catalogue.hash] = known(catalogue.entities, catalogue.aliases)
    return _KNOWN[catalogue.hash]


def count(judged: Any, dataset: Dataset, odd: Sequence[OddRow], unmet: int) -> Counted:
    """Rows in all, kept, refused and twins, and the kept rows of each part."""
    good = judged[f"why_{next(iter(dataset.columns))}"].isnull()
    for name in dataset.columns:
        good &= judged[f"why_{name}"].isnull()
    marked = judged.mutate(good=good, kept=good & ~judged.duplicate)
    totals = (
        marked.agg(
            rows=marked.count(),
            good=marked.good.sum(),
            kept=marked["kept"].sum(),
            twins=(marked.good & marked.duplicate).sum(),
        )
        .to_pyarrow()
        .to_pylist()[0]
    )
    numbers = {name: int(value or 0) for name, value in totals.items()}
    parts = marked.filter(marked["kept"]).group_by("part").agg(rows=ibis._.count()).to_pyarrow().to_pylist()
    return Counted(
        rows=numbers["rows"] + len(odd),
        kept=numbers["kept"],
        refused=numbers["rows"] - numbers["good"] + len(odd),
        duplicates=numbers["twins"],
        parts={
            row["part"] or loads.ALL: row["rows"] for row in sorted(parts, key=lambda row: row["part"] or "")
        },
        unmet_corrections=unmet,
    )


def _odd_faults(odd: Sequence[OddRow]) -> Iterator[Fault]:
    return (Fault(one.sheet, one.row, "", "", one.reason) for one in odd)


def faults_of(judged: Any, dataset: Dataset) -> Iterator[Fault]:
    """Every refused cell in the order of the file."""
    bad = judged.filter(_any_reason(judged, dataset)).order_by("sheet", "row").limit(FAULTS_SHOWN)
    for row in bad.to_pyarrow().to_pylist():
        for name in dataset.columns:
            if row[f"why_{name}"]:
                value = (row[f"bad_{name}"] or "").removeprefix("\x1f")
                yield Fault(row["sheet"], row["row"], name, value, row[f"why_{name}"])


def _any_reason(judged: Any, dataset: Dataset) -> Any:
    names = list(dataset.columns)
    found = judged[f"why_{names[0]}"].notnull()
    for name in names[1:]:
        found |= judged[f"why_{name}"].notnull()
    return found


def landed_file(state: State, dataset: Dataset, sha256: str) -> Path:
    """Where a load's bytes lie; raises LandedFileMissing."""
    found = sorted((state.landing(dataset) / sha256[:2]).glob(f"{sha256}*"))
    if not found:
        raise LandedFileMissing(f"Berkas {sha256[:12]} dari {dataset.name} tidak ada di tempatnya.")
    return found[0]


def ensure(state: State, load: Load) -> Staged:
    """A load with its judged Parquet, made again where what it depends on has changed."""
    dataset = state.catalogue.datasets[load.dataset]
    options = options_of(load.settings)
    fixes = corrections.of(state, dataset, load.sha256, ensure)
    folder = state.staged(dataset)
    path = folder / recipes.file_name(state.catalogue, dataset, load.sha256, options, fixes)
    if not path.exists():
        made = stage(
            state,
            dataset,
            landed_file(state, dataset, load.sha256),
            load.sha256,
            load.file,
            options,
            folder,
            (),
        )
        assert made.path is not None
        path = made.path
    return Staged(load, path)


def again(state: State, dataset: str, sha256: str, options: Options, name: str) -> Judged:
    """The judgement on a landed file as it is made now, against the loads that count now."""
    declared = state.catalogue.datasets[dataset]
    older = loads.accepted(state.engine, dataset)
    return stage(
        state,
        declared,
        landed_file(state, declared, sha256),
        sha256,
        name,
        options,
        state.staged(declared),
        older,
    )
