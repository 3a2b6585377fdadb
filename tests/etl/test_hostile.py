"""What wants to harm is refused within seconds, with a sentence, and costs the reading process next to nothing."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from etl.read import Unreadable, workbook
from etl.workbooks import client
from tests.etl.hostile import HOSTILE, xlsx
from tests.etl.inside import answer
from tests.etl.writing import BUDGET, money
from tests.etl.writing import workbook as workbook_of

SECONDS = 15  # five where nothing else keeps the machine busy
MEMORY = 300_000  # kB that the reading process may grow by


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_refused_with_a_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / "kiriman.xlsx"
    path.write_bytes(HOSTILE[name].make())
    before, began = _memory("VmRSS"), time.monotonic()
    sentence = _outcome(path)
    took, grown = time.monotonic() - began, _memory("VmHWM") - before
    assert HOSTILE[name].sentence in sentence
    assert bool(sentence) is bool(HOSTILE[name].sentence)
    assert took < SECONDS
    assert grown < MEMORY
    assert list(tmp_path.iterdir()) == [path]


def test_a_workbook_is_read_after_the_process_that_reads_has_died(tmp_path: Path) -> None:
    path = tmp_path / "kiriman.xlsx"
    path.write_bytes(xlsx())
    server = client.server()
    server.process.kill()
    server.process.wait()
    assert "menghentikan pembacanya" in _outcome(path)
    assert _outcome(path) == ""


def test_a_hostile_workbook_costs_the_other_files_of_a_command_nothing(
    empty_state: Path, tmp_path: Path
) -> None:
    bomb = tmp_path / "b.xlsx"
    bomb.write_bytes(HOSTILE["a long text a million times"].make())
    good = [
        workbook_of(tmp_path / f"{name}.xlsx", BUDGET, [money(month)]) for month, name in ((1, "a"), (2, "c"))
    ]
    loads = answer(empty_state, "take", "budget", good[0], bomb, good[1], "--dry-run", exits=1)["loads"]
    assert [one["state"] for one in loads] == ["accepted", "refused", "accepted"]
    assert loads[1]["message"].startswith("b.xlsx: membaca buku kerja ini menghabiskan memori")


def test_the_process_that_reads_knows_no_key_of_ours() -> None:
    environment = Path(f"/proc/{client.server().process.pid}/environ").read_bytes()
    assert b"DASBOR" not in environment


def _outcome(path: Path) -> str:
    """The sentence that refuses a file, "" where all its rows can be read."""
    try:
        for sheet in workbook.sheets(path):
            for _ in sheet.rows():
                pass
    except Unreadable as refusal:
        return str(refusal)
    return ""


def _memory(field: str) -> int:
    """kB of this process, now (VmRSS) or at most since this was last asked for VmRSS (VmHWM)."""
    if field == "VmRSS":
        Path("/proc/self/clear_refs").write_text("5")
    found = re.search(rf"^{field}:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
    assert found
    return int(found[1])
