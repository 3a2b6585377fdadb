"""What a value is worth: its target, achievement, pace and band, and its notes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from warehouse import finality, formulas
from warehouse.declarations import Catalogue, Dataset, Indicator
from warehouse.periods import Period
from warehouse.targets import Targets


@dataclass(frozen=True)
class Circumstances:
    """What evaluation needs to know beside the measures."""

    catalogue: Catalogue
    today: date
    arrived: Mapping[str, frozenset[date]]
    rosters: Mapping[str, pd.DataFrame]
    breaks: Mapping[str, Sequence[date]]
    targets: Targets
    levels: Mapping[tuple[str, str], str]
    definitions: Mapping[str, str]
    references: Mapping[tuple[str, str, str, str], str] = field(default_factory=dict)
    named: Mapping[str, Mapping[tuple[date, str], str]] = field(default_factory=dict)
    borders: Mapping[tuple[str, str], Sequence[date]] = field(default_factory=dict)


# What may be said anew of an indicator while its numbers stay what they were and mean what they meant.
NO_MEANING = frozenset(
    {"group", "sub_dimension", "executive", "name_en", "why", "owner", "legal", "interpretation", "reviewed"}
    | {"windows", "levels", "public", "breakdowns", "awaits"}
)
DEFAULTS = {one.name: one.default for one in fields(Indicator)}


def definition_hash(indicator: Indicator) -> str:
    """Changes when what an indicator's numbers are, or what they mean, does; a key that is not said tells nothing."""
    said = [
        (name, value)
        for name, value in sorted(asdict(indicator).items())
        if name not in NO_MEANING and value != DEFAULTS[name]
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def judged(
    indicator: Indicator,
    observation: dict[str, Any],
    row: Mapping[str, Any],
    period: Period,
    dataset: Dataset,
    known: Circumstances,
) -> dict[str, Any]:
    """The observation with its target, bands and notes."""
    value = observation["value"]
    target = known.targets.of(indicator.id, observation["entity"], period.last.year, period.end)
    reached = pace = None
    if period.window == "year" and target and _is_whole(indicator, observation, period, dataset, known):
        reached = formulas.achievement(value, target.value, indicator.direction)
    elif period.window != "year" and not _is_young(observation):
        pace = formulas.achievement(
            value, _path(indicator, observation, row, period, known), indicator.direction
        )
    scheme, judged = _scheme(indicator, value, reached, pace)
    band = formulas.band(judged, scheme, known.catalogue.bands)
    return observation | {
        "display": None if value is None else formulas.rounded(value, indicator.decimals),
        "target": target.value if target and period.window in ("year", "ytd") else None,
        "target_sample": bool(target and target.sample),
        "achievement": reached,
        "pace": pace,
        "band": band.code if band else None,
        "notes": " ".join(_notes(indicator, observation, row, period, dataset, known)),
    }


def _is_young(observation: Mapping[str, Any]) -> bool:
    """A cohort that is not final yet: it is compared with nothing but cohorts of its age."""
    return bool(observation.get("cohort")) and observation["finality"] != finality.FINAL


def _is_whole(
    indicator: Indicator,
    observation: Mapping[str, Any],
    period: Period,
    dataset: Dataset,
    known: Circumstances,
) -> bool:
    """Whether a year's value may be held against the year's target."""
    if indicator.kind == "given":
        return True
    if indicator.counted or indicator.scored:
        return bool(observation["finality"] == finality.FINAL)
    return not _is_young(observation) and finality.is_complete(period, known.arrived[dataset.name])


def _path(
    indicator: Indicator,
    observation: Mapping[str, Any],
    row: Mapping[str, Any],
    period: Period,
    known: Circumstances,
) -> Decimal | None:
    if indicator.pace == "plan":
        return formulas.share(number(row["path"]), observation["denominator"], indicator.factor)
    if indicator.pace == "straight":
        return known.targets.path(indicator.id, observation["entity"], period)
    return None


def _scheme(
    indicator: Indicator, value: Decimal | None, reached: Decimal | None, pace: Decimal | None
) -> tuple[str, Decimal | None]:
    if indicator.kind == "difference" and indicator.direction != "neutral":
        return "deviasi", value
    return ("capaian", reached) if reached is not None else ("laju", pace)


def _notes(
    indicator: Indicator,
    observation: Mapping[str, Any],
    row: Mapping[str, Any],
    period: Period,
    dataset: Dataset,
    known: Circumstances,
) -> list[str]:
    notes = list(observation["notes"])
    notes += _plan(observation, row)
    if dataset.charted and period.first.year in {one.since for one in known.catalogue.accounts}:
        notes.append("other_chart")
    if indicator.unit == "persen" and indicator.denominator_low and (observation["value"] or 0) > 100:
        notes.append("above_100")
    if row.get("carried"):
        notes.append("carried")
    if observation["sample"]:
        notes.append("sample")
    first = period.last if period.window == "ytd" else period.first
    place = (observation["entity_kind"], observation["entity"])
    breaks = (*known.breaks.get(dataset.name, ()), *known.borders.get(place, ()))
    if any(first <= day <= period.end for day in breaks):
        notes.append("break_in_series")
    return notes


def _plan(observation: Mapping[str, Any], row: Mapping[str, Any]) -> list[str]:
    """Which plan the number is held against: what offices sent, the bounds of reference data, or both."""
    assumed = number(row.get("assumed"))
    if assumed is None:
        return []
    return [
        "plan_rak"
        if not assumed
        else "plan_default"
        if assumed == observation["denominator"]
        else "plan_mixed"
    ]


def number(value: Any) -> Decimal | None:
    """A measure's value as a decimal; what the engine calls null is None."""
    return None if value is None or pd.isna(value) else Decimal(value)
