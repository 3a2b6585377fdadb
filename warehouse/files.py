"""Files that are whole or absent, whatever stops the machine."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
UNFINISHED = ".tmp"  # with a dot before it, how every name ends that only a running command needs


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A folder inside `folder` that vanishes when the block ends."""
    make_folder(folder)
    with tempfile.TemporaryDirectory(prefix=".", suffix=UNFINISHED, dir=folder) as name:
        yield Path(name)


def remove_unfinished(folder: Path) -> list[Path]:
    """Removes what killed commands left directly in `folder`; only for whoever is alone with it."""
    left = [path for path in folder.glob(f".*{UNFINISHED}") if not path.is_symlink()]
    for path in left:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return left


@contextmanager
def durably(path: Path, mode: int = 0o644) -> Iterator[Path]:
    """A temporary path that becomes `path`, on the disk, when the block ends well, else vanishes."""
    make_folder(path.parent)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=UNFINISHED, dir=path.parent)
    os.close(descriptor)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(mode)
        sync(temporary)
        temporary.replace(path)
        sync(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def append_line(path: Path, text: str) -> None:
    """Adds one line that is on the disk when this returns; a line that a crash cut short is dropped first.

    One writer at a time. `text` holds no line break. After an `OSError` the file is as it was.
    """
    if "\n" in text:
        raise ValueError("a line holds no line break")
    make_folder(path.parent)
    with path.open("ab", buffering=0) as file:
        end = _end_of_whole_lines(path)
        file.truncate(end)
        try:
            _write(file.fileno(), text.encode() + b"\n")
            os.fsync(file.fileno())
        except OSError:
            file.truncate(end)
            raise
    sync(path.parent)


def drop_cut_line(path: Path) -> bool:
    """Drops a last line that a crash cut short, the only thing ever taken from the file; whether there was one."""
    if not path.exists() or (end := _end_of_whole_lines(path)) == path.stat().st_size:
        return False
    with path.open("ab", buffering=0) as file:
        file.truncate(end)
        os.fsync(file.fileno())
    return True


def make_folder(folder: Path, mode: int = 0o755) -> None:
    """Makes `folder` and what is missing above it, on the disk; what exists keeps its mode."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=mode, exist_ok=True)
    sync(folder.parent)


def _end_of_whole_lines(path: Path) -> int:
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(size - 1, 0))
        if file.read(1) in (b"", b"\n"):
            return size
    return path.read_bytes().rfind(b"\n") + 1


def _write(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]


def sync_tree(folder: Path) -> None:
    """Everything in `folder` is on the disk when this returns."""
    for path in (*folder.rglob("*"), folder):
        sync(path)


def sync(path: Path) -> None:
    """What was written to a file, or which names a folder holds, is on the disk when this returns."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
