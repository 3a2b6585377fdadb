"""The decimal style of every numeric column, decided from all its cells in one query."""

from __future__ import annotations

from collections.abc import Mapping

from etl.kinds.cells import Style, Text
from etl.kinds.grammar import MULTIPLIED, NUMERIC, evident, framed
from warehouse.declarations import Dataset
from warehouse.engine import Connection, Table
from warehouse.vocabulary import Kind

OUTWEIGHS = 10  # times the other style's evidence; what remains of the other is then refused


def styles(con: Connection, raw: str, dataset: Dataset) -> dict[str, Style]:
    """How each numeric column of a file writes its numbers; a workbook's numbers say nothing about it."""
    numeric = {
        name: column.kind
        for name, column in dataset.columns.items()
        if column.kind in NUMERIC and name in con.columns(raw)
    }
    if not numeric:
        return {}

    def asking() -> Table:
        rows = con.table(raw)
        return rows.aggregate(**_evidence(rows, numeric))

    columns = con.raw_sql(con.prepared(("styles", raw, repr(numeric)), asking))
    (row,) = columns.fetchall()
    counted = dict(zip([name for name, *_ in columns.description], row, strict=True))
    return {name: decide(counted[f"{name} id"] or 0, counted[f"{name} en"] or 0) for name in numeric}


def _evidence(raw: Table, numeric: Mapping[str, Kind]) -> dict[str, Table]:
    asked: tuple[Style, Style] = ("id", "en")
    return {
        f"{name} {style}": _speaks_for(raw[name], kind, style).cast("int64").sum()
        for name, kind in numeric.items()
        for style in asked
    }


def decide(indonesian: int, english: int) -> Style:
    """The style of a column with so many cells that can only be read in either way."""
    evidence: Mapping[Style, tuple[int, int]] = {"id": (indonesian, english), "en": (english, indonesian)}
    if not indonesian and not english:
        return "plain"
    return next((style for style, (own, other) in evidence.items() if own >= OUTWEIGHS * other), "mixed")


def _speaks_for(cell: Text, kind: Kind, style: Style) -> Text:
    numeric = NUMERIC[kind]
    patterns = [framed(evident(numeric, style), numeric)]
    if kind == "rupiah":
        patterns.append(framed(evident(MULTIPLIED, style), MULTIPLIED))
    return cell.re_search("|".join(patterns))
