"""A workbook's sheets, read by a process with limits; their rows wait in a file without a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from etl.read.reading import Row, Sheet, Unreadable
from etl.workbooks import answer, client
from etl.workbooks.cells import letters_of
from etl.workbooks.grid import Refused


def sheets(path: Path) -> list[Sheet]:
    """Every worksheet that holds something, hidden ones too, in the workbook's order."""
    try:
        read = client.read(path)
    except Refused as refusal:
        raise Unreadable(str(refusal)) from None
    return [_sheet(read, told) for told in read.sheets]


def _sheet(read: client.Answer, told: Mapping[str, Any]) -> Sheet:
    def rows() -> Iterator[Row]:
        return enumerate(answer.rows(read.rows, told["blocks"]), start=1)

    return Sheet(
        told["name"],
        rows,
        _by_row(told["broken"]),
        told["hidden"],
        merged=tuple(sorted((block[0], block[1], block[2], block[3]) for block in told["merged"])),
        hidden_rows=frozenset(told["hidden_rows"]),
        notes=tuple(told["notes"]),
    )


def _by_row(broken: Iterable[tuple[int, int, str]]) -> Mapping[int, Mapping[int, str]]:
    cells: dict[int, dict[int, str]] = defaultdict(dict)
    for row, place, why in broken:
        cells[row][place] = f"sel {letters_of(place)}{row} memuat {why}"
    return dict(cells)
