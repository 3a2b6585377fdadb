"""Real budgets of Yogyakarta, as they were published; each figure was counted apart from the program, with awk."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.line import run

OFFICE = "2.16.2.20.2.21.01.0000"
NAMES = {
    "3401": "apbd_diy_3401_1474294541.csv",
    "3402": "apbd_diy_3402_1475314498.csv",
    "3404": "apbd_diy_3404_1473158028.csv",
    "3471": "apbd_diy_3471_1474439050.csv",
}


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory, judging: Path, real_files: Path) -> dict[str, Any]:
    """The four files taken at once with an office: what is answered of each, and its rows."""
    out = tmp_path_factory.mktemp("apbd") / "rows.csv"
    files = [real_files / name for name in NAMES.values()]
    done = run(
        judging, "take", "lra", *files, "--dry-run", "--set", f"kode_skpd={OFFICE}",
        "--rows", out, "--json",
    )  # fmt: skip
    loads = {load["file"]: load for load in json.loads(done.stdout)["loads"]}
    rows = defaultdict(list)
    with out.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            rows[row["file"]].append(row)
    return {key: {"load": loads[name], "rows": rows[name]} for key, name in NAMES.items()}


@pytest.mark.parametrize(
    ("file", "year", "rows", "of_all", "of_deepest"),
    [
        ("3401", "2016", 60, 18_742_458_412, 4_964_899_204),  # BELANJA
        ("3402", "2015", 505, 645_630_598_906, 939_252_000 + 93_692_501_548),  # PAD and JUMLAH BELANJA
        ("3404", "2014", 30, 23_445_562_640, 214_375_000 + 5_718_640_738),  # Pendapatan and Dinas
        ("3471", "2016", 513, 731_448_104_059, 148_093_135_979),  # BELANJA LANGSUNG is known to three digits
    ],
)
def test_every_account_row_is_kept_and_the_deepest_add_up_to_the_whole(
    taken: dict[str, Any], file: str, year: str, rows: int, of_all: int, of_deepest: int
) -> None:
    found = taken[file]["rows"]
    assert len(found) == rows
    assert {(row["tahun"], row["bulan"], row["kode_skpd"]) for row in found} == {(year, "", OFFICE)}
    assert sum(Decimal(row["anggaran"]) for row in found) == of_all
    assert sum(Decimal(row["anggaran"]) for row in found if row["terdalam"] == "1") == of_deepest
    assert all(row["realisasi"] == "" for row in found)


def test_a_row_keeps_its_place_its_level_and_its_words(taken: dict[str, Any]) -> None:
    first, *_, last = taken["3401"]["rows"]
    assert (first["row"], first["kode_rekening"], first["tingkat"]) == ("9", "1.10.1.10.01.00.00.5", "8")
    assert (last["row"], last["kode_rekening"], last["uraian"], last["anggaran"], last["tingkat"]) == (
        "68", "1.10.1.10.01.15.29.5.2.2", "Belanja Barang dan Jasa", "31781000", "10",
    )  # fmt: skip
    sleman = [row for row in taken["3404"]["rows"] if row["kode_rekening"] == "1.10.1.10.01"]
    assert [(row["uraian"], row["anggaran"]) for row in sleman] == [
        ("Dinas Kependudukan dan Pencatatan Sipil", "5718640738"),
        ("Kependudukan dan Catatan Sipil", "2974921738"),
    ]


def test_totals_are_no_rows(taken: dict[str, Any]) -> None:
    assert [taken[file]["load"]["skipped"]["totals"] for file in NAMES] == [1, 1, 0, 3]


def test_a_figure_that_lost_its_digits_and_a_code_that_lost_one_are_refused(taken: dict[str, Any]) -> None:
    faults = taken["3471"]["load"]["faults"]
    refused = [(one["row"], one["column"], one["value"].strip()) for one in faults if one["column"]]
    assert refused[:3] == [
        (30, "anggaran", "1,39E+11"),
        (505, "kode_rekening", ".05.1.03.01.041.002"),
        (509, "kode_rekening", ".05.1.03.01.041.003"),
    ]


def test_a_budget_that_adds_up_is_accepted_and_a_rounded_total_makes_the_other_wait(
    taken: dict[str, Any],
) -> None:
    assert [taken[file]["load"]["state"] for file in NAMES] == ["accepted", "accepted", "accepted", "waiting"]
    assert [taken[file]["load"]["faults"] for file in ("3401", "3402", "3404")] == [[], [], []]
    totals = [one for one in taken["3471"]["load"]["faults"] if one["row"] in (525, 526)]
    assert [(one["column"], one["value"], one["reason"]) for one in totals] == [
        ("anggaran", "147000000000", "baris jumlah “JUMLAH BELANJA”: seharusnya 147.087.315.979"),
        ("anggaran", "-146000000000", "baris jumlah “SURPLUS/(DEFISIT)”: seharusnya -146.081.495.979"),
    ]


def test_an_office_that_nobody_states_is_asked_for_and_the_rest_is_judged(
    judging: Path, real_files: Path, tmp_path: Path
) -> None:
    file = real_files / NAMES["3404"]
    done = run(judging, "take", "lra", file, "--dry-run", "--rows", tmp_path / "rows.csv")
    assert done.returncode == 1
    assert "MENUNGGU · 30 baris baik" in done.stderr
    assert "Nyatakan dengan --set kode_skpd=…" in done.stderr
