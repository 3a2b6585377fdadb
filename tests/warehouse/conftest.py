"""An empty warehouse database on either engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.both import Databases
from warehouse import database


@pytest.fixture
def engine(tmp_path: Path, databases: Databases) -> Iterator[Engine]:
    """The tables, without a row."""
    engine = database.connect(databases.new(tmp_path))
    database.migrate(engine)
    yield engine
    engine.dispose()
