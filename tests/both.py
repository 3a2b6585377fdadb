"""Makes databases on either engine, so that a test need not know on which one it runs."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.cluster import Cluster

ENGINES = ("sqlite", "postgresql")
NewDatabase = Callable[[Path], str]


@dataclass(frozen=True)
class Databases:
    """Where the databases of one kind come from; `cluster` is None on SQLite."""

    cluster: Cluster | None

    def new(self, folder: Path) -> str:
        """The address of a new empty database for the state in a folder."""
        if self.cluster is None:
            return f"sqlite:///{folder / 'warehouse.db'}"
        return self.cluster.new(f"t{uuid.uuid4().hex}")
