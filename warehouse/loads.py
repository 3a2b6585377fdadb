"""What has been taken: loads, the parts they speak for, and which of them are current."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from warehouse.tables import load, load_part

ALL = "all"


@dataclass(frozen=True)
class Load:
    """One file as it arrived; `parts` are the parts of its dataset it speaks for, with their rows."""

    id: int
    dataset: str
    sha256: str
    file: str
    received_at: datetime
    state: str
    message: str
    sample: bool
    settings: Mapping[str, Any]
    rows: int
    kept: int
    refused: int
    parts: Mapping[str, int]

    @property
    def mode(self) -> str:
        """How the load meets older ones: `replace` a part, or `append` to it by key."""
        return str(self.settings["mode"])


@dataclass(frozen=True)
class Staged:
    """A load and its judged Parquet."""

    load: Load
    path: Path


def every(engine: Engine) -> tuple[Load, ...]:
    """All loads in the order they arrived."""
    with engine.connect() as connection:
        rows = connection.execute(select(load).order_by(load.c.id)).mappings().all()
        parts: dict[int, dict[str, int]] = {}
        for part in connection.execute(select(load_part)).mappings():
            parts.setdefault(part["load"], {})[part["part"]] = part["rows"]
    return tuple(
        Load(**{**row, "parts": parts.get(row["id"], {})})
        for row in ({k: v for k, v in row.items() if k != "author"} for row in rows)
    )


def accepted(engine: Engine) -> tuple[Load, ...]:
    """The loads that count."""
    return tuple(one for one in every(engine) if one.state == "accepted")


def current_parts(loads: Iterable[Load]) -> tuple[tuple[int, str], ...]:
    """(load, part) pairs whose rows count: the newest that replaced each part, and what was appended since."""
    current: dict[str, list[int]] = {}
    for one in sorted(loads, key=lambda one: one.id):
        for part in one.parts:
            if one.mode == "replace":
                current[part] = [one.id]
            else:
                current.setdefault(part, []).append(one.id)
    return tuple((number, part) for part, numbers in sorted(current.items()) for number in numbers)
