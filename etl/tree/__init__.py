"""Rows that are sums of others: how deep each is, and which are the deepest."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import groupby
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from etl.tree import roots as rooted
from etl.tree.codes import Code
from etl.tree.forest import Node, grown
from warehouse.declarations import Dataset, Tree

Forests = Mapping[str, tuple[list[Node], list[Node]]]


def filled(judged: pa.Table, dataset: Dataset, tree: Tree) -> pa.Table:
    """The judged rows with the level of each code, and 1 where a row is no sum of others."""
    deepest = {
        (row.sheet, row.row): int(row.is_deepest)
        for rows, _ in forests(judged, dataset, tree).values()
        for row in rows
    }
    places = zip(judged["sheet"].to_pylist(), judged["row"].to_pylist(), strict=True)
    found = {
        tree.level: [Code(code).depth if code else None for code in judged[tree.code].to_pylist()],
        tree.deepest: [deepest.get(place) for place in places],
    }
    for name, values in found.items():
        at = judged.schema.get_field_index(name)
        judged = judged.set_column(at, name, pa.array(values, judged.schema.field(name).type))
    return judged


def forests(judged: pa.Table, dataset: Dataset, tree: Tree) -> Forests:
    """By sheet its good rows in their order, and the trees that they make."""
    good = pc.invert(judged["duplicate"])
    for name in dataset.columns:
        good = pc.and_(good, pc.is_null(judged[f"why_{name}"]))
    wanted = judged.filter(good).select(["sheet", "row", tree.code, tree.title, *tree.amounts])
    rows = [
        _node(row, tree) for row in wanted.sort_by([("sheet", "ascending"), ("row", "ascending")]).to_pylist()
    ]
    found: dict[str, tuple[list[Node], list[Node]]] = {}
    for sheet, several in groupby(rows, key=lambda row: row.sheet):
        of_sheet = list(several)
        trees = grown(of_sheet)
        rooted.mark_totals(trees)
        found[sheet] = of_sheet, trees
    return found


def _node(row: Mapping[str, Any], tree: Tree) -> Node:
    own: tuple[Decimal | None, ...] = tuple(row[name] for name in tree.amounts)
    return Node(row["sheet"], row["row"], Code(row[tree.code]), row[tree.title] or "", own)
