"""The corrections register: which cells of a dataset a person has put right, from the loads that count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from etl.correct import Correction
from etl.state import State
from warehouse import engine as engines
from warehouse import loads
from warehouse.declarations import Dataset
from warehouse.loads import Load, Staged

REGISTER = "corrections"
Ensure = Callable[[State, Load], Staged]


def of(state: State, dataset: Dataset, sha256: str, ensure: Ensure) -> tuple[Correction, ...]:
    """The corrections of a file: those by key of its dataset, and those by cell of these very bytes.

    `ensure` gives a load with its judged Parquet.
    """
    if dataset.name == REGISTER:
        return ()
    return tuple(
        one
        for name, by_file, one in _all(state, ensure)
        if name == dataset.name and by_file in (None, sha256)
    )


def _all(state: State, ensure: Ensure) -> list[tuple[str, str | None, Correction]]:
    """Every correction that counts: its dataset, the file it is bound to where it is, and what it says."""
    register = state.catalogue.datasets[REGISTER]
    found = []
    for load in loads.accepted(state.engine, REGISTER):
        found += _of_load(register, ensure(state, load))
    return found


def _of_load(register: Dataset, staged: Staged) -> list[tuple[str, str | None, Correction]]:
    judged = engines.connect().read_parquet(str(staged.path))
    good = judged.filter(*(judged[f"why_{name}"].isnull() for name in register.columns))
    return [
        (row["dataset"], row["berkas_sha256"], _correction(row))
        for row in good.order_by("sheet", "row").to_pyarrow().to_pylist()
    ]


def _correction(row: Mapping[str, Any]) -> Correction:
    """By key, or by sheet and the row of a cell's address (12 for `C12`)."""
    at = row["kunci"] or (row["lembar"] or "", int("".join(filter(str.isdigit, row["sel"] or "")) or 0))
    return Correction(at, row["kolom"], row["nilai_lama"] or "", row["nilai_baru"] or "")
