"""Puts right what a person has put right: cells of raw text that hold the old value get the new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import ibis

from warehouse.declarations import Dataset
from warehouse.engine import Table


@dataclass(frozen=True)
class Correction:
    """One cell: found by the row's key, or by sheet and row; `old` must stand there."""

    key: str | None
    sheet: str | None
    row: int | None
    column: str
    old: str
    new: str


def correct(raw: Table, dataset: Dataset, corrections: Sequence[Correction]) -> tuple[Table, Table]:
    """placeholder until the colleague's lands"""
    return raw, ibis.literal(0)
