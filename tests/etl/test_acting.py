"""Commands ask the one table of permissions for the account that they act for; nobody named is whoever has the machine."""

from __future__ import annotations

import json
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import typer
from sqlalchemy import Row, Table, select, update

from etl.__main__ import app
from etl.acting import COMMANDS
from etl.state import system_user
from tests.both import address
from tests.etl.inside import run
from tests.etl.writing import BUDGET, GIVEN, HEALTH, KOMINFO, LINE, given, money, table
from warehouse import accounts, database, tables
from warehouse.people import PERMISSIONS, ROLES

PEOPLE = dict(zip(("rani", "kiki", "eko", "pia", "adam"), ROLES, strict=True))
NOT_ALLOWED = "tidak berwenang menjalankan"


@pytest.fixture
def peopled(state: Path) -> Path:
    """A state with an account of each role, the contributor's of the health office."""
    engine = database.connect(address(state))
    for name, role in PEOPLE.items():
        office = HEALTH if role == "contributor" else ""
        accounts.add(engine, name, role, "nobody logs in here", datetime(2026, 1, 2), office)
    engine.dispose()
    return state


def act(state: Path, name: str, *words: str | Path) -> tuple[int, str]:
    """The exit code and the sentences of a command that acts for an account."""
    done = run(state, *words, environ={"DASBOR_USER": name})
    return done.returncode, done.stderr


def rows(state: Path, table: Table) -> list[Row[Any]]:
    """The rows of a table by their keys."""
    engine = database.connect(address(state))
    with engine.connect() as connection:
        found = list(connection.execute(select(table).order_by(*table.primary_key)))
    engine.dispose()
    return found


def budget(folder: Path, *offices: str) -> Path:
    """A month of spending with a line for each office."""
    return table(folder / f"{'-'.join(offices)}.csv", BUDGET, [money(5, office=office) for office in offices])


def test_every_command_has_a_line_in_the_table_and_every_line_is_one() -> None:
    assert set(typer.main.get_command(app).commands) == set(COMMANDS)  # type: ignore[attr-defined]
    assert all(permission in PERMISSIONS for permission in COMMANDS.values())


def test_a_role_gives_the_commands_that_the_table_grants_and_no_other(peopled: Path) -> None:
    for (name, role), (command, permission) in product(PEOPLE.items(), COMMANDS.items()):
        code, told = act(peopled, name, command, "--help")  # the table is asked before anything else is read
        allowed = role in PERMISSIONS[permission]
        assert (code == 0) == allowed, (role, command, told)
        assert allowed or f"Akun {name} ({role}) {NOT_ALLOWED} {command}." in told


def test_an_account_that_is_none_or_is_disabled_does_nothing(peopled: Path) -> None:
    assert run(peopled, "user", "disable", "adam").returncode == 0
    for name in ("adam", "budi", "' or 1=1 --"):
        for command in ("status", "user", "migrate"):
            code, told = act(peopled, name, command)
            assert (code, "tidak ada atau dinonaktifkan" in told) == (1, True), (name, command)


def test_a_named_account_does_nothing_where_there_is_no_database(tmp_path: Path) -> None:
    code, told = act(tmp_path / "var", "adam", "migrate")
    assert (code, "akun adam tidak ada" in told) == (1, True)
    assert not (tmp_path / "var").exists()


def test_a_role_that_changes_counts_from_the_next_command(peopled: Path) -> None:
    assert act(peopled, "eko", "status")[0] == 0
    engine = database.connect(address(peopled))
    with engine.begin() as connection:
        connection.execute(update(tables.account).where(tables.account.c.name == "eko").values(role="viewer"))
    engine.dispose()
    assert NOT_ALLOWED in act(peopled, "eko", "status")[1]


def test_only_who_manages_people_does(peopled: Path) -> None:
    before = rows(peopled, tables.account)
    for name in ("rani", "kiki", "eko", "pia"):
        for words in (["add", "budi", "--role", "admin"], ["role", name, "admin"], ["passwd", "adam"]):
            assert NOT_ALLOWED in act(peopled, name, "user", *words)[1]
    assert rows(peopled, tables.account) == before
    assert act(peopled, "adam", "user", "add", "budi", "--role", "viewer")[0] == 0


def test_a_contributor_sends_rows_of_the_own_office_alone(peopled: Path, tmp_path: Path) -> None:
    assert act(peopled, "kiki", "take", "budget", budget(tmp_path, HEALTH))[0] == 0
    for number, offices in enumerate([(KOMINFO,), (HEALTH, KOMINFO)], start=2):
        code, told = act(peopled, "kiki", "take", "budget", budget(tmp_path, *offices))
        assert (code, f"Pengirim hanya mengirim untuk kode_skpd={HEALTH}" in told) == (1, True)
        assert rows(peopled, tables.load)[-1].id == number  # the try is kept, and refused
    assert act(peopled, "eko", "take", "budget", budget(tmp_path, KOMINFO))[0] == 0
    states = [(row.author, row.state) for row in rows(peopled, tables.load)]
    who = system_user()
    assert states == [
        (f"{who}/kiki", "accepted"),
        (f"{who}/kiki", "refused"),
        (f"{who}/kiki", "refused"),
        (f"{who}/eko", "accepted"),
    ]
    assert run(peopled, "rebuild").returncode == 0  # the journal knows whose rows alone might come


def test_a_contributor_sends_a_whole_dataset_only_where_the_office_is_its_sender(
    peopled: Path, tmp_path: Path
) -> None:
    file = table(tmp_path / "given.csv", GIVEN, [given("soc-01", "2023", "71,63")])
    code, told = act(peopled, "kiki", "take", "given", file)
    assert (code, "Akun kiki mengirim untuk Dinas Kesehatan; given dikirim" in told) == (1, True)
    code, told = act(peopled, "kiki", "take", "corrections", file)
    assert (code, "Akun kiki mengirim untuk Dinas Kesehatan" in told) == (1, True)
    assert rows(peopled, tables.load) == []
    run(peopled, "user", "role", "kiki", "contributor", "--office", KOMINFO)
    assert act(peopled, "kiki", "take", "given", file)[0] == 0
    assert act(peopled, "kiki", "take", "corrections", file)[0] == 1


def test_who_sends_does_not_let_pass_what_waits(peopled: Path, tmp_path: Path) -> None:
    many = table(tmp_path / "many.csv", BUDGET, [money(5, line=f"{LINE[:-1]}{n}") for n in range(1, 8)])
    few = table(tmp_path / "few.csv", BUDGET, [money(5)])
    assert act(peopled, "eko", "take", "budget", many)[0] == 0
    assert act(peopled, "eko", "take", "budget", few)[0] == 1
    assert NOT_ALLOWED in act(peopled, "eko", "take", "budget", few, "--accept", "benar")[1]
    for word in ("accept", "withdraw", "release"):
        assert NOT_ALLOWED in act(peopled, "eko", word, *(["2"] if word != "release" else []))[1]
    assert [row.state for row in rows(peopled, tables.load)] == ["accepted", "waiting"]
    assert act(peopled, "pia", "accept", "2")[0] == 0
    journal = [json.loads(line) for line in (peopled / "journal.jsonl").read_text().splitlines()]
    assert journal[-1]["body"]["author"] == f"{system_user()}/pia"
