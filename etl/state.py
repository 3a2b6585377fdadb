"""The state that commands work on: folders under var/, the database, the journal, the declarations."""

from __future__ import annotations

import fcntl
import hashlib
import os
import pwd
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from etl import acting
from etl.journal import Journal, keep_declarations
from settings import DATA, Settings
from warehouse import catalogue as catalogues
from warehouse import database
from warehouse.declarations import Catalogue, Dataset
from warehouse.files import PRIVATE_FOLDER, make_folder
from warehouse.people import OPERATOR, Reader
from warehouse.prepared import Shelf

if TYPE_CHECKING:
    from etl.kinds.known import Known


class NotMigrated(Exception):
    """The database has no tables yet; `python -m etl migrate` makes them."""


@dataclass(frozen=True)
class State:
    """Everything that a command needs beside its own arguments; what can be made again lies under `made`."""

    settings: Settings
    folder: Path
    made: Path
    data: Path
    catalogue: Catalogue
    engine: Engine
    journal: Journal

    @cached_property
    def known(self) -> Known:
        """The spellings and codes that files are judged by."""
        from etl.kinds.known import known  # loads what a release with nothing new does without

        return known(self.catalogue.entities, self.catalogue.aliases)

    def made_in(self, folder: Path) -> State:
        """The state of a trial: what can be made again lies elsewhere; what this one knows is not found out again."""
        trial = replace(self, made=folder)
        vars(trial).update(known=self.known, shelf=self._shelf_of_trials)
        return trial

    @cached_property
    def suppositions(self) -> dict[Hashable, State]:
        """The states that trials suppose: several files share what one of them finds out."""
        return {}

    @cached_property
    def actor(self) -> Reader:
        """Who gives the command."""
        return acting.reader(self.settings, self.engine)

    @property
    def author(self) -> str:
        """Who stands behind what is written: the system's user, and the account that the command acts for."""
        return system_user() if self.actor is OPERATOR else f"{system_user()}/{self.actor.name}"

    @cached_property
    def hashing_key(self) -> bytes:
        """The key of the hashes; one longer than a block of the hash is hashed itself (RFC 2104)."""
        key = self.settings.link().encode()
        return key if len(key) <= hashlib.sha256().block_size else hashlib.sha256(key).digest()

    @cached_property
    def shelf(self) -> Shelf:
        """The statements that this program has made here before."""
        return Shelf(self.folder / "statements", self.made / "statements")

    @cached_property
    def _shelf_of_trials(self) -> Shelf:
        """The same; what is made by a trial vanishes with the command."""
        return Shelf(self.folder / "statements")

    def landing(self, dataset: Dataset) -> Path:
        """Where the dataset's files are kept as they arrived."""
        return (self._private(self.folder) if dataset.personal else self.folder) / "landing"

    def staged(self, dataset: Dataset) -> Path:
        """Where the dataset's judged Parquets lie."""
        folder = (self._private(self.made) if dataset.personal else self.made) / "staged"
        make_folder(folder, PRIVATE_FOLDER)
        return folder

    @property
    def measured(self) -> Path:
        """Where measured Parquets lie; those of persons have a line a person and stay private too."""
        return self._private(self.made) / "measured"

    @property
    def kept(self) -> Path:
        """Where it lies what purged loads added to the measures; nothing makes it again."""
        return self._private(self.folder) / "kept"

    def _private(self, folder: Path) -> Path:
        private = folder / "private"
        make_folder(private, PRIVATE_FOLDER)
        private.chmod(PRIVATE_FOLDER)
        return private

    def record(self, kind: str, at: datetime, body: dict[str, object]) -> None:
        """Write an event to the journal, with the declarations it was decided under."""
        keep_declarations(self.data, self.catalogue.hash, self.folder / "definitions")
        self.journal.append(kind, at, self.catalogue.hash, body)


def open_state(settings: Settings, data: Path = DATA) -> State:
    """The state that the settings name; raises NotMigrated and DeclarationError."""
    engine = database.connect(settings.database_url)
    if not database.has_file(engine) or not database.is_migrated(engine):
        raise NotMigrated("Basis data belum siap. Jalankan: python -m etl migrate")
    folder = settings.state.resolve()
    return State(
        settings=settings,
        folder=folder,
        made=folder,
        data=data,
        catalogue=catalogues.load(data),
        engine=engine,
        journal=Journal(folder / "journal.jsonl"),
    )


@contextmanager
def only_writer(folder: Path, engine: Engine) -> Iterator[None]:
    """One writer of a state and of its database at a time; the next one waits."""
    make_folder(folder)
    with (folder / "writer.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with database.only_writer(engine):
            yield


def system_user() -> str:
    """Who runs the command, by the system's own list of users; a number where it has no name."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
