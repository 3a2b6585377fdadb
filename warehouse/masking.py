"""Hides what would tell of few persons: counts that add up with each other, against all that was ever shown of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from warehouse import finality
from warehouse.adding import Parent, Share, added_up, is_counted
from warehouse.declarations import Catalogue
from warehouse.disclosure import (
    NOT_FINAL,
    NOT_THIS_GRAIN,
    SMALL_CELL,
    Before,
    Cell,
    Key,
    Leak,
    Vintage,
    as_before,
    as_shown,
    is_open,
    key_of,
)
from warehouse.periods import parse
from warehouse.persons import ROLES, cells_of, counts_persons, stocks
from warehouse.suppression import Hiding, Tables, hidden, intervals
from warehouse.vintages import Vintages

Observation = Mapping[str, Any]

COSTS = {
    "kabupaten": 1_000.0,
    "kecamatan": 30.0,
    "nagari": 1.0,
}  # of hiding a cell: the wider its reach the dearer
NAMES = ("indicator", "entity_kind", "entity", "breakdown", "window", "period")  # of a key


def masked(
    observations: Sequence[Observation], catalogue: Catalogue, parent: Parent, before: Before
) -> list[dict[str, Any]]:
    """The observations with what the public may see of each; raises Leak, and names the cells.

    A number of persons below the kabupaten is shown once it is final, and changes only in a yearly revision; one that
    would change by a few persons stays as it was shown. What is hidden stays hidden.
    """
    of_persons, answer = [], []
    for one in observations:
        indicator = catalogue.indicators[one["indicator"]]
        counts = counts_persons(indicator, catalogue)
        if not is_open(indicator, counts, one["level"], one["window"], one["breakdown"]):
            answer.append({**one, **as_shown(one, NOT_THIS_GRAIN)})
        elif counts:
            of_persons.append(one)
        else:
            answer.append({**one, **as_shown(one)})
    leaks: list[Cell] = []
    for group, history in _groups(of_persons, catalogue, before):
        try:
            answer += _Group(group, history, catalogue, parent, before).masked()
        except Leak as leak:
            leaks += leak.cells
    if leaks:
        raise Leak(leaks)
    return answer


def _groups(
    of_persons: Sequence[Observation], catalogue: Catalogue, before: Before
) -> Iterator[tuple[list[Observation], list[Observation]]]:
    """What is published now and what was before, by years of measures: each with all that adds up with it."""
    past = [
        {**dict(zip(NAMES, key, strict=True)), **{role: getattr(one, role) for role in ROLES}, "vintage": one}
        for key, vintages in before.vintages.items()
        if key[0] in catalogue.indicators
        for one in vintages
    ]
    group_of = _Joined()
    subjects = {id(one): _subjects(one, catalogue) for one in (*of_persons, *past)}
    for found in subjects.values():
        group_of.join(found)
    groups: dict[Any, tuple[list[Observation], list[Observation]]] = defaultdict(lambda: ([], []))
    for place, every in enumerate((of_persons, past)):
        for one in every:
            if found := subjects[id(one)]:
                groups[group_of.first(found[0])][place].append(one)
    without = [one for one in of_persons if not subjects[id(one)]]
    if without:
        groups[None] = (without, [])
    for name in sorted(groups, key=str):
        if groups[name][0]:
            yield groups[name]


def _subjects(one: Observation, catalogue: Catalogue) -> list[tuple[str, int]]:
    """The years of the measures that a number is made of."""
    period = parse(one["period"])
    years = range(period.first.year, period.last.year + 1)
    return [(cell[0].partition(".")[0], year) for cell in cells_of(one, catalogue).values() for year in years]


class _Joined:
    """Things that were said to belong together, and the first of those that do."""

    def __init__(self) -> None:
        self.above: dict[Any, Any] = {}

    def first(self, thing: Any) -> Any:
        while thing in self.above:
            thing = self.above[thing]
        return thing

    def join(self, things: Iterable[Any]) -> None:
        first, *others = sorted({self.first(one) for one in things}) or [None]
        self.above |= dict.fromkeys(others, first)


class _Group:
    """The tables of counts that add up with each other, as they are now and as all releases had them."""

    def __init__(
        self,
        group: Sequence[Observation],
        history: Sequence[Observation],
        catalogue: Catalogue,
        parent: Parent,
        before: Before,
    ) -> None:
        self.group = sorted(group, key=key_of)  # of equally good cells to hide always the same
        self.history = sorted(history, key=key_of)
        self.catalogue = catalogue
        self.limits = catalogue.disclosure
        self.parent = parent
        self.before = before
        self.stocks = stocks(catalogue)
        self.cells = {key_of(one): cells_of(one, catalogue) for one in self.group}
        self.counts: dict[Cell, int] = {}
        self.primary: set[Cell] = set()
        self.concealed: set[Cell] = set()

    def masked(self) -> list[dict[str, Any]]:
        """Every observation with what the public sees of it."""
        vintages = self._vintages()
        settled = vintages.settled
        for one in self.group:
            self._judge(one, settled)
        tables = self._tables(vintages, settled)
        width = self.limits["least_interval"]
        hiding = hidden(tables, width)
        self._prove(tables, hiding, width)
        shown = {key_of(one): self._shown(one, hiding.cells) for one in self.group}
        return [{**one, **self._as_the_whole(one, shown)} for one in self.group]

    def _prove(self, tables: Tables, hiding: Hiding, width: int) -> None:
        asked = [*(hiding.cells - hiding.known), *tables.guarded]
        found = intervals(tables, tables.values.keys() - hiding.cells - set(tables.unseen), asked, width)
        if narrow := sorted(cell for cell, (low, high) in found.items() if high - low < width - 1e-6):
            raise Leak(narrow)

    # ---- all editions as one system

    def _vintages(self) -> Vintages:
        """The editions of the past in which anything was another, and the newest."""
        found = Vintages()
        for release in sorted({end for one in self.history for end in _ends(one)}):
            self._add(found, [one for one in self.history if _holds(one, release)])
        self.counts = self._add(found, self.group)
        return found

    def _add(self, found: Vintages, edition: Sequence[Observation]) -> dict[Cell, int]:
        counts: dict[Cell, int] = {}
        shown: list[Cell] = []
        shares: list[Share] = []
        for one in edition:
            cells = cells_of(one, self.catalogue)
            counts |= {cell: int(one[role]) for role, cell in cells.items()}
            if len(cells) == len(ROLES):
                shares.append((one["indicator"], cells["numerator"], cells["denominator"]))
            shown += _as_they_were(one, cells)
        values, sums = added_up(counts, shares, self.parent, self.stocks)
        found.add(values, sums, shown)
        return values

    def _tables(self, vintages: Vintages, settled: set[Cell]) -> Tables:
        versions, changes = vintages.versions(), vintages.changes()
        values = versions | {cell: change for cell, (change, _) in changes.items()}
        early = {cell for one in self.group if self._is_early(one) for cell in self._cells(one)}
        open_now = {cell for one in self.group if not self._is_early(one) for cell in self._cells(one)}
        unseen = {
            cell for cell in values if not is_counted(cell) or (cell in early and cell not in open_now)
        } | (versions.keys() - self.counts.keys())
        unseen -= settled
        return Tables(
            values,
            [*vintages.sums(), *(one for _, one in changes.values())],
            self.primary,
            unseen,
            settled,
            self._costs(),
            {cell for cell in unseen if self._is_small(abs(values[cell]))},
            self.concealed,
            [self._cells(one) for one in self.group if not self._is_early(one)],
            {cell: 1 for cell, (change, one) in changes.items() if change > 0 and one.parts[0] in settled},
        )

    def _costs(self) -> dict[Cell, float]:
        return {
            cell: COSTS.get(one["level"], 1.0) * (1 + self.counts[cell] ** 0.5)
            for one in self.group
            for cell in self._cells(one)
        }

    def _cells(self, one: Observation) -> tuple[Cell, ...]:
        return tuple(self.cells[key_of(one)].values())

    # ---- what must be hidden

    def _is_early(self, one: Observation) -> bool:
        """Below the kabupaten a number is shown when it is final, or has been shown."""
        seen = self.before.shown.get(key_of(one))
        is_final = one["level"] == "kabupaten" or one["finality"] == finality.FINAL
        return not is_final and not (seen and not seen.reason)

    def _is_small(self, count: int) -> bool:
        return self.limits["small_from"] <= count <= self.limits["small_to"]

    def _judge(self, one: Observation, settled: set[Cell]) -> None:
        """Marks the counts of an observation that may not be shown."""
        cells = self.cells[key_of(one)]
        if not cells or self._is_early(one):
            return
        self.primary |= {
            cell for cell in cells.values() if self._is_small(self.counts[cell]) and cell not in settled
        }
        few = 0 < self.counts.get(cells.get("denominator", ()), 0) < self.limits["least_denominator"]
        if few or self._has_small_rest(cells) or self._stays(one, cells):
            self.concealed |= set(cells.values())

    def _has_small_rest(self, cells: Mapping[str, Cell]) -> bool:
        if len(cells) < len(ROLES):
            return False
        return self._is_small(abs(self.counts[cells["denominator"]] - self.counts[cells["numerator"]]))

    def _stays(self, one: Observation, cells: Mapping[str, Cell]) -> bool:
        """Whether the public keeps what it saw: below the kabupaten for a year, and wherever few persons are new."""
        seen = self.before.shown.get(key_of(one))
        if seen is None:
            return False
        below: bool = one["level"] != "kabupaten"
        if seen.reason:
            return below
        known = {role: getattr(seen, role) for role in cells}
        changes = [
            self.counts[cell] - int(known[role]) for role, cell in cells.items() if known[role] is not None
        ]
        if len(changes) == len(ROLES):
            changes.append(changes[1] - changes[0])
        may_change = not below or self.before.revises
        return any(change and (not may_change or self._is_small(abs(change))) for change in changes)

    # ---- what is shown

    def _shown(self, one: Observation, chosen: frozenset[Cell]) -> dict[str, Any]:
        if self._is_early(one):
            return as_shown(one, NOT_FINAL)
        if not any(cell in chosen for cell in self._cells(one)):
            return as_shown(one)
        seen = self.before.shown.get(key_of(one))
        return as_before(seen) if seen and not seen.reason else as_shown(one, SMALL_CELL)

    def _as_the_whole(self, one: Observation, shown: Mapping[Key, dict[str, Any]]) -> dict[str, Any]:
        """A hidden part that is all there is of what it lies in is no secret beside it: it is shown as that is."""
        ours = shown[key_of(one)]
        above = self.parent(one["entity"], parse(one["period"]).end)
        if ours["public_reason"] != SMALL_CELL or above is None:
            return ours
        whole = {**one, "entity": above}
        if key_of(whole) not in self.cells or not self._is_all_of(one, whole):
            return ours
        theirs = self._as_the_whole(whole, shown)
        return ours if theirs["public_reason"] else theirs

    def _is_all_of(self, one: Observation, whole: Observation) -> bool:
        theirs = self.cells[key_of(whole)]
        return all(
            self.counts[cell] == self.counts[theirs[role]] for role, cell in self.cells[key_of(one)].items()
        )


def _ends(one: Observation) -> Iterator[int]:
    """The releases at which a vintage begins, and at which it is over."""
    yield one["vintage"].since
    if one["vintage"].until is not None:
        yield one["vintage"].until


def _holds(one: Observation, release: int) -> bool:
    vintage: Vintage = one["vintage"]
    return vintage.since <= release and (vintage.until is None or release < vintage.until)


def _as_they_were(one: Observation, cells: Mapping[str, Cell]) -> Iterator[Cell]:
    """The counts of a past edition that the public saw as they were; none of one that is not published yet."""
    vintage = one.get("vintage")
    if vintage and not vintage.shown.reason:
        for role, cell in cells.items():
            if getattr(vintage.shown, role) == one[role]:
                yield cell
