"""Reads a file that a test makes, and answers what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl.read import Reading, Unreadable, read
from tests.etl.read.sent import BIRTHS, Cells, Refusal, Take, rows_of
from warehouse.declarations import Dataset


@pytest.fixture
def take(tmp_path: Path) -> Take:
    """Reads bytes, a text or a workbook and answers the reading with the rows of the Parquet."""

    def run(content: Any, declared: Dataset = BIRTHS, **more: Any) -> tuple[Reading, list[Cells]]:
        path, raw = tmp_path / "kiriman.bin", tmp_path / "raw.parquet"
        if isinstance(content, openpyxl.Workbook):
            content.save(path)
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        reading = read(path, declared, raw, **more)
        return reading, rows_of(raw)

    return run


@pytest.fixture
def refusal(take: Take, tmp_path: Path) -> Refusal:
    """The sentence with which a file is refused; nothing is written then."""

    def run(content: Any, declared: Dataset = BIRTHS, **more: Any) -> str:
        with pytest.raises(Unreadable) as fault:
            take(content, declared, **more)
        assert [path.name for path in tmp_path.iterdir()] == ["kiriman.bin"]
        sentence = str(fault.value)
        assert sentence.startswith("kiriman.bin: ")
        return sentence.removeprefix("kiriman.bin: ")

    return run
