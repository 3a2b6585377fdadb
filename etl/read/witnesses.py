"""Columns of a form that are not kept and bear witness to those that are: what is left over, and percents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from warehouse.spelling import plain

LEFT = ({"sisa"}, {"selisih"}, {"lebih", "kurang"}, {"bertambah", "berkurang"})
PERCENT = {"persen", "persentase", "prosentase"}
OTHER = {"fisik", "target", "lalu"}  # words of columns that are about something else


def places(rows: Sequence[Sequence[str]], taken: Collection[int]) -> Mapping[str, int]:
    """Where the rows of a header name what is left over (`sisa`) or a percent (`persen`), each named once."""
    found: dict[str, list[int]] = {"sisa": [], "persen": []}
    for place, text in _texts(rows, taken):
        for kind in _kinds(text):
            found[kind].append(place)
    return {kind: several[0] for kind, several in found.items() if len(several) == 1}


def under(rows: Sequence[Sequence[str]], taken: Collection[int], spellings: Iterable[str]) -> tuple[int, ...]:
    """Where the rows of a header have one of some spellings."""
    wanted = {*map(plain, spellings)}
    return tuple(place for place, text in _texts(rows, taken) if plain(text) in wanted)


def _texts(rows: Sequence[Sequence[str]], taken: Collection[int]) -> Iterator[tuple[int, str]]:
    width = max((len(row) for row in rows), default=0)
    for place in range(width):
        if place not in taken:
            yield place, " ".join(row[place] for row in rows if place < len(row))


def _kinds(text: str) -> Iterator[str]:
    words = set(plain(text).split())
    if words & OTHER:
        return
    if "%" in text or words & PERCENT:
        yield "persen"
    elif any(some <= words for some in LEFT):
        yield "sisa"
