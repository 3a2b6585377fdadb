"""The corrections register: which cells of a dataset a person has put right, from the loads that count."""

from __future__ import annotations

from etl.correct import Correction
from etl.state import State
from warehouse import engine as engines
from warehouse import loads
from warehouse.declarations import Dataset

REGISTER = "corrections"


def of(state: State, dataset: Dataset, sha256: str) -> tuple[Correction, ...]:
    """The corrections of a file: those by key of its dataset, and those by cell of these very bytes."""
    if dataset.name == REGISTER:
        return ()
    return tuple(
        one for name, by_file, one in _all(state) if name == dataset.name and by_file in (None, sha256)
    )


def _all(state: State) -> list[tuple[str, str | None, Correction]]:
    """Every correction that counts: its dataset, the file it is bound to where it is, and what it says."""
    register = state.catalogue.datasets[REGISTER]
    found = []
    for load in loads.accepted(state.engine):
        if load.dataset == REGISTER:
            found += _of_load(state, register, load.sha256)
    return found


def _of_load(state: State, register: Dataset, sha256: str) -> list[tuple[str, str | None, Correction]]:
    (path,) = state.staged(register).glob(f"{register.name}-{sha256[:16]}-*.parquet")
    judged = engines.connect().read_parquet(str(path))
    good = judged.filter(*(judged[f"why_{name}"].isnull() for name in register.columns))
    return [
        (
            row["dataset"],
            row["berkas_sha256"],
            Correction(row["kunci"], row["lembar"], _row_of(row["sel"]), row["kolom"], row["nilai_lama"] or "", row["nilai_baru"] or ""),
        )
        for row in good.order_by("sheet", "row").to_pyarrow().to_pylist()
    ]


def _row_of(cell: str | None) -> int | None:
    """The row of a cell's address: 12 for `C12`."""
    digits = "".join(letter for letter in cell or "" if letter.isdigit())
    return int(digits) if digits else None
