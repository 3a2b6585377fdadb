"""Explains one published number: formula, numerator, denominator, and the files and rows behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from etl import publishing
from etl.options import WrongUse
from etl.state import State
from warehouse import releases, series, sources
from warehouse.editions import Editions
from warehouse.periods import parse
from warehouse.selection import Point, Release, Selection, Series


def explain(
    state: State, indicator: str, entity: str, period: str, breakdown: str, as_of: str | None, recount: bool
) -> dict[str, Any]:
    """The number as one object (DESIGN §5); raises WrongUse where there is no such number."""
    release = _release(state, as_of)
    then = replace(state, catalogue=Editions(state.engine, state.catalogue).of(release))
    shown, point = _find(then, indicator, entity, period, breakdown, release)
    assert shown.release is not None
    number = shown.release.number
    behind = sources.read(state.engine, then.catalogue, point, shown.indicator, state.actor, number)
    answer: dict[str, Any] = {
        "indicator": indicator,
        "entity": entity,
        "entity_name": point.entity_name,
        "window": point.window,
        "period": point.period,
        "breakdown": point.breakdown,
        "value": point.value,
        "display": None if point.display is None else format(point.display, "f"),
        "unit": shown.indicator.unit,
        "numerator": point.numerator,
        "denominator": point.denominator,
        "finality": point.finality,
        "maturity_days": point.maturity_days,
        "sample": point.sample,
        "target": point.target,
        "achievement": point.achievement,
        "pace": point.pace,
        "band": point.band,
        "reported": point.reported,
        "expected": point.expected,
        "notes": list(point.notes),
        "reason": point.reason,
        "release": number,
        "formula": shown.indicator.formula,
        "sources": [
            {
                "file": one.file,
                "sha256": one.sha256,
                "sheet": one.sheet,
                "rows": one.rows,
                "ranges": one.ranges,
                "load": one.load,
            }
            for one in behind
        ],
    }
    if recount:
        answer["recount"] = _recount(state, shown, point)
    return answer


def _release(state: State, as_of: str | None) -> Release | None:
    """The release of a number or date; the current one where none is named."""
    found = releases.current(state.engine) if as_of is None else releases.find(state.engine, as_of)
    if found is None and as_of is not None:
        raise WrongUse(f"Rilis {as_of} tidak ada.")
    return found


def _find(
    state: State, indicator: str, entity: str, period: str, breakdown: str, release: Release | None
) -> tuple[Series, Point]:
    if indicator not in state.catalogue.indicators:
        raise WrongUse(f"Indikator {indicator} tidak ada di kamus.")
    kind, _, bare = entity.rpartition(":")
    try:
        asked = parse(period)
    except ValueError as fault:
        raise WrongUse(str(fault)) from fault
    number = release.number if release else None
    selection = Selection(indicator, asked.window, (bare,), None, (asked.name,), breakdown, number)
    shown = series.read(state.engine, state.catalogue, selection, state.actor)
    points = [one for one in shown.points if not kind or one.entity_kind == kind]
    if not points:
        raise WrongUse(
            f"Tidak ada angka {indicator} untuk {entity} {period}.{_what_there_is(state, selection)}"
        )
    return shown, points[0]


def _what_there_is(state: State, selection: Selection) -> str:
    indicator = state.catalogue.indicators[selection.indicator]
    newest = [
        points[-1].period
        for window in indicator.windows
        if (
            points := series.read(
                state.engine,
                state.catalogue,
                Selection(indicator.id, window, selection.entities),
                state.actor,
            ).points
        )
    ]
    return f" Yang terbaru: {', '.join(newest)}." if newest else ""


def _recount(state: State, shown: Series, point: Point) -> dict[str, Any]:
    """The same number made again from the stage, past every kept intermediate, and whether it is equal."""
    assert shown.release is not None
    built = publishing.build_afresh(state, shown.release.today)
    frame = built.observations
    keys = {
        "indicator": shown.indicator.id,
        "entity_kind": point.entity_kind,
        "entity": point.entity,
        "window": point.window,
        "period": point.period,
        "breakdown": point.breakdown,
    }
    for name, value in keys.items():
        frame = frame[frame[name] == value]
    again = _numbers(dict(zip(frame.columns, frame.iloc[0], strict=True))) if len(frame) else {}
    published = _numbers(vars(point))
    return again | {"equal": again == published}


def _numbers(row: Mapping[str, Any]) -> dict[str, Decimal | None]:
    return {name: _exact(row[name]) for name in ("value", "numerator", "denominator")}


def _exact(value: Any) -> Decimal | None:
    return value.normalize() if isinstance(value, Decimal) and value.is_finite() else None


def lines(answer: Mapping[str, Any]) -> list[str]:
    """The answer for people, a fact a line."""
    shown = "-" if answer["display"] is None else _written(answer["display"])
    facts = [
        f"{answer['indicator']} · {answer['entity_name']} ({answer['entity']}) · {answer['period']} · rilis {answer['release']}",
        f"nilai        {shown} {answer['unit']} ({answer['finality']}{', CONTOH' if answer['sample'] else ''})",
        f"rumus        {answer['formula']}",
        f"pembilang    {_printed(answer['numerator'])}",
        f"penyebut     {_printed(answer['denominator'])}",
    ]
    facts += [
        f"{name:<12} {_printed(answer[name])}"
        for name in ("target", "achievement", "pace", "band")
        if answer[name] is not None
    ]
    facts += [f"sebab        {answer['reason']}"] if answer["reason"] else []
    facts += [
        f"berkas       {one['file']} {one['sheet']} · {one['rows']} baris"
        f"{' (' + one['ranges'] + ')' if one['ranges'] else ''} · muatan {one['load']} · {one['sha256'][:12]}"
        for one in answer["sources"]
    ]
    if "recount" in answer:
        again = answer["recount"]
        made = f"{_printed(again.get('numerator'))} / {_printed(again.get('denominator'))}"
        facts.append(f"hitung ulang {'sama' if again['equal'] else 'BERBEDA'}: {made}")
    return facts


def _printed(value: Any) -> str:
    """A value without the zeros of its type, as Indonesians write it; `-` where there is none."""
    if not isinstance(value, Decimal):
        return "-" if value is None else str(value)
    return _written(f"{value.normalize():f}")


def _written(number: str) -> str:
    """A number with a decimal dot, as Indonesians write it, with all its decimals."""
    return f"{Decimal(number):,f}".translate(str.maketrans(",.", ".,"))
