"""Gives every cell of a file its typed value, or the reason why it has none, as one expression of the engine.

Selections stand one on the other: values, areas looked up, reasons, rows of one key compared. Between them a
column `x` is `cell x` as it arrived, `value x` and `why x`; the result has `x`, `why_x` and `bad_x`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from etl.kinds import PAIRS, areas, limits, twins
from etl.kinds.cells import Setting, Style, Test, Text, blank, first, masked, unsaid
from etl.kinds.hashing import hmac_sha256, know
from etl.kinds.known import Known
from etl.kinds.styles import styles
from warehouse.declarations import Column, Dataset
from warehouse.engine import Connection, Table
from warehouse.lazily import ibis
from warehouse.vocabulary import UNSTATED

WHOLE = "all"  # the part of a dataset that has no parts
NOTHING: Mapping[str, str] = {}
# The engine's tables that the statements are about.
RAW, SPELLINGS, STATED, SHARING, VERDICTS = "raw", "spellings", "stated", "sharing", "verdicts"
Way = tuple[object, ...]


@dataclass(frozen=True)
class Judging:
    """All that a file's rows are judged by; `spellings` and `stated` are tables of the engine."""

    dataset: Dataset
    known: Known
    styles: Mapping[str, Style]
    constants: Mapping[str, str]
    spellings: Table
    stated: Table | None

    def setting(self, column: Column) -> Setting:
        """What one column's cells are judged by."""
        return Setting(column, self.known, self.styles.get(column.name, "plain"), self.dataset.personal)


def statement(
    con: Connection,
    dataset: Dataset,
    known: Known,
    secret: bytes | None = None,
    constants: Mapping[str, str] = NOTHING,
    months: tuple[str, ...] | None = None,
) -> str:
    """The engine's statement that judges its table `raw`, whose rows have a sheet, a row number and a column.

    It makes sheet, row, at_column, part, duplicate, then each column's value, why_ and bad_. `constants` fill the empty
    cells of their columns. Rows of a dataset with `month_of` must lie in `months`, where those are given. Of
    equal rows of one key all but the first are duplicates; different ones are refused. `secret` keys the
    hashes of hashed columns.

    Two or three queries over few columns run at once. What differs from file to file lies in tables, so the
    files of a dataset share their statements, and making one, which costs more than judging a small file, is
    done once (`Engine.prepared`).
    """
    if secret is None and any(column.hashed for column in dataset.columns.values()):
        raise ValueError(f"{dataset.name} has hashed columns and there is no key to hash them with")
    if secret is not None:
        know(con, secret)
    con.put(SPELLINGS, known.areas)
    con.put(STATED, _stated(months))
    names = con.columns(RAW)
    found = styles(con, RAW, dataset)
    way = (
        repr(dataset),
        names,
        tuple(sorted((kind, *sorted(codes)) for kind, codes in known.codes.items())),
        repr(known.names) if any(column.named for column in dataset.columns.values()) else "",
        tuple(sorted(found.items())),
        tuple(sorted(constants.items())),
        bool(months),
    )

    def judging() -> Judging:
        stated = con.table(STATED) if months else None
        return Judging(dataset, known, found, constants, con.table(SPELLINGS), stated)

    _compare_twins(con, dataset, judging, way)
    return str(con.prepared(("judged", *way), lambda: _judged(con, judging())))


def _judged(con: Connection, judging: Judging) -> Table:
    dataset = judging.dataset
    every = tuple(dataset.columns.values())
    rows = reasoned(judging, con.table(RAW), list(dataset.columns))
    if dataset.key:
        rows = twins.marked(rows, con.table(VERDICTS), dataset.key)
    else:
        rows = rows.mutate(duplicate=ibis.literal(False))
    return rows.select(
        *twins.PLACE,
        part=part(rows, dataset),
        duplicate=rows.duplicate,
        **{column.name: _staged(rows, column) for column in every},
        **{f"why_{column.name}": rows[f"why {column.name}"] for column in every},
        **{f"bad_{column.name}": _bad(rows, column, dataset.personal) for column in every},
    )


def _compare_twins(con: Connection, dataset: Dataset, judging: Callable[[], Judging], way: Way) -> None:
    """The table of verdicts on rows that share a key; those rows are typed once more to be compared."""
    key, names = dataset.key, list(dataset.columns)
    if not key:
        return

    def sharing() -> Table:
        return twins.sharing(reasoned(judging(), con.table(RAW), key), key)

    def comparing() -> Table:
        few = con.table(RAW).semi_join(con.table(SHARING), twins.PLACE).select(con.table(RAW))
        return twins.compared(typed(judging(), few, names), key, names)

    con.raw_sql(f"CREATE OR REPLACE TABLE {SHARING} AS {con.prepared(('sharing', *way), sharing)}")
    con.put(VERDICTS, twins.VERDICT.empty_table())
    if con.raw_sql(f"SELECT count(*) FROM {SHARING}").fetchone() != (0,):
        con.raw_sql(f"INSERT INTO {VERDICTS} {con.prepared(('compared', *way), comparing)}")


def _stated(months: tuple[str, ...] | None) -> pa.Table:
    said = f"di luar bulan yang dinyatakan ({_said(months)})" if months else ""
    return pa.table({"months": [" ".join(months or ())], "reason": [said]})


def typed(judging: Judging, raw: Table, names: Iterable[str]) -> Table:
    """Rows with the cells and values of the columns named, and of those they are compared with."""
    columns = _with_companions(judging.dataset, names)
    cells = {column.name: _cell(raw, column.name, judging.constants) for column in columns}
    rows = raw.select(
        *twins.PLACE,
        **{f"cell {column.name}": cells[column.name] for column in columns},
        **{f"value {column.name}": _value(cells[column.name], judging.setting(column)) for column in columns},
    )
    for column in sorted(columns, key=lambda column: column.within is not None):
        if column.kind == "area":
            rows = areas.located(rows, column, judging.spellings)
    return rows


def reasoned(judging: Judging, raw: Table, names: Iterable[str]) -> Table:
    """Rows with the cells, values and reasons of the columns named."""
    rows = typed(judging, raw, names)
    columns = [judging.dataset.columns[name] for name in names]
    return rows.select(
        *twins.PLACE,
        **{f"cell {column.name}": rows[f"cell {column.name}"] for column in columns},
        **{f"value {column.name}": rows[f"value {column.name}"] for column in columns},
        **{f"why {column.name}": _why(rows, judging.setting(column), judging) for column in columns},
    )


def part(judged: Table, dataset: Dataset) -> Text:
    """The part of its dataset that a row belongs to: the month of a date, then the values of `replaces`."""
    pieces = ["bulan=" + _month(judged, dataset.month_of)] if dataset.month_of else []
    pieces += [f"{name}=" + _in_part(judged, dataset.columns[name]) for name in dataset.replaces]
    return ibis.literal(";").join(pieces) if pieces else ibis.literal(WHOLE)


def _with_companions(dataset: Dataset, names: Iterable[str]) -> list[Column]:
    wanted = set(names)
    for column in [dataset.columns[name] for name in wanted]:
        wanted |= {name for name in (column.within, column.not_before) if name}
    return [column for name, column in dataset.columns.items() if name in wanted]


def _cell(raw: Table, name: str, constants: Mapping[str, str]) -> Text:
    """What a cell holds, never null; a constant where it holds nothing."""
    cell = raw[name].fill_null("") if name in raw.columns else ibis.literal("")
    return blank(cell).ifelse(constants[name], cell) if name in constants else cell


def _value(cell: Text, setting: Setting) -> Text:
    kind = setting.column.kind
    return areas.key(cell) if kind == "area" else PAIRS[kind].value(cell, setting)


def _why(typed: Table, setting: Setting, judging: Judging) -> Text:
    """Why a cell is refused: its value is not allowed, it must have one, or it has its kind's fault."""
    column = setting.column
    cell, value = typed[f"cell {column.name}"], typed[f"value {column.name}"]
    wrong = areas.fault(typed, column) if column.kind == "area" else PAIRS[column.kind].fault(cell, setting)
    fine = ibis.null("string")
    must = column.required and not column.stated
    return first(
        *((value.notnull() & test, reason) for test, reason in _not_allowed(typed, column, judging)),
        (value.notnull(), fine),
        *([(blank(cell), "kosong")] if must else []),
        (unsaid(cell), "tidak tersedia" if must else fine),
        otherwise=wrong,
    )


def _not_allowed(typed: Table, column: Column, judging: Judging) -> list[limits.Limit]:
    """What must not hold of a value, in itself and beside others."""
    value = typed[f"value {column.name}"]
    found = limits.beyond(value, column)
    if column.not_before:
        found.append((value < typed[f"value {column.not_before}"], f"mendahului {column.not_before}"))
    if judging.stated is not None and column.name == judging.dataset.month_of:
        outside = ~judging.stated.months.as_scalar().contains(_month(typed, column.name))
        found.append((outside, judging.stated.reason.as_scalar()))
    return found


def _said(months: tuple[str, ...]) -> str:
    return months[0] if len(months) == 1 else f"{months[0]} s.d. {months[-1]}"


def _month(table: Table, name: str) -> Text:
    return table[f"value {name}"].cast("string").substr(0, 7)


def _in_part(judged: Table, column: Column) -> Text:
    text = judged[f"value {column.name}"].cast("string").fill_null("")
    if column.stated:
        text = first((blank(judged[f"cell {column.name}"]), UNSTATED), otherwise=text)
    return (text.length() == 1).ifelse("0" + text, text) if column.name == "bulan" else text


def _staged(judged: Table, column: Column) -> Text:
    value = judged[f"value {column.name}"]
    return hmac_sha256(value) if column.hashed else value


def _bad(judged: Table, column: Column, personal: bool) -> Text:
    """The text of a refused cell; of a person's only its shape."""
    cell = judged[f"cell {column.name}"].replace("\x1f", "")
    refused: Test = judged[f"why {column.name}"].notnull()
    return first((refused, masked(cell) if personal else cell), otherwise=ibis.null("string"))
