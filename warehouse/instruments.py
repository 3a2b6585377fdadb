"""The evaluation instruments: every file under data/instruments, and what must hold inside one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from warehouse.declarations import Entity, Indicator, Instrument
from warehouse.declaring import Faults, build, table

NAME = re.compile("[a-z][a-z0-9]*_(20[0-9]{2})")
CRITERION = re.compile("[a-z][a-z0-9-]*")
WHOLE = Decimal(100)


@dataclass(frozen=True)
class Known:
    """What criteria may name."""

    indicators: Mapping[str, Indicator]
    entities: Mapping[tuple[str, str], Entity]


def read(
    folder: Path,
    indicators: Mapping[str, Indicator],
    entities: Mapping[tuple[str, str], Entity],
    faults: Faults,
) -> dict[str, Instrument]:
    """Every instrument by its file's name; without the folder there is none."""
    found: dict[str, Instrument] = {}
    for file in sorted(folder.glob("*.toml")):
        place = f"{folder.name}/{file.name}"
        instrument = build(Instrument, table(file, place, faults), place, faults, name=file.stem)
        for check in CHECKS:
            for fault in check(instrument, Known(indicators, entities)):
                faults.add(place, fault)
        found[file.stem] = instrument
    return found


def _name(instrument: Instrument, _: Known) -> Iterator[str]:
    said = NAME.fullmatch(instrument.name)
    if said is None or said[1] != str(instrument.year):
        yield f"is not named for its year (name_{instrument.year}.toml)"


def _weights(instrument: Instrument, _: Known) -> Iterator[str]:
    weights = [component.weight for component in instrument.components or ()]
    if any(weight is None or weight <= 0 for weight in weights):
        yield "a weight is not above 0"
    elif sum(weights) != WHOLE:
        yield f"weights sum to {sum(weights)}, not 100"


def _scale(instrument: Instrument, _: Known) -> Iterator[str]:
    scale = instrument.scale
    if scale is None or None in (scale.minimum, scale.maximum, scale.step):
        return
    if scale.step <= 0 or scale.minimum >= scale.maximum or not scale.holds(scale.maximum):
        yield f"scale does not lead from {scale.minimum} to {scale.maximum} in steps of {scale.step}"


def _criteria(instrument: Instrument, _: Known) -> Iterator[str]:
    seen: set[str] = set()
    for component in instrument.components or ():
        if not component.criteria:
            yield f"{component.name} has no criteria"
        for criterion in component.criteria or ():
            if criterion.name in seen:
                yield f"criterion {criterion.name} stands twice"
            if not CRITERION.fullmatch(criterion.name):
                yield f"criterion {criterion.name!r} is no name: small letters, digits and -"
            if not criterion.evidence:
                yield f"{criterion.name} asks for no evidence"
            seen.add(criterion.name)


def _bindings(instrument: Instrument, known: Known) -> Iterator[str]:
    """A criterion names an indicator, or who owes what it asks."""
    for criterion in [each for component in instrument.components or () for each in component.criteria or ()]:
        if (criterion.indicator is None) == (criterion.owner is None):
            yield f"{criterion.name} has an indicator or an owner, one of them"
        if criterion.dimension and ("dimension", criterion.dimension) not in known.entities:
            yield f"{criterion.name}: dimension {criterion.dimension} is no entity"
        if criterion.indicator and criterion.indicator not in known.indicators:
            yield f"{criterion.name} names {criterion.indicator}, which is no indicator"


CHECKS: tuple[Callable[[Instrument, Known], Iterator[str]], ...] = (
    _name,
    _weights,
    _scale,
    _criteria,
    _bindings,
)
