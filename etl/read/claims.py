"""Which declared columns a block of header rows names, and where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from etl.kinds.cells import MONTHS
from etl.read import labels
from etl.read.below import UNITS, numbers_columns, scale
from etl.read.stacks import Cell, Stack, Top
from warehouse.declarations import Dataset, Layout
from warehouse.spelling import LEVELS, MONTH, YEAR, plain

NUMERIC = ("count", "decimal", "percent", "rupiah")
TELLING = (
    "code",
    "area",
    "period",
    "date",
    "nik",
)  # what stands under their headers has digits, words have none
AMOUNT = re.compile(r"(?:rp )?[\d ,+%]+")  # as it is compared
NO_HEADERS = frozenset({*UNITS, "nihil", "n a", "na", "tidak ada", "belum ada", "kosong", "diisi"})
# Words of a header over several columns that leave the meaning of those: JUMLAH (Rp), TAHUN ANGGARAN 2022.
HARMLESS = frozenset(
    [
        "jumlah",
        "nilai",
        "uraian",
        "rp",
        "rupiah",
        "dalam",
        "tahun",
        "thn",
        "ta",
        "t",
        "a",
        "anggaran",
        "dan",
        "realisasi",
        "apbd",
        "belanja",
        "pendapatan",
        "berjalan",
        "ini",
        "setelah",
        "perubahan",
        "penuh",
    ]
)
DIGIT = re.compile(r"\d")
A_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
A_MONTH = re.compile(rf"\b(?:{'|'.join(name for names in MONTHS for name in names)})\b")


@dataclass(frozen=True)
class Claim:
    """A column that a header names, from `place` to `last`; `levels` are those of the spelling that it has.

    `row` is the highest of its header, counted from the top.
    `cells` are how many header cells over one another make up the spelling.
    """

    column: str
    place: int
    last: int
    row: int
    levels: int
    cells: int
    year: int | None
    shown: str


@dataclass(frozen=True)
class Repeat:
    """A column that stands under a month or a date, and what that label fills."""

    column: str
    place: int
    fills: tuple[tuple[str, str], ...]
    shown: str


@dataclass(frozen=True)
class Claims:
    """What a block names: columns with all headers that name them, other headers, and its width."""

    named: Mapping[str, list[Claim]]
    repeats: tuple[Repeat, ...]
    unknown: tuple[str, ...]
    width: int
    year: int | None


@dataclass(frozen=True)
class Vocabulary:
    """The spellings of one layout as they are compared, each with its column and its number of levels."""

    layout: Layout
    forms: Mapping[str, tuple[str, int]]
    numeric: frozenset[str]
    telling: frozenset[str]

    @classmethod
    def of(cls, layout: Layout, dataset: Dataset) -> Vocabulary:
        """A column's own name is always understood."""
        forms = {plain(name): (name, 1) for name in dataset.columns}
        for name, spellings in layout.headers.items():
            forms |= {plain(form): (name, 1 + form.count(LEVELS)) for form in spellings}
        kinds = {name: column.kind for name, column in dataset.columns.items()}
        numeric, telling = (
            frozenset(name for name, kind in kinds.items() if kind in wanted) for wanted in (NUMERIC, TELLING)
        )
        return cls(layout, forms, numeric, telling)

    def column(self, text: str) -> tuple[str, int, int | None] | None:
        """The column that a text names, the levels of that spelling, and the year in it."""
        years = A_YEAR.findall(text)
        for said in (text, text.removesuffix(" rp")):
            if said in self.forms:
                return *self.forms[said], None
            form = self.forms.get(A_MONTH.sub(MONTH, A_YEAR.sub(YEAR, said)))
            if form and len(set(years)) <= 1:
                return (*form, int(years[0]) if years else None)
        return None


def claims(top: Top, start: int, end: int, vocabulary: Vocabulary) -> Claims:
    """What the rows from `start` to before `end` name when they are read as a header."""
    stacks = top.stacks(start, end)
    repeats = {stack.lowest: found for stack in stacks if (found := _repeat(top, stack, vocabulary.layout))}
    made = {stack.lowest: _claim(top, stack, vocabulary) for stack in stacks if stack.lowest not in repeats}
    wide = [_widened(top, end, claim, vocabulary) for claim in made.values() if claim]
    certain = [claim for claim in wide if not _has_headers_below(top, end, claim, wide, vocabulary)]
    year = max((claim.year for claim in certain if claim.year), default=None)
    return Claims(
        named=_settled(claim for claim in certain if claim.year in (year, None)),
        repeats=tuple(repeats.values()),
        unknown=tuple(top.shown(cell) for cell, claim in made.items() if not claim),
        width=max((stack.lowest.last + 1 for stack in stacks), default=0),
        year=year,
    )


def _repeat(top: Top, stack: Stack, layout: Layout) -> Repeat | None:
    """The column of a stack that stands under a label of the layout; the longest reading counts."""
    cells = stack.cells
    if not layout.spreads or stack.lowest.wide:
        return None
    for length in range(len(cells), 0, -1):
        text = " ".join(cell.text for cell in cells[-length:])
        for spread in layout.spreads:
            found = labels.under(spread, layout, text)
            if found and all(cell.wide for cell in cells[:-length]):
                shown = LEVELS.join(top.shown(cell) for cell in cells[-length:])
                return Repeat(found[0], stack.lowest.first, tuple(found[1].items()), shown)
    return None


def _claim(top: Top, stack: Stack, vocabulary: Vocabulary) -> Claim | None:
    """The column that a stack names; what is borrowed counts only where a spelling goes over it."""
    for cells, at_least in ((stack.cells, len(stack.cells) - stack.borrowed + 1), (stack.own.cells, 1)):
        for length in range(len(cells), at_least - 1, -1):
            found = vocabulary.column(" ".join(cell.text for cell in cells[-length:]))
            if found and _may_stand_under(stack.cells[:-length], found, vocabulary):
                shown = LEVELS.join(top.shown(cell) for cell in cells[-length:])
                lowest = cells[-1]
                return Claim(
                    column=found[0],
                    place=lowest.first,
                    last=lowest.last,
                    row=cells[-length].row,
                    levels=found[1],
                    cells=length,
                    year=found[2] or _year_of(stack.cells[:-length]),
                    shown=shown,
                )
    return None


def _may_stand_under(
    above: Sequence[Cell], found: tuple[str, int, int | None], vocabulary: Vocabulary
) -> bool:
    """Whether what stands over a spelling leaves its meaning: it covers several columns and says nothing of its own.

    A year above is that of the columns below, if they tell none.
    """
    column, _, year = found
    for cell in above:
        other = vocabulary.column(cell.text)
        words = {*cell.text.split()} - HARMLESS
        if not cell.wide or (other and other[0] != column) or not all(map(A_YEAR.fullmatch, words)):
            return False
    return year is None or _year_of(above) in (year, None)


def _year_of(cells: Sequence[Cell]) -> int | None:
    return max((int(year) for cell in cells for year in A_YEAR.findall(cell.text)), default=None)


def _widened(top: Top, end: int, claim: Claim, vocabulary: Vocabulary) -> Claim:
    """A claim with the columns without a header on its right, where it may be written over several."""
    layout = vocabulary.layout
    if claim.last > claim.place or claim.column not in {*vocabulary.numeric, *layout.joined, layout.indented}:
        return claim
    return replace(claim, last=top.blank_to(claim.row, end, claim.place) or claim.place)


def _has_headers_below(
    top: Top, end: int, claim: Claim, others: Iterable[Claim], vocabulary: Vocabulary
) -> bool:
    """Whether the row below seems to divide the column, so that it is none of what stands there."""
    layout, is_number = vocabulary.layout, claim.column in vocabulary.numeric
    if claim.column in {*layout.joined, layout.indented} or not (is_number or claim.last > claim.place):
        return False
    if end < len(top.rows) and numbers_columns(top.rows[end][1]):
        return False
    is_last = is_number and top.blank_to(claim.row, end, claim.place) is None
    below = top.filled(end, range(claim.place, top.width if is_last else claim.last + 1))
    if is_number and sum(map(_is_word, below)) > 1:
        return True
    if is_number and any(map(_is_word, top.filled(end, [claim.place]))):
        amounts = [one.place for one in others if one.column in vocabulary.numeric]
        telling = [one.place for one in others if one.column in vocabulary.telling]
        is_data = any(map(AMOUNT.fullmatch, top.filled(end, amounts))) or any(
            map(DIGIT.search, top.filled(end, telling))
        )
        return not is_data
    narrow = [one.place for one in others if one.last == one.place and one is not claim]
    return len(below) > 1 and not top.filled(end, narrow)


def _is_word(text: str) -> bool:
    """Whether a text may be a header, which units and what stands for an unknown number are not."""
    if AMOUNT.fullmatch(text) or text in NO_HEADERS or scale([text]):
        return False
    return any(letter.isalpha() for letter in text)


def _settled(found: Iterable[Claim]) -> dict[str, list[Claim]]:
    """The claims by column; a spelling over more levels says more than one over fewer."""
    named: dict[str, list[Claim]] = defaultdict(list)
    for claim in found:
        named[claim.column].append(claim)
    for column, several in named.items():
        most = max(claim.levels for claim in several)
        named[column] = [claim for claim in several if claim.levels == most]
    return dict(named)
