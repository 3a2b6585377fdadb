"""Who sees what: the table of permissions, and a contributor's own office."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from sqlalchemy import Engine, update

from settings import DATA
from tests.both import Databases
from tests.dashboard.stocked import COMMUNICATION, FINANCE, HEALTH, HIDDEN, stock
from warehouse import catalogue, database, series, tables
from warehouse.people import PERMISSIONS, STRANGER, Permission, Reader, Role
from warehouse.selection import Selection

OWN = Reader("kiki", "contributor", HEALTH)


@pytest.fixture
def engine(tmp_path: Path, databases: Databases) -> Engine:
    """Numbers of offices that are not for the public."""
    engine = database.connect(databases.new(tmp_path))
    database.migrate(engine)
    stock(engine)
    with engine.begin() as connection:
        of_offices = tables.observation.c.entity_kind == "organisation"
        connection.execute(update(tables.observation).where(of_offices).values(HIDDEN))
    return engine


def offices(engine: Engine, reader: Reader) -> set[str]:
    selection = Selection("bud-02", "ytd", level="organisation", periods=("2025-12-ytd",))
    return {point.entity for point in series.read(engine, catalogue.load(DATA), selection, reader).points}


def test_a_contributor_sees_exact_numbers_of_its_own_office_alone(engine: Engine) -> None:
    assert offices(engine, STRANGER) == set()
    assert offices(engine, OWN) == {HEALTH}
    assert offices(engine, Reader("kiki", "contributor")) == set()
    assert offices(engine, Reader("vivi", "viewer", HEALTH)) == set()
    assert offices(engine, Reader("pia", "approver")) == {HEALTH, COMMUNICATION, FINANCE}


def test_readers_of_different_sight_share_no_kept_answer() -> None:
    readers = [STRANGER, OWN, Reader("lia", "contributor", FINANCE), Reader("eko", "editor")]
    assert len({reader.sight for reader in readers}) == len(readers)


def test_every_permission_is_somebody_s_and_strangers_only_read() -> None:
    assert set(PERMISSIONS) == set(get_args(Permission))
    assert all(roles and roles <= set(get_args(Role)) for roles in PERMISSIONS.values())
    assert [name for name in PERMISSIONS if STRANGER.may(name)] == ["read"]
