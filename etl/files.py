"""Files that are whole or absent, whatever stops the machine."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


@contextmanager
def durably(path: Path, mode: int = 0o644) -> Iterator[Path]:
    """A temporary path that becomes `path`, on the disk, when the block ends well, else vanishes."""
    make_folder(path.parent)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    os.close(descriptor)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(mode)
        _sync(temporary)
        temporary.replace(path)
        _sync(path.parent)
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
    _sync(path.parent)


def make_folder(folder: Path, mode: int = 0o755) -> None:
    """Makes `folder` and what is missing above it, on the disk; what exists keeps its mode."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=mode, exist_ok=True)
    _sync(folder.parent)


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


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
