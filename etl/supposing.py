"""Codes that a trial supposes to be known: those that --set states and reference data lacks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from etl.decide import Options
from etl.kinds.codes import KINDS
from etl.state import State
from warehouse.declarations import Dataset, Entity
from warehouse.vocabulary import EntityKind


@dataclass(frozen=True)
class Unknown:
    """A stated code that no entity has."""

    column: str
    kind: EntityKind
    code: str

    @property
    def sentence(self) -> str:
        """What is told to whoever tries a file with it."""
        return (
            f"--set {self.column}={self.code}: kode {KINDS[self.kind]} belum dikenal; "
            "tanpa --dry-run berkas ini ditolak."
        )


def unknown_codes(state: State, dataset: Dataset, options: Options) -> tuple[Unknown, ...]:
    """The stated codes that no entity has."""
    stated = ((dataset.columns[name], "".join(value.split())) for name, value in options.constants.items())
    return tuple(
        Unknown(column.name, column.of, code)
        for column, code in stated
        if column.of and code not in state.known.codes.get(column.of, ())
    )


def known(state: State, unknown: tuple[Unknown, ...]) -> State:
    """The state in which those codes are entities; their form is judged as ever."""
    if not unknown:
        return state
    if unknown not in state.suppositions:
        state.suppositions[unknown] = _supposed(state, unknown)
    return state.suppositions[unknown]


def _supposed(state: State, unknown: tuple[Unknown, ...]) -> State:
    entities = dict(state.catalogue.entities)
    for one in unknown:
        entities[one.kind, one.code] = Entity(one.kind, one.code, one.code, one.kind, None, "--set")
    return replace(state, catalogue=replace(state.catalogue, entities=entities))
