"""Restore: a backup that is whole becomes a state, in a place where there is none."""

from __future__ import annotations

import os
import shutil
from pathlib import Path, PurePosixPath
from typing import IO

from sqlalchemy import Engine

from etl import backup, dumping
from etl.backup import FILES, MANIFEST, TABLES, Manifest
from etl.state import only_writer
from settings import Settings
from warehouse import database
from warehouse.files import PRIVATE_FILE, PRIVATE_FOLDER, make_folder, sync
from warehouse.tables import metadata

BEGUN = ".restoring"  # lies in a state from before the first file to after the last row


class NotEmpty(Exception):
    """There is a state already; a backup is only restored where there is none."""


class HalfRestored(Exception):
    """A restore was stopped; it must be run again before anything else."""


def restore(settings: Settings, path: Path) -> Manifest:
    """Check everything, then put it in place: first the files, last the database in one transaction.

    A restore that was stopped is begun anew by the next.
    """
    manifest = backup.checked(path)
    folder, engine = settings.state.resolve(), database.connect(settings.database_url)
    make_folder(folder)
    with only_writer(folder, engine):
        begun = folder / BEGUN
        if not begun.exists() and _is_used(folder, engine):
            raise NotEmpty(f"{settings.state} sudah berisi; cadangan hanya dipulihkan ke tempat yang kosong.")
        begun.mkdir(exist_ok=True)
        sync(folder)
        _clear(folder)
        database.migrate(engine)
        _fill(folder, engine, path)
        shutil.rmtree(begun)
        sync(folder)
    return manifest


def must_be_whole(folder: Path) -> None:
    """Raises HalfRestored where a restore was stopped."""
    if (folder / BEGUN).exists():
        raise HalfRestored("Pemulihan cadangan terhenti di tengah; jalankan lagi: python -m etl restore")


def _is_used(folder: Path, engine: Engine) -> bool:
    if any(backup.files(folder)):
        return True
    layout = database.layout_of(engine) if database.has_file(engine) else None
    return layout is not None and (layout != database.layout() or not dumping.is_empty(engine))


def _clear(folder: Path) -> None:
    """Remove the files that a stopped restore had put there."""
    for _, path in list(backup.files(folder)):
        path.unlink()


def _fill(folder: Path, engine: Engine, path: Path) -> None:
    """The files as they come, then every table; what is read was checked a moment ago."""
    tables = {f"{TABLES}/{table.name}": table for table in metadata.sorted_tables}
    with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
        for name, file in backup.members(path):
            if name in tables:
                dumping.fill(connection, tables[name], file)
            elif name != MANIFEST:
                _place(folder, str(PurePosixPath(name).relative_to(FILES)), file)


def _place(folder: Path, name: str, file: IO[bytes]) -> None:
    target = folder / name
    private = name.startswith("private/")
    make_folder(target.parent, PRIVATE_FOLDER if private else 0o755)
    with target.open("wb") as out:
        shutil.copyfileobj(file, out)
        out.flush()
        os.fchmod(out.fileno(), PRIVATE_FILE if private else 0o644)
        os.fsync(out.fileno())
    sync(target.parent)
