"""What offices counted, and what instruments scored: the numbers of indicators that no measure makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from warehouse import counts
from warehouse.counts import Counted, Parent, Row
from warehouse.declarations import Catalogue, Indicator, Weight
from warehouse.formulas import EXACT
from warehouse.periods import parse
from warehouse.vocabulary import KABUPATEN

DATASETS = (counts.DATASET, "scores")


def found(
    indicator: Indicator, rows: Mapping[str, Sequence[Row]], catalogue: Catalogue, parent: Parent
) -> list[Counted]:
    """Everything that the current rows of DATASETS say of an indicator that is counted or scored."""
    if indicator.counted:
        areas = [code for kind, code in catalogue.entities if kind == "area"]
        ours = [row for row in rows[counts.DATASET] if row["kode_indikator"] == indicator.id]
        return counts.found(indicator, ours, areas, parent)
    ours = [row for row in rows["scores"] if row["instrumen"].strip().casefold() == indicator.scored]
    return list(_indices(ours, [one for one in catalogue.weights if one.instrument == indicator.scored]))


def _indices(rows: Sequence[Row], weights: Sequence[Weight]) -> Iterable[Counted]:
    """The index of each year by the weights in force in it: how many of the components have a score, of how many."""
    for year in sorted({row["tahun"] for row in rows}):
        since = max((one.since for one in weights if one.since <= year), default=None)
        in_force = {one.component: one.weight for one in weights if one.since == since}
        scored = [row for row in rows if row["tahun"] == year and row["komponen"] in in_force]
        if not scored:
            continue
        products = (EXACT.multiply(row["nilai"], in_force[row["komponen"]]) for row in scored)
        yield Counted(
            KABUPATEN,
            parse(str(year)),
            sum(products, Decimal(0)),
            sum((in_force[row["komponen"]] for row in scored), Decimal(0)),
            rows=tuple(scored),
            whole=len(scored) == len(in_force),
            reported=len(scored),
            expected=len(in_force),
        )


def behind(found: Iterable[Counted]) -> list[tuple[str, str, str, tuple[Any, ...]]]:
    """The rows of each number, as lineage asks for them."""
    return [("area", one.entity, one.period.name, one.rows) for one in found]
