"""What a declaration allows a value to be: smallest and largest numbers, first and last days."""

from __future__ import annotations

from decimal import Decimal

from etl.kinds.cells import Test, Value, printed, printed_date
from etl.kinds.grammar import NUMERIC
from warehouse.declarations import Column
from warehouse.lazily import ibis

Limit = tuple[Test, str]  # what must not hold, and the reason where it does


def beyond(value: Value, column: Column) -> list[Limit]:
    """What must not hold of a value that a cell gave."""
    return _numbers(value, column) if column.kind in NUMERIC else _days(value, column)


def _numbers(value: Value, column: Column) -> list[Limit]:
    low, high = column.minimum, column.maximum
    limits = []
    if low is None and column.kind == "count":
        limits.append((value < 0, "tidak boleh negatif"))
    if low is not None:
        limits.append((value < _literal(low, column), f"kurang dari {printed(low)}"))
    if high is not None:
        limits.append((value > _literal(high, column), f"lebih dari {printed(high)}"))
    return limits


def _literal(number: Decimal, column: Column) -> Value:
    return ibis.literal(int(number) if column.kind == "count" else number, NUMERIC[column.kind].type)


def _days(value: Value, column: Column) -> list[Limit]:
    first_day, last_day = column.earliest, column.latest
    said = [
        f"sejak {printed_date(first_day)}" if first_day else "",
        f"sampai {printed_date(last_day)}" if last_day else "",
    ]
    reason = f"tanggal di luar rentang ({' '.join(filter(None, said))})"
    limits = [(value < first_day, reason)] if first_day else []
    return limits + ([(value > last_day, reason)] if last_day else [])
