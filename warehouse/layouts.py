"""What must hold inside one layout: the columns that its keys name, their kinds, and keys that need each other."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.declarations import Layout, Spread


def _spreads(layout: Layout) -> Iterator[tuple[str, Spread]]:
    yield from ((key, one) for key, one in ((".months", layout.months), (".dates", layout.dates)) if one)


def named(layout: Layout) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    """Every key that names columns, with those that it names."""
    yield "", tuple(layout.headers or ())
    yield ".joined", layout.joined or ()
    yield ".needs", layout.needs or ()
    yield ".lacks", layout.lacks or ()
    yield ".indented", (layout.indented,)
    yield ".depth", (layout.depth,)
    yield ".levels", layout.levels or ()
    yield ".carried", tuple(layout.carried or ())
    for key, spread in _spreads(layout):
        yield key, (spread.fills, spread.year, *(spread.columns or ()))


def kinds(layout: Layout) -> Iterator[tuple[str, str | None, str]]:
    """Every key that names a column of one kind, with the column and the kind."""
    yield ".depth", layout.depth, "count"
    if layout.months:
        yield ".months.fills", layout.months.fills, "count"
        yield ".months.year", layout.months.year, "count"
    if layout.dates:
        yield ".dates.fills", layout.dates.fills, "date"


def faults(layout: Layout) -> Iterator[str]:
    """Keys that contradict each other."""
    if (layout.depth or layout.levels) and not layout.indented:
        yield " has depth or levels and nothing that is indented"
    if layout.levels and layout.indented and layout.levels[-1] != layout.indented:
        yield f".levels ends with {layout.levels[-1]}, but {layout.indented} is indented"
    if layout.dates and layout.dates.year:
        yield ".dates has no year: a date has its own"
    for key, spread in _spreads(layout):
        for column in spread.columns or ():
            if column in (layout.headers or ()):
                yield f"{key} and headers both spell {column}"
