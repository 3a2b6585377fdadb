"""Indicators are computed last: windowed measures and given numbers become observations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from warehouse import concentration, finality, naming, quantiles, values
from warehouse.counts import DATASET, Counted
from warehouse.declarations import Dataset, Indicator
from warehouse.dictionary import MEASURES
from warehouse.periods import Period, parse
from warehouse.windows import KEYS
from warehouse.worth import Circumstances, judged


def computed(
    indicator: Indicator, frames: Mapping[str, pd.DataFrame], known: Circumstances
) -> list[dict[str, Any]]:
    """The observations of an indicator made from measures."""
    if indicator.dataset not in frames:  # nothing counts that it could be made from
        return []
    frame = _measures_of(indicator, frames)
    frame = frame[
        frame["window"].isin(indicator.windows) & frame["breakdown"].isin(indicator.breakdowns or ("",))
    ]
    dataset = known.catalogue.datasets[indicator.dataset]
    observations = []
    periods = {name: parse(name) for name in frame["period"].unique()}
    cohort = _cohort(indicator, dataset)
    finalities = {
        name: _cohort_finality(period, cohort, known.arrived[dataset.name])
        for name, period in periods.items()
        if cohort and period.first in known.arrived[dataset.name]
    }
    for row in (dict(zip(frame.columns, one, strict=True)) for one in frame.itertuples(index=False)):
        level = known.levels.get((row["entity_kind"], row["entity"]))
        period = periods[row["period"]]
        begins = period.last if period.window == "ytd" else period.first
        if level not in indicator.levels or begins > known.today:
            continue
        if cohort and period.name not in finalities:
            continue
        made_final = finalities.get(period.name) or _arrival_finality(row, period, dataset, known)
        observation = _base(indicator, row, level, known) | made_final | values.of(indicator, row)
        observation |= naming.named(indicator, row, observation, known)
        observations.append(judged(indicator, observation, row, period, dataset, known))
    return observations


def given(
    indicator: Indicator, rows: Sequence[Mapping[str, Any]], known: Circumstances
) -> list[dict[str, Any]]:
    """The observations that another institution computed; never rolled up."""
    observations: dict[tuple[str, str], dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: row["load"]):
        kind, level = _entity_of(row["kode_entitas"], known)
        if level not in indicator.levels:
            continue
        period = parse(row["periode"])
        keys = {
            "entity_kind": kind,
            "entity": row["kode_entitas"],
            "window": period.window,
            "period": period.name,
        }
        observation = _base(indicator, keys | {"breakdown": "", "sample": row["sample"]}, level, known)
        observation |= {
            "value": row["nilai"],
            "reference_source": row["sumber"],
            "finality": finality.FINAL if row["status_angka"] == "tetap" else finality.PROVISIONAL,
        }
        before = observations.get((row["kode_entitas"], period.name))
        if before is not None and (before["value"] != row["nilai"] or "disputed" in before["notes"].split()):
            observation["notes"].append("disputed")
        observations[row["kode_entitas"], period.name] = judged(
            indicator, observation, {}, period, known.catalogue.datasets["given"], known
        )
    return list(observations.values())


def counted(indicator: Indicator, found: Iterable[Counted], known: Circumstances) -> list[dict[str, Any]]:
    """The observations of an indicator whose owner counts it."""
    return [
        _counted(indicator, one, known)
        for one in found
        if _entity_of(one.entity, known)[1] in indicator.levels
        and (one.period.last if one.period.window == "ytd" else one.period.first) <= known.today
    ]


def _counted(indicator: Indicator, one: Counted, known: Circumstances) -> dict[str, Any]:
    kind, level = _entity_of(one.entity, known)
    keys = {"entity_kind": kind, "entity": one.entity, "window": one.period.window, "period": one.period.name}
    observation = _base(indicator, keys | {"breakdown": "", "sample": one.sample}, level, known)
    observation |= values.of(indicator, {"numerator": one.numerator, "denominator": one.denominator})
    observation |= {
        "reason": "" if observation["value"] is not None else values.NO_DENOMINATOR,
        "reported": one.reported,
        "expected": one.expected,
        "reference_source": one.source,
        "finality": finality.FINAL if one.whole and one.period.end <= known.today else finality.PROVISIONAL,
        "notes": ["disputed"] if one.disputed else [],
    }
    return judged(indicator, observation, {}, one.period, known.catalogue.datasets[DATASET], known)


def _entity_of(code: str, known: Circumstances) -> tuple[str, str | None]:
    for (kind, candidate), level in known.levels.items():
        if candidate == code:
            return kind, level
    return "area", None


def _measures_of(indicator: Indicator, frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The frame of the indicator's dataset with those of its other measures beside it, columns named by their use."""
    frame = frames[indicator.dataset]
    for use in MEASURES:
        dataset, _, name = (getattr(indicator, use) or "").partition(".")
        if dataset == indicator.dataset and use != "histogram":
            frame = frame.assign(**{use: frame[name]})
        elif dataset and dataset not in frames:
            frame = frame.assign(**{use: None})
        elif dataset:
            frame = frame.merge(_other(indicator, use, frames[dataset], name), on=KEYS, how="left")
            beside = frame.pop("sample_beside")
            frame["sample"] = frame["sample"] | beside.where(beside.notna(), False).astype(bool)
    return concentration.of_largest(frame, indicator.top) if indicator.top else frame


def _other(indicator: Indicator, use: str, frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """A measure of another dataset under the name of its use, and whether it is sample data."""
    if use == "histogram":
        assert indicator.quantile is not None
        found = quantiles.of(frame, name, indicator.quantile).rename(columns={"value": use})
        return found.assign(sample_beside=False)  # made of the very rows that are counted
    return frame[[*KEYS, name, "sample"]].rename(columns={name: use, "sample": "sample_beside"})


def _cohort(indicator: Indicator, dataset: Dataset) -> int | None:
    names = [name.split(".")[1] for name in (indicator.numerator, indicator.denominator) if name]
    return finality.cohort_days(dataset, *(name for name in names if name in dataset.measures))


def _cohort_finality(period: Period, days: int, arrived: frozenset[date]) -> dict[str, Any]:
    needed = finality.months_needed(period, days)
    final = all(month in arrived for month in needed)
    return {
        "finality": finality.FINAL if final else finality.PROVISIONAL,
        "maturity_days": finality.maturity(period, arrived),
        "cohort": True,
    }


def _arrival_finality(
    row: Mapping[str, Any], period: Period, dataset: Dataset, known: Circumstances
) -> dict[str, Any]:
    reported, expected = _senders(row, dataset, known)
    whole = finality.is_complete(period, known.arrived[dataset.name]) and reported == expected
    return {
        "finality": finality.FINAL if whole else finality.PROVISIONAL,
        "reported": reported,
        "expected": expected,
    }


def _senders(row: Mapping[str, Any], dataset: Dataset, known: Circumstances) -> tuple[int | None, int | None]:
    """Offices in the window's last month: all expected ones for the kabupaten, those present elsewhere."""
    roster = known.rosters.get(dataset.name)
    if roster is None:
        return None, None
    if row["entity_kind"] == "area":
        month = roster[roster["month"] == pd.Timestamp(row["last_month"]).date()]
        return int(month["reported"].sum()), len(month)
    offices, carried = int(row["offices"]), int(row["offices_carried"])
    return offices - carried, offices


def _reference(indicator: Indicator, row: Mapping[str, Any]) -> tuple[str, str, str, str]:
    """The estimate that a number is held against: its measure, place, breakdown and year."""
    measure = indicator.denominator or "" if indicator.denominator_low else ""
    return measure, row["entity"], row["breakdown"], row["period"][:4]


def _base(
    indicator: Indicator, row: Mapping[str, Any], level: str | None, known: Circumstances
) -> dict[str, Any]:
    return {
        "indicator": indicator.id,
        **{key: row[key] for key in KEYS},
        "level": level,
        "value": None,
        "numerator": None,
        "denominator": None,
        "low": None,
        "high": None,
        "reason": "",
        "maturity_days": None,
        "reported": None,
        "expected": None,
        "sample": bool(row["sample"]),
        "notes": [],
        "reference_source": known.references.get(_reference(indicator, row), ""),
        "definition_hash": known.definitions[indicator.id],
    }
