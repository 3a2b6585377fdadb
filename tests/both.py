"""States and databases on either engine, so that a test need not know on which one it runs.

A state on PostgreSQL has the address of its database in a file beside its folder.
"""

from __future__ import annotations

import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url, select

from etl import dumping
from tests.cluster import Cluster
from warehouse import bulk, database, tables

ENGINES = ("sqlite", "postgresql")
LARGE = (tables.observation, tables.record, tables.lineage)


@dataclass(frozen=True)
class Databases:
    """Where the databases of one kind come from; `cluster` is None on SQLite."""

    cluster: Cluster | None

    def new(self, folder: Path) -> str:
        """The address of a new empty database for the state in a folder, which is told of it."""
        if self.cluster is None:
            return f"sqlite:///{folder / 'warehouse.db'}"
        return _told(folder, self.cluster.new(f"t{uuid.uuid4().hex}"))

    def filled(self, state: Path, folder: Path) -> Path:
        """A state whose database has every row of another's, for who only reads the database."""
        if self.cluster is None:
            return state
        ours, theirs = database.connect(self.new(folder)), database.connect(address(state))
        database.migrate(ours)
        with theirs.connect() as old, ours.begin() as new:
            for table in tables.metadata.sorted_tables:
                if table in LARGE:
                    bulk.add(new, table, [dict(row) for row in old.execute(select(table)).mappings()])
                else:
                    dumping.fill(new, table, dumping.lines(old, table))
        ours.dispose()
        theirs.dispose()
        return folder


def address(state: Path) -> str:
    """Where the database of a state is."""
    beside = _beside(state)
    return beside.read_text() if beside.exists() else f"sqlite:///{state / 'warehouse.db'}"


def named(state: Path) -> dict[str, str]:
    """What the environment has to say so that the program finds the database of a state."""
    return {"DASBOR_DATABASE_URL": address(state)} if _beside(state).exists() else {}


def copied(state: Path, target: Path) -> Path:
    """A copy of a state with a database of its own."""
    shutil.copytree(state, target)
    if _beside(state).exists():
        url = make_url(address(state))
        assert url.database
        _told(target, Cluster(Path(str(url.query["host"]))).new(f"t{uuid.uuid4().hex}", url.database))
    return target


def _beside(state: Path) -> Path:
    return state.with_name(f"{state.name}.database")


def _told(state: Path, url: str) -> str:
    _beside(state).write_text(url)
    return url
