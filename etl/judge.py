"""Gives every cell of a file its typed value, or the reason why it has none, as one expression of the engine.

Selections stand one on the other: values, areas looked up, reasons, rows of one key compared. Between them a
column `x` is `cell x` as it arrived, `value x` and `why x`; the result has `x`, `why_x` and `bad_x`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

import ibis

from etl.kinds import PAIRS, areas, limits
from etl.kinds.cells import Setting, Style, Test, Text, blank, dashed, first, masked
from etl.kinds.hashing import hmac_sha256
from etl.kinds.known import Known
from etl.kinds.styles import styles
from etl.twins import with_verdicts
from warehouse.declarations import Column, Dataset
from warehouse.engine import Connection, Table

WHOLE = "all"  # the part of a dataset that has no parts
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Judging:
    """All that a file's rows are judged by."""

    dataset: Dataset
    known: Known
    styles: Mapping[str, Style]
    constants: Mapping[str, str]
    months: tuple[str, ...] | None

    def setting(self, column: Column) -> Setting:
        """What one column's cells are judged by."""
        return Setting(column, self.known, self.styles.get(column.name, "plain"), self.dataset.personal)


def judge(
    con: Connection,
    raw: Table,
    dataset: Dataset,
    known: Known,
    secret: bytes | None = None,
    constants: Mapping[str, str] = NOTHING,
    months: tuple[str, ...] | None = None,
) -> Table:
    """The judged rows of a raw file: sheet, row, part, duplicate, then each column's value, why_ and bad_.

    `constants` fill the empty cells of their columns. Rows of a dataset with `month_of` must lie in `months`,
    where those are given. Of equal rows of one key all but the first are duplicates; different rows of one key
    are refused. `secret` keys the hashes of hashed columns. One query runs at once, for the decimal styles.
    """
    if secret is None and any(column.hashed for column in dataset.columns.values()):
        raise ValueError(f"{dataset.name} has hashed columns and there is no key to hash them with")
    judging = Judging(dataset, known, styles(con, raw, dataset), constants, months)
    every = tuple(dataset.columns.values())
    judged = with_verdicts(raw, dataset, partial(reasoned, judging))
    return judged.select(
        "sheet",
        "row",
        part=part(judged, dataset),
        duplicate=judged.duplicate,
        **{column.name: _staged(judged, column, secret) for column in every},
        **{f"why_{column.name}": judged[f"why {column.name}"] for column in every},
        **{f"bad_{column.name}": _bad(judged, column, dataset.personal) for column in every},
    )


def reasoned(judging: Judging, raw: Table, names: Iterable[str]) -> Table:
    """Rows with the cells, values and reasons of the columns named, and of those they are compared with."""
    columns = _with_companions(judging.dataset, names)
    cells = {column.name: _cell(raw, column.name, judging.constants) for column in columns}
    typed = raw.select(
        "sheet",
        "row",
        **{f"cell {column.name}": cells[column.name] for column in columns},
        **{f"value {column.name}": _value(cells[column.name], judging.setting(column)) for column in columns},
    )
    spellings = ibis.memtable(judging.known.areas)
    for column in sorted(columns, key=lambda column: column.within is not None):
        if column.kind == "area":
            typed = areas.located(typed, column, spellings)
    return typed.select(
        "sheet",
        "row",
        **{f"cell {column.name}": typed[f"cell {column.name}"] for column in columns},
        **{f"value {column.name}": typed[f"value {column.name}"] for column in columns},
        **{f"why {column.name}": _why(typed, judging.setting(column), judging) for column in columns},
    )


def part(judged: Table, dataset: Dataset) -> Text:
    """The part of its dataset that a row belongs to: the values of `replaces`, or the month of a date."""
    if dataset.replaces:
        pieces = [f"{name}=" + _in_part(judged, dataset.columns[name]) for name in dataset.replaces]
        return ibis.literal(";").join(pieces)
    if dataset.month_of:
        return "bulan=" + _month(judged, dataset.month_of)
    return ibis.literal(WHOLE)


def _with_companions(dataset: Dataset, names: Iterable[str]) -> list[Column]:
    wanted = set(names)
    for column in [dataset.columns[name] for name in wanted]:
        wanted |= {column.within, column.not_before} - {None}
    return [column for name, column in dataset.columns.items() if name in wanted]


def _cell(raw: Table, name: str, constants: Mapping[str, str]) -> Text:
    """What a cell holds, never null; a constant where it holds nothing."""
    cell = raw[name].fill_null("") if name in raw.columns else ibis.literal("")
    return blank(cell).ifelse(constants[name], cell) if name in constants else cell


def _value(cell: Text, setting: Setting) -> Text:
    return areas.key(cell) if setting.column.kind == "area" else PAIRS[setting.column.kind].value(cell, setting)


def _why(typed: Table, setting: Setting, judging: Judging) -> Text:
    """Why a cell is refused: a value that is not allowed, nothing where there must be something, or its kind's fault."""
    column = setting.column
    cell, value = typed[f"cell {column.name}"], typed[f"value {column.name}"]
    wrong = areas.fault(typed, column) if column.kind == "area" else PAIRS[column.kind].fault(cell, setting)
    fine = ibis.null("string")
    return first(
        *((value.notnull() & test, reason) for test, reason in _not_allowed(typed, column, judging)),
        (value.notnull(), fine),
        (cell == "", "kosong" if column.required else fine),
        (blank(cell), "kosong" if column.required else fine),
        (dashed(cell), "tidak tersedia" if column.required else fine),
        otherwise=wrong,
    )


def _not_allowed(typed: Table, column: Column, judging: Judging) -> list[limits.Limit]:
    """What must not hold of a value, in itself and beside others."""
    value = typed[f"value {column.name}"]
    found = limits.beyond(value, column)
    if column.not_before:
        found.append((value < typed[f"value {column.not_before}"], f"mendahului {column.not_before}"))
    if judging.months is not None and column.name == judging.dataset.month_of:
        outside = ~_month(typed, column.name).isin(judging.months)
        found.append((outside, f"di luar bulan yang dinyatakan ({_said(judging.months)})"))
    return found


def _said(months: tuple[str, ...]) -> str:
    return months[0] if len(months) == 1 else f"{months[0]} s.d. {months[-1]}"


def _month(table: Table, name: str) -> Text:
    return table[f"value {name}"].cast("string").substr(0, 7)


def _in_part(judged: Table, column: Column) -> Text:
    text = judged[f"value {column.name}"].cast("string").fill_null("")
    return (text.length() == 1).ifelse("0" + text, text) if column.name == "bulan" else text


def _staged(judged: Table, column: Column, secret: bytes | None) -> Text:
    value = judged[f"value {column.name}"]
    return hmac_sha256(value, secret) if column.hashed and secret is not None else value


def _bad(judged: Table, column: Column, personal: bool) -> Text:
    """The text of a refused cell; of a person's only its shape."""
    cell = judged[f"cell {column.name}"].replace("\x1f", "")
    refused: Test = judged[f"why {column.name}"].notnull()
    return first((refused, masked(cell) if personal else cell), otherwise=ibis.null("string"))
