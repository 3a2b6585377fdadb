"""What the public may see of a number; pure, and its limits come from reference/disclosure.toml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from warehouse.declarations import Indicator

NOT_THIS_GRAIN = "rincian ini belum dibuka untuk umum"
NOT_FINAL = "belum tetap; rincian ini dibuka untuk umum sesudah tetap"
SMALL_CELL = "disamarkan: menyangkut terlalu sedikit orang"

BREAKDOWN_GRAIN = ("kabupaten", "year")  # the only one at which sex or cause of persons is open
SEEN = ("value", "numerator", "denominator", "display")

Cell = tuple[str, ...]  # a count in a table: what is counted, and where and when
Key = tuple[str, str, str, str, str, str]  # indicator, entity_kind, entity, breakdown, window, period


@dataclass(frozen=True)
class Shown:
    """What the public saw of a number in the release before."""

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    display: Decimal | None
    reason: str


@dataclass(frozen=True)
class Vintage:
    """A number as the releases from `since` on had it, until another took its place or it ended: the truth of it, and
    what the public saw.
    """

    since: int
    until: int | None
    numerator: Decimal | None
    denominator: Decimal | None
    shown: Shown


@dataclass(frozen=True)
class Before:
    """Every vintage of every number of persons, oldest first, and whether this is the first release of its year: then
    numbers are revised.
    """

    vintages: Mapping[Key, Sequence[Vintage]] = field(default_factory=dict)
    revises: bool = True

    @cached_property
    def shown(self) -> Mapping[Key, Shown]:
        """What the public saw last of each number that was open to it, also of one that ended."""
        return {
            key: open_to_all[-1].shown
            for key, vintages in self.vintages.items()
            if (open_to_all := [one for one in vintages if one.shown.reason in ("", SMALL_CELL)])
        }


NOTHING_SHOWN = Before()


class Leak(Exception):
    """What was shown before tells cells that have to be hidden; nothing may be published. `cells` names them."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        super().__init__("; ".join(" ".join(cell) for cell in cells))
        self.cells = tuple(cells)


def is_open(indicator: Indicator, of_persons: bool, level: str, window: str, breakdown: str) -> bool:
    """Whether the public may see this grain at all."""
    if (level, window) not in indicator.public:
        return False
    return not (breakdown and of_persons) or (level, window) == BREAKDOWN_GRAIN


def key_of(observation: Mapping[str, Any]) -> Key:
    """The key of an observation apart from its release."""
    named = (
        observation[name] for name in ("indicator", "entity_kind", "entity", "breakdown", "window", "period")
    )
    return tuple(named)


def as_shown(observation: Mapping[str, Any], reason: str = "") -> dict[str, Any]:
    """The public columns of an observation: what it is, or why it is hidden."""
    return {f"public_{name}": None if reason else observation[name] for name in SEEN} | {
        "public_reason": reason
    }


def as_before(shown: Shown) -> dict[str, Any]:
    """The public columns of an observation that stays as the public saw it."""
    return {f"public_{name}": getattr(shown, name) for name in SEEN} | {"public_reason": shown.reason}
