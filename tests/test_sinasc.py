"""A real file of another country through a declaration kept here; each figure was counted apart from the program."""

from __future__ import annotations

import csv
import json
import shutil
import statistics
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.copies import copy_of_project
from tests.line import answer, run
from warehouse.periods import month_end

DECLARATIONS = Path(__file__).parent / "declarations"
ALL_MONTHS = "2010-01..2020-12"  # the cohort of December 2019 waits for the file of December 2020


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = copy_of_project(tmp_path_factory.mktemp("sinasc"))
    for name in ("sinasc", "sinasc_delays"):
        shutil.copytree(DECLARATIONS / name, copy / "data" / name)
    shutil.copy(DECLARATIONS / "brz.toml", copy / "data" / "indicators" / "brz.toml")
    return copy


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    state = tmp_path_factory.mktemp("state")
    assert run(state, "migrate", root=project).returncode == 0
    return state


@pytest.fixture(scope="module")
def taken(state: Path, project: Path, real_files: Path) -> dict[str, Any]:
    rows = state / "rows.csv"
    file = real_files / "sinasc_births.csv"
    found = answer(
        state, "take", "sinasc", file, "--set", f"bulan={ALL_MONTHS}", "--rows", rows, root=project
    )
    with rows.open(encoding="utf-8") as lines:
        return {"load": found["loads"][0], "rows": list(csv.DictReader(lines))}


def delays(rows: list[dict[str, str]]) -> list[int]:
    return [
        (date.fromisoformat(row["tanggal_catat"]) - date.fromisoformat(row["tanggal_lahir"])).days
        for row in rows
    ]


def test_no_row_is_refused_and_every_municipality_is_kept(taken: dict[str, Any]) -> None:
    load = taken["load"]
    assert (load["rows"], load["kept"], load["refused"], load["state"]) == (6310, 6310, 0, "accepted")
    assert len({row["kode_munisipal"] for row in taken["rows"]}) == 1415


def test_the_delays_are_those_of_the_file(taken: dict[str, Any]) -> None:
    days = delays(taken["rows"])
    within_60 = sum(day <= 60 for day in days)
    assert round(100 * within_60 / len(days), 2) == 88.97
    assert statistics.median(days) == 16
    assert sum(day <= 365 for day in days) == 6161


def test_known_at_month_end_plus_60_days_the_share_flatters(taken: dict[str, Any]) -> None:
    known = []
    for row, days in zip(taken["rows"], delays(taken["rows"]), strict=True):
        end = month_end(date.fromisoformat(row["tanggal_lahir"]))
        if date.fromisoformat(row["tanggal_catat"]) <= end + timedelta(days=60):
            known.append(days)
    assert round(100 * sum(day <= 60 for day in known) / len(known), 2) == 97.14


@pytest.fixture(scope="module")
def released(state: Path, project: Path, taken: dict[str, Any]) -> None:
    done = run(state, "release", "--today", "2021-01-10", root=project)
    assert done.returncode == 0, done.stderr


@pytest.mark.usefixtures("released")
def test_the_cohort_path_ends_at_the_final_share_of_all_cohorts(state: Path, project: Path) -> None:
    numerator = denominator = 0
    for year in range(2010, 2020):
        found = answer(state, "explain", "brz-01", "13.05", str(year), root=project)
        assert found["finality"] == "final"
        numerator += found["numerator"]
        denominator += found["denominator"]
    assert denominator == 6161
    assert round(100 * numerator / denominator, 2) == 91.12


@pytest.mark.usefixtures("released")
def test_median_and_p90_of_the_whole_file_are_those_of_its_rows(
    state: Path, project: Path, taken: dict[str, Any]
) -> None:
    days = sorted(delays(taken["rows"]))
    # 0,9 x 6.310 is 5.679, so the mean of the 5.679th and the 5.680th.
    by_hand = {"brz-02": statistics.median(days), "brz-03": (days[5678] + days[5679]) / 2}
    assert by_hand == {"brz-02": 16, "brz-03": 64}
    for indicator, value in by_hand.items():
        found = answer(state, "explain", indicator, "13.05", "2020-12", "--recount", root=project)
        assert (float(found["value"]), found["numerator"], found["denominator"]) == (value, None, 6310)
        assert found["recount"]["equal"]


@pytest.mark.usefixtures("released")
def test_a_recount_from_the_stage_gives_the_same(state: Path, project: Path) -> None:
    found = answer(state, "explain", "brz-01", "13.05", "2016", "--recount", root=project)
    assert found["recount"]["equal"]
    # The file's births of 2016 registered within a year, and those within 60 days.
    assert sum(source["rows"] for source in found["sources"]) == found["denominator"]


def test_fed_month_by_month_a_cohort_is_provisional_until_its_last_file(
    tmp_path: Path, project: Path, taken: dict[str, Any]
) -> None:
    # The cohort of January 2017 ends on 31 January 2017 and waits for the file of January 2018.
    by_month: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in taken["rows"]:
        by_month[row["tanggal_catat"][:7]].append(row)
    months = [f"2017-{number:02}" for number in range(1, 13)] + ["2018-01"]
    state = tmp_path / "state"
    run(state, "migrate", root=project)
    seen = []
    for month in months:
        file = tmp_path / f"{month}.csv"
        lines = ["DTNASC,DTCADASTRO,CODMUNRES"]
        for row in by_month[month]:
            born, entered = (
                f"{int(text[8:])}{text[5:7]}{text[:4]}"
                for text in (row["tanggal_lahir"], row["tanggal_catat"])
            )
            lines.append(f"{born},{entered}.0,{row['kode_munisipal']}")
        file.write_text("\n".join(lines), encoding="utf-8")
        done = run(state, "take", "sinasc", file, "--set", f"bulan={month}", root=project)
        assert done.returncode == 0, done.stderr
        if month in ("2017-02", "2017-12", "2018-01"):
            run(state, "release", "--today", "2021-01-10", root=project)
            found = run(state, "explain", "brz-01", "13.05", "2017-01", "--json", root=project)
            seen.append(json.loads(found.stdout))
    cohort = [
        day
        for row, day in zip(taken["rows"], delays(taken["rows"]), strict=True)
        if row["tanggal_lahir"][:7] == "2017-01"
    ]
    assert [one["finality"] for one in seen] == ["provisional", "provisional", "final"]
    assert [one["maturity_days"] for one in seen] == [28, 334, 365]
    assert seen[-1]["denominator"] == sum(day <= 365 for day in cohort)
    assert seen[-1]["numerator"] == sum(day <= 60 for day in cohort)
