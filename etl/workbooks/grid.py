"""What a sheet holds once it is read, how much is read at most, and the refusal that stops the reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

AREA = 10_000_000  # cells of all sheets: what they hold, from A1 to the farthest filled one
FAULTS = 100_000  # cells of a sheet that may be broken, and blocks that may be merged
SAVE_AS = "simpan sebagai xlsx atau CSV (UTF-8), lalu kirim lagi"

Block = tuple[int, int, int, int]  # first row, first place, last row, last place


class Refused(Exception):
    """A workbook is not read; the message is a sentence for its sender."""


@dataclass
class Grid:
    """A sheet: `rows` from row 1, cells from column A; rows are numbered as Excel does, places from 0.

    `rows` is iterated once, and only then the rest is complete. `broken` has row, place and what is wrong.
    """

    name: str
    rows: Iterable[list[str]]
    hidden: bool = False
    broken: list[tuple[int, int, str]] = field(default_factory=list)
    merged: list[Block] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def refuse_too_many_cells(name: str, height: int, width: int) -> None:
    """Stops before a sheet fills the memory: the parser holds all its cells, filled or not."""
    if height * width > AREA:
        raise Refused(
            f"lembar “{name}” terisi sampai baris {height} dan kolom ke-{width}, lebih dari {AREA} sel;"
            " hapus sel yang terisi jauh di luar tabel, lalu kirim lagi."
        )


def refuse_too_many_faults(grid: Grid) -> None:
    """Stops where a list of faults would help nobody."""
    if len(grid.broken) > FAULTS:
        raise Refused(
            f"lembar “{grid.name}” memuat lebih dari {FAULTS} sel dengan galat atau rumus tanpa hasil;"
            f" buka di Excel, hitung ulang, {SAVE_AS}."
        )
    if len(grid.merged) > FAULTS:
        raise Refused(
            f"lembar “{grid.name}” memuat lebih dari {FAULTS} sel gabungan; buka di Excel, {SAVE_AS}."
        )
