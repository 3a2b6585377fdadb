"""Statements of the engine, made from expressions once for a version of the program and kept on the disk."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from warehouse import program
from warehouse.files import PRIVATE_FILE, durably

LENGTH = 16  # letters of a hash in a name


@dataclass(frozen=True)
class Shelf:
    """Where statements are looked for and where new ones are put; without a place they last as long as it does."""

    found: Path | None = None
    kept: Path | None = None
    _known: dict[str, str] = field(default_factory=dict)

    def text(self, key: tuple[object, ...], make: Callable[[], str]) -> str:
        """The statement under `key`, which holds all that it depends on beside the program."""
        name = hashlib.sha256(repr(key).encode()).hexdigest()[:LENGTH]
        if name not in self._known:
            self._known[name] = self._read(name) or self._put(name, make())
        return self._known[name]

    def _read(self, name: str) -> str:
        try:
            return _file(self.found, name).read_text(encoding="utf-8") if self.found else ""
        except FileNotFoundError:
            return ""

    def _put(self, name: str, text: str) -> str:
        if self.kept:
            _forget_others(self.kept)
            with durably(_file(self.kept, name), PRIVATE_FILE) as temporary:
                temporary.write_text(text, encoding="utf-8")
        return text


def _file(folder: Path, name: str) -> Path:
    return folder / program.version()[:LENGTH] / f"{name}.sql"


def _forget_others(folder: Path) -> None:
    """What another version of the program has kept is of no use to this one."""
    for other in folder.glob("*"):
        if other.name != program.version()[:LENGTH]:
            shutil.rmtree(other, ignore_errors=True)
