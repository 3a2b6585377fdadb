"""What adds up among counts of persons in one edition: areas, times, breakdowns, and the two parts of a share; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date

from warehouse.disclosure import Cell
from warehouse.periods import Period, add_months, containing, parse
from warehouse.suppression import Sum

Parent = Callable[[str, date], str | None]
Share = tuple[str, Cell, Cell]  # the indicator, its numerator and its denominator

# What a window is made of, the first of them that there is.
FINER: Mapping[str, tuple[str, ...]] = {
    "l12": ("month",),
    "year": ("quarter", "month", "semester"),
    "semester": ("quarter", "month"),
    "quarter": ("month",),
    "ytd": ("month",),
}


def added_up(
    counts: Mapping[Cell, int], shares: Iterable[Share], parent: Parent, stocks: Collection[str] = ()
) -> tuple[dict[Cell, int], list[Sum]]:
    """The counts with those that nobody is ever shown, and what adds up to what.

    Of `stocks` a window has what its last part has. Never shown are the persons whose nagari or sex nobody wrote down, and those who are in a denominator alone.
    """
    values, sums = dict(counts), []
    for total, parts in [*_areas(counts, parent), *_times(counts, stocks), *_breakdowns(counts)]:
        rest = counts[total] - sum(counts[part] for part in parts)
        if rest:
            cell = ("sisa", *total, *parts[0][1:3], parts[0][4].partition("=")[0])
            values[cell] = rest
            parts = (*parts, cell)
        sums.append(Sum(total, parts))
    for indicator, numerator, denominator in shares:
        cell = ("bukan", indicator, *denominator)
        values[cell] = counts[denominator] - counts[numerator]
        sums.append(Sum(denominator, (numerator, cell)))
    return values, sums


def is_counted(cell: Cell) -> bool:
    """Whether a cell is a measure at a place, and not one of those that are never shown."""
    return cell[0] not in ("sisa", "bukan", "dulu", "selisih")


def _areas(counts: Mapping[Cell, int], parent: Parent) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
    children: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in counts:
        measure, entity, window, period, breakdown = cell
        above = parent(entity, parse(period).end)
        if above is not None:
            children[measure, above, window, period, breakdown].append(cell)
    yield from ((total, tuple(parts)) for total, parts in children.items() if total in counts)


def _times(counts: Mapping[Cell, int], stocks: Collection[str]) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
    windows: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for measure, entity, window, _, breakdown in counts:
        windows[measure, entity, breakdown].add(window)
    for total in counts:
        measure, entity, window, period, breakdown = total
        finer = next(
            (one for one in FINER.get(window, ()) if one in windows[measure, entity, breakdown]), None
        )
        if finer:
            names = parts_of(parse(period), finer)
            of_it = names[-1:] if measure in stocks else names
            named = ((measure, entity, finer, name, breakdown) for name in of_it)
            if parts := tuple(part for part in named if part in counts):
                yield total, parts


def _breakdowns(counts: Mapping[Cell, int]) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
    parts: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in counts:
        *place, breakdown = cell
        if breakdown:
            parts[(*place, "", breakdown.partition("=")[0])].append(cell)
    for (*total, _), cells in parts.items():
        if tuple(total) in counts:
            yield tuple(total), tuple(cells)


def parts_of(period: Period, window: str) -> list[str]:
    """The names of the periods of a finer window inside a period."""
    months = (add_months(period.first, count) for count in range(period.months))
    return list(dict.fromkeys(containing(window, month).name for month in months))  # type: ignore[arg-type]
