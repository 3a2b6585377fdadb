"""What a killed command leaves behind is put right by the next one that writes, and said."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.journal import Journal
from tests.etl.conftest import NewState
from tests.etl.inside import answer, run, took
from tests.etl.killing import killed
from tests.etl.writing import GIVEN, given, table

UNDONE = "catatannya di jurnal dibatalkan"


def kinds(state: Path) -> list[str]:
    return [one.kind for one in Journal(state / "journal.jsonl").events()]


def number(folder: Path, year: str) -> Path:
    return table(folder / f"{year}.csv", GIVEN, [given("soc-01", year, "70,61")])


def test_a_load_whose_row_was_never_stored_is_taken_back(state: Path, tmp_path: Path) -> None:
    file = number(tmp_path, "2020")
    killed(state, "after etl.state:State.record", "take", "given", file)
    assert kinds(state) == ["load"]
    assert answer(state, "status")["datasets"][0]["loads"] == 0
    done = run(state, "take", "given", file)
    assert (done.returncode, UNDONE in done.stderr) == (0, True)
    assert kinds(state) == ["load", "undone", "load"]
    assert answer(state, "rebuild")["equal"]
    assert UNDONE not in run(state, "take", "given", file).stderr
    assert kinds(state) == ["load", "undone", "load"]


@pytest.mark.parametrize("words", [("withdraw", "1"), ("release", "--today", "2026-01-20")])
def test_a_word_or_a_release_that_was_never_stored_is_taken_back(
    state: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    took(state, "given", number(tmp_path, "2022"))
    killed(state, "after etl.state:State.record", *words)
    done = run(state, *words)
    assert (done.returncode, UNDONE in done.stderr) == (0, True)
    assert kinds(state) == ["load", words[0], "undone", words[0]]
    assert answer(state, "rebuild")["equal"]


def test_an_event_that_was_stored_stays(state: Path, tmp_path: Path) -> None:
    killed(state, "after etl.storing:store", "take", "given", number(tmp_path, "2020"))
    took(state, "given", number(tmp_path, "2021"))
    assert kinds(state) == ["load", "load"]


def test_a_last_line_that_was_cut_is_dropped_and_said(state: Path, tmp_path: Path) -> None:
    took(state, "given", number(tmp_path, "2020"))
    journal = state / "journal.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole + b'{"at": "2026-01-2')
    done = run(state, "rebuild")
    assert (done.returncode, "Baris terakhir jurnal terpotong" in done.stderr) == (0, True)
    assert journal.read_bytes() == whole


def test_temporary_files_go_with_the_next_command_that_writes(new_state: NewState, tmp_path: Path) -> None:
    state = new_state()
    for point in ("etl.land:_copy", "etl.stage:statement", "etl.journal:sync_tree"):
        killed(state, f"before {point}", "take", "given", number(tmp_path, "2020"))
    assert list(state.rglob(".*.tmp"))
    took(state, "given", number(tmp_path, "2021"))
    assert list(state.rglob(".*.tmp")) == []
