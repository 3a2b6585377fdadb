"""Keeps what arrived: every file under the hash of its bytes."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from warehouse.files import PRIVATE_FILE, PRIVATE_FOLDER, durably, make_folder

CHUNK = 1 << 20
SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")


class ChangedMeanwhile(Exception):
    """A file was changed while it was copied; take it again when nobody writes to it."""


@dataclass(frozen=True)
class Landed:
    """A file as it arrived, at `path`, named `name` by its sender, `size` in bytes."""

    path: Path
    sha256: str
    name: str
    size: int


def land(file: Path, landing: Path, private: bool = False) -> Landed:
    """Copies `file` to `landing/<first 2 of sha256>/<sha256><suffix>`, unless its bytes are there already.

    A suffix that is long or odd is left out. `private` closes the folders (0700) and the file (0600) to everybody else. Raises `ChangedMeanwhile`.
    """
    sha256, size = _digest(file)
    target = landing / sha256[:2] / f"{sha256}{file.suffix.lower() if SUFFIX.fullmatch(file.suffix) else ''}"
    _open_folders(target.parent, landing, private)
    if not target.exists() or target.stat().st_size != size:
        with durably(target, PRIVATE_FILE if private else 0o644) as temporary:
            if _copy(file, temporary) != sha256:
                raise ChangedMeanwhile(
                    f"{file.name}: berkas berubah selagi disalin; ulangi sesudah berkas ditutup."
                )
    return Landed(target, sha256, file.name, size)


def _open_folders(folder: Path, landing: Path, private: bool) -> None:
    for each in (landing, folder):
        make_folder(each, PRIVATE_FOLDER if private else 0o755)
        if private:
            each.chmod(PRIVATE_FOLDER)


def _digest(file: Path) -> tuple[str, int]:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest(), source.tell()


def _copy(file: Path, target: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as source, target.open("wb") as copy:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            copy.write(chunk)
    return digest.hexdigest()
