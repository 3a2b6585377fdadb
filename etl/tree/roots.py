"""What is no part of anything in a form: whether it may be added up, and what the form's totals should be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from etl.tree.forest import Node, is_close

EXPENDITURE = "5"  # programmes and activities are spent on


def classes(tree: Node) -> frozenset[str]:
    """The classes of account that a tree holds: 4 revenue, 5 expenditure, 6 financing."""
    if tree.code.account:
        return frozenset(tree.code.account[0])
    found = frozenset(name for part in tree.parts for name in classes(part))
    return found or frozenset(EXPENDITURE)


def mark_totals(roots: Sequence[Node]) -> None:
    """Marks rows of an office or the like that state the sum of a class of the rows after them."""
    for place, root in enumerate(roots):
        after = roots[place + 1 :]
        if root.parts or root.code.account or not root.counts or not after:
            continue
        groups = [[tree for tree in after if name in classes(tree)] for name in "456"]
        root.is_total = any(_is_sum(root, group) for group in [*groups, [*after]] if group)


def _is_sum(root: Node, group: Sequence[Node]) -> bool:
    return all(
        own is None or is_close(own, sum((tree.amount(column) for tree in group), Decimal(0)))
        for column, own in enumerate(root.own)
    )


def overlapping(roots: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    """Pairs of roots of one class of which one may be part of the other, though no figures say so."""
    groups: dict[str, list[Node]] = defaultdict(list)
    roots = list(roots)
    for root in roots:
        if root.is_title:
            yield from overlapping(root.parts)  # no figure proves what stands under a title
        if root.counts and not root.is_total:
            for name in classes(root):
                groups[name].append(root)
    for group in groups.values():
        yield from _overlapping(group)


def _overlapping(group: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    seen: dict[str, Node] = {}
    told: set[tuple[int, ...]] = set()  # a form is told once
    for root in group:
        first = group[0]
        if root.code.text in seen:
            yield seen[root.code.text], root
        elif not _stand_side_by_side(first, root) and root.code.form not in told:
            yield first, root
            told.add(root.code.form)
        seen.setdefault(root.code.text, root)


def _stand_side_by_side(one: Node, other: Node) -> bool:
    """Whether two codes tell that neither row is part of the other."""
    if one is other or one.code.form == other.code.form:
        return True
    both = one.code.account and other.code.account
    return bool(both) and one.code.work == other.code.work


def sums(roots: Iterable[Node], columns: int) -> Mapping[str, tuple[Decimal, ...]]:
    """The sums of each class of account, of everything, and of what is received and spent to finance."""
    found: dict[str, list[Decimal]] = {name: [Decimal(0)] * columns for name in ("4", "5", "61", "62", "all")}
    for root in _heads(roots):
        if root.is_total:
            continue
        for name in _named(root):
            for column in range(columns):
                found[name][column] += root.amount(column)
        for column in range(columns):
            found["all"][column] += root.amount(column)
    return {name: tuple(amounts) for name, amounts in found.items()}


def _heads(roots: Iterable[Node]) -> Iterator[Node]:
    """The roots; financing by its two parts, since one is received and the other spent."""
    for root in roots:
        yield from root.parts if root.code.account == ("6",) and root.parts else (root,)


def _named(root: Node) -> list[str]:
    account = root.code.account
    if account[:1] == ("6",):
        return ["6" + account[1]] if len(account) > 1 and account[1] in "12" else []
    held = classes(root)
    return [*held & {"4", "5"}] if len(held) == 1 else []
