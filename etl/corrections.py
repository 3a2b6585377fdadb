"""The corrections register: which cells of a dataset a person has put right, from the loads that count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from etl.correct import REGISTER, Correction
from etl.state import State
from warehouse import engine as engines
from warehouse import loads
from warehouse.declarations import Dataset
from warehouse.loads import Load, Staged

Ensure = Callable[[State, Load], Staged]


@dataclass(frozen=True)
class Entry:
    """A row of the register: what it puts right, where, and its own place in the file it came in.

    `sha256` binds it to the bytes of one file; without it, it holds for every file of the dataset.
    """

    dataset: str
    sha256: str | None
    correction: Correction
    sheet: str
    row: int


def of(state: State, dataset: Dataset, sha256: str, ensure: Ensure) -> tuple[Correction, ...]:
    """The corrections of a file: those by key of its dataset, and those by cell of these very bytes.

    `ensure` gives a load with its judged Parquet.
    """
    if dataset.name == REGISTER:
        return ()
    counting = loads.accepted(state.engine, REGISTER)
    every = [one for load in counting for one in entries(ensure(state, load).path)]
    return tuple(
        one.correction for one in every if one.dataset == dataset.name and one.sha256 in (None, sha256)
    )


@lru_cache(maxsize=64)
def entries(judged: Path) -> tuple[Entry, ...]:
    """The good rows of a judged file of the register; its name says all that it depends on."""
    table = engines.connect().read_parquet(str(judged))
    reasons = [table[name].isnull() for name in table.columns if name.startswith("why_")]
    rows = table.filter(*reasons).order_by("sheet", "row").to_pyarrow().to_pylist()
    return tuple(map(_entry, rows))


def _entry(row: Mapping[str, Any]) -> Entry:
    """By key, or by sheet and the row of a cell's address (12 for `C12`)."""
    address = row["lembar"] or "", int("".join(filter(str.isdigit, row["sel"] or "")) or 0)
    correction = Correction(
        row["kunci"] or address, row["kolom"], row["nilai_lama"] or "", row["nilai_baru"] or ""
    )
    return Entry(row["dataset"], row["berkas_sha256"], correction, row["sheet"], row["row"])
