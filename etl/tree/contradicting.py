"""Rows that contradict what stands beside their figures: what is left of the budget, and the percent that is spent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from etl.counting import Fault
from etl.read.amounts import readings
from etl.read.reading import Beside
from etl.tree.forest import Node, is_close, rupiah

SHOWN = Decimal("0.01")  # a percent that is printed with two decimals
HUNDRED = Decimal(100)


def faults(beside: Sequence[Beside], rows: Sequence[Node]) -> Iterator[Fault]:
    """Rows whose budget less what was spent is not what is left, or whose percent is another.

    Where most rows contradict a column of what is left, the figures may be others than they were read as; a
    column of percents is then about something else.
    """
    nodes = {row.row: row for row in rows if len(row.own) == 2 and None not in row.own}
    for kind, agrees in (("sisa", _is_left), ("persen", _is_percent)):
        told = [(one, nodes[one.row]) for one in beside if one.kind == kind and one.row in nodes]
        wrong = [(one, row) for one, row in told if not agrees(one.text, *_figures(row))]
        if len(wrong) * 2 <= len(told):
            yield from (_fault(one, row) for one, row in wrong)
        elif kind == "sisa":
            one, _ = wrong[0]
            sentence = (
                "kolom sisa pada kebanyakan baris bukan anggaran dikurangi realisasi, misalnya baris ini"
            )
            yield Fault(one.sheet, one.row, "realisasi", _plain(one.text), sentence)


def _figures(row: Node) -> tuple[Decimal, Decimal]:
    budget, spent = row.own
    return budget or Decimal(0), spent or Decimal(0)


def _is_left(text: str, budget: Decimal, spent: Decimal) -> bool:
    """Whether a cell is the difference, in either direction."""
    return any(is_close(abs(value), abs(budget - spent)) for value in readings(text))


def _is_percent(text: str, budget: Decimal, spent: Decimal) -> bool:
    """Whether a cell is the share in percent, or as a fraction, as far as it is printed."""
    if not budget:
        return True
    share = HUNDRED * spent / budget
    for value in readings(text):
        finest = Decimal(1).scaleb(int(value.as_tuple().exponent))
        for scale in (Decimal(1), HUNDRED):
            apart = abs(value * scale - share)
            if apart <= SHOWN or apart < finest * scale:
                return True
    return False


def _fault(one: Beside, row: Node) -> Fault:
    budget, spent = map(rupiah, _figures(row))
    said: Mapping[str, str] = {
        "sisa": f"anggaran {budget} dikurangi realisasi {spent} bukan sisa yang tertulis",
        "persen": f"realisasi {spent} dari anggaran {budget} bukan persen yang tertulis",
    }
    return Fault(one.sheet, one.row, "realisasi", _plain(one.text), said[one.kind])


def _plain(text: str) -> str:
    return text.replace("\x1f", "").strip()
