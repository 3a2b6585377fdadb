"""Which rows of a form are sums of which: read from their order and codes, and proved by their figures.

Forms are printed with a sum before its parts. Rows are taken from the last to the first; each takes the trees
that follow it as its parts if its code covers theirs, or if its figures are their sums and the codes allow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import takewhile

from etl.tree.codes import Code

RUPIAH = Decimal(1)  # what a sum may differ by
Amounts = tuple[Decimal | None, ...]


@dataclass
class Node:
    """A row of a form, with the rows that it is the sum of; `off` are the columns whose sums differ."""

    sheet: str
    row: int
    code: Code
    title: str
    own: Amounts
    parts: list[Node] = field(default_factory=list)
    is_total: bool = False

    @property
    def is_deepest(self) -> bool:
        """Whether no other rows make it up."""
        return not self.parts and not self.is_total

    def amount(self, column: int) -> Decimal:
        """What it counts for in a column: its own figure, else its parts'."""
        own = self.own[column]
        return self.summed(column) if own is None else own

    def summed(self, column: int) -> Decimal:
        """The sum of its parts."""
        return summed(self, self.parts, column)

    def off(self) -> Iterator[tuple[int, Decimal, Decimal]]:
        """Each column whose figure is not the sum of its parts: the column, the figure, the sum."""
        for column, own in enumerate(self.own):
            if self.parts and own is not None and not is_close(own, self.summed(column)):
                yield column, own, self.summed(column)

    @property
    def is_title(self) -> bool:
        """Whether it has no figures of its own."""
        return all(own is None for own in self.own)

    @property
    def counts(self) -> bool:
        """Whether any of its figures is not nothing."""
        return any(self.amount(column) for column in range(len(self.own)))


def is_close(one: Decimal, other: Decimal) -> bool:
    """Whether two figures are the same but for a rupiah."""
    return abs(one - other) <= RUPIAH


def summed(head: Node, parts: Iterable[Node], column: int) -> Decimal:
    """The sum of some rows under another; what is spent to finance is taken from what is received."""
    found = [(part, part.amount(column)) for part in parts]
    total = sum((amount for _, amount in found), Decimal(0))
    if head.code.account != ("6",):
        return total
    net = total - 2 * sum((amount for part, amount in found if part.code.account[1:2] == ("2",)), Decimal(0))
    own = head.own[column]
    return net if own is not None and is_close(own, net) else total


def grown(rows: Sequence[Node]) -> list[Node]:
    """The trees that the rows of a form make, in their order; rows get their parts."""
    forest: list[Node] = []  # the last is the tree that follows the row at hand
    for row in reversed(rows):
        row.parts = _parts(row, forest)
        tail = len(forest) - len(row.parts)
        if row.parts and row.parts[-1] is forest[tail]:
            del forest[tail:]
        elif row.parts:
            taken = {id(part) for part in row.parts}
            forest = [tree for tree in forest if id(tree) not in taken]
        forest.append(row)
    return forest[::-1]


def _parts(row: Node, forest: Sequence[Node]) -> list[Node]:
    """The trees after a row that it is the sum of; where the codes say so and the figures do not, a fault stays."""
    covered = _leading(row, forest)
    if covered and _proves(row, covered):
        return covered
    if row.is_title:
        return covered or _titled(row, forest)
    if wider := _headed(row, forest, len(covered)):
        return wider
    scattered = [tree for tree in reversed(forest) if row.code.covers(tree.code)]
    return scattered if len(scattered) > len(covered) and _proves(row, scattered) else covered


def _leading(row: Node, forest: Sequence[Node]) -> list[Node]:
    found = []
    for tree in reversed(forest):
        if not row.code.covers(tree.code):
            break
        found.append(tree)
    return found


def _titled(row: Node, forest: Sequence[Node]) -> list[Node]:
    """The accounts that are printed under the title of a piece of work, down to the next title."""
    return [] if row.code.account else list(takewhile(lambda tree: bool(tree.code.account), reversed(forest)))


def _headed(row: Node, forest: Sequence[Node], at_least: int) -> list[Node]:
    """The run of following trees, longer than some, whose sums are the row's figures.

    None where the run leaves out a tree of the same form, for a sum has all of its parts.
    """
    found: list[Node] = []
    enough = 0
    for tree in reversed(forest) if any(row.own) else ():
        if not (row.code.covers(tree.code) or row.code.may_head(tree.code)):
            break
        found.append(tree)
        if len(found) > at_least and _proves(row, found):
            enough = len(found)
        elif enough:
            alike = tree.code.form in {one.code.form for one in found[:enough]}
            return [] if alike else found[:enough]
    return found[:enough]


def _proves(row: Node, parts: Sequence[Node]) -> bool:
    """Whether the row's figures are the sums of these."""
    return all(
        own is None or is_close(own, summed(row, parts, column)) for column, own in enumerate(row.own)
    ) and any(own is not None for own in row.own)


def rupiah(amount: Decimal) -> str:
    """An amount as Indonesians write it."""
    text = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    return text.removesuffix(",00")
