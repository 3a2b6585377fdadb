"""What the sender of a refused cell may have meant: spellings near to it in a list that everybody may see.

A proposal is told and never taken. Of a dataset about persons it names an area or a choice, never what the cell holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from etl.counting import JUDGED, Place
from etl.judge import RAW
from etl.kinds.twins import PLACE
from etl.read.reading import AT
from warehouse.declarations import Catalogue, Column, Dataset
from warehouse.engine import Connection, Table
from warehouse.lazily import ibis
from warehouse.reference import folded

SAID = 3  # proposals for one cell
CELLS = 200  # different texts of a file that are looked at
FARTHEST = 3  # letters that may be wrong, missing, too many or exchanged; one in four of the text
UNKNOWN = ("nama ", "kode", "tidak terletak di wilayah", "bukan salah satu pilihan")


@dataclass(frozen=True)
class Spelling:
    """A text that stands for something: how it is written, and under which other entity it lies."""

    text: str
    meant: str
    above: tuple[str, ...] = ()


def of(con: Connection, dataset: Dataset, catalogue: Catalogue) -> Mapping[Place, str]:
    """By place and column the end of the reason for a refused cell that is near to a known spelling."""
    known = {
        name: spellings for name in dataset.columns if (spellings := _known(dataset.columns[name], catalogue))
    }
    found: dict[Place, str] = {}
    for name, spellings in known.items():
        if name in con.columns(RAW):
            found |= _of_column(_refused(con, dataset.columns[name]), name, spellings)
    return found


def _of_column(
    rows: Sequence[dict[str, Any]], name: str, spellings: Sequence[Spelling]
) -> Mapping[Place, str]:
    """The sentences for a column's refused cells; each text is looked at once for each parent."""
    said: dict[tuple[str, str], str] = {}
    for row in rows:
        text, parent = row["cell"] or "", row["parent"] or ""
        if (text, parent) not in said:
            inside = [one for one in spellings if not parent or parent in one.above]
            said[text, parent] = sentence(text, inside)
    return {
        (row["sheet"], row["row"], row[AT], name): told
        for row in rows
        if (told := said[row["cell"] or "", row["parent"] or ""])
    }


def _refused(con: Connection, column: Column) -> list[dict[str, Any]]:
    query = con.prepared(("near", repr(column)), lambda: _asked(con, column))
    rows: list[dict[str, Any]] = con.raw_sql(query).to_arrow_table().to_pylist()
    return rows


def _asked(con: Connection, column: Column) -> Table:
    """The cells of a column that are no known spelling, with the area that they should lie in."""
    judged, raw = con.table(JUDGED), con.table(RAW)
    why = judged[f"why_{column.name}"]
    parent = judged[column.within] if column.within else ibis.null("string")
    unknown = judged.filter(ibis.or_(*(why.startswith(reason) for reason in UNKNOWN)))
    places = unknown.select(*PLACE, parent=parent)
    cells = raw.select(*PLACE, cell=raw[column.name])
    return places.inner_join(cells, PLACE).order_by(*PLACE).limit(CELLS)


def _known(column: Column, catalogue: Catalogue) -> tuple[Spelling, ...]:
    if column.kind == "area":
        return _entities(catalogue, "area")
    if column.kind == "choice":
        return tuple(
            Spelling(text, spellings[0] if spellings else choice)
            for choice, spellings in column.choices.items()
            for text in (choice, *spellings)
        )
    return _entities(catalogue, column.of) if column.of else ()


_lists: dict[tuple[str, str], tuple[Spelling, ...]] = {}


def _entities(catalogue: Catalogue, kind: str) -> tuple[Spelling, ...]:
    """Names, other spellings and codes of a kind; those of one catalogue are put together once."""
    key = catalogue.hash, kind
    if key not in _lists:
        _lists[key] = tuple(_spellings(catalogue, kind))
    return _lists[key]


def _spellings(catalogue: Catalogue, kind: str) -> Iterator[Spelling]:
    ours = {code: one for (of, code), one in catalogue.entities.items() if of == kind}
    for code, one in ours.items():
        above = tuple(_above(ours, code))
        for text in (one.name, code):
            yield Spelling(text, f"{code} {one.name}", above)
    for alias in catalogue.aliases:
        if alias.kind == kind and alias.code in ours:
            yield Spelling(
                alias.alias, f"{alias.code} {ours[alias.code].name}", tuple(_above(ours, alias.code))
            )


def _above(entities: Mapping[str, Any], code: str) -> Iterator[str]:
    parent = entities[code].parent
    while parent in entities:
        yield parent
        parent = entities[parent].parent


def sentence(cell: str, spellings: Sequence[Spelling]) -> str:
    """The nearest spellings of a text as a question, nothing where none is near."""
    near = nearest(cell, spellings)
    return f"; maksud Anda {' atau '.join(near)}?" if near else ""


def nearest(cell: str, spellings: Iterable[Spelling]) -> list[str]:
    """What the nearest spellings of a text stand for; nothing where more than three are equally near.

    Names are compared by their letters and codes by their digits, where one may be wrong.
    """
    text = _compared(cell)
    limit = min(FARTHEST, max(1, len(text) // 4)) if _is_name(text) else 1
    if len(text) < 3:  # of so few letters every other is near
        return []
    near: dict[str, int] = {}
    for one in spellings:
        other = _compared(one.text)
        if _is_name(other) == _is_name(text) and abs(len(other) - len(text)) <= limit:
            distance = 0 if _levels(cell) == _levels(one.text) else apart(text, other)
            if distance <= min(limit, near.get(one.meant, limit)):
                near[one.meant] = distance
    least = min(near.values(), default=0)
    found = sorted(meant for meant, distance in near.items() if distance == least)
    return found if len(found) <= SAID else []


def _compared(text: str) -> str:
    plain = folded(text.replace("\x1f", ""))
    return plain if _is_name(plain) else "".join(filter(str.isdigit, plain))


def _levels(code: str) -> list[str]:
    """The levels of a code without the zeros before them, which typists leave out."""
    return [level.lstrip("0") for level in code.replace("\x1f", "").split(".")]


def _is_name(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def apart(one: str, other: str) -> int:
    """How many letters have to be changed, added, left out or exchanged with their neighbour (Damerau 1964)."""
    before, above = list[int](), list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for place, against in enumerate(other, start=1):
            cost = min(above[place] + 1, line[-1] + 1, above[place - 1] + (letter != against))
            exchanged = row > 1 and place > 1 and letter == other[place - 2] and one[row - 2] == against
            line.append(min(cost, before[place - 2] + 1) if exchanged else cost)
        before, above = above, line
    return above[-1]
