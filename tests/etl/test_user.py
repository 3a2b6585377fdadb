"""Accounts are made at the command line, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

import settings
from dashboard.app import create_app
from tests.both import address
from tests.etl.inside import run
from tests.line import environment
from tests.line import run as run_command
from warehouse import accounts, database
from warehouse.people import ROLES


def account(state: Path, name: str) -> accounts.Account | None:
    engine = database.connect(address(state))
    found = accounts.find(engine, name)
    engine.dispose()
    return found


def test_a_one_time_password_is_printed_and_opens_the_account(state: Path) -> None:
    done = run_command(state, "user", "add", "rani", "--role", "editor")
    assert (done.returncode, done.stderr) == (0, "Akun rani (editor) dibuat.\n")
    password = done.stdout.rstrip("\n")
    found = account(state, "rani")
    assert found is not None
    assert found.role == "editor"
    assert accounts.verified(found, password)
    assert not accounts.verified(found, password + "x")
    assert password not in found.password_hash


@pytest.mark.parametrize("role", ROLES)
def test_every_role_can_be_given_and_a_password_be_read(state: Path, role: str) -> None:
    office = ["--office", "1.02.0.00.0.00.01.0000"] if role == "contributor" else []
    words = ["user", "add", "eko", "--role", role, *office, "--password-stdin"]
    done = run(state, *words, stdin="rumah gadang 17\n")
    assert (done.returncode, done.stdout) == (0, "")
    found = account(state, "eko")
    assert found is not None
    assert (found.role, accounts.verified(found, "rumah gadang 17")) == (role, True)


WRONG = {
    "no role of that name": (["budi", "--role", "raja"], "", "Peran raja tidak ada. Pilih: viewer, contributor, editor, approver, admin."),
    "the role of strangers": (["budi", "--role", "public"], "", "Peran public tidak ada."),
    "a contributor of no office": (["budi", "--role", "contributor"], "", "--office"),
    "an editor of an office": (["budi", "--role", "editor", "--office", "1.02.0.00.0.00.01.0000"], "", "--office"),
    "an office that is none": (["budi", "--role", "contributor", "--office", "9.99"], "", "Perangkat daerah 9.99"),
    "a name with a space": (["Budi Santoso", "--role", "viewer"], "", "Budi Santoso"),
    "a short password": (["budi", "--role", "viewer", "--password-stdin"], "pendek\n", "12"),
    "no password where one is to be read": (["budi", "--role", "viewer", "--password-stdin"], "", "12"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_use_ends_with_2_and_makes_no_account(empty_state: Path, wrong: str) -> None:
    words, stdin, sentence = WRONG[wrong]
    done = run(empty_state, "user", "add", *words, stdin=stdin)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert account(empty_state, "budi") is None


def test_a_name_is_used_once(state: Path) -> None:
    assert run(state, "user", "add", "rani", "--role", "viewer").returncode == 0
    done = run(state, "user", "add", "rani", "--role", "admin")
    assert done.returncode == 2
    assert "rani" in done.stderr
    found = account(state, "rani")
    assert found is not None
    assert found.role == "viewer"


def test_nobody_can_make_an_account_over_http(empty_state: Path) -> None:
    client = create_app(settings.load(environment(empty_state))).server.test_client()
    page = client.get("/masuk")
    assert page.status_code == 200
    for word in ("daftar", "buat akun", "set up", "setup", "register"):
        assert word not in page.text.lower()
    for path in ("/setup", "/daftar", "/register", "/akun", "/user", "/masuk/baru"):
        assert client.post(
            path, data={"nama": "budi", "sandi": "rumah gadang 17", "peran": "admin"}
        ).status_code in (
            400,
            404,
            405,
        )
    assert account(empty_state, "budi") is None
