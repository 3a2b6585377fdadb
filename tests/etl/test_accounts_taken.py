"""What forms of accounts come to once they count: measures of the deepest rows, and codes that say two things."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.etl.conftest import NewState
from tests.etl.forms_lra import Variation, accounts, write
from tests.etl.inside import took
from tests.line import run

OFFICE = "2.16.2.20.2.21.01.0000"
HEADER = ["Tahun", "Bulan Ke", "Kode OPD"]
LINE, ACCOUNT = "2.16.03.2.02.0026", "5.1.02.04.01.0001"


def test_measures_add_up_what_may_be_spent_and_is_from_the_deepest_rows(
    new_state: NewState, tmp_path: Path
) -> None:
    state = new_state()
    form = Variation("form", classes=("4", "5"))
    rows = accounts(form, 1)
    taken = run(state, "take", "lra", write(tmp_path, form, rows), "--set", f"kode_skpd={OFFICE}")
    assert taken.returncode == 0, taken.stderr
    released = run(state, "release", "--today", "2023-01-20")
    assert released.returncode == 0, released.stderr
    (measured,) = (state / "private" / "measured").glob("lra-*.parquet")
    table = pq.read_table(measured)
    (whole,) = (row for row in rows if row.code == "5")
    assert sum(filter(None, table["account_ceiling"].to_pylist())) == whole.budget
    assert sum(filter(None, table["account_spent"].to_pylist())) == whole.spent
    assert run(state, "rebuild").returncode == 0


@pytest.mark.parametrize(
    ("headers", "cells"),
    [
        (["Kode Rekening"], [f"{LINE}.{ACCOUNT}"]),
        (["Kode Sub Kegiatan", "Kode Rekening"], [LINE, ACCOUNT]),
        (["Kode Sub Kegiatan", "Kode Rekening"], [LINE.replace(".2.02", ".02.02"), f"{LINE}.{ACCOUNT}"]),
    ],
)
def test_an_account_of_a_line_is_read_from_two_codes_or_from_one(
    state: Path, tmp_path: Path, headers: list[str], cells: list[str]
) -> None:
    file, out = tmp_path / "akun.csv", tmp_path / "rows.csv"
    with file.open("w", newline="") as lines:
        csv.writer(lines).writerows(
            [
                [*HEADER, *headers, "Pagu (Rp)", "Realisasi (Rp)"],
                ["2022", "5", OFFICE, *cells, "1000000", "500"],
            ]
        )
    done = run(state, "take", "budget_accounts", file, "--dry-run", "--rows", out)
    assert done.returncode == 0, done.stderr
    with out.open() as kept:
        (row,) = csv.DictReader(kept)
    assert (row["kode_sub_kegiatan"], row["kode_akun"], row["pagu"]) == (LINE, ACCOUNT, "1000000")


def test_spending_above_its_budget_or_below_last_month_waits_with_both_figures(
    state: Path, tmp_path: Path
) -> None:
    def sent(month: str, *spent: int) -> dict[str, Any]:
        file = tmp_path / f"{month}.csv"
        rows = [
            ["5", "BELANJA", 300, sum(spent)],
            ["5.1", "OPERASI", 200, spent[0]],
            ["5.2", "MODAL", 100, spent[1]],
        ]
        with file.open("w", newline="") as lines:
            csv.writer(lines).writerows(
                [[f"s.d. {month} 2022"], ["KODE REKENING", "URAIAN", "ANGGARAN", "REALISASI"], *rows]
            )
        return took(state, "lra", file, "--set", f"kode_skpd={OFFICE}", exits=None)

    def told(load: dict[str, Any]) -> list[tuple[int, str, str]]:
        return [(one["row"], one["value"], one["reason"]) for one in load["faults"]]

    assert sent("Maret", 150, 80)["state"] == "accepted"
    assert told(sent("April", 150, 120)) == [(5, "120", "lebih dari anggaran, 100")]
    assert told(sent("Mei", 140, 90)) == [(4, "140", "kurang dari bulan sebelumnya, 150")]
    assert told(sent("Februari", 50, 81)) == [(5, "81", "lebih dari bulan sesudahnya, 80")]
    assert sent("Juni", 150, 80)["state"] == "accepted"
