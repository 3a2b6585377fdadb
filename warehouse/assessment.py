"""What self-scores come to: a component is the mean of its criteria, the index weighs the components."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from warehouse.declarations import Component, Instrument
from warehouse.formulas import rounded, share, weighted_index

DECIMALS = 2


@dataclass(frozen=True)
class Standing:
    """Where a workbook stands: its index, each component's score, and how many criteria have none yet."""

    index: Decimal | None
    components: Mapping[str, Decimal | None]
    unscored: int
    criteria: int

    @property
    def display(self) -> Decimal | None:
        """The index as it is printed."""
        return None if self.index is None else rounded(self.index, DECIMALS)


def standing(instrument: Instrument, scores: Mapping[str, Decimal]) -> Standing:
    """The standing of the scores by criterion; components without any score do not weigh."""
    components = {one.name: mean(one, scores) for one in instrument.components}
    return Standing(
        index=index(instrument, components),
        components=components,
        unscored=sum(one.name not in scores for one in instrument.criteria),
        criteria=len(instrument.criteria),
    )


def mean(component: Component, scores: Mapping[str, Decimal]) -> Decimal | None:
    """The mean of a component's scored criteria, `None` where none is."""
    found = [scores[one.name] for one in component.criteria if one.name in scores]
    return share(sum(found, Decimal(0)), Decimal(len(found)), 1)


def index(instrument: Instrument, components: Mapping[str, Decimal | None]) -> Decimal | None:
    """The weighted index of component scores."""
    scored = [(components.get(one.name), one.weight) for one in instrument.components]
    return weighted_index((value, weight) for value, weight in scored if value is not None)
