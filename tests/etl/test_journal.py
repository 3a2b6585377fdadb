"""The journal file: a chain that shows what was done to it, and a last line that a crash may cut."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl.journal import BrokenJournal, Journal, keep_declarations

NOW = datetime(2026, 1, 20, 8, 30, tzinfo=UTC)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Three events."""
    journal = Journal(tmp_path / "journal.jsonl")
    for number in (1, 2, 3):
        journal.append("load", NOW, "abc", {"load": number, "file": f"séribu {number}.csv"})
    return journal


def lines(journal: Journal) -> list[str]:
    return journal.path.read_text(encoding="utf-8").splitlines()


def test_events_come_back_as_they_were_told(journal: Journal) -> None:
    events = list(journal.events())
    assert [(one.seq, one.at, one.kind, one.data_hash) for one in events] == [
        (number, NOW, "load", "abc") for number in (1, 2, 3)
    ]
    assert events[1].body == {"load": 2, "file": "séribu 2.csv"}


def test_a_journal_that_is_not_there_has_no_events(tmp_path: Path) -> None:
    assert list(Journal(tmp_path / "journal.jsonl").events()) == []


def forged(line: str) -> str:
    """A line with a hash of its own that fits: only the next line's `prev` tells."""
    from etl.journal import _digest

    told = json.loads(line)
    del told["hash"]
    told["body"]["load"] = 9
    return json.dumps(told | {"hash": _digest(told)})


HARMS: dict[str, Callable[[list[str]], list[str]]] = {
    "a value was changed": lambda told: [told[0], told[1].replace('"load": 2', '"load": 7'), told[2]],
    "the day was changed": lambda told: [told[0].replace("2026-01-20", "2025-01-20"), *told[1:]],
    "a line was deleted": lambda told: [told[0], told[2]],
    "the first line was deleted": lambda told: told[1:],
    "two lines changed places": lambda told: [told[0], told[2], told[1]],
    "a line was repeated": lambda told: [*told, told[2]],
    "a line was forged with its own hash": lambda told: [told[0], forged(told[1]), told[2]],
    "a line is no JSON": lambda told: [told[0], "rusak", told[2]],
    "a line is another JSON": lambda told: [told[0], "[1]", told[2]],
    "a line has lost its hash": lambda told: [told[0], '{"seq": 2}', told[2]],
    "a blank line was put in": lambda told: [told[0], "", *told[1:]],
}


@pytest.mark.parametrize("harm", HARMS)
def test_harm_to_any_line_breaks_the_chain(journal: Journal, harm: str) -> None:
    journal.path.write_text("\n".join(HARMS[harm](lines(journal))) + "\n", encoding="utf-8")
    with pytest.raises(BrokenJournal, match=r"journal.jsonl baris \d: rantai jurnal putus"):
        list(journal.events())


def test_a_line_that_a_crash_cut_short_is_dropped_by_the_next(journal: Journal) -> None:
    whole = journal.path.read_bytes()
    journal.path.write_bytes(whole + b'{"at": "2026-01-2')
    journal.append("release", NOW, "abc", {"number": 1})
    assert [one.kind for one in journal.events()] == ["load", "load", "load", "release"]
    assert journal.path.read_bytes().startswith(whole)


def test_a_line_longer_than_a_disk_block_is_followed_by_the_next(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    months = [f"{year}-{month:02}" for year in range(1000, 2000) for month in range(1, 13)]
    journal.append("load", NOW, "abc", {"months": months})
    journal.append("release", NOW, "abc", {"number": 1})
    assert [one.seq for one in journal.events()] == [1, 2]


def test_the_declarations_of_an_event_are_kept_once_as_they_were(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "births").mkdir(parents=True)
    (data / "published").mkdir()
    (data / "births" / "dataset.toml").write_text("lama")
    keep_declarations(data, "abc", tmp_path / "definitions")
    (data / "births" / "dataset.toml").write_text("baru")
    keep_declarations(data, "abc", tmp_path / "definitions")
    kept = tmp_path / "definitions" / "abc"
    assert (kept / "births" / "dataset.toml").read_text() == "lama"
    assert not (kept / "published").exists()
    assert [path.name for path in (tmp_path / "definitions").iterdir()] == ["abc"]
