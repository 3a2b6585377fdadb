"""A dashboard over a database that has a release and people, and no numbers; `warehouse` has numbers."""

from datetime import date, datetime
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient
from sqlalchemy import insert

import settings
from dashboard.app import create_app
from settings import Settings
from tests.both import Databases, address, copied, named
from tests.dashboard.stocked import stock
from tests.line import environment
from warehouse import accounts, tables
from warehouse.database import connect, migrate

PASSWORD = "kuda lumping 99"
OFFICE = "1.02.0.00.0.00.01.0000"  # of every contributor here
PEOPLE = {"rani": "viewer", "kiki": "contributor", "eko": "editor", "pia": "approver", "adam": "admin"}
KEYS = {
    "DASBOR_SECRET_KEY": "c4b9e07d15f2a8836e0d47b1529cfa60e8137bd94a6cf205",
    "DASBOR_LINK_KEY": "70ad3ce9f15b8246d90e7c3ba1f6584e2d97b0ac8135fe46",
}


def settings_in(state: Path, **more: str) -> Settings:
    """Settings of a state of the test's own."""
    return settings.load({"DASBOR_STATE": str(state), **KEYS, **named(state), **more})


def open_account(chosen: Settings, name: str, role: str, password: str = PASSWORD) -> None:
    """Let somebody in, as `user add` does."""
    engine = connect(chosen.database_url)
    accounts.add(engine, name, role, accounts.hashed(password), datetime(2026, 1, 2), office(role))
    engine.dispose()


def stocked_with_people(folder: Path) -> Settings:
    """Settings of a state of its own, with hand-made numbers and a person of each role."""
    chosen = settings_in(folder)
    engine = connect(chosen.database_url)
    migrate(engine)
    stock(engine)
    engine.dispose()
    for name, role in PEOPLE.items():
        open_account(chosen, name, role)
    return chosen


def office(role: str) -> str:
    """The office that somebody of a role stands for."""
    return OFFICE if role == "contributor" else ""


def enter(client: FlaskClient, name: str, password: str = PASSWORD, back: str = "/") -> object:
    """Log in through the page, as a browser does."""
    page = client.get("/masuk", query_string={"kembali": back}).text
    kembali = page.split('name="kembali" value="')[1].split('"')[0]
    form = {"kembali": kembali, "nama": name, "sandi": password}
    return client.post("/masuk", data=form)


@pytest.fixture(scope="session")
def built(built: Path, databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built state with its database on either engine."""
    return databases.filled(built, tmp_path_factory.mktemp("filled"))


@pytest.fixture(scope="session")
def warehouse(built: Path) -> Settings:
    """Its settings."""
    return settings.load(environment(built))


@pytest.fixture(scope="module")
def empty(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state with the tables and without a row."""
    state = tmp_path_factory.mktemp("state") / "var"
    state.mkdir()
    engine = connect(databases.new(state))
    migrate(engine)
    engine.dispose()
    return state


@pytest.fixture(scope="module")
def stocked_state(empty: Path) -> Path:
    """A copy of it with the numbers of `stocked`, and an editor."""
    state = copied(empty, empty.with_name("stocked"))
    engine = connect(address(state))
    stock(engine)
    engine.dispose()
    open_account(settings_in(state), "eko", "editor")
    return state


@pytest.fixture(scope="module")
def released(empty: Path) -> Settings:
    """A release of nothing, and one person of each role."""
    chosen = settings_in(copied(empty, empty.with_name("released")))
    engine = connect(chosen.database_url)
    row = {
        "number": 1,
        "published_at": datetime(2026, 1, 20, 3),
        "today": date(2026, 1, 20),
        "data_hash": "",
        "added": 0,
        "changed": 0,
        "ended": 0,
        "warnings": [],
    }
    with engine.begin() as connection:
        connection.execute(insert(tables.release).values(row))
    engine.dispose()
    for name, role in PEOPLE.items():
        open_account(chosen, name, role)
    return chosen


@pytest.fixture(scope="module")
def app(released: Settings) -> Dash:
    """The dashboard over that release."""
    return create_app(released)


@pytest.fixture
def client(app: Dash) -> FlaskClient:
    """A browser without a session."""
    return app.server.test_client()
