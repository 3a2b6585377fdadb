"""The part of DuckDB's SQL that measures may use: what gives the same digits on every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

GRAIN = "-- One row per "
WEEKDAYS = {"dow", "isodow", "dayofweek", "weekday"}
DATE_PARTS = {"date_part", "datepart"}
FLOATS = {exp.DType.DOUBLE, exp.DType.FLOAT}
DATES = {exp.DType.DATE, exp.DType.DATETIME, exp.DType.TIMESTAMP, exp.DType.TIMESTAMPTZ}

# Why each is refused: engines disagree on it in silence, or it makes a float out of exact numbers.
REFUSED: dict[type[exp.Expr], str] = {
    exp.ArgMax: "arg_max differs between engines where a value is null",
    exp.ArgMin: "arg_min differs between engines where a value is null",
    exp.DayOfWeek: "dow counts from another day on another engine",
    exp.DayOfWeekIso: "isodow counts from another day on another engine",
    exp.StrToTime: "strptime reads another format on another engine",
    exp.Quantile: "quantiles do not add up",
    exp.ApproxQuantile: "quantiles do not add up",
    exp.PercentileCont: "quantiles do not add up",
    exp.PercentileDisc: "quantiles do not add up",
    exp.Median: "quantiles do not add up",
    exp.Lambda: "lambdas exist on one engine only",
    exp.Avg: "avg makes a float and does not add up",
    exp.Div: "`/` makes a float; only formulas divide",
}
REFUSED_NAMES = {
    "date_sub": "date_sub counts whole units, another engine boundaries",
    "datesub": "date_sub counts whole units, another engine boundaries",
    "try_strptime": REFUSED[exp.StrToTime],
    "weekday": REFUSED[exp.DayOfWeek],
}


def faults(sql: str) -> list[str]:
    """What in this text lies outside the subset, each thing once; an empty list is good SQL."""
    found = [] if sql.startswith(GRAIN) else [f"the first line does not state the grain ({GRAIN}...)"]
    try:
        statements = _parse(sql)
    except SqlglotError as fault:
        return [*found, f"cannot be read: {str(fault).splitlines()[0]}"]
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        return [*found, "is not one SELECT statement"]
    for node in statements[0].walk():
        found += [fault for check in CHECKS for fault in check(node)]
    return list(dict.fromkeys(found))


def outputs(sql: str) -> tuple[str, ...]:
    """The names of the columns that good SQL gives, in order."""
    (statement,) = _parse(sql)
    return tuple(statement.named_selects) if isinstance(statement, exp.Query) else ()


def asked(sql: str) -> frozenset[str]:
    """The tables that good SQL asks, without those that it makes itself."""
    (statement,) = _parse(sql)
    made = {one.alias for one in statement.find_all(exp.CTE)}
    return frozenset(one.name for one in statement.find_all(exp.Table)) - made


@lru_cache
def _parse(sql: str) -> tuple[exp.Expr, ...]:
    return tuple(one for one in sqlglot.parse(sql, dialect="duckdb") if isinstance(one, exp.Expr))


def _refused(node: exp.Expr) -> Iterator[str]:
    if type(node) in REFUSED:
        yield REFUSED[type(node)]
    elif isinstance(node, exp.Anonymous) and node.name.lower() in REFUSED_NAMES:
        yield REFUSED_NAMES[node.name.lower()]


def _unit(node: exp.Expr) -> Iterator[str]:
    if isinstance(node, exp.DateDiff) and str(node.args["unit"].name).upper() != "DAY":
        yield f"date_diff counts {node.args['unit'].name.lower()}, only 'day' is the same on every engine"


def _weekday(node: exp.Expr) -> Iterator[str]:
    """`extract(dow from d)` and `date_part('dow', d)`; the plain functions are in REFUSED."""
    part = node.this if isinstance(node, exp.Extract) else None
    if isinstance(node, exp.Anonymous) and node.name.lower() in DATE_PARTS and node.expressions:
        part = node.expressions[0]
    if part is not None and part.name.lower() in WEEKDAYS:
        yield f"{part.name.lower()} counts from another day on another engine"


def _date_minus_date(node: exp.Expr) -> Iterator[str]:
    if isinstance(node, exp.Sub) and _is_date(node.left) and _is_date(node.right):
        yield f"{node.sql('duckdb')} is days on one engine and an interval on another: date_diff('day', ...)"


def _is_date(node: exp.Expr) -> bool:
    """Whether it is a date as far as the text alone tells."""
    node = node.unnest()
    if isinstance(node, exp.Cast):
        return node.to.this in DATES
    if isinstance(node, exp.Column):
        return node.name.lower().startswith("tanggal_")
    return isinstance(node, exp.CurrentDate | exp.TimestampTrunc | exp.DateTrunc)


def _float(node: exp.Expr) -> Iterator[str]:
    if isinstance(node, exp.Cast) and node.to.this in FLOATS:
        yield f"{node.sql('duckdb')} makes a float; measures are integers or DECIMAL"
    if isinstance(node, exp.Literal) and not node.is_string and "e" in node.name.lower():
        yield f"{node.name} is a float; measures are integers or DECIMAL"


CHECKS: tuple[Callable[[exp.Expr], Iterator[str]], ...] = (
    _refused,
    _unit,
    _weekday,
    _date_minus_date,
    _float,
)
