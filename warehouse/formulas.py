"""The arithmetic of indicators: shares, differences, achievement, pace and bands; only here is divided."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal

from warehouse.declarations import Band
from warehouse.vocabulary import Direction

EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
STORED_DECIMALS = 10


def rounded(value: Decimal, decimals: int) -> Decimal:
    """`value` with so many decimals, half up; made once and used by every face. Nothing is 0, never -0."""
    found = value.quantize(Decimal(1).scaleb(-decimals), context=EXACT)
    return found or abs(found)


def share(numerator: Decimal | None, denominator: Decimal | None, factor: int) -> Decimal | None:
    """`numerator / denominator x factor`; `None` where either is unknown or the denominator is 0."""
    if numerator is None or denominator is None or denominator == 0:
        return None
    return rounded(EXACT.divide(EXACT.multiply(numerator, factor), denominator), STORED_DECIMALS)


def chapman(first: Decimal | None, second: Decimal | None, both: Decimal | None) -> Decimal | None:
    """How many there are, from two lists and those in both: (n1+1)(n2+1)/(m+1) - 1, after Chapman (1951).

    It holds where being in one list says nothing of being in the other. `None` where one of the lists is unknown.
    """
    if first is None or second is None or both is None:
        return None
    product = EXACT.multiply(first + 1, second + 1)
    return rounded(EXACT.divide(product, both + 1) - 1, STORED_DECIMALS)


def achievement(value: Decimal | None, target: Decimal | None, direction: Direction) -> Decimal | None:
    """Share of the target reached, in percent; Permendagri 86/2017.

    Higher is better: R/T; lower is better: (2T - R)/T, never below 0. `None` where the target is 0 or
    absent, and for neutral indicators.
    """
    if value is None or target is None or target == 0 or direction == "neutral":
        return None
    reached = value if direction == "higher" else 2 * target - value
    return max(share(reached, target, 100) or Decimal(0), Decimal(0))


def weighted_index(scored: Iterable[tuple[Decimal, Decimal]]) -> Decimal | None:
    """Mean of (score, weight) pairs by weight, `None` without any weight.

    Divided by the sum of the weights as they are given: those of PermenPANRB 59/2020 are printed rounded and
    sum to 99.8, and while some scores are missing the others stand for the whole. Checked against the
    published SPBE self-assessments (2.64, 3.33) and Kota Kediri's smart-city score of 2022 (3.315).
    """
    pairs = list(scored)
    return share(
        sum((EXACT.multiply(score, weight) for score, weight in pairs), Decimal(0)),
        sum((weight for _, weight in pairs), Decimal(0)),
        1,
    )


def on_the_line(start: Decimal, target: Decimal, months_elapsed: int, months: int = 12) -> Decimal:
    """Where a straight path from `start` to `target` stands after so many of its months."""
    return start + EXACT.divide((target - start) * months_elapsed, Decimal(months))


def band(value: Decimal | None, scheme: str, bands: Iterable[Band]) -> Band | None:
    """The half-open band of a scheme that a value lies in (reference/bands.csv)."""
    if value is None:
        return None
    ours = [one for one in bands if one.scheme == scheme]
    for one in sorted(ours, key=_from_the_top):
        if one.low is None or value > one.low or (one.inclusive and value == one.low):
            return one
    return None


def _from_the_top(one: Band) -> Decimal:
    return Decimal("Infinity") if one.low is None else -one.low
