"""What others say of the regency: scores of evaluations, awards by dimension, and who took over an innovation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine

from warehouse import records
from warehouse.declarations import Catalogue
from warehouse.people import Reader
from warehouse.reference import folded
from warehouse.selection import Record, Release


@dataclass(frozen=True)
class Score:
    """A score of a component (or of a dimension in it), the year before's, and how much was gained.

    The year before is that of its own sheet; where there is none, what this year's sheet says of it (`retold`).
    """

    instrument: str
    year: int
    component: str
    dimension: str | None
    value: Decimal
    before: Decimal | None
    gap: Decimal | None
    retold: bool
    source: str
    sample: bool


@dataclass(frozen=True)
class Award:
    """An award by the dimension it is for (`None`: for none of the six), as one source tells it."""

    dimension: str | None
    year: int
    day: str | None
    name: str
    category: str
    giver: str
    source: str
    sample: bool


@dataclass(frozen=True)
class Adopters:
    """Who took over an innovation in a year, by level; `year` is None where no source says when.

    `total` counts all who are known to have it by then; those of unknown year are in no year's total.
    """

    level: str
    year: int | None
    regions: tuple[str, ...]
    total: int
    sample: bool

    @property
    def count(self) -> int:
        """How many began in the year."""
        return len(self.regions)


def scores(
    engine: Engine,
    catalogue: Catalogue,
    reader: Reader,
    instrument: str | None = None,
    as_of: Release | int | None = None,
) -> tuple[Score, ...]:
    """Every score by instrument, year, component and dimension."""
    filters = {"instrumen": instrument} if instrument else {}
    return scored(records.read(engine, catalogue, "score", filters, reader, as_of))


def scored(rows: Sequence[Record]) -> tuple[Score, ...]:
    """The scores of register rows, each beside that of the year before."""
    known = {_about(one, 0): Decimal(str(one.fields["nilai"])) for one in rows}
    found = [_score(one, known.get(_about(one, -1))) for one in rows]
    return tuple(
        sorted(found, key=lambda one: (one.instrument, one.year, one.component, one.dimension or ""))
    )


def _about(row: Record, years: int) -> tuple[object, ...]:
    fields = row.fields
    return (fields["instrumen"], int(str(fields["tahun"])) + years, fields["komponen"], fields["dimensi"])


def _score(row: Record, before: Decimal | None) -> Score:
    said = row.fields["nilai_tahun_lalu"]
    retold = before is None and said is not None
    last = Decimal(str(said)) if retold else before
    value = Decimal(str(row.fields["nilai"]))
    return Score(
        instrument=str(row.fields["instrumen"]),
        year=int(str(row.fields["tahun"])),
        component=str(row.fields["komponen"]),
        dimension=_text(row.fields["dimensi"]),
        value=value,
        before=last,
        gap=None if last is None else value - last,
        retold=retold,
        source=str(row.fields["sumber"]),
        sample=row.sample,
    )


def awards(
    engine: Engine, catalogue: Catalogue, reader: Reader, as_of: Release | int | None = None
) -> tuple[Award, ...]:
    """Every award as every source tells it, by dimension in their order, then by year; those of none are last."""
    spelled = _dimensions(catalogue)
    found = [_award(one, spelled) for one in records.read(engine, catalogue, "award", {}, reader, as_of)]
    order: dict[str | None, int] = {code: place for place, code in enumerate(dict.fromkeys(spelled.values()))}
    return tuple(
        sorted(found, key=lambda one: (order.get(one.dimension, len(order)), one.year, one.name, one.source))
    )


def _award(row: Record, spelled: Mapping[str, str]) -> Award:
    return Award(
        dimension=spelled.get(folded(str(row.fields["kategori"]))),
        year=int(str(row.fields["tahun"])),
        day=_text(row.fields["tanggal"]),
        name=str(row.fields["nama"]),
        category=str(row.fields["kategori"]),
        giver=str(row.fields["pemberi"]),
        source=str(row.fields["sumber"]),
        sample=row.sample,
    )


def _dimensions(catalogue: Catalogue) -> Mapping[str, str]:
    """Every declared spelling of a dimension, as the masterplan's files may have it."""
    choices = catalogue.datasets["programs"].columns["dimensi"].choices
    return {folded(one): code for code, spellings in choices.items() for one in (code, *spellings)}


def adopters(
    engine: Engine,
    catalogue: Catalogue,
    innovation: str,
    reader: Reader,
    as_of: Release | int | None = None,
) -> tuple[Adopters, ...]:
    """Who took over an innovation, by level and year; a region that two sources name is one."""
    found = records.read(engine, catalogue, "adoption", {}, reader, as_of)
    return adopted(one for one in found if folded(str(one.fields["inovasi"])) == folded(innovation))


def adopted(rows: Iterable[Record]) -> tuple[Adopters, ...]:
    """Each region counts once, in the earliest year that a source names; what is real counts before a sample."""
    regions: dict[tuple[str, str], Record] = {}
    for one in sorted(rows, key=_earliest):
        regions.setdefault((str(one.fields["tingkat"]), folded(str(one.fields["daerah"]))), one)
    cells: dict[tuple[str, int | None], list[Record]] = {}
    for (level, _), one in regions.items():
        year = one.fields["sejak"]
        cells.setdefault((level, None if year is None else int(str(year))), []).append(one)
    return tuple(_adopters(level, year, cells) for level, year in sorted(cells, key=_in_order))


def _earliest(row: Record) -> tuple[bool, int, bool, str]:
    year = row.fields["sejak"]
    return year is None, int(str(year or 0)), row.sample, row.key


def _in_order(cell: tuple[str, int | None]) -> tuple[str, bool, int]:
    level, year = cell
    return level, year is None, year or 0


def _adopters(
    level: str, year: int | None, cells: Mapping[tuple[str, int | None], Sequence[Record]]
) -> Adopters:
    ours = cells[level, year]
    by_then = [
        len(rows)
        for (other, begun), rows in cells.items()
        if other == level and begun is not None and year is not None and begun <= year
    ]
    return Adopters(
        level=level,
        year=year,
        regions=tuple(sorted(str(one.fields["daerah"]) for one in ours)),
        total=sum(by_then) if year is not None else len(ours),
        sample=any(one.sample for one in ours),
    )


def _text(said: Any) -> str | None:
    return None if said is None else str(said)
