"""Statements are made once for a version of the program, and found again by the next command."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse import engine, program
from warehouse.prepared import Shelf


def refuse() -> str:
    raise AssertionError("made again")


def test_what_one_command_made_the_next_one_finds(tmp_path: Path) -> None:
    made = Shelf(tmp_path, tmp_path).text(("judged", "births"), lambda: "SELECT 1")
    assert Shelf(tmp_path, tmp_path).text(("judged", "births"), refuse) == made == "SELECT 1"


def test_another_key_is_another_statement(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, tmp_path)
    assert [shelf.text((number,), lambda n=number: str(n)) for number in (1, 2, 1)] == ["1", "2", "1"]  # type: ignore[misc]


def test_another_program_makes_its_own_and_drops_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Shelf(tmp_path, tmp_path).text(("a",), lambda: "old")
    monkeypatch.setattr(program, "version", lambda: "f" * 64)
    assert Shelf(tmp_path, tmp_path).text(("a",), lambda: "new") == "new"
    assert [file.read_text() for file in tmp_path.rglob("*.sql")] == ["new"]


def test_a_trial_finds_statements_and_leaves_none(tmp_path: Path) -> None:
    state, trial = tmp_path / "state", tmp_path / "trial"
    Shelf(state, state).text(("a",), lambda: "SELECT 1")
    assert Shelf(state, trial).text(("a",), refuse) == "SELECT 1"
    Shelf(state, trial).text(("b",), lambda: "SELECT 2")
    assert len(list(state.rglob("*.sql"))) == 1


def test_an_engine_says_its_expressions_as_statements_that_name_tables() -> None:
    con = engine.connect(Shelf().text)
    con.put("numbers", engine.arrow_of({"n": [1, 2, None]}, {"n": "int64"}))
    asked = con.prepared(("total",), lambda: con.table("numbers").n.sum().name("total").as_table())
    con.put("numbers", engine.arrow_of({"n": [10]}, {"n": "int64"}))
    assert con.raw_sql(asked).fetchall() == [(10,)]
    assert con.columns("numbers") == ("n",)
