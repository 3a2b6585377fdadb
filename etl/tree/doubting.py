"""What is doubtful in a form whose rows add up to one another: figures, places and statements that disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from etl import tree as trees
from etl.counting import Fault
from etl.read.reading import Reading, Said, Total
from etl.stage import Judged
from etl.tree import contradicting, totals
from etl.tree import roots as rooted
from etl.tree.forest import Node, rupiah
from warehouse.declarations import Dataset, Tree


def doubts(dataset: Dataset, judged: Judged) -> tuple[Fault, ...]:
    """Every doubt, with its place, the figure and what it should be; none for a dataset without a tree."""
    if dataset.tree is None or judged.path is None or judged.reading is None:
        return ()
    rows = pq.read_table(judged.path)
    sheets = trees.forests(rows, dataset, dataset.tree)
    together = _together(rows)
    return (
        *_statements(judged.reading.said, judged.options.constants),
        *_same_part(together, sheets),
        *_sums_and_totals(sheets, together, dataset.tree, judged.reading),
        *_incomplete(judged),
    )


def _statements(said: Sequence[Said], given: Mapping[str, str]) -> Iterator[Fault]:
    """What a form says otherwise than its sender; what it says in two ways, where its sender says nothing."""
    for one in said:
        stated = given.get(one.column)
        if one.doubt and stated is None:
            yield Fault(one.sheet, None, one.column, "", one.doubt)
        elif one.value and stated is not None and stated.strip().lstrip("0") != one.value:
            sentence = f"formulir menyatakan {one.value}, pengirimnya {stated} (--set {one.column})"
            yield Fault(one.sheet, None, one.column, one.value, sentence)


def _together(rows: pa.Table) -> Mapping[str, list[str]]:
    """The sheets that speak for each part."""
    pairs = rows.group_by(["part", "sheet"]).aggregate([]).to_pylist()
    found: dict[str, list[str]] = defaultdict(list)
    for pair in sorted(pairs, key=lambda pair: str(pair["sheet"])):
        found[pair["part"]].append(pair["sheet"])
    return found


def _same_part(together: Mapping[str, Sequence[str]], sheets: trees.Forests) -> Iterator[Fault]:
    """Two sheets that speak for one part may be the same figures twice, unless each has a class of its own."""
    for part, several in together.items():
        held = [name for sheet in several if sheet in sheets for name in _classes(sheets[sheet][1])]
        if len(several) > 1 and len(held) > len(set(held)):
            named = ", ".join(f"“{name}”" for name in several)
            yield Fault(several[1], None, "", "", f"lembar {named} berbicara untuk bagian yang sama ({part})")


def _classes(roots: Sequence[Node]) -> frozenset[str]:
    return frozenset(name for root in roots for name in rooted.classes(root))


def _incomplete(judged: Judged) -> Iterator[Fault]:
    """A form without some of its rows cannot be added up."""
    if judged.counted.refused:
        yield Fault(
            "", None, "", "", f"{judged.counted.refused} baris ditolak, sehingga formulir ini tidak utuh"
        )


def _sums_and_totals(
    sheets: trees.Forests, together: Mapping[str, Sequence[str]], tree: Tree, reading: Reading
) -> Iterator[Fault]:
    said: dict[str, list[Total]] = defaultdict(list)
    for total in reading.totals:
        said[total.sheet].append(total)
    beside = {sheet: several for several in together.values() for sheet in several}
    for sheet, (nodes, roots) in sheets.items():
        whole = [root for other in beside.get(sheet, ()) if other in sheets for root in sheets[other][1]]
        yield from _sums(nodes, tree)
        yield from _roots(roots, tree)
        yield from _totals(said[sheet], nodes, roots, whole, tree.amounts)
        yield from contradicting.faults([one for one in reading.beside if one.sheet == sheet], nodes)


def _sums(rows: Sequence[Node], tree: Tree) -> Iterator[Fault]:
    for row in rows:
        for column, own, parts in row.off():
            sentence = (
                f"bukan jumlah dari {len(row.parts)} baris di bawahnya ({row.parts[0].row} dst.):"
                f" {rupiah(own)}, seharusnya {rupiah(parts)}, selisih {rupiah(own - parts)}"
            )
            yield Fault(row.sheet, row.row, tree.amounts[column], rupiah(own), sentence)


def _roots(roots: Sequence[Node], tree: Tree) -> Iterator[Fault]:
    for one, other in rooted.overlapping(roots):
        sentence = (
            f"tidak jelas apakah baris ini bagian dari baris {one.row} ({one.code.text}):"
            " kode dan jumlahnya tidak menerangkannya"
        )
        yield Fault(other.sheet, other.row, tree.code, other.code.text, sentence)


def _totals(
    said: Sequence[Total],
    rows: Sequence[Node],
    roots: Sequence[Node],
    whole: Sequence[Node],
    names: Sequence[str],
) -> Iterator[Fault]:
    for total, name, expected in totals.wrong(said, rows, roots, names, whole):
        should = (
            f"seharusnya {rupiah(expected)}"
            if expected is not None
            else "tidak sama dengan jumlah baris mana pun"
        )
        value = total.values[name].replace("\x1f", "").strip()
        yield Fault(total.sheet, total.row, name, value, f"baris jumlah “{total.text}”: {should}")
