"""Sessions end when we say so, and guessing is braked by account and by address."""

from __future__ import annotations

import hashlib
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from dash import Dash
from sqlalchemy import Engine, select

from dashboard.app import create_app
from dashboard.people import now, reader_of_request
from settings import Settings
from tests.dashboard.conftest import PASSWORD, enter, open_account, settings_in
from tests.etl.inside import run
from tests.line import KEYS
from warehouse import attempts, sessions, tables
from warehouse.attempts import TooMany
from warehouse.database import connect, migrate
from warehouse.people import STRANGER, Reader

NOW = datetime(2026, 3, 2, 8)
KEY = "k" * 32


@pytest.fixture
def chosen(tmp_path: Path) -> Settings:
    """A state of the test's own, with the keys of the command line."""
    chosen = settings_in(tmp_path, **KEYS)
    migrate(connect(chosen.database_url))
    return chosen


@pytest.fixture
def engine(chosen: Settings) -> Iterator[Engine]:
    engine = connect(chosen.database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def app(chosen: Settings) -> Dash:
    return create_app(chosen)


def named(app: Dash, token: str) -> Reader:
    """Who a token lets in."""
    client = app.server.test_client()
    client.set_cookie("dasbor", token)
    with client:
        client.get("/masuk")
        return reader_of_request()


def token_of(app: Dash, name: str) -> str:
    cookie = enter(app.server.test_client(), name).headers["Set-Cookie"]
    return str(cookie.split("dasbor=")[1].split(";")[0])


COMMANDS = {
    "another password": ["passwd", "eko"],
    "another role": ["role", "eko", "viewer"],
    "disabled": ["disable", "eko"],
    "logged out": ["logout", "eko"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_session_of_an_account_is_dead_after(command: str, app: Dash, chosen: Settings) -> None:
    open_account(chosen, "eko", "editor")
    open_account(chosen, "adam", "admin")
    tokens = [token_of(app, "eko"), token_of(app, "eko")]
    other = token_of(app, "adam")
    assert [named(app, token).role for token in tokens] == ["editor", "editor"]
    assert run(chosen.state, "user", *COMMANDS[command]).returncode == 0
    assert [named(app, token) for token in tokens] == [STRANGER, STRANGER]
    assert named(app, other).role == "admin"


def test_leaving_kills_the_token_itself(app: Dash, chosen: Settings) -> None:
    open_account(chosen, "eko", "editor")
    token = token_of(app, "eko")
    client = app.server.test_client()
    client.set_cookie("dasbor", token)
    assert client.post("/keluar").status_code == 303
    assert named(app, token) == STRANGER


def test_no_forged_token_lets_anybody_in(app: Dash, chosen: Settings, engine: Engine) -> None:
    open_account(chosen, "adam", "admin")
    token = token_of(app, "adam")
    with engine.connect() as connection:
        (mark,) = connection.scalars(select(tables.session.c.mark)).all()
    assert token not in mark
    forged = [mark, hashlib.sha256(token.encode()).hexdigest(), token[:-1], token + "x", "", "adam"]
    forged += ["eyJuYW1lIjoiYWRhbSJ9.aaaa.bbbb", "' or 1=1 --", "x" * 4000, token.swapcase()]
    assert [named(app, each) for each in forged] == [STRANGER] * len(forged)
    assert sessions.reader(engine, "another key of thirty-two bytes!", token, now()) == STRANGER


def test_a_session_ends_after_two_idle_hours_and_after_a_working_day(
    chosen: Settings, engine: Engine
) -> None:
    open_account(chosen, "eko", "editor")
    token = sessions.begin(engine, KEY, "eko", NOW)
    who = Reader("eko", "editor")
    for hours in range(1, 10):
        assert sessions.reader(engine, KEY, token, NOW + timedelta(hours=hours)) == who
    assert sessions.reader(engine, KEY, token, NOW + timedelta(hours=10)) == STRANGER
    idle = sessions.begin(engine, KEY, "eko", NOW)
    assert sessions.reader(engine, KEY, idle, NOW + timedelta(hours=2)) == STRANGER


def tries(engine: Engine, names: list[str], addresses: list[str], at: datetime = NOW) -> list[bool]:
    """Which tries of these names, from these addresses, may go on."""
    found = []
    for name, address in zip(names, addresses, strict=True):
        try:
            attempts.begin(engine, KEY, name, address, at)
            found.append(True)
        except TooMany as many:
            found.append(not 0 < many.seconds <= attempts.WINDOW.total_seconds())
    return found


def test_within_ten_tries_there_is_a_brake_by_account_and_by_address(engine: Engine) -> None:
    many = [f"10.0.0.{number}" for number in range(10)]
    assert tries(engine, ["eko"] * 10, ["10.1.0.1"] * 10).count(True) == attempts.TRIES_OF_PAIR
    assert tries(engine, ["adam"] * 10, many).count(True) == attempts.TRIES_OF_NAME < 10
    names = [f"orang{number}" for number in range(10)]
    assert tries(engine, names, ["10.2.0.1"] * 10).count(True) == attempts.TRIES_OF_ADDRESS < 10
    assert tries(engine, ["eko"], ["10.1.0.1"], NOW + attempts.WINDOW) == [True]


def test_strangers_lock_nobody_out_of_the_place_where_they_work(engine: Engine) -> None:
    attempts.succeeded(engine, attempts.begin(engine, KEY, "eko", "10.1.0.1", NOW))
    tries(engine, ["eko"] * 30, [f"10.9.0.{number}" for number in range(30)])
    assert tries(engine, ["eko", "eko"], ["10.7.0.1", "10.1.0.1"]) == [False, True]


def test_a_crowd_at_once_gets_no_more_tries_than_one(engine: Engine) -> None:
    with ThreadPoolExecutor(8) as crowd:
        found = list(crowd.map(lambda _: tries(engine, ["eko"], ["10.1.0.1"]), range(16)))
    assert found.count([True]) == attempts.TRIES_OF_PAIR


def test_what_is_kept_of_tries_names_nobody(engine: Engine) -> None:
    attempts.begin(engine, KEY, "kata sandi saya", "10.1.0.1", NOW)
    with engine.connect() as connection:
        (row,) = connection.execute(select(tables.login_attempt)).all()
    assert not any(said in str(row) for said in ("sandi", "10.1.0.1"))


def test_the_brake_answers_known_and_unknown_names_alike(app: Dash, chosen: Settings) -> None:
    open_account(chosen, "eko", "editor")
    found = []
    for name in ("eko", "tidakada"):
        client = app.server.test_client()
        client.environ_base["REMOTE_ADDR"] = f"10.0.1.{len(name)}"
        answers = [client.post("/masuk", data={"nama": name, "sandi": "salah"}) for _ in range(8)]
        assert int(answers[-1].headers["Retry-After"]) > 0
        found.append([answer.status_code for answer in answers])
    assert found[0] == found[1] == [401] * 5 + [429] * 3


def test_who_is_braked_cannot_guess_on_even_with_the_right_password(app: Dash, chosen: Settings) -> None:
    open_account(chosen, "eko", "editor")
    client = app.server.test_client()
    for _ in range(5):
        client.post("/masuk", data={"nama": "eko", "sandi": "salah"})
    assert enter(client, "eko").status_code == 429
    forwarded = {"X-Forwarded-For": "10.3.3.3"}  # no proxy is trusted here, so it is only a claim
    assert (
        client.post("/masuk", data={"nama": "eko", "sandi": PASSWORD}, headers=forwarded).status_code == 429
    )


def test_an_unknown_name_takes_as_long_as_a_known_one(app: Dash, chosen: Settings) -> None:
    open_account(chosen, "eko", "editor")
    taken: dict[str, list[float]] = {"eko": [], "tidakada": []}
    for number in range(10):
        for name, times in taken.items():
            client = app.server.test_client()
            client.environ_base["REMOTE_ADDR"] = f"10.{len(name)}.{number}.1"
            begun = time.perf_counter()
            client.post("/masuk", data={"nama": name, "sandi": "salah"})
            times.append(time.perf_counter() - begun)
    gap = abs(statistics.median(taken["eko"]) - statistics.median(taken["tidakada"]))
    assert gap < 0.06, f"{gap * 1000:.0f} ms"
