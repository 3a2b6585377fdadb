"""Which programmes are critical in a month: too far behind their plan, by the rule for contracts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Engine

from warehouse import records
from warehouse.declarations import Catalogue, CriticalRule
from warehouse.people import Reader
from warehouse.records import number
from warehouse.selection import Record, Release

NOT_TOLD = "rencana atau realisasi fisik belum dilaporkan"


@dataclass(frozen=True)
class Verdict:
    """Whether something is critical, and why (not); `None` where plan or progress is unknown."""

    critical: bool | None
    behind: Decimal | None
    allowed: Decimal | None
    reason: str


@dataclass(frozen=True)
class Standing:
    """A programme in a month as its office reported it, and whether it is critical."""

    programme: str
    office: str
    month: str
    status: str
    plan: Decimal | None
    done: Decimal | None
    verdict: Verdict
    sample: bool


def judge(plan: Decimal | None, done: Decimal | None, rules: Iterable[CriticalRule]) -> Verdict:
    """By the spans that the plan lies in; where two meet the stricter one counts, as both do.

    Contract practice: more than 10 points behind while the plan is 0 to 70 percent, more than 5 from there on.
    """
    if plan is None or done is None:
        return Verdict(None, None, None, NOT_TOLD)
    behind = plan - done
    ours = [one.more_than_behind for one in rules if one.plan_from <= plan <= one.plan_to]
    allowed = min(ours, default=None)
    critical = allowed is not None and behind > allowed
    return Verdict(critical, behind, allowed, _reason(plan, behind, allowed))


def _reason(plan: Decimal, behind: Decimal, allowed: Decimal | None) -> str:
    limit = "" if allowed is None else f"; pada rencana {_said(plan)} persen batasnya {_said(allowed)} poin"
    if behind <= 0:
        return "tidak tertinggal dari rencana"
    return f"tertinggal {_said(behind)} poin dari rencana{limit}"


def _said(value: Decimal) -> str:
    """A number as Indonesians write it, without idle zeros."""
    return f"{value.normalize():f}".replace(".", ",")


def read(
    engine: Engine,
    catalogue: Catalogue,
    reader: Reader,
    month: str | None = None,
    programme: str | None = None,
    as_of: Release | int | None = None,
) -> tuple[Standing, ...]:
    """The programmes of a month (`2023-05`), or the months of a programme, by month and code."""
    filters = {name: value for name, value in (("period", month), ("entity", programme)) if value}
    found = records.read(engine, catalogue, "progress", filters, reader, as_of)
    standings = [_standing(one, catalogue) for one in found]
    return tuple(sorted(standings, key=lambda one: (one.month, one.programme)))


def _standing(row: Record, catalogue: Catalogue) -> Standing:
    plan, done = (number(row.fields[name]) for name in ("rencana_fisik", "realisasi_fisik"))
    return Standing(
        programme=str(row.entity),
        office=str(row.fields["kode_skpd"]),
        month=str(row.period),
        status=str(row.fields["status"]),
        plan=plan,
        done=done,
        verdict=judge(plan, done, catalogue.critical),
        sample=row.sample,
    )
