"""What the windowed measures of a row come to: one way for each kind of indicator that is made from measures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from warehouse import formulas
from warehouse.declarations import Indicator
from warehouse.worth import number

NO_DENOMINATOR = "penyebut belum ada"
VERSION_MISSING = "versi yang sama belum dimuat"


def of(indicator: Indicator, row: Mapping[str, Any]) -> dict[str, Any]:
    """The value of a row whose measures are named by their use, with its parts; where it has none, the reason."""
    return WAYS[indicator.kind](indicator, row)


def _count(_: Indicator, row: Mapping[str, Any]) -> dict[str, Any]:
    counted = number(row["numerator"])
    return {"value": counted, "numerator": counted, "denominator": None, "reason": ""}


def _ratio(indicator: Indicator, row: Mapping[str, Any]) -> dict[str, Any]:
    return _share(indicator, number(row["numerator"]), number(row["denominator"]))


def _difference(indicator: Indicator, row: Mapping[str, Any]) -> dict[str, Any]:
    numerator, planned = number(row["numerator"]), number(row["subtrahend"])
    if numerator is None or planned is None:
        return _share(indicator, None, None) | {"denominator": number(row["denominator"])}
    unmet = numerator - planned
    return _share(indicator, unmet, number(row["denominator"]))


def _share(indicator: Indicator, numerator: Decimal | None, denominator: Decimal | None) -> dict[str, Any]:
    value = formulas.share(numerator, denominator, indicator.factor)
    reason = "" if value is not None else VERSION_MISSING if denominator is None else NO_DENOMINATOR
    return {"value": value, "numerator": numerator, "denominator": denominator, "reason": reason}


WAYS: Mapping[str, Callable[[Indicator, Mapping[str, Any]], dict[str, Any]]] = {
    "ratio": _ratio,
    "count": _count,
    "difference": _difference,
    "top_share": _ratio,
    "index": _ratio,
}
