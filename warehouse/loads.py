"""What has been taken: loads, the parts they speak for, and which of them are current."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, select, true

from warehouse import database
from warehouse.tables import load, load_doubt, load_part

ALL = "all"


@dataclass(frozen=True)
class Load:
    """One file as it arrived; `parts` are the parts of its dataset it speaks for, with their rows.

    The bytes and rows of one that was purged are gone; what they added to the measures is kept.
    """

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
    purged_at: datetime | None = None

    @property
    def mode(self) -> str:
        """How the load meets older ones: `replace` a part, or `append` to it by key."""
        return str(self.settings["mode"])


@dataclass(frozen=True)
class Staged:
    """A load and its judged Parquet."""

    load: Load
    path: Path


def every(engine: Engine, dataset: str | None = None) -> tuple[Load, ...]:
    """All loads, or those of a dataset, in the order they arrived."""
    ours = load.c.dataset == dataset if dataset else true()
    of_ours = select(load_part).join(load, load.c.id == load_part.c.load).where(ours)

    def work(connection: Connection) -> tuple[Sequence[RowMapping], Sequence[RowMapping]]:
        rows = connection.execute(select(load).where(ours).order_by(load.c.id)).mappings().all()
        return rows, connection.execute(of_ours).mappings().all()

    rows, of_rows = database.read(engine, work)
    parts: dict[int, dict[str, int]] = {}
    for part in of_rows:
        parts.setdefault(part["load"], {})[part["part"]] = part["rows"]
    return tuple(
        Load(**{name: row[name] for name in row if name != "author"}, parts=parts.get(row["id"], {}))
        for row in rows
    )


def doubts(engine: Engine, number: int) -> list[dict[str, Any]]:
    """What was doubtful in a load: sheet, row, column, value and reason of each."""
    ours = select(load_doubt).where(load_doubt.c.load == number).order_by(load_doubt.c.number)

    def work(connection: Connection) -> Sequence[RowMapping]:
        return connection.execute(ours).mappings().all()

    told = ("sheet", "row", "column", "value", "reason")
    return [{name: row[name] for name in told} for row in database.read(engine, work)]


def accepted(engine: Engine, dataset: str | None = None) -> tuple[Load, ...]:
    """The loads that count, or those of a dataset."""
    return tuple(one for one in every(engine, dataset) if one.state == "accepted")


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
