"""Finds the rows that name the columns, by the spellings that a dataset declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from etl.read.claims import Claims, Repeat, Vocabulary, claims
from etl.read.reading import Block, Row
from etl.read.stacks import Top
from warehouse.declarations import Dataset, Layout
from warehouse.spelling import plain

WITHIN = 40  # rows from the top in which a header must begin
TALLEST = 4  # rows of a header


@dataclass(frozen=True)
class Header:
    """Rows read as a header in one layout: the declared columns' places in them and what is wrong with them.

    It stands from `row` to `last`; `ends` has the last place of each column that is written over several.
    `repeats` are columns under months or dates. `opening` is its first filled cell, `matched` are how many cells name columns. `missing` are required columns that are not there, `twice` headers that all name one column, `unknown`
    headers that name none, `year` the newest that stands in a header.
    """

    row: int
    last: int
    layout: Layout
    places: Mapping[str, int]
    ends: Mapping[str, int]
    missing: tuple[str, ...]
    twice: tuple[str, ...]
    unknown: tuple[str, ...]
    width: int
    repeats: tuple[Repeat, ...]
    opening: tuple[int, str]
    matched: int
    year: int | None = None

    @property
    def fits(self) -> bool:
        """Whether every required column is there."""
        return bool(self.places or self.repeats) and not self.missing

    @property
    def likeness(self) -> tuple[bool, int, bool, int]:
        """Orders candidates, the best last: fitting, fewest missing, unambiguous, most columns."""
        return self.fits, -len(self.missing), not self.twice, len(self.places) + len(self.repeats)

    @property
    def lacking(self) -> str:
        """The missing columns, as the layout would write them."""
        return ", ".join(f"“{self.spelling(column)}”" for column in self.missing)

    def spelling(self, column: str) -> str:
        """How the layout would write the header of `column`."""
        return self.layout.headers.get(column, (column,))[0]


def find(
    rows: Iterable[Row], dataset: Dataset, given: frozenset[str], merged: Iterable[Block] = ()
) -> Header | None:
    """The first header that fits, else the one that comes nearest; `None` where no row has any text."""
    top = Top(islice(rows, WITHIN + TALLEST), merged)
    layouts = dataset.layouts or (Layout(name="", headers={}),)
    vocabularies = [Vocabulary.of(layout, dataset) for layout in layouts]
    nearest: Header | None = None
    for start in range(min(WITHIN, len(top.rows))):
        best = _best(top, _blocks(top, start), vocabularies, dataset, given)
        if best and best.fits:
            begun = _best(top, _ending_with(top, start, best), vocabularies, dataset, given) or best
            return _best(top, _blocks(top, _place(top, begun.row)), vocabularies, dataset, given)
        if best and (nearest is None or _is_better(best, nearest)):
            nearest = best
    return nearest


def _best(
    top: Top,
    blocks: Iterable[tuple[int, int]],
    vocabularies: Iterable[Vocabulary],
    dataset: Dataset,
    given: frozenset[str],
) -> Header | None:
    """The best header in some blocks of rows; of those that say the same the lowest and shortest."""
    best: Header | None = None
    for first, end in blocks:
        for vocabulary in vocabularies:
            header = _reading(top, first, end, vocabulary, dataset, given)
            if best is None or _is_better(header, best):
                best = header
    return best


def _is_better(header: Header, best: Header) -> bool:
    """Whether a header names more, or as much and leaves less unnamed, or begins lower: titles are no header."""
    return _rank(header) > _rank(best)


def _rank(header: Header) -> tuple[tuple[bool, int, bool, int], int, int, int]:
    return header.likeness, header.matched, -len(header.unknown), header.row


def _blocks(top: Top, first: int) -> Iterator[tuple[int, int]]:
    """Rows from `first` to before which a header may stand; a merged cell is never cut through."""
    for end in range(first + 1, min(first + TALLEST, len(top.rows)) + 1):
        if any(top.plain[first]) and any(top.plain[end - 1]) and not top.cut(first, end):
            yield first, end


def _ending_with(top: Top, start: int, header: Header) -> Iterator[tuple[int, int]]:
    """The blocks that end where a header does and begin no higher: its first rows may be titles."""
    end = _place(top, header.last) + 1
    return ((first, end) for first in range(start, end) if any(top.plain[first]) and not top.cut(first, end))


def _place(top: Top, number: int) -> int:
    return next(place for place, (row, _) in enumerate(top.rows) if row == number)


def _reading(
    top: Top, start: int, end: int, vocabulary: Vocabulary, dataset: Dataset, given: frozenset[str]
) -> Header:
    found = claims(top, start, end, vocabulary)
    places = {column: several[0] for column, several in found.named.items()}
    also = vocabulary.layout.also.items()
    places |= {name: places[other] for name, other in also if other in places and name not in places}
    return Header(
        row=top.rows[start][0],
        last=top.rows[end - 1][0],
        layout=vocabulary.layout,
        places={column: claim.place for column, claim in places.items()},
        ends={column: claim.last for column, claim in places.items() if claim.last > claim.place},
        missing=(
            *_missing(found, vocabulary.layout, dataset, given),
            *_of_another(top, start, end, vocabulary.layout),
        ),
        twice=tuple(_twice(found)),
        repeats=found.repeats,
        matched=sum(claim.cells for claim in places.values()),
        unknown=found.unknown,
        width=found.width,
        opening=next((place, cell) for place, cell in enumerate(top.rows[start][1]) if plain(cell)),
        year=found.year,
    )


def _missing(found: Claims, layout: Layout, dataset: Dataset, given: frozenset[str]) -> Iterator[str]:
    """The required columns that neither a header names nor the layout fills, and labels that are nowhere."""
    under = {repeat.column for repeat in found.repeats}
    filled = {name for repeat in found.repeats for name, _ in repeat.fills}
    also = {name for name, other in layout.also.items() if other in found.named}
    there = {*found.named, *under, *filled, *also, *layout.levels, *layout.carried, layout.depth}
    needs = {name for name, column in dataset.columns.items() if column.required} | {*layout.needs}
    yield from (name for name in dataset.columns if name in needs - given - there)
    yield from (
        spread.fills for spread in layout.spreads if spread.fills in given and spread.fills not in filled
    )


def _of_another(top: Top, start: int, end: int, layout: Layout) -> list[str]:
    """The columns that forms of this layout lack and of which a header speaks."""
    spoken = {word for row in range(start, end) for text in top.plain[row] for word in text.split()}
    return [name for name in layout.lacks if name in spoken]


def _twice(found: Claims) -> list[str]:
    """The headers that all name one column, or one column under the same label."""
    several = [claims for claims in found.named.values() if len(claims) > 1]
    if several:
        return [claim.shown for claim in several[0]]
    alike = [
        [one.shown for one in found.repeats if (one.column, one.fills) == same] for same in _labels(found)
    ]
    return next((shown for shown in alike if len(shown) > 1), [])


def _labels(found: Claims) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    return list(dict.fromkeys((one.column, one.fills) for one in found.repeats))
