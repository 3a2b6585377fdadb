"""A seal at the end of a compressed file: a second, empty part whose comment is the SHA-256 of all before it.

`tar` and `gzip` read past it, so a sealed file stays one that any machine can open.
"""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path

HEAD = b"\x1f\x8b\x08\x10\x00\x00\x00\x00\x00\xff"  # gzip with a comment, no time, no system
NOTHING = zlib.compressobj(wbits=-15).flush() + bytes(8)  # an empty text, its CRC and its length
LENGTH = len(HEAD) + 64 + 1 + len(NOTHING)
CHUNK = 1 << 20


def seal(path: Path) -> str:
    """Add the seal; the SHA-256 that it carries."""
    said = _digest(path, path.stat().st_size)
    with path.open("ab") as file:
        file.write(_part(said))
    return said


def is_sealed(path: Path) -> bool:
    """Whether every byte is as it was when the file was sealed."""
    length = path.stat().st_size - LENGTH
    if length < 0:
        return False
    with path.open("rb") as file:
        file.seek(length)
        return file.read() == _part(_digest(path, length))


def _part(said: str) -> bytes:
    return HEAD + said.encode() + b"\x00" + NOTHING


def _digest(path: Path, length: int) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(min(CHUNK, length)):
            digest.update(chunk)
            length -= len(chunk)
    return digest.hexdigest()
