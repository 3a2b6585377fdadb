"""Rows without a code that add others up: what each should say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from etl.read.amounts import readings
from etl.read.reading import Total
from etl.tree import roots as rooted
from etl.tree.forest import Node, is_close

Sums = tuple[Decimal, ...]
WORDS = re.compile(r"[^a-z]+")
LETTERED = re.compile(r"^(?:[a-z]|[ivx]{1,4}) (?=grand|sub|jumlah|total|surplus|defisit|pembiayaan|sisa|sil)")
OPENING = re.compile(r"^(?:grand total|sub total|sub jumlah|jumlah|total)\b ?")
AREAS = {"daerah", "kabupaten", "kota", "skpd", "opd", "seluruhnya", "keseluruhan", "semua", "umum"}


def wrong(
    totals: Iterable[Total],
    rows: Sequence[Node],
    roots: Sequence[Node],
    names: Sequence[str],
    whole: Sequence[Node] = (),
) -> Iterator[tuple[Total, str, Decimal | None]]:
    """Each amount of a total that is not what it should be: its column, and the figure that it should have.

    There is no such figure where the total may be of several things and fits none. `whole` are the roots of all
    sheets of the form: a balance is of revenue and expenditure wherever they stand.
    """
    sums = rooted.sums(roots, len(names))
    all_sums = rooted.sums(whole or roots, len(names))
    for total in totals:
        expected = _strictly(_words(total.text), all_sums)
        candidates = (
            [expected, _negated(expected)] if expected else list(_candidates(total, rows, roots, sums))
        )
        if not any(_fits(total, one, names) for one in candidates):
            yield from _off(total, expected, names)


def _off(
    total: Total, expected: Sums | None, names: Sequence[str]
) -> Iterator[tuple[Total, str, Decimal | None]]:
    """The amounts that are wrong; all of a total that may be of several things."""
    for place, name in enumerate(names):
        if name in total.values and not (expected and _is(total.values[name], expected[place])):
            yield total, name, expected[place] if expected else None


def _negated(sums: Sums) -> Sums:
    """A deficit, or spending, may be printed without its sign."""
    return tuple(-amount for amount in sums)


def _strictly(label: str, sums: Mapping[str, Sums]) -> Sums | None:
    """What a total must be by its name alone."""
    label = OPENING.sub("", LETTERED.sub("", label))
    bare = " ".join(word for word in label.split() if word not in AREAS)
    balance = tuple(r - e for r, e in zip(sums["4"], sums["5"], strict=True))
    net = tuple(i - o for i, o in zip(sums["61"], sums["62"], strict=True))
    if label.startswith(("surplus", "defisit")):
        return balance
    if bare in ("pembiayaan netto", "pembiayaan neto"):
        return net
    if label.startswith(("sisa lebih", "sisa kurang", "silpa", "sikpa", "sipa")):
        return tuple(b + n for b, n in zip(balance, net, strict=True))
    return {"pendapatan": sums["4"], "belanja": sums["5"]}.get(bare)


def _candidates(
    total: Total, rows: Sequence[Node], roots: Sequence[Node], sums: Mapping[str, Sums]
) -> Iterator[Sums]:
    """What a total without a strict name may be: a class, everything, a row before it, or the roots up to it."""
    yield from sums.values()
    columns = range(len(next(iter(sums.values()))))
    before = [row for row in rows if row.row < total.row]
    yield from (tuple(row.amount(column) for column in columns) for row in before)
    running = [Decimal(0)] * len(columns)
    for root in reversed([root for root in roots if root.row < total.row and not root.is_total]):
        running = [one + root.amount(column) for column, one in enumerate(running)]
        yield tuple(running)


def _fits(total: Total, sums: Sums, names: Sequence[str]) -> bool:
    return all(
        name not in total.values or _is(total.values[name], amount)
        for name, amount in zip(names, sums, strict=True)
    )


def _is(cell: str, amount: Decimal) -> bool:
    """Whether one of a cell's readings is the amount."""
    return any(is_close(reading, amount) for reading in readings(cell))


def _words(label: str) -> str:
    return " ".join(WORDS.sub(" ", label.casefold()).split())
