"""Which of the public's numbers count persons, and the cells of the tables that they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from warehouse.declarations import Catalogue, Indicator
from warehouse.disclosure import Cell

ROLES = ("numerator", "denominator")


def counts_persons(indicator: Indicator, catalogue: Catalogue) -> bool:
    """Whether a number is made from counts of persons: from a personal dataset, or because its declaration says so."""
    return any(_is_of_persons(indicator, role, catalogue) for role in ROLES)


def cells_of(observation: Mapping[str, Any], catalogue: Catalogue) -> dict[str, Cell]:
    """The counts of persons in a number by their role; an estimate or a sum of money is none."""
    indicator = catalogue.indicators[observation["indicator"]]
    place = tuple(observation[name] for name in ("entity", "window", "period", "breakdown"))
    return {
        role: (measure_of(indicator, role), *place)
        for role in ROLES
        if observation[role] is not None and _is_of_persons(indicator, role, catalogue)
    }


def measure_of(indicator: Indicator, role: str) -> str:
    """What is counted: a measure, shared by all numbers made from it, or what an office counted for this one alone."""
    return getattr(indicator, role) or f"{indicator.id}.{role}"


def stocks(catalogue: Catalogue) -> frozenset[str]:
    """The measures of which a window has what its last month has, and no sum."""
    counted = (one for one in catalogue.indicators.values() if one.counted == "stock")
    return frozenset(
        [measure_of(one, role) for one in counted for role in ROLES]
        + [
            f"{dataset.name}.{name}"
            for dataset in catalogue.datasets.values()
            for name, measure in dataset.measures.items()
            if measure.time in ("stock", "change")
        ]
    )


def _is_of_persons(indicator: Indicator, role: str, catalogue: Catalogue) -> bool:
    measure = getattr(indicator, role)
    if measure is None:
        return indicator.persons
    return indicator.persons or catalogue.datasets[measure.partition(".")[0]].personal
