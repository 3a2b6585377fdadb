"""Files and rows of persons go when their months are over; the numbers made from them stay."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.both import address, copied
from tests.etl.inside import answer, run, took
from tests.etl.killing import killed
from tests.etl.writing import BIRTHS, birth, table
from warehouse import database, tables

LATER = ("--today", "2029-01-01")
TODAY = ("--today", "2026-11-25")
KILLED_AT = {
    "while measures are kept": "before warehouse.remains:keep",
    "before the commit": "after etl.state:State.record",
    "after the commit": "after etl.purging:_say",
    "between two files": "after etl.purging:_delete",
}


def births(folder: Path, month: str, numbers: range, **said: Any) -> Path:
    """A file of births of one month: `numbers` tell their certificates apart."""
    folder.mkdir(exist_ok=True)
    lines = [birth(number, **said) for number in numbers]
    return table(folder / f"{month}-{len(numbers)}.csv", BIRTHS, lines, above=[[f"Bulan : {month}"]])


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state with twelve births registered in May 2023 and one release."""
    state = tmp_path_factory.mktemp("purge") / "var"
    assert run(state, "migrate").returncode == 0
    took(state, "births", births(state.parent / "files", "Mei 2023", range(1, 13)))
    assert answer(state, "release", *TODAY)["release"] == 1
    return state


@pytest.fixture
def state(begun: Path, tmp_path: Path) -> Path:
    return copied(begun, tmp_path / "var")


def of_persons(state: Path) -> list[str]:
    """The files with bytes or rows of persons."""
    folders = [state / "private" / name for name in ("landing", "staged")]
    return [path.name for folder in folders for path in folder.rglob("*") if path.is_file()]


def shown(state: Path) -> set[tuple[str, ...]]:
    """Every number of the newest release, without the release that it is since."""
    table = tables.observation
    columns = [column for column in table.columns if column.name not in ("since_release", "until_release")]
    engine = database.connect(address(state))
    with engine.connect() as connection:
        rows = connection.execute(select(*columns).where(table.c.until_release.is_(None))).all()
    engine.dispose()
    return {tuple(map(str, row)) for row in rows}


def purge(state: Path) -> str:
    done = run(state, "purge", *LATER)
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_files_and_rows_are_gone_and_every_number_stays(state: Path) -> None:
    before = shown(state)
    assert len(of_persons(state)) == 2
    assert "1 muatan orang dihapus" in purge(state)
    assert of_persons(state) == []
    assert answer(state, "release", *TODAY)["changed"] == 0
    assert (
        answer(state, "release", "--today", "2026-11-26")["release"] == 1
    )  # nothing new on another day either
    assert shown(state) == before
    assert run(state, "explain", "reg-03", "13.05", "2023-05", "--recount").returncode == 0


def test_what_is_not_due_stays(state: Path) -> None:
    assert "0 muatan" in run(state, "purge", *TODAY).stderr
    assert len(of_persons(state)) == 2


def test_a_month_that_comes_later_is_added_to_what_was_kept(state: Path) -> None:
    purge(state)
    took(state, "births", births(state.parent / "f", "Juni 2023", range(21, 31), told="10/6/2023"))
    assert answer(state, "release", *TODAY)["release"] == 2
    # Twelve births of May were registered in May, ten more in June.
    assert answer(state, "explain", "reg-03", "13.05", "2023-05")["denominator"] == 22


def test_a_month_that_is_sent_again_takes_the_place_of_what_was_kept(state: Path) -> None:
    purge(state)
    took(state, "births", births(state.parent / "f", "Mei 2023", range(1, 16)))
    answer(state, "release", *TODAY)
    assert answer(state, "explain", "reg-03", "13.05", "2023-05")["denominator"] == 15


def test_rebuild_says_what_it_cannot_replay_and_makes_later_releases_from_what_was_kept(state: Path) -> None:
    purge(state)
    took(state, "births", births(state.parent / "f", "Juni 2023", range(21, 31), told="10/6/2023"))
    answer(state, "release", *TODAY)
    done = run(state, "rebuild")
    assert done.returncode == 0, done.stderr
    assert "3 dari 5 catatan jurnal tidak dapat diulang" in done.stderr
    assert "1 muatan orang sudah dihapus" in done.stderr


def test_the_same_bytes_sent_again_do_not_stay(state: Path) -> None:
    purge(state)
    file = births(state.parent / "f", "Mei 2023", range(1, 13))
    assert took(state, "births", file)["state"] == "duplicate"
    purge(state)
    assert of_persons(state) == []


def test_the_backup_holds_what_was_kept_and_no_bytes_of_persons(state: Path, tmp_path: Path) -> None:
    purge(state)
    assert run(state, "backup", tmp_path / "b.dasbor").returncode == 0
    other = tmp_path / "other" / "var"
    assert run(other, "restore", tmp_path / "b.dasbor").returncode == 0
    assert of_persons(other) == []
    assert shown(other) == shown(state)
    assert answer(other, "release", "--today", "2026-11-26")["release"] == 1
    assert shown(other) == shown(state)


def test_status_tells_until_when_files_are_kept(state: Path) -> None:
    ours = {one["dataset"]: one for one in answer(state, "status", *TODAY)["datasets"]}
    assert ours["births"]["purged"] == 0
    assert ours["births"]["keep_months"] == 24
    assert ours["births"]["kept_until"] > "2028-11-01"
    assert ours["births"]["due"] == 0
    assert "kept_until" not in ours["budget"]
    assert "lewat masa simpan 1" in run(state, "status", *LATER).stdout
    purge(state)
    ours = {one["dataset"]: one for one in answer(state, "status", *LATER)["datasets"]}
    assert (ours["births"]["purged"], ours["births"]["kept_until"]) == (1, None)


def test_a_waiting_load_whose_file_is_gone_is_not_accepted(state: Path) -> None:
    smaller = took(state, "births", births(state.parent / "f", "Mei 2023", range(1, 4)), exits=1)["load"]
    purge(state)
    done = run(state, "accept", str(smaller))
    assert done.returncode == 2
    assert "sudah dihapus menurut masa simpan" in done.stderr


@pytest.mark.parametrize("point", KILLED_AT)
def test_a_purge_that_was_killed_is_finished_by_the_next_run(state: Path, point: str) -> None:
    before = shown(state)
    killed(state, KILLED_AT[point], "purge", *LATER)
    assert shown(state) == before
    purge(state)
    assert of_persons(state) == []
    assert answer(state, "release", "--today", "2026-11-26")["release"] == 1
    assert shown(state) == before
    assert run(state, "rebuild").returncode == 0


def test_a_killed_purge_is_finished_by_any_command_that_writes(state: Path) -> None:
    killed(state, KILLED_AT["between two files"], "purge", *LATER)
    assert of_persons(state) != []
    assert "diselesaikan" in run(state, "release", *TODAY).stderr
    assert of_persons(state) == []
