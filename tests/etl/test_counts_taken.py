"""Files of counts: who may send which rows, and what is doubtful in them."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.both import address
from tests.etl.inside import run
from tests.etl.writing import HEALTH, table
from warehouse import accounts, database

HEADERS = ("Indikator", "Entitas", "Periode", "Pembilang (Jumlah)", "Penyebut (Seluruhnya)", "Sumber Data")


def counts(folder: Path, name: str, *rows: tuple[str, ...]) -> Path:
    return table(folder / f"{name}.csv", HEADERS, [(*row, "uji") for row in rows])


def taken(state: Path, file: Path, **environ: str) -> dict[str, Any]:
    """What became of the file."""
    done = run(state, "take", "counts", file, "--json", environ=environ)
    found: dict[str, Any] = json.loads(done.stdout)["loads"][0]
    return found


@pytest.fixture
def health(state: Path) -> dict[str, str]:
    """Acting for a contributor of the health office."""
    engine = database.connect(address(state))
    accounts.add(engine, "kiki", "contributor", "nobody logs in here", datetime(2026, 1, 2), HEALTH)
    engine.dispose()
    return {"DASBOR_USER": "kiki"}


def test_the_owner_of_an_indicator_sends_its_rows_and_nobody_elses(
    state: Path, tmp_path: Path, health: dict[str, str]
) -> None:
    own = counts(tmp_path, "sendiri", ("liv-01", "13.05", "Mei 2025", "550", "590"))
    assert taken(state, own, **health)["state"] == "accepted"
    both = counts(
        tmp_path,
        "campur",
        ("liv-01", "13.05", "Juni 2025", "560", "590"),
        ("gov-03", "13.05", "Juni 2025", "50", "60"),
    )
    refused = taken(state, both, **health)
    assert refused["state"] == "refused"
    assert refused["message"].endswith("berkas ini memuat kode_indikator=gov-03;periode=2025-06;sumber=uji.")
    assert taken(state, both)["state"] == "accepted"  # whoever has the machine sends for everybody
    assert run(state, "rebuild").returncode == 0


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("gov-03", "13.05", "2025-05", "61", "60"), "lebih dari penyebut, 60"),
        (("gov-03", "13.05", "2025-05", "6", ""), "penyebut kosong atau nol; indikator ini berupa bagian"),
        (("gov-01", "13.05", "2025-S1", "6", "0"), "penyebut kosong atau nol; indikator ini berupa bagian"),
        (
            ("rdy-03", "13.05", "2025-05", "90", "103"),
            "indikator ini tidak dihitung untuk periode sepanjang itu",
        ),
        (("soc-01", "13.05", "2025", "1", "2"), "indikator ini tidak dihitung dari pembilang dan penyebut"),
    ],
)
def test_what_cannot_be_or_counts_for_nothing_waits_for_a_person(
    state: Path, tmp_path: Path, row: tuple[str, ...], told: str
) -> None:
    found = taken(state, counts(tmp_path, "ragu", row))
    assert found["state"] == "waiting"
    assert [fault["reason"] for fault in found["faults"]] == [told]


def test_more_than_a_target_and_a_count_without_a_whole_are_in_order(state: Path, tmp_path: Path) -> None:
    file = counts(
        tmp_path,
        "wajar",
        ("brd-03", "13.05", "Triwulan IV 2025", "683520", "640000"),
        ("brd-02", "13.05", "Semester II 2025", "21", ""),
        ("gov-01", "13.05", "Semester II 2025", "2970", "900"),
    )
    assert taken(state, file)["state"] == "accepted"
