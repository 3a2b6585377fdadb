"""Real files of others through declarations kept here; the figures were counted with awk, apart from the program."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.copies import copy_of_project
from tests.line import answer, run

DECLARATIONS = Path(__file__).parent / "declarations"
MONTHS = {
    "births": (18_370, 15_702, 16_352, 16_607, 15_425, 16_583, 17_012, 14_432),
    "deaths": (9_175, 7_677, 8_808, 8_946, 11_296, 16_419, 12_858, 9_835),
}
ROWS = {"births": 12_493, "deaths": 25_417}
COMUNAS = {"births": 243, "deaths": 332}
COUNTED = {"births": "kelahiran", "deaths": "kematian"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = copy_of_project(tmp_path_factory.mktemp("real"))
    for name in ("chile_births", "chile_deaths", "village_funds"):
        shutil.copytree(DECLARATIONS / name, copy / "data" / name)
    return copy


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    state = tmp_path_factory.mktemp("state")
    assert run(state, "migrate", root=project).returncode == 0
    return state


@pytest.fixture
def take(tmp_path: Path, state: Path, project: Path) -> Any:
    """Judges a file and answers its load and its kept rows."""

    def judge(dataset: str, file: Path) -> tuple[dict[str, Any], list[dict[str, str]]]:
        rows = tmp_path / "rows.csv"
        found = answer(state, "take", dataset, file, "--dry-run", "--rows", rows, root=project)
        with rows.open(encoding="utf-8") as lines:
            return found["loads"][0], list(csv.DictReader(lines))

    return judge


def by_month(rows: list[dict[str, str]], counted: str) -> tuple[int, ...]:
    months: Counter[str] = Counter()
    for row in rows:
        months[row["tanggal"][:7]] += int(row[counted])
    return tuple(months[month] for month in sorted(months))


@pytest.mark.parametrize("name", ["births", "deaths"])
def test_the_registrations_of_chile_are_read_whole(take: Any, real_files: Path, name: str) -> None:
    load, rows = take(f"chile_{name}", real_files / f"chile_{name}_registered_2020.csv")
    assert (load["state"], load["rows"], load["kept"], load["refused"]) == (
        "accepted",
        ROWS[name],
        ROWS[name],
        0,
    )
    assert load["skipped"]["totals"] == load["skipped"]["notes"] == load["skipped"]["blanks"] == 0
    assert len({row["kode_comuna"] for row in rows}) == COMUNAS[name]
    assert by_month(rows, COUNTED[name]) == MONTHS[name]


def test_the_same_with_a_column_per_day_says_the_same(take: Any, real_files: Path, tmp_path: Path) -> None:
    with (real_files / "chile_births_registered_2020.csv").open(encoding="utf-8") as lines:
        told = {
            (one["Codigo comuna"], one["Comuna"], one["Fecha"]): one["Nacimientos"]
            for one in csv.DictReader(lines)
        }
    days = sorted({day for _, _, day in told})
    file = tmp_path / "lebar.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Nacimientos inscritos 2020"])
    sheet.append(["Codigo comuna", "Comuna", *map(date.fromisoformat, days), "Total"])
    for code, comuna in sorted({(code, comuna) for code, comuna, _ in told}):
        counts = [int(told[code, comuna, day]) if (code, comuna, day) in told else None for day in days]
        sheet.append([int(code), comuna, *counts, sum(filter(None, counts))])
    book.save(file)
    load, rows = take("chile_births", file)
    assert (load["state"], load["kept"], load["skipped"]["columns"]) == (
        "accepted",
        ROWS["births"],
        ["Total"],
    )
    assert {(row["kode_comuna"], row["comuna"], row["tanggal"]): row["kelahiran"] for row in rows} == told


def test_village_funds_of_the_kabupaten(take: Any, real_files: Path) -> None:
    load, rows = take("village_funds", real_files / "dana_desa_padang_pariaman.csv")
    assert load["state"] == "accepted"
    assert [(row["tahun"], row["pagu"], row["realisasi"]) for row in rows] == [
        ("2023", "98437001000", "101544125000"),
        ("2024", "100544053000", "58733442400"),
    ]
    assert int(rows[0]["realisasi"]) > int(rows[0]["pagu"])  # 103 % of the ceiling, as published
