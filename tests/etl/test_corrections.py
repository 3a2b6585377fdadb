"""Corrections: what they may name, what they find, what they change, and that they stay private."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest

from tests.etl.inside import answer, run, took
from tests.etl.writing import (
    BIRTHS,
    CORRECTIONS,
    GIVEN,
    Cells,
    birth,
    correction,
    given,
    table,
    workbook,
)

MAY = ("--set", "bulan=2023-05")
KEY = "soc-01|13.05|2022|Uji"


def corrections(folder: Path, *rows: Cells) -> Path:
    return table(folder / f"koreksi-{len(list(folder.iterdir()))}.csv", CORRECTIONS, rows)


def at_cell(sha256: str, sheet: str, cell: str, column: str, old: str, new: str) -> list[str]:
    return ["given", "", sha256, sheet, cell, column, old, new, "salah ketik", "uji"]


def value(state: Path, year: str) -> Any:
    """The published number of a year, after a release."""
    done = run(state, "release", "--today", "2026-01-20")
    assert done.returncode == 0, done.stderr
    return answer(state, "explain", "soc-01", "13.05", year)["value"]


def sha256_of(state: Path, year: str) -> str:
    return str(answer(state, "explain", "soc-01", "13.05", year)["sources"][0]["sha256"])


@pytest.fixture
def loaded(state: Path, tmp_path: Path) -> Path:
    """A state with the numbers of 2021 and 2022, the latter mistyped."""
    rows = [given("soc-01", "2021", "70,76"), given("soc-01", "2022", "71,36")]
    took(state, "given", table(tmp_path / "a.csv", GIVEN, rows))
    return state


def test_by_key_a_correction_holds_until_it_is_withdrawn(loaded: Path, tmp_path: Path) -> None:
    file = corrections(tmp_path, correction("given", KEY, "nilai", "71,36", "71,63"))
    load = took(loaded, "corrections", file)["load"]
    assert value(loaded, "2022") == 71.63
    assert run(loaded, "withdraw", str(load)).returncode == 0
    assert value(loaded, "2022") == 71.36


def test_a_correction_survives_the_same_mistake_sent_again_and_stops_another(
    loaded: Path, tmp_path: Path
) -> None:
    took(loaded, "corrections", corrections(tmp_path, correction("given", KEY, "nilai", "71,36", "71,63")))
    again = [given("soc-01", "2019", "70,59"), given("soc-01", "2022", "71,36")]
    load = took(loaded, "given", table(tmp_path / "b.csv", GIVEN, again))
    assert load["corrections"] == {"made": 1, "met": 0, "unmet": 0}
    assert value(loaded, "2022") == 71.63
    right = table(tmp_path / "c.csv", GIVEN, [given("soc-01", "2022", "71,63")])
    load = took(loaded, "given", right)
    assert (load["state"], load["corrections"]) == ("accepted", {"made": 0, "met": 1, "unmet": 0})
    other = table(tmp_path / "d.csv", GIVEN, [given("soc-01", "2022", "71,3")])
    load = took(loaded, "given", other, exits=1)
    assert load["state"] == "waiting"
    assert load["message"].startswith("1 koreksi tidak menemukan baris atau nilai lamanya")
    assert [tuple(one.values()) for one in load["faults"]] == [
        ("", 2, "nilai", "71,3", "1 koreksi mengharapkan nilai lain di sel ini")
    ]


def test_status_lists_the_corrections_that_no_longer_find_anything(loaded: Path, tmp_path: Path) -> None:
    load = took(
        loaded, "corrections", corrections(tmp_path, correction("given", KEY, "nilai", "71,36", "71,63"))
    )
    assert answer(loaded, "status")["corrections"] == []
    other = [given("soc-01", "2022", "71,3")]
    took(loaded, "given", table(tmp_path / "b.csv", GIVEN, other), "--accept", "angka BPS terbaru")
    (idle,) = answer(loaded, "status")["corrections"]
    assert (idle["load"], idle["row"], idle["why"]) == (
        load["load"],
        2,
        "nilai lama ini tidak ada di barisnya",
    )
    assert "koreksi tanpa guna: muatan 2 " in run(loaded, "status").stdout
    assert run(loaded, "withdraw", str(load["load"])).returncode == 0
    assert answer(loaded, "status")["corrections"] == []


def test_by_cell_a_correction_holds_for_those_bytes_alone(state: Path, tmp_path: Path) -> None:
    rows = [given("soc-01", "2021", "70,76"), given("soc-01", "2022", "71,36")]
    book = workbook(tmp_path / "a.xlsx", GIVEN, rows, above=[["IPM"]], sheet="IPM 2022")
    took(state, "given", book)
    assert value(state, "2022") == 71.36
    fix = at_cell(sha256_of(state, "2022"), "IPM 2022", "D4", "nilai", "71,36", "71,63")
    took(state, "corrections", corrections(tmp_path, fix))
    assert value(state, "2022") == 71.63
    took(state, "given", table(tmp_path / "b.csv", GIVEN, rows))
    assert value(state, "2022") == 71.36


def test_a_refused_file_is_accepted_once_its_cell_is_put_right(loaded: Path, tmp_path: Path) -> None:
    file = table(tmp_path / "b.csv", GIVEN, [given("soc-01", "2020", "tujuh puluh")])
    assert took(loaded, "given", file, exits=1)["state"] == "refused"
    landed = next(path for path in (loaded / "landing").rglob("*.csv") if "tujuh" in path.read_text())
    fix = at_cell(landed.stem, "", "D2", "nilai", "tujuh puluh", "70,61")
    took(loaded, "corrections", corrections(tmp_path, fix))
    assert took(loaded, "given", file)["state"] == "accepted"
    assert value(loaded, "2020") == 70.61


def test_corrections_of_one_cell_follow_each_other(loaded: Path, tmp_path: Path) -> None:
    took(loaded, "corrections", corrections(tmp_path, correction("given", KEY, "nilai", "71,36", "71,6")))
    took(loaded, "corrections", corrections(tmp_path, correction("given", KEY, "nilai", "71,6", "71,63")))
    assert value(loaded, "2022") == 71.63


def test_corrections_that_find_nothing_wait_and_say_which(loaded: Path, tmp_path: Path) -> None:
    file = corrections(
        tmp_path,
        correction("given", KEY, "nilai", "71,36", "71,63"),
        correction("given", "soc-01|13.05|1999|Uji", "nilai", "1", "2"),
        correction("given", KEY.replace("2022", "2021"), "nilai", "70,67", "70,76"),
        correction("given", KEY.replace("2022", "2021"), "nilai", "70,75", "70,77"),
    )
    load = took(loaded, "corrections", file, exits=1)
    assert load["state"] == "waiting"
    # The third found its new value already there, which is as good.
    assert load["message"].startswith("2 koreksi tidak menemukan baris atau nilai lamanya")
    assert [(one["row"], one["reason"]) for one in load["faults"]] == [
        (3, "baris ini tidak ada di berkas yang dimuat"),
        (5, "nilai lama ini tidak ada di barisnya"),
    ]
    assert value(loaded, "2022") == 71.36
    assert run(loaded, "accept", str(load["load"])).returncode == 0
    assert value(loaded, "2022") == 71.63


def test_corrections_that_mean_nothing_are_refused_with_every_reason(loaded: Path, tmp_path: Path) -> None:
    file = corrections(
        tmp_path,
        correction("givven", KEY, "nilai", "1", "2"),
        correction("smart_budget", KEY, "nilai", "1", "2"),
        correction("given", KEY, "angka", "1", "2"),
        at_cell("", "", "D2", "nilai", "1", "2"),
        at_cell("0" * 64, "", "D2", "nilai", "1", "2"),
        [*correction("given", KEY, "nilai", "1", "2")[:-1], ""],
    )
    load = took(loaded, "corrections", file, exits=1)
    assert (load["state"], load["rows"], load["refused"]) == ("refused", 6, 6)
    assert {(one["row"], one["column"], one["reason"]) for one in load["faults"]} == {
        (2, "dataset", "dataset tidak dikenal"),
        (3, "dataset", "dataset tidak dikenal"),
        (4, "kolom", "given tidak mempunyai kolom ini"),
        (5, "kunci", "tulis kunci baris, atau berkas dan selnya"),
        (6, "berkas_sha256", "berkas ini belum pernah dimuat"),
        (7, "oleh", "kosong"),
    }


def test_of_persons_a_correction_names_the_certificate_and_leaves_no_trace_of_it(
    state: Path, tmp_path: Path
) -> None:
    took(
        state,
        "births",
        table(tmp_path / "a.csv", BIRTHS, [birth(1), birth(2, born="2/5/2033")]),
        *MAY,
        exits=1,
    )
    # Row 2 is refused: the birth comes after its registration. One of two is too many, so the file was refused.
    fix = correction("births", "AKTA-0002", "tanggal_lahir", "2/5/2033", "2/5/2023")
    done = run(state, "take", "corrections", corrections(tmp_path, fix), "--json")
    assert done.returncode == 1  # no file that counts has that certificate yet
    assert run(state, "accept", "2").returncode == 0
    assert took(state, "births", tmp_path / "a.csv", *MAY)["kept"] == 2
    run(state, "release", "--today", "2026-01-20")
    assert answer(state, "explain", "reg-03-lapor", "13.05", "2023-05")["denominator"] == 2
    outside = [path for path in state.rglob("*") if path.is_file() and "private" not in path.parts]
    for content in (done.stdout.encode(), done.stderr.encode(), *(path.read_bytes() for path in outside)):
        assert b"AKTA-0002" not in content
        assert b"2/5/2033" not in content
    private = list((state / "private").rglob("*"))
    assert any(b"2/5/2033" in path.read_bytes() for path in private if path.is_file())
    assert {stat.S_IMODE(path.stat().st_mode) for path in private} == {0o700, 0o600}


def test_a_trial_finds_what_a_correction_is_to_put_right(loaded: Path, tmp_path: Path) -> None:
    right = corrections(tmp_path, correction("given", KEY, "nilai", "71,36", "71,63"))
    wrong = corrections(tmp_path, correction("given", KEY, "nilai", "71,37", "71,64"))
    assert took(loaded, "corrections", right, "--dry-run")["state"] == "accepted"
    assert took(loaded, "corrections", wrong, "--dry-run", exits=1)["state"] == "waiting"
    assert not (loaded / "private").exists()
