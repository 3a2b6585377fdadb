"""Explaining a number: what it is made of, from which rows, and that it can be made again."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from tests.both import address, copied
from tests.etl.conftest import NewState
from tests.etl.inside import answer, run, took
from tests.etl.writing import (
    BATANG_ANAI,
    BIRTHS,
    BUDGET,
    GIVEN,
    HEALTH,
    KOMINFO,
    OTHER_LINE,
    TAGS,
    birth,
    given,
    money,
    table,
    tag,
    workbook,
)
from tests.line import answer as answer_of_command
from warehouse import database, tables

KEYS = {
    "indicator", "entity", "window", "period", "value", "display", "numerator", "denominator", "finality", "target",
    "achievement", "band", "release", "formula", "sources",
}  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of two months, late births, and a number of another institution."""
    folder = tmp_path_factory.mktemp("files")
    rows = [
        money(1, spent=10), money(1, spent=40, line=OTHER_LINE), money(1, HEALTH, spent=20), money(2, spent=30),
        money(2, HEALTH, spent=60),
    ]  # fmt: skip
    workbook(folder / "rfk.xlsx", BUDGET, rows, above=[["REALISASI"], []], sheet="RFK")
    table(folder / "tags.csv", TAGS, [tag(), tag(HEALTH, portion=100, dimension="eco")])
    born = [
        birth(1),
        birth(2),
        birth(3, area=BATANG_ANAI),
        birth(4, born="1/1/2023"),
        birth(5, area="13.71.01"),
    ]
    table(folder / "lahir.csv", BIRTHS, born)
    table(folder / "bps.csv", GIVEN, [given("soc-01", "2022", "71,63"), given("soc-01", "2021", "70,76")])
    return folder


@pytest.fixture(scope="module")
def explained(new_state: NewState, files: Path) -> Path:
    """A release of them."""
    state = new_state()
    took(state, "budget", files / "rfk.xlsx")
    took(state, "tags", files / "tags.csv", "--sample")
    took(state, "births", files / "lahir.csv", "--set", "bulan=2023-05..2023-06")
    took(state, "given", files / "bps.csv")
    assert answer(state, "release", "--today", "2023-08-01")["release"] == 1
    return state


def explain(state: Path, *words: str, **named: Any) -> dict[str, Any]:
    return dict(answer(state, "explain", *words, **named))


def source(found: dict[str, Any], file: str) -> dict[str, Any]:
    (one,) = [one for one in found["sources"] if one["file"] == file]
    return dict(one)


def test_the_answer_has_the_contracts_shape(explained: Path, files: Path) -> None:
    found = answer_of_command(explained, "explain", "soc-01", "13.05", "2022")
    assert set(found) >= KEYS
    assert {name: found[name] for name in ("value", "display", "window", "period", "release", "finality")} == {
        "value": 71.63, "display": "71.63", "window": "year", "period": "2022", "release": 1, "finality": "final",
    }  # fmt: skip
    (behind,) = found["sources"]
    assert behind == {
        "file": "bps.csv",
        "sha256": hashlib.sha256((files / "bps.csv").read_bytes()).hexdigest(),
        "sheet": "",
        "rows": 1,
        "ranges": "2",
        "load": 4,
    }


def test_money_names_its_rows_in_workbook_and_tags(explained: Path) -> None:
    # Half of Kominfo's line and all of Health's: by February 30 / 2 + 60 = 75 of 500 + 1.000.
    found = explain(explained, "bud-02", "13.05", "2023-02-ytd", "--recount")
    assert (found["numerator"], found["denominator"], found["display"]) == (75, 1500, "5.0")
    assert found["recount"] == {"value": 5, "numerator": 75, "denominator": 1500, "equal": True}
    assert found["sample"]  # its tags are
    rfk = source(found, "rfk.xlsx")
    # Header on row 3, January on rows 4 to 6; ceiling and spending to date are February's, on rows 7 and 8.
    assert (rfk["sheet"], rfk["rows"], rfk["ranges"]) == ("RFK", 2, "7-8")
    assert source(found, "tags.csv")["ranges"] == "2-3"


def test_an_office_is_explained_by_its_own_rows(explained: Path) -> None:
    found = explain(explained, "bud-02", HEALTH, "2023-01-ytd")
    assert (found["numerator"], found["denominator"]) == (20, 1000)
    assert (source(found, "rfk.xlsx")["rows"], source(found, "rfk.xlsx")["ranges"]) == (1, "6")
    assert (source(found, "tags.csv")["rows"], source(found, "tags.csv")["ranges"]) == (1, "3")


def test_of_persons_rows_are_counted_and_not_named(explained: Path) -> None:
    # Five certificates recorded in May; 1 January to 10 May is 129 days: four of five within 60.
    found = explain(explained, "reg-03-lapor", "13.05", "2023-05", "--recount")
    assert (found["numerator"], found["denominator"], found["display"]) == (4, 5, "80.0")
    assert (source(found, "lahir.csv")["rows"], source(found, "lahir.csv")["ranges"]) == (5, None)
    assert found["recount"]["equal"]
    # Of the cohort of May the one who lives elsewhere is no part.
    cohort = explain(explained, "reg-03", "13.05", "2023-05")
    assert (cohort["denominator"], cohort["finality"], source(cohort, "lahir.csv")["rows"]) == (
        3,
        "provisional",
        3,
    )
    assert explain(explained, "reg-03", "area:13.05.02", "2023-05")["denominator"] == 1


def test_people_read_the_same_facts(explained: Path) -> None:
    done = run(explained, "explain", "bud-02", "13.05", "2023-02-ytd", "--recount")
    assert done.returncode == 0
    told = done.stdout.splitlines()
    assert told[0] == "bud-02 · Kabupaten Padang Pariaman (13.05) · 2023-02-ytd · rilis 1"
    assert told[1].startswith("nilai        5,0 ")
    assert "CONTOH" in told[1]
    assert told[-1] == "hitung ulang sama: 75 / 1.500"
    assert any(line.startswith("berkas       rfk.xlsx RFK · ") for line in told)


def test_a_negative_number_keeps_its_sign(explained: Path) -> None:
    # 75 spent of what was planned by February, (50 + 100) x 2 = 300: -225 of a ceiling of 1.500.
    done = run(explained, "explain", "bud-03", "13.05", "2023-02-ytd")
    assert done.stdout.splitlines()[1].startswith("nilai        -15,00 ")


def test_a_number_that_the_stage_does_not_give_is_told(explained: Path, tmp_path: Path) -> None:
    state = copied(explained, tmp_path / "var")
    engine = database.connect(address(state))
    with engine.begin() as connection:
        column = tables.observation.c
        one = update(tables.observation).where(column.indicator == "bud-02", column.period == "2023-01-ytd")
        connection.execute(one.values(numerator=99))
    engine.dispose()
    found = explain(state, "bud-02", KOMINFO, "2023-01-ytd", "--recount", exits=1)
    assert (found["numerator"], found["recount"]["numerator"], found["recount"]["equal"]) == (99, 5, False)


UNKNOWN = {
    ("reg-99", "13.05", "2023-05"): "Indikator reg-99 tidak ada di kamus.",
    ("bud-02", "13.05", "2023-13"): "'2023-13' bukan periode",
    ("bud-02", "13.05", "Mei 2023"): "'Mei 2023' bukan periode",
    ("soc-01", "13.05", "2030"): "Tidak ada angka soc-01 untuk 13.05 2030. Yang terbaru: 2022.",
    ("bud-02", "13.05", "2023-05"): "Yang terbaru: 2023-02-ytd, 2023.",
    ("bud-02", "13.05.01", "2023-02-ytd"): "Tidak ada angka bud-02 untuk 13.05.01 2023-02-ytd.",
    ("bud-02", "organisation:13.05", "2023-02-ytd"): "Tidak ada angka bud-02 untuk organisation:13.05",
    ("env-01", "13.05", "2023"): "Tidak ada angka env-01 untuk 13.05 2023.",
}


@pytest.mark.parametrize("asked", UNKNOWN)
def test_a_number_that_is_not_there_ends_with_2_and_says_which_are(
    explained: Path, asked: tuple[str, str, str]
) -> None:
    done = run(explained, "explain", *asked, "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert UNKNOWN[asked] in done.stderr
    assert done.stderr.count("\n") == 1


def test_before_the_first_release_there_is_no_number(empty_state: Path) -> None:
    done = run(empty_state, "explain", "soc-01", "13.05", "2022")
    assert (done.returncode, done.stderr) == (2, "Tidak ada angka soc-01 untuk 13.05 2022.\n")


def test_a_line_without_a_tag_is_in_no_smart_number(explained: Path) -> None:
    # Kominfo's second line spent 40 and is not tagged; half of the first line's 10 remains.
    found = explain(explained, "bud-02", KOMINFO, "2023-01-ytd")
    assert (found["numerator"], source(found, "rfk.xlsx")["ranges"]) == (5, "4")
