"""Whether anything is filled in a form: places that an office leaves as they came say nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from etl.read.claims import NUMERIC
from warehouse.declarations import Dataset

PLACEHOLDER = re.compile(
    r"[\s.…\-–—_·?*]*|\s*(?:nihil|n/?a|kosong|tidak\s+ada|belum\s+(?:ada|diisi)|isi(?:kan)?\s+di\s*sini|"
    r"[(\[<]?\s*diisi\b.*|\[.*\]|<.*>)\s*",
    re.IGNORECASE | re.DOTALL,
)
NOTHING = re.compile(r"[\sx]*|\x1f?\s*-?\s*(?:rp\.?)?\s*0*(?:[.,]0*)*\s*(?:,-)?\s*%?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Filling:
    """Tells by the places of values, of which `numeric` ones say nothing while they are zero."""

    values: tuple[int, ...]
    numeric: frozenset[int]

    @classmethod
    def of(cls, places: dict[str, int], dataset: Dataset) -> Filling:
        """What an office has to fill in: not the key, the part or texts, where there is anything else."""
        known = {*dataset.key, *dataset.replaces, dataset.senders}
        rest = [name for name in places if name not in known]
        values = [name for name in rest if dataset.columns[name].kind != "text"] or list(places)
        numeric = [name for name in values if dataset.columns[name].kind in NUMERIC]
        return cls(tuple(places[name] for name in values), frozenset(places[name] for name in numeric))

    def in_row(self, cells: Sequence[str]) -> bool:
        """Whether a row says anything."""
        return any(self._says(place, cells[place]) for place in self.values)

    def _says(self, place: int, cell: str) -> bool:
        if PLACEHOLDER.fullmatch(cell):
            return False
        return place not in self.numeric or not NOTHING.fullmatch(cell)
