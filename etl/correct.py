"""Puts right the cells of a raw file that the corrections register names, where they hold what it expects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from etl.kinds.cells import Text, stripped
from warehouse.declarations import Dataset
from warehouse.engine import Table
from warehouse.lazily import ibis

REGISTER = "corrections"

INVISIBLE = "\u200b\ufeff"
KEYS, PLACES = "at key", "at place"
OUTCOME = {"at made": "string", "old": "string", "made": "string", "left": "int64", "met": "int64"}
CELLS = {
    "at": "string",
    "column": "string",
    "sheet": "string",
    "row": "int64",
    "cell": "string",
    "unmet": "int64",
    "met": "int64",
    "made": "int64",
}


@dataclass(frozen=True)
class Correction:
    """One cell put right: `at` is the row's key, columns joined with |, or the sheet and row of one file."""

    at: str | tuple[str, int]
    column: str
    old: str
    new: str


@dataclass(frozen=True)
class Outcome:
    """What the corrections of a cell make of one text: how many find neither value, how many the new one already."""

    text: str
    unmet: int
    met: int


@dataclass(frozen=True)
class Corrected:
    """A cell that corrections are for: where, what it held, and how many found their new value, neither, the old one."""

    at: str
    column: str
    sheet: str
    row: int
    cell: str
    unmet: int
    met: int
    made: int


def correct(
    raw: Table,
    dataset: Dataset,
    corrections: Sequence[Correction],
    constants: Mapping[str, str] | None = None,
) -> tuple[Table, Table]:
    """The raw rows put right, and the cells that corrections are for, a row each, as `cells_of` reads them.

    Texts are compared without outer blanks. `constants` stand in a key for what the file leaves out.
    """
    names = raw.columns
    rows = raw.mutate(**{KEYS: _key(raw, dataset, constants or {}), PLACES: _place(raw)})
    found = []
    for (at, column), fixes in _by_column(corrections).items():
        if column in names:
            rows = _looked_up(rows, at, column, fixes)
            found.append(_found(rows, at, column))
            rows = rows.mutate(**{column: rows["made"].coalesce(rows[column])})
            rows = rows.drop("all", "left", "met", "made")
    cells = ibis.union(*found) if len(found) > 1 else found[0] if found else ibis.memtable([], schema=CELLS)
    return rows.select(*names), cells


def cells_of(found: Iterable[Mapping[str, Any]]) -> list[Corrected]:
    """The cells once for each key, however many rows have it: the one with most corrections unmet."""
    cells: dict[tuple[str, str], Corrected] = {}
    for row in found:
        one = Corrected(**{**row, "made": row["made"] - row["unmet"] - row["met"]})
        before = cells.get((one.at, one.column))
        if before is None or one.unmet > before.unmet:
            cells[one.at, one.column] = one
    return list(cells.values())


def _key(raw: Table, dataset: Dataset, constants: Mapping[str, str]) -> Text:
    cells = [
        stripped(raw[name].fill_null("")) if name in raw.columns else ibis.literal("") for name in dataset.key
    ]
    known = [
        cell.nullif("").fill_null(constants.get(name, ""))
        for name, cell in zip(dataset.key, cells, strict=True)
    ]
    return ibis.literal("|").join(known) if known else ibis.null("string")


def _place(raw: Table) -> Text:
    return raw.sheet + "|" + raw.row.cast("string")


def _by_column(corrections: Iterable[Correction]) -> Mapping[tuple[str, str], dict[str, list[Correction]]]:
    """The corrections by column, then by row; a row is told by its key or by its place."""
    found: dict[tuple[str, str], dict[str, list[Correction]]] = defaultdict(lambda: defaultdict(list))
    for one in corrections:
        if isinstance(one.at, str):
            found[KEYS, one.column]["|".join(_trimmed(part) for part in one.at.split("|"))].append(one)
        else:
            found[PLACES, one.column]["|".join(map(str, one.at))].append(one)
    return found


def _trimmed(text: str) -> str:
    return text.strip().strip(INVISIBLE)


def _outcomes(fixes: Sequence[Correction]) -> dict[str, Outcome]:
    """What becomes of every text that the corrections of one cell speak of; they follow each other."""
    texts = {_trimmed(text) for fix in fixes for text in (fix.old, fix.new)}
    return {text: _outcome(text, fixes) for text in texts}


def _outcome(text: str, fixes: Sequence[Correction]) -> Outcome:
    unmet = met = 0
    for fix in fixes:
        unmet += text not in (_trimmed(fix.old), _trimmed(fix.new))
        met += text == _trimmed(fix.new) != _trimmed(fix.old)
        text = fix.new if text == _trimmed(fix.old) else text
    return Outcome(text, unmet, met)


def _looked_up(rows: Table, at: str, column: str, fixes: Mapping[str, Sequence[Correction]]) -> Table:
    """The rows with `all` corrections of their cell, those `left` over or `met` already, and what is `made` of it."""
    outcomes = [
        (row, text, outcome.text, outcome.unmet, outcome.met)
        for row, own in fixes.items()
        for text, outcome in _outcomes(own).items()
    ]
    sizes = [(row, len(own)) for row, own in fixes.items()]
    total = ibis.memtable(sizes, schema={"at all": "string", "all": "int64"})
    made = ibis.memtable(outcomes, schema=OUTCOME)
    cells = rows.mutate(text=stripped(rows[column].fill_null("")))
    joined = cells.left_join(total, [(at, "at all")]).drop("at all")
    return joined.left_join(made, [(at, "at made"), ("text", "old")]).drop("at made", "old", "text")


def _found(rows: Table, at: str, column: str) -> Table:
    """The rows that corrections of a column are for; `made` counts all of them until `cells_of` takes off the others."""
    ours = rows.filter(rows["all"].notnull())
    return ours.select(
        at=ours[at],
        column=ibis.literal(column),
        sheet=ours.sheet,
        row=ours.row,
        cell=stripped(ours[column].fill_null("")),
        unmet=ours["left"].coalesce(ours["all"]),
        met=ours["met"].fill_null(0),
        made=ours["all"],
    )
