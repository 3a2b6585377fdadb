"""The journal: every decision, in order, each line chained to the one before; the truth that rebuild replays."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from warehouse.files import append_line, scratch, sync, sync_tree

FIRST = "0" * 64
KEYS = {"seq", "at", "kind", "data", "body", "prev", "hash"}
LONGEST_LINE = 1 << 20  # bytes


class BrokenJournal(Exception):
    """The journal was changed or cut after it was written; nothing may be built on it."""


@dataclass(frozen=True)
class Event:
    """One line: what happened, when, under which declarations."""

    seq: int
    at: datetime
    kind: str
    data_hash: str
    body: Mapping[str, Any]


class Journal:
    """An append-only, hash-chained file of events."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, kind: str, at: datetime, data_hash: str, body: Mapping[str, Any]) -> None:
        """Write one event; it is on the disk when this returns."""
        last = self._last()
        line = {
            "seq": last["seq"] + 1 if last else 1,
            "at": at.isoformat(),
            "kind": kind,
            "data": data_hash,
            "body": body,
            "prev": last["hash"] if last else FIRST,
        }
        append_line(self.path, json.dumps(line | {"hash": _digest(line)}, ensure_ascii=False, sort_keys=True))

    def events(self) -> Iterator[Event]:
        """Every event in order; raises BrokenJournal where the chain does not hold."""
        before = FIRST
        for number, line in enumerate(self._lines(), start=1):
            said = line.pop("hash")
            if line["seq"] != number or line["prev"] != before or said != _digest(line):
                raise self._broken(number)
            before = said
            yield _event(line)

    def standing(self) -> list[Event]:
        """The events that count: those that were taken back, and their taking back, are left out."""
        events = list(self.events())
        undone = {one.body["seq"] for one in events if one.kind == "undone"}
        return [one for one in events if one.kind != "undone" and one.seq not in undone]

    def last(self) -> Event | None:
        """The newest event; its own hash must hold, and the chain is left to `events`."""
        line = self._last()
        if line is None:
            return None
        if line.pop("hash") != _digest(line):
            raise self._broken(line["seq"])
        return _event(line)

    def _lines(self) -> Iterator[dict[str, Any]]:
        if self.path.exists():
            with self.path.open(encoding="utf-8") as lines:
                for number, line in enumerate(lines, start=1):
                    yield self._line(line, number)

    def _line(self, text: str, number: int) -> dict[str, Any]:
        try:
            line: dict[str, Any] = json.loads(text)
        except json.JSONDecodeError:
            raise self._broken(number) from None
        if not isinstance(line, dict) or set(line) != KEYS:
            raise self._broken(number)
        return line

    def _broken(self, number: int) -> BrokenJournal:
        return BrokenJournal(f"{self.path.name} baris {number}: rantai jurnal putus.")

    def _last(self) -> dict[str, Any] | None:
        """The last whole line; one that a crash cut short does not count."""
        if not self.path.exists():
            return None
        with self.path.open("rb") as lines:
            lines.seek(max(0, self.path.stat().st_size - LONGEST_LINE))
            whole = lines.read().split(b"\n")[:-1]
        return self._line(whole[-1].decode(), -1) if whole else None


def _event(line: Mapping[str, Any]) -> Event:
    return Event(line["seq"], datetime.fromisoformat(line["at"]), line["kind"], line["data"], line["body"])


def _digest(line: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(line, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def keep_declarations(data: Path, data_hash: str, folder: Path) -> None:
    """Keep a copy of data/ as it was, under its hash."""
    target = folder / data_hash
    if target.exists():
        return
    with scratch(folder) as temporary:
        copy = temporary / data_hash
        shutil.copytree(data, copy, ignore=shutil.ignore_patterns("published", ".*"))
        sync_tree(copy)
        copy.rename(target)
    sync(folder)
