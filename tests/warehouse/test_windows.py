"""Months become windows: what is cumulative since January is told apart again, where that can be known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from warehouse.declarations import Measure
from warehouse.engine import table_of
from warehouse.periods import parse
from warehouse.windows import windowed

SPENT = Measure("spent", "cumulative", "rupiah")
SCHEMA = {
    "entity_kind": "string",
    "entity": "string",
    "month": "date",
    "breakdown": "string",
    "sample": "boolean",
    "carried": "boolean",
    "offices": "int64",
    "offices_carried": "int64",
    "spent": "decimal(20, 2)",
}


def by_period(known: dict[date, int], *periods: str) -> dict[str, Decimal | None]:
    """What was spent since January by the months that are known, in some windows."""
    same = {"entity_kind": "area", "entity": "13.05", "breakdown": "", "sample": False, "carried": False}
    columns = {name: [same.get(name)] * len(known) for name in SCHEMA}
    columns |= {"month": list(known), "spent": [Decimal(value) for value in known.values()]}
    frame = windowed(table_of(columns, SCHEMA), [SPENT], [parse(one) for one in periods])
    return {row.period: row.spent if isinstance(row.spent, Decimal) else None for row in frame.itertuples()}


def test_a_month_is_the_difference_to_the_one_before_and_january_its_own() -> None:
    known = {date(2023, 1, 1): 10, date(2023, 2, 1): 30, date(2023, 3, 1): 25, date(2024, 1, 1): 7}
    found = by_period(known, "2023-01", "2023-02", "2023-03", "2023-Q1", "2024-01", "2023-03-ytd", "2023")
    expected = {
        "2023-01": 10,
        "2023-02": 20,
        "2023-03": -5,
        "2023-Q1": 25,
        "2024-01": 7,
        "2023-03-ytd": 25,
        "2023": 25,
    }
    assert found == expected


@pytest.mark.parametrize(
    ("period", "value"), [("2023-02", 20), ("2023-04", None), ("2023-Q1", 30), ("2023-Q2", None)]
)
def test_after_a_missing_month_nobody_knows_what_is_the_next_ones_own(period: str, value: int | None) -> None:
    known = {date(2023, 1, 1): 10, date(2023, 2, 1): 30, date(2023, 4, 1): 70}
    assert by_period(known, period) == {period: value}
    assert by_period(known, "2023-04-ytd", "2023") == {"2023-04-ytd": 70, "2023": 70}


def test_a_year_known_by_its_december_alone_has_no_december() -> None:
    assert by_period({date(2023, 12, 1): 900}, "2023-12", "2023-S2", "2023") == {
        "2023-12": None,
        "2023-S2": None,
        "2023": 900,
    }
