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
NO_ESTIMATE = "perkiraan untuk tahun ini belum dimuat"
NO_LIST = "salah satu daftar belum dimuat"


def of(indicator: Indicator, row: Mapping[str, Any]) -> dict[str, Any]:
    """The value of a row whose measures are named by their use, with its parts; where it has none, the reason."""
    return WAYS[indicator.kind](indicator, row)


def _count(_: Indicator, row: Mapping[str, Any]) -> dict[str, Any]:
    counted = number(row["numerator"])
    return {"value": counted, "numerator": counted, "denominator": None, "reason": ""}


def _ratio(indicator: Indicator, row: Mapping[str, Any]) -> dict[str, Any]:
    found = _share(indicator, number(row["numerator"]), number(row["denominator"]))
    return found | _bounds(indicator, found["numerator"], row) if indicator.denominator_low else found


def _bounds(indicator: Indicator, numerator: Decimal | None, row: Mapping[str, Any]) -> dict[str, Any]:
    """What a share of an estimate is at least and at most: the more there may have been, the less of them is there."""
    high, low = number(row["denominator_high"]), number(row["denominator_low"])
    bounds: dict[str, Any] = {
        "low": formulas.share(numerator, high, indicator.factor),
        "high": formulas.share(numerator, low, indicator.factor),
    }
    return bounds | ({"reason": NO_ESTIMATE} if number(row["denominator"]) is None else {})


def _difference(indicator: Indicator, row: Mapping[str, Any]) -> dict[str, Any]:
    numerator, planned = number(row["numerator"]), number(row["subtrahend"])
    if numerator is None or planned is None:
        return _share(indicator, None, None) | {"denominator": number(row["denominator"])}
    unmet = numerator - planned
    return _share(indicator, unmet, number(row["denominator"]))


def _quantile(_: Indicator, row: Mapping[str, Any]) -> dict[str, Any]:
    """The quantile of the persons who are counted as the denominator; no persons have none."""
    value, persons = number(row["histogram"]), number(row["denominator"])
    return {
        "value": value,
        "numerator": None,
        "denominator": persons,
        "reason": NO_DENOMINATOR if value is None else "",
    }


def _dual_system(_: Indicator, row: Mapping[str, Any]) -> dict[str, Any]:
    """How many there were, estimated from two lists; beside it the pairs and those in either list."""
    pairs, either = number(row["numerator"]), number(row["denominator"])
    value = formulas.chapman(number(row["first_list"]), number(row["second_list"]), pairs)
    return {
        "value": value,
        "numerator": pairs,
        "denominator": either,
        "reason": NO_LIST if value is None else "",
    }


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
    "quantile": _quantile,
    "matched": _ratio,
    "dual_system": _dual_system,
}
