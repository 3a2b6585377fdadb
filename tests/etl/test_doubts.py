"""What is doubtful in a file that was read well: it waits with its reasons, and a person's word takes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from etl.doubts import series
from tests.etl.inside import answer, run, took
from tests.etl.writing import BIRTHS, BUDGET, HEALTH, KOMINFO, OTHER_LINE, Cells, birth, money, table


def budget(folder: Path, *rows: Cells) -> Path:
    return table(folder / f"rfk-{len(list(folder.iterdir()))}.csv", BUDGET, rows)


def doubts(load: dict[str, Any]) -> list[tuple[int | None, str, str, str]]:
    return [(one["row"], one["column"], one["value"], one["reason"]) for one in load["faults"]]


def births(folder: Path, month: str, count: int) -> Path:
    year, number = month.split("-")
    rows = [birth(place, f"1/{number}/{year}", f"2/{number}/{year}") for place in range(1, count + 1)]
    return table(folder / f"{month}-{count}.csv", BIRTHS, rows)


@pytest.fixture
def april(state: Path, tmp_path: Path) -> Path:
    """A state in which the line of an office has spent 400 of 1000 by April."""
    took(state, "budget", budget(tmp_path, money(4, spent=400)))
    return state


def test_spending_that_falls_waits_with_both_figures_and_is_listed(april: Path, tmp_path: Path) -> None:
    load = took(april, "budget", budget(tmp_path, money(5, spent=300)), exits=1)
    assert load["state"] == "waiting"
    assert load["message"].startswith("1 hal meragukan.")
    told = [(2, "realisasi_anggaran", "300", "kurang dari bulan sebelumnya, 400")]
    assert doubts(load) == told
    (waiting,) = answer(april, "status")["waiting"]
    assert (waiting["load"], doubts({"faults": waiting["doubts"]})) == (2, told)
    assert (
        "  baris 2 realisasi_anggaran: kurang dari bulan sebelumnya, 400 (300)\n"
        in run(april, "status").stdout
    )


def test_a_month_before_is_compared_too_and_another_office_or_line_is_not(
    april: Path, tmp_path: Path
) -> None:
    load = took(april, "budget", budget(tmp_path, money(3, spent=500)), exits=1)
    assert doubts(load) == [(2, "realisasi_anggaran", "500", "lebih dari bulan sesudahnya, 400")]
    other = budget(tmp_path, money(5, HEALTH, 300), money(5, line=OTHER_LINE, spent=300))
    assert took(april, "budget", other)["state"] == "accepted"


def test_a_file_that_replaces_a_month_is_compared_as_if_it_stood(april: Path, tmp_path: Path) -> None:
    took(april, "budget", budget(tmp_path, money(5, spent=450)))
    load = took(april, "budget", budget(tmp_path, money(4, spent=350)))
    assert load["state"] == "accepted"


def test_every_doubt_of_a_file_is_told_at_once(april: Path, tmp_path: Path) -> None:
    load = took(april, "budget", budget(tmp_path, money(5, spent=300, ceiling=250)), exits=1)
    assert doubts(load) == [
        (2, "pagu", "250", "jauh berbeda dari bulan sebelumnya, 1000"),
        (2, "realisasi_anggaran", "300", "lebih dari pagu, 250"),
        (2, "realisasi_anggaran", "300", "kurang dari bulan sebelumnya, 400"),
    ]


@pytest.mark.parametrize(
    ("ceiling", "state_of_it"), [(1200, "accepted"), (1201, "accepted"), (1202, "waiting")]
)
def test_the_cash_plan_of_a_whole_year_is_its_ceiling(
    state: Path, tmp_path: Path, ceiling: int, state_of_it: str
) -> None:
    rows = [money(month, ceiling=ceiling) for month in range(1, 13)]
    assert took(state, "budget", budget(tmp_path, *rows[:11]))["state"] == "accepted"
    exits = 0 if state_of_it == "accepted" else 1
    load = took(state, "budget", budget(tmp_path, rows[11]), exits=exits)
    assert load["state"] == state_of_it
    told = [(2, "rak", "1200", f"RAK setahun tidak sama dengan pagu bulan Desember, {ceiling}")]
    assert doubts(load) == ([] if exits == 0 else told)


def test_a_month_unlike_the_same_month_of_other_years_waits(state: Path, tmp_path: Path) -> None:
    for year, count in (("2021", 30), ("2022", 40)):
        took(state, "births", births(tmp_path, f"{year}-05", count), "--set", f"bulan={year}-05")
    few = took(state, "births", births(tmp_path, "2023-05", 14), "--set", "bulan=2023-05", exits=1)
    assert (few["state"], [one["reason"] for one in few["faults"]]) == (
        "waiting",
        ["bulan=2023-05 berisi 14 baris, bulan yang sama tahun-tahun sebelumnya paling sedikit 30"],
    )
    assert took(state, "births", births(tmp_path, "2023-05", 15), "--set", "bulan=2023-05")["load"] == 4
    # One year before is no range yet.
    assert took(state, "births", births(tmp_path, "2023-06", 1), "--set", "bulan=2023-06")["load"] == 5


def test_years_in_one_file_are_no_measure_of_each_other(state: Path, tmp_path: Path) -> None:
    years = ("2021",) * 30 + ("2022",) * 40 + ("2023",) * 14
    rows = [birth(number, f"1/5/{year}", f"2/5/{year}") for number, year in enumerate(years, 1)]
    file = table(tmp_path / "years.csv", BIRTHS, rows)
    assert took(state, "births", file, "--set", "bulan=2021-05..2023-05")["state"] == "accepted"


def test_a_person_takes_what_waits_and_the_journal_keeps_who_and_why(april: Path, tmp_path: Path) -> None:
    file = budget(tmp_path, money(5, spent=300))
    took(april, "budget", file, exits=1)
    assert run(april, "accept", "2", "--why", "belanja dikembalikan").returncode == 0
    later = budget(tmp_path, money(6, spent=200))
    assert took(april, "budget", later, "--accept", "juga dikembalikan")["state"] == "accepted"
    events = [json.loads(line) for line in (april / "journal.jsonl").read_text().splitlines()]
    assert events[-2]["body"]["why"] == "belanja dikembalikan"
    assert events[-2]["body"]["author"]
    assert events[-1]["body"]["settings"]["accept"] == "juga dikembalikan"
    assert answer(april, "status")["waiting"] == []
    assert answer(april, "rebuild")["equal"]


def test_accepting_says_nothing_of_a_month_that_is_not_stated(state: Path, tmp_path: Path) -> None:
    load = took(state, "births", births(tmp_path, "2023-05", 2), "--accept", "benar", exits=1)
    assert load["state"] == "waiting"


def test_a_trial_tells_what_is_doubtful_and_stores_nothing(april: Path, tmp_path: Path) -> None:
    load = took(april, "budget", budget(tmp_path, money(5, spent=300)), "--dry-run", exits=1)
    assert (load["state"], len(load["faults"])) == ("waiting", 1)
    assert answer(april, "status")["waiting"] == []


@pytest.mark.parametrize(
    ("part", "found"),
    [
        (f"tahun=2023;bulan=05;kode_skpd={KOMINFO}", f"tahun=2023;kode_skpd={KOMINFO}"),
        ("bulan=2023-05", ""),
        ("bulan=2023-05;fasilitas=PKM-01", "fasilitas=PKM-01"),
        ("tahun=2023;sumber=BPS", "sumber=BPS"),
        ("all", "all"),
    ],
)
def test_parts_of_a_series_differ_in_their_month_or_else_in_their_year(part: str, found: str) -> None:
    assert series(part) == found
