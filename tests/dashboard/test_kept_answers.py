"""Answers of the indicator page are kept, and never cross roles, offices, languages, releases or days."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import product
from pathlib import Path

import orjson
import pytest
from dash import Dash
from flask.testing import FlaskClient
from sqlalchemy import Engine, insert, update

from dashboard import choice as choices
from dashboard import ids, links
from dashboard.app import create_app
from dashboard.callbacks import indicator as moving
from dashboard.components import filters, indicator
from dashboard.language import ENGLISH, INDONESIAN, speaking
from dashboard.routing import Ask
from dashboard.spelling import spelled
from settings import DATA
from tests.both import address, copied
from tests.dashboard.conftest import enter, settings_in
from tests.dashboard.stocked import FINANCE, HEALTH, observation
from warehouse import catalogue, releases, tables
from warehouse.database import connect
from warehouse.people import STRANGER, Reader
from warehouse.tables import account, session

READERS = {
    "stranger": STRANGER,
    "viewer": Reader("rani", "viewer"),
    "health": Reader("kiki", "contributor", HEALTH),
    "finance": Reader("nola", "contributor", FINANCE),
    "editor": Reader("eko", "editor"),
}
MOVES = [("", ""), ("wilayah", "gov"), ("periode", "2025-06-ytd"), ("jendela", "ytd")]
AS_OF = ["", "1", "2026-01-20"]
MASKED = "di bawah batas yang dibuka untuk umum"


@pytest.fixture(scope="module")
def state(stocked_state: Path) -> Path:
    """A second release, of a year later, in which the offices' numbers of December are masked."""
    state = copied(stocked_state, stocked_state.with_name("kept"))
    engine = connect(address(state))
    publish(engine, 2, date(2027, 1, 20))
    engine.dispose()
    return state


def publish(engine: Engine, number: int, today: date) -> None:
    row = {"number": number, "published_at": datetime(today.year, 1, 20, 3), "today": today}
    row |= {"data_hash": "", "added": 0, "changed": 0, "ended": 0, "warnings": []}
    table = tables.observation
    of_offices = (table.c.indicator == "bud-02") & table.c.entity.in_([HEALTH, FINANCE])
    now = of_offices & (table.c.period == "2025-12-ytd") & table.c.until_release.is_(None)
    masked = {"level": "organisation", "entity_kind": "organisation", "since_release": number}
    masked |= {"public_value": None, "public_reason": MASKED}
    with engine.begin() as connection:
        connection.execute(update(table).where(now).values(until_release=number))
        for office, value in ((HEALTH, "91.2"), (FINANCE, "92.7")):
            row_of_office = observation("bud-02", "2025-12-ytd", value, entity=office, **masked)
            connection.execute(insert(table).values(row_of_office))
        connection.execute(insert(tables.release).values(row))


@pytest.fixture(scope="module")
def ask(state: Path) -> Ask:
    """What a stranger asks of bud-02 in the newest release."""
    engine = connect(address(state))
    view = links.view("/indikator/bud-02", "", indicator="bud-02")
    release = releases.find(engine, "2")
    assert release is not None
    return Ask(engine, catalogue.load(DATA), STRANGER, view, release, {"id": "bud-02"})


def spoken(answer: moving.Answer) -> str:
    return orjson.dumps(answer).decode()


def anew(ask: Ask, changed: str, value: str) -> str:
    """The answer as it is where nothing is kept."""
    view = moving.moved(ask, ask.view, changed, value) if changed else ask.view
    there = replace(ask, view=view)
    choice = choices.chosen(there)
    controls = filters.controls(there, choice)
    options, values = [one.options for one in controls], [one.value for one in controls]
    return spoken((links.query(view), *options, *values, spelled(indicator.body(there, choice))))


def named(ask: Ask, as_of: str) -> Ask:
    """The same of the release that an address names."""
    release = releases.find(ask.engine, as_of or "2")
    assert release is not None
    return replace(ask, release=release, view=replace(ask.view, as_of=as_of))


def test_what_is_kept_is_what_would_be_made_whoever_asked_before(ask: Ask) -> None:
    cases = list(product(READERS.values(), (INDONESIAN, ENGLISH), AS_OF, MOVES))
    for order in (1, 2):
        random.Random(order).shuffle(cases)
        for reader, language, as_of, move in cases:
            asked = replace(named(ask, as_of), reader=reader)
            with speaking(language):
                kept = moving.answer(asked, *move)
                assert spoken(kept) == anew(asked, *move)
                assert moving.answer(asked, *move) is kept


def test_each_reader_meets_their_own_office_and_no_other(ask: Ask) -> None:
    told = {
        who: spoken(moving.answer(replace(ask, reader=reader), "", "")) for who, reader in READERS.items()
    }
    seen = {who: ("91,2%" in text, "92,7%" in text) for who, text in told.items()}
    nothing = (False, False)
    assert seen == {
        "stranger": nothing,
        "viewer": nothing,
        "health": (True, False),
        "finance": (False, True),
        "editor": (True, True),
    }


def test_each_language_release_and_day_has_its_own(ask: Ask) -> None:
    today, before = spoken(moving.answer(ask, "", "")), spoken(moving.answer(named(ask, "1"), "", ""))
    with speaking(ENGLISH):
        english = spoken(moving.answer(ask, "", ""))
    assert ("Rilis 2" in today, "basi" in today) == (True, True)
    assert ("Rilis 1" in before, "basi" in before) == (True, False)
    assert ("Release 2" in english, "Rilis" in english) == (True, False)


# ---- through the door


@pytest.fixture
def engine(stocked_state: Path, tmp_path: Path) -> Iterator[Engine]:
    """A database of the test's own."""
    opened = connect(address(copied(stocked_state, tmp_path / "own")))
    yield opened
    opened.dispose()


@pytest.fixture
def app(engine: Engine, tmp_path: Path) -> Dash:
    return create_app(settings_in(tmp_path / "own"))


def called(app: Dash, client: FlaskClient, path: str) -> str:
    """The answer to back or forward having led to an address, as a browser asks for it."""
    (output,) = [key for key in app.callback_map if ids.INDICATOR_BODY in key]
    declared = app.callback_map[output]
    parts = [part.rsplit(".", 1) for part in output.strip(".").split("...")]
    call = {
        "output": output,
        "outputs": [{"id": id, "property": name} for id, name in parts],
        "inputs": [{**each, "value": ""} for each in declared["inputs"]],
        "state": [{**each, "value": path} for each in declared["state"]],
        "changedPropIds": [f"{ids.LOCATION}.search"],
    }
    answer = client.post("/_dash-update-component", json=call)
    assert answer.status_code == 200
    return answer.text


def test_who_loses_a_role_or_a_session_loses_its_answers_at_once(
    app: Dash, client: FlaskClient, engine: Engine
) -> None:
    path = "/indikator/reg-03"
    enter(client, "eko")
    as_editor = called(app, client, path)
    with engine.begin() as connection:
        connection.execute(update(account).values(role="viewer"))
    as_viewer = called(app, client, path)
    with engine.begin() as connection:
        connection.execute(session.delete())
    as_stranger = called(app, client, path)
    assert ["grafik-kecamatan" in text for text in (as_editor, as_viewer, as_stranger)] == [
        True,
        False,
        False,
    ]


def test_a_release_is_shown_from_its_moment_on(app: Dash, client: FlaskClient, engine: Engine) -> None:
    before = called(app, client, "/indikator/bud-02")
    publish(engine, 2, date(2027, 1, 20))
    after = called(app, client, "/indikator/bud-02")
    assert ["Rilis 2" in text for text in (before, after)] == [False, True]
