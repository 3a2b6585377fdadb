"""S-curves: plan, physical and financial progress of a programme, or of any level above, through a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from sqlalchemy import Engine

from warehouse import formulas, masterplan, records
from warehouse.declarations import Catalogue
from warehouse.formulas import EXACT
from warehouse.people import Reader
from warehouse.periods import parse
from warehouse.records import number
from warehouse.selection import Record, Release
from warehouse.vocabulary import EntityKind

Weighting = Literal["pagu", "bobot", "cacah"]


@dataclass(frozen=True)
class Place:
    """What a curve is of: a programme, a sub-dimension, a dimension, an office, or (an area) the whole regency."""

    kind: EntityKind
    code: str


@dataclass(frozen=True)
class Report:
    """What an office says of a programme in a month, with the weight and place that its masterplan gives it."""

    programme: str
    office: str
    month: str
    ceiling: Decimal
    plan: Decimal | None
    done: Decimal | None
    spent: Decimal | None
    weight: Decimal | None
    subdimension: str | None
    sample: bool


@dataclass(frozen=True)
class CurvePoint:
    """A month of a curve, in percent; plan and physical are of the same programmes, so they can be compared.

    `reported` programmes say something, `physical_of` of them plan and progress, `financial_of` money and a ceiling.
    """

    month: str
    plan: Decimal | None
    physical: Decimal | None
    financial: Decimal | None
    reported: int
    physical_of: int
    financial_of: int
    sample: bool


@dataclass(frozen=True)
class Curve:
    """The months of a year that were reported, and by what the programmes were weighted."""

    place: Place
    year: int
    weighting: Weighting
    points: tuple[CurvePoint, ...]


def curve(reports: Iterable[Report], place: Place, year: int, weighting: Weighting) -> Curve:
    """The curve of a place; programmes without a weight in this weighting count nowhere, and the numbers say so."""
    months: dict[str, list[Report]] = {}
    for one in reports:
        if one.month.startswith(f"{year}-") and _lies_in(one, place):
            months.setdefault(one.month, []).append(one)
    points = (_point(month, months[month], weighting) for month in sorted(months))
    return Curve(place, year, weighting, tuple(points))


def _lies_in(one: Report, place: Place) -> bool:
    under = {
        "programme": one.programme,
        "organisation": one.office,
        "subdimension": one.subdimension,
        "dimension": (one.subdimension or "").partition("-")[0],
        "area": place.code,
    }
    return under[place.kind] == place.code


def _point(month: str, reports: Sequence[Report], weighting: Weighting) -> CurvePoint:
    worked = [(_weight(one, weighting), one.plan, one.done) for one in reports]
    physical = [(w, p, d) for w, p, d in worked if w is not None and p is not None and d is not None]
    money = [
        (w, EXACT.divide(one.spent * 100, one.ceiling))
        for one in reports
        if (w := _weight(one, weighting)) is not None and one.spent is not None and one.ceiling > 0
    ]
    return CurvePoint(
        month=month,
        plan=_mean((w, plan) for w, plan, _ in physical),
        physical=_mean((w, done) for w, _, done in physical),
        financial=_mean(money),
        reported=len(reports),
        physical_of=len(physical),
        financial_of=len(money),
        sample=any(one.sample for one in reports),
    )


def _weight(one: Report, weighting: Weighting) -> Decimal | None:
    return {"pagu": one.ceiling, "bobot": one.weight, "cacah": Decimal(1)}[weighting]


def _mean(pairs: Iterable[tuple[Decimal, Decimal]]) -> Decimal | None:
    return formulas.weighted_index((percent, weight) for weight, percent in pairs)


def read(
    engine: Engine,
    catalogue: Catalogue,
    place: Place,
    year: int,
    weighting: Weighting,
    reader: Reader,
    as_of: Release | int | None = None,
) -> Curve:
    """The curve of what offices reported in a release; nothing is carried over from an earlier month."""
    only = {"entity": place.code} if place.kind == "programme" else {}
    progress = records.read(engine, catalogue, "progress", only, reader, as_of)
    listed = records.read(engine, catalogue, "programme", only, reader, as_of)
    ours = (one for one in progress if str(one.period).startswith(f"{year}-"))
    return curve(_reports(ours, listed), place, year, weighting)


def _reports(progress: Iterable[Record], listed: Sequence[Record]) -> Iterator[Report]:
    versions = masterplan.chain([one.fields for one in listed])
    rows = {(str(one.fields["versi_masterplan"]), str(one.entity)): one.fields for one in listed}
    for one in progress:
        version = _in_force(versions, str(one.period))
        ours = rows.get((version, str(one.entity)), {})
        yield Report(
            programme=str(one.entity),
            office=str(one.fields["kode_skpd"]),
            month=str(one.period),
            ceiling=number(one.fields["pagu"]) or Decimal(0),
            plan=number(one.fields["rencana_fisik"]),
            done=number(one.fields["realisasi_fisik"]),
            spent=number(one.fields["realisasi_keuangan"]),
            weight=number(ours.get("bobot")),
            subdimension=str(ours["subdimensi"]) if ours else None,
            sample=one.sample,
        )


def _in_force(versions: Sequence[masterplan.Version], month: str) -> str:
    """The version that holds on the last day of a month; nothing before the first."""
    begun = [one.name for one in versions if one.since <= parse(month).end]
    return begun[-1] if begun else ""
