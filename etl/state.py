"""The state that commands work on: folders under var/, the database, the journal, the declarations."""

from __future__ import annotations

import fcntl
import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from etl.files import PRIVATE_FOLDER, make_folder
from etl.journal import Journal, keep_declarations
from settings import DATA, Settings
from warehouse import catalogue as catalogues
from warehouse import database
from warehouse.declarations import Catalogue, Dataset


class NotMigrated(Exception):
    """The database has no tables yet; `python -m etl migrate` makes them."""


@dataclass(frozen=True)
class State:
    """Everything that a command needs beside its own arguments."""

    settings: Settings
    folder: Path
    data: Path
    catalogue: Catalogue
    engine: Engine
    journal: Journal

    def landing(self, dataset: Dataset) -> Path:
        """Where the dataset's files are kept as they arrived."""
        return self._of(dataset) / "landing"

    def staged(self, dataset: Dataset) -> Path:
        """Where the dataset's judged Parquets lie."""
        return self._of(dataset) / "staged"

    def _of(self, dataset: Dataset) -> Path:
        if not dataset.personal:
            return self.folder
        private = self.folder / "private"
        make_folder(private, PRIVATE_FOLDER)
        private.chmod(PRIVATE_FOLDER)
        return private

    @property
    def measured(self) -> Path:
        """Where measured Parquets lie; those of persons are sums of rows and stay private too."""
        return self.folder / "private" / "measured"

    def record(self, kind: str, at: datetime, body: dict[str, object]) -> None:
        """Write an event to the journal, with the declarations it was decided under."""
        keep_declarations(self.data, self.catalogue.hash, self.folder / "definitions")
        self.journal.append(kind, at, self.catalogue.hash, body)


def open_state(settings: Settings, data: Path = DATA) -> State:
    """The state that the settings name; raises NotMigrated and DeclarationError."""
    engine = database.connect(settings.database_url)
    if not database.is_migrated(engine):
        raise NotMigrated("Basis data belum siap. Jalankan: python -m etl migrate")
    return State(
        settings=settings,
        folder=settings.state.resolve(),
        data=data,
        catalogue=catalogues.load(data),
        engine=engine,
        journal=Journal(settings.state.resolve() / "journal.jsonl"),
    )


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """One writer at a time; the next one waits."""
    make_folder(folder)
    with (folder / "writer.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def author() -> str:
    """Who runs the command, by the system's own list of users."""
    return pwd.getpwuid(os.getuid()).pw_name
