"""Backup: everything that cannot be made again, in one file; and what it takes to trust one."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from etl import dumping, sealing
from etl.state import State
from warehouse import database, releases
from warehouse.files import PRIVATE_FILE, UNFINISHED, durably
from warehouse.tables import metadata

MANIFEST, FILES, TABLES = "manifest.json", "state", "tables"
# What is made again, belongs to one machine, or must be kept apart: the keys.
LEFT_OUT = ("statements", "staged", "private/staged", "private/measured", "writer.lock", "demo.env", "sample")
DATABASE = ".db"  # its rows are taken instead; to open and close SQLite's files would lose its locks


class BadBackup(Exception):
    """A backup is damaged, is none, or is of another version of the program; nothing was written."""


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself: when, of which layout of the database, which release, each member's hash."""

    at: str
    layout: str
    release: int | None
    journal: int
    members: Mapping[str, str]


def write(state: State, out: Path, now: datetime) -> tuple[Manifest, str]:
    """Write everything of a settled state to the sealed file `out`; its manifest and the hash of its seal."""
    with durably(out, PRIVATE_FILE) as temporary:
        with gzip.open(temporary, "wb", 6) as packed:
            manifest = _write(state, packed, now)
        sealed = sealing.seal(temporary)
    return manifest, sealed


def _write(state: State, packed: gzip.GzipFile, now: datetime) -> Manifest:
    members: dict[str, str] = {}
    with tarfile.open(fileobj=packed, mode="w|") as tar:
        for name, path in files(state.folder):
            with path.open("rb") as file:
                members[f"{FILES}/{name}"] = _add(tar, f"{FILES}/{name}", file)
        with state.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(dumping.ONE_MOMENT[connection.dialect.name])
            for table in metadata.sorted_tables:
                with tempfile.TemporaryFile() as spool:
                    spool.writelines(dumping.lines(connection, table))
                    members[f"{TABLES}/{table.name}"] = _add(tar, f"{TABLES}/{table.name}", spool)
            connection.exec_driver_sql("COMMIT")
        current, last = releases.current(state.engine), state.journal.last()
        manifest = Manifest(
            now.isoformat(timespec="seconds"),
            str(database.layout()),
            current.number if current else None,
            last.seq if last else 0,
            members,
        )
        _add(tar, MANIFEST, io.BytesIO(json.dumps(asdict(manifest), indent=1).encode()))
    return manifest


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file of a state that a backup holds, by its name below the folder."""
    left_out = {PurePosixPath(name) for name in LEFT_OUT}
    for path in sorted(folder.rglob("*")):
        name = PurePosixPath(path.relative_to(folder).as_posix())
        unfinished = any(part.startswith(".") and part.endswith(UNFINISHED) for part in name.parts)
        made_again = unfinished or path.suffix.startswith(DATABASE) or left_out & {name, *name.parents}
        if path.is_file() and not made_again:
            yield str(name), path


def _add(tar: tarfile.TarFile, name: str, file: IO[bytes]) -> str:
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    member = tarfile.TarInfo(name)
    member.size, member.mode = file.seek(0, io.SEEK_END), PRIVATE_FILE
    file.seek(0)
    tar.addfile(member, file)
    return digest


def checked(path: Path) -> Manifest:
    """The manifest of a backup that is whole; raises BadBackup."""
    if not sealing.is_sealed(path):
        raise BadBackup(f"{path.name} rusak atau bukan cadangan; tidak ada yang ditulis.")
    found: dict[str, str] = {}
    said: dict[str, Any] = {}
    try:
        for name, file in members(path):
            if name in found:
                raise BadBackup(f"{path.name}: {name} ada dua kali; tidak ada yang ditulis.")
            content = file.read() if name == MANIFEST else b""
            found[name] = "" if name == MANIFEST else hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
            said = json.loads(content) if content else said
        manifest = Manifest(**said)
    except (OSError, EOFError, tarfile.TarError, ValueError, TypeError) as fault:
        raise BadBackup(f"{path.name} rusak atau bukan cadangan; tidak ada yang ditulis.") from fault
    found.pop(MANIFEST, None)
    wrong = sorted(
        name
        for name in found.keys() | manifest.members.keys()
        if found.get(name) != manifest.members.get(name)
    )
    if wrong or not all(map(_is_inside, found)):
        raise BadBackup(
            f"{path.name}: isinya lain dari daftarnya ({', '.join(wrong[:3])}); tidak ada yang ditulis."
        )
    if manifest.layout != database.layout():
        raise BadBackup(
            f"{path.name} dibuat dengan susunan basis data {manifest.layout}, program ini {database.layout()}; "
            "pulihkan dengan versi program itu, lalu migrate."
        )
    return manifest


def _is_inside(name: str) -> bool:
    return ".." not in PurePosixPath(name).parts and name.split("/")[0] in (FILES, TABLES)


def members(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """The regular files of a backup, each to be read before the next."""
    with gzip.open(path) as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
        for member in tar:
            file = tar.extractfile(member)
            if file is None:
                raise tarfile.TarError(member.name)
            yield member.name, file
