"""Rebuild: a life of several datasets, replayed from the journal and what landed, gives the same database."""

from __future__ import annotations

import shutil
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, delete, update

from tests import line
from tests.both import address, copied
from tests.copies import copy_of_project
from tests.etl.conftest import NewState
from tests.etl.inside import answer, run, took
from tests.etl.writing import (
    APBD,
    BIRTHS,
    BUDGET,
    CORRECTIONS,
    GIVEN,
    HEALTH,
    TAGS,
    birth,
    correction,
    given,
    money,
    table,
    tag,
)
from warehouse import accounts, database, submissions, tables


def changed_definition(folder: Path) -> Path:
    """A copy of the project in which the human development index is printed with one decimal."""
    project = copy_of_project(folder)
    file = project / "data" / "indicators" / "soc.toml"
    text = file.read_text(encoding="utf-8")
    before, after = text.split("[soc-01]", 1)
    assert "decimals = 2" in after.split("[soc-02]")[0]
    file.write_text(before + "[soc-01]" + after.replace("decimals = 2", "decimals = 1", 1), encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def life(new_state: NewState, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six datasets, a duplicate, a refusal, a shrink accepted, a withdrawal, a correction, three releases."""
    state, folder = new_state(), tmp_path_factory.mktemp("life")
    lines = [f"2.16.03.2.02.{number:04}" for number in range(1, 6)]
    took(state, "tags", table(folder / "tags.csv", TAGS, [tag(line=one) for one in lines]))
    took(state, "apbd", table(folder / "apbd.csv", APBD, [["2023", "murni", "1/1/2023", "90.000", "Uji"]]))
    january = [money(1, line=one, spent=10) for one in lines]
    took(state, "budget", table(folder / "1.csv", BUDGET, [*january, money(1, HEALTH)]), "--sample")
    titled = [["Bulan : Mei 2023"]]
    births = table(folder / "mei.csv", BIRTHS, [birth(number) for number in range(1, 9)], above=titled)
    took(state, "births", births)
    took(state, "births", births)  # a duplicate leaves no trace
    took(state, "births", table(folder / "juni.csv", BIRTHS, []), "--set", "bulan=2023-06", "--nihil")
    took(state, "given", table(folder / "a.csv", GIVEN, [given("soc-01", "2022", "71,36")]))
    took(state, "given", table(folder / "rusak.csv", GIVEN, [given("soc-01", "2021", "?")]), exits=1)
    assert answer(state, "release", "--today", "2023-08-01")["release"] == 1
    smaller = took(state, "budget", table(folder / "2.csv", BUDGET, january[:3]), exits=1)["load"]
    assert run(state, "accept", str(smaller)).returncode == 0
    fix = correction("given", "soc-01|13.05|2022|Uji", "nilai", "71,36", "71,63")
    took(state, "corrections", table(folder / "k.csv", CORRECTIONS, [fix]))
    project = changed_definition(folder)
    done = line.run(state, "release", "--today", "2023-08-02", root=project)
    assert done.returncode == 0, done.stderr
    wrong = took(state, "given", table(folder / "b.csv", GIVEN, [given("soc-01", "2020", "70,61")]))["load"]
    assert answer(state, "release", "--today", "2023-08-03")["release"] == 3
    assert run(state, "withdraw", str(wrong)).returncode == 0
    assert answer(state, "release", "--today", "2023-08-04")["release"] == 4
    return state


@pytest.fixture
def lived(life: Path, tmp_path: Path) -> Path:
    """That state, for one test."""
    return copied(life, tmp_path / "var")


def shown(state: Path, release: int) -> Any:
    return answer(state, "explain", "soc-01", "13.05", "2022", "--as-of", str(release))["display"]


def test_each_release_shows_the_number_under_the_definition_of_its_day(life: Path) -> None:
    # 71,36 as sent; corrected and printed with one decimal by the copy; then under the old definition again.
    assert [shown(life, release) for release in (1, 2, 3)] == ["71.36", "71.6", "71.63"]


def test_the_journal_and_what_landed_give_the_same_database(lived: Path) -> None:
    shutil.rmtree(lived / "staged")
    shutil.rmtree(lived / "private" / "staged")
    shutil.rmtree(lived / "private" / "measured")
    found = answer(lived, "rebuild")
    assert found["equal"]
    # 10 loads (the duplicate is none), 4 releases, an accept and a withdrawal.
    assert (found["rows"]["load"], found["rows"]["release"], found["events"]) == (10, 4, 16)
    assert found["rows"]["observation"] > 40
    assert set(found["different"].values()) == {0}
    assert not list(lived.glob("*rebu*"))
    assert not list(lived.glob(".rebu*"))


def harm(state: Path, statement: Any) -> None:
    engine = database.connect(address(state))
    with engine.begin() as connection:
        assert connection.execute(statement).rowcount
    engine.dispose()


HARMS: dict[str, tuple[Table, Any]] = {
    "a number": (tables.observation, update(tables.observation).where(tables.observation.c.indicator == "soc-01").values(numerator=1)),
    "an author": (tables.load, update(tables.load).where(tables.load.c.id == 1).values(author="siapa")),
    "a part": (tables.load_part, delete(tables.load_part).where(tables.load_part.c.load == 3)),
    "a state": (tables.load, update(tables.load).where(tables.load.c.state == "refused").values(state="accepted")),
    "a day": (tables.release, update(tables.release).where(tables.release.c.number == 2).values(warnings=["?"])),
    "a source": (tables.lineage, update(tables.lineage).where(tables.lineage.c.rows == 8).values(rows=9)),
}  # fmt: skip


def test_every_table_that_was_changed_behind_the_journals_back_is_named(lived: Path) -> None:
    for _, statement in HARMS.values():
        harm(lived, statement)
    done = run(lived, "rebuild")
    assert done.returncode == 1
    told = {told.split(":")[0]: told for told in done.stderr.splitlines()}
    assert " 1 berbeda (2)" in told["release"]
    assert " 2 berbeda (1, " in told["load"]
    changed = {table.name for table, _ in HARMS.values()}
    assert {
        name for name in told if "baris, 0 berbeda" not in told[name] and "baris," in told[name]
    } == changed
    assert done.stderr.splitlines()[-1].startswith("Berbeda; hasil bangun ulang ada di ")
    assert (lived / "rebuilt.db").exists()


def test_accounts_and_self_scores_go_along(lived: Path) -> None:
    # They stand in no journal: whoever puts the rebuilt database in the place of a damaged one keeps them.
    engine, key, now = (
        database.connect(address(lived)),
        submissions.Key("kominfo_2022", 2025),
        datetime(2026, 1, 2),
    )
    accounts.add(engine, "eko", "editor", "x", now)
    submissions.start(engine, key, 4, "eko", now)
    given = submissions.Scored("baseline", 0, Decimal("3.5"), "Uji", "")
    submissions.save(engine, key, [given], "eko", now)
    before = submissions.find(engine, key)
    with engine.begin() as connection:  # the release that was scored is no longer what the journal says
        connection.execute(update(tables.release).where(tables.release.c.number == 4).values(warnings=["?"]))
    assert run(lived, "rebuild").returncode == 1
    rebuilt = database.connect(f"sqlite:///{lived / 'rebuilt.db'}")
    assert submissions.find(rebuilt, key) == before == submissions.find(engine, key)
    assert accounts.every(rebuilt) == accounts.every(engine)
    engine.dispose()
    rebuilt.dispose()


def test_a_journal_without_its_last_line_does_not_give_what_is_there(state: Path, tmp_path: Path) -> None:
    for year in ("2021", "2022"):
        took(state, "given", table(tmp_path / f"{year}.csv", GIVEN, [given("soc-01", year, "70")]))
    journal = state / "journal.jsonl"
    first, _ = journal.read_text(encoding="utf-8").splitlines(keepends=True)
    journal.write_text(first, encoding="utf-8")
    found = answer(state, "rebuild", exits=1)
    assert (found["events"], found["different"]["load"], found["different"]["load_part"]) == (1, 1, 1)


def test_declarations_that_were_changed_or_lost_are_named(lived: Path) -> None:
    folder = next(path for path in (lived / "definitions").iterdir())
    (folder / "reference" / "bands.csv").write_text("rusak", encoding="utf-8")
    done = run(lived, "rebuild")
    assert done.returncode == 1
    assert done.stderr == (
        f"Deklarasi {folder.name[:12]} di definitions/ hilang atau berubah; pulihkan dari cadangan.\n"
    )


def test_a_landed_file_that_is_lost_is_named(lived: Path) -> None:
    lost = next(path for path in (lived / "private" / "landing").rglob("*.csv"))
    lost.unlink()
    done = run(lived, "rebuild")
    assert done.returncode == 1
    assert f"Berkas {lost.stem[:12]} dari " in done.stderr
    assert "Traceback" not in done.stderr
