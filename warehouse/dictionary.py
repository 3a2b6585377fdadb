"""The indicators: every table of data/indicators/*.toml, and what must hold inside one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from warehouse.declarations import Dataset, Entity, Indicator
from warehouse.declaring import Faults, build, table
from warehouse.vocabulary import Level, Window

GROUPS = ("dimensi", "lintas", "kesiapan")
BREAKDOWN = re.compile("([a-z_]+=[a-z0-9_-]+)?")
# What a window is made of: a year to date grows by the month.
FINENESS: Mapping[Window, int] = {"month": 0, "ytd": 0, "quarter": 1, "semester": 2, "year": 3}
# kind -> the keys that it needs; further keys of PARTS it has only where MAY grants them.
NEEDS: Mapping[str, tuple[str, ...]] = {
    "ratio": ("numerator", "denominator", "windows", "levels"),
    "difference": ("numerator", "subtrahend", "denominator", "windows", "levels"),
    "count": ("numerator", "windows", "levels"),
    "index": ("windows", "levels"),
    "quantile": ("denominator", "histogram", "quantile", "windows", "levels"),
    "matched": ("numerator", "denominator", "windows", "levels"),
    "dual_system": ("numerator", "denominator", "first_list", "second_list", "windows", "levels"),
    "given": ("windows", "levels"),
    "top_share": ("numerator", "top", "windows", "levels"),
    "awaited": ("awaits",),
}
MAY: Mapping[str, tuple[str, ...]] = {
    "ratio": ("public", "breakdowns", "path", "assumed", "denominator_low", "denominator_high"),
    "difference": ("public", "breakdowns", "assumed"),
    "count": ("public", "breakdowns"),
    "index": ("public", "counted", "scored"),
    "quantile": ("public",),
    "matched": ("public",),
    "dual_system": ("public",),
    "given": ("public",),
    "top_share": ("public", "breakdowns"),
    "awaited": (),
}
MEASURES: tuple[str, ...] = (
    "numerator", "subtrahend", "denominator", "path", "assumed",
    "denominator_low", "denominator_high", "histogram", "first_list", "second_list",
)  # fmt: skip
PARTS = (
    *MEASURES, "top", "quantile", "windows", "levels", "public", "breakdowns", "awaits", "counted", "scored",
)  # fmt: skip
# What an indicator is made of whose owner sends its numerator and denominator.
COUNTED_NEEDS, COUNTED_MAY = ("counted", "windows", "levels"), ("public",)
COUNTED_KINDS = ("ratio", "count", "index")
# level -> the hierarchies of a dataset that reach it; the kabupaten is the end of all.
REACHED_BY: Mapping[Level, tuple[str, ...]] = {
    "kecamatan": ("area",),
    "nagari": ("area",),
    "organisation": ("organisation",),
    "programme": ("programme",),
    "subdimension": ("programme", "dimension"),
    "dimension": ("programme", "dimension"),
}


@dataclass(frozen=True)
class Known:
    """What an indicator may name."""

    datasets: Mapping[str, Dataset]
    entities: Mapping[tuple[str, str], Entity]
    weighted: frozenset[str] = frozenset()  # the instruments that have weights


def read(folder: Path, known: Known, faults: Faults) -> dict[str, Indicator]:
    """Every indicator by its id, in the order of files and of tables in them."""
    found: dict[str, Indicator] = {}
    if not list(folder.glob("*.toml")):
        faults.add(folder.name, "no indicator is declared")
    for file in sorted(folder.glob("*.toml")):
        for name, said in table(file, f"{folder.name}/{file.name}", faults).items():
            place = f"{folder.name}/{file.name}: {name}"
            indicator = build(Indicator, said, place, faults, id=name)
            if not re.fullmatch(f"{file.stem}-[0-9]{{2}}(-[a-z][a-z0-9]*)?", name):
                faults.add(place, f"is no id of this file ({file.stem}-01)")
            for check in CHECKS:
                for fault in check(indicator, known):
                    faults.add(place, fault)
            found[name] = indicator
    return found


def _parts(indicator: Indicator, _: Known) -> Iterator[str]:
    """Each kind has the keys that it is made of, and no others."""
    if indicator.kind not in NEEDS:
        return
    needs, may = NEEDS[indicator.kind], MAY[indicator.kind]
    if indicator.counted and indicator.kind in COUNTED_KINDS:
        needs, may = COUNTED_NEEDS, COUNTED_MAY
    for part in PARTS:
        said = getattr(indicator, part)
        if part in needs and not said:
            yield f"missing {part} ({indicator.kind})"
        if said and part not in needs and part not in may:
            yield f"{indicator.kind} has no {part}"


def _counted(indicator: Indicator, known: Known) -> Iterator[str]:
    """What is never added up has no sums over time; only flows have a year to date."""
    if indicator.kind == "index" and (indicator.counted is None) == (indicator.scored is None):
        yield "an index is either counted or scored"
    if indicator.kind == "index" and indicator.counted not in (None, "as_sent"):
        yield "an index is counted as_sent: it is never added up"
    if indicator.scored and indicator.scored not in known.weighted:
        yield f"scored {indicator.scored} is an instrument without weights (reference/weights.csv)"
    if indicator.counted and indicator.counted != "flow" and "ytd" in indicator.windows:
        yield f"counted {indicator.counted} has no ytd"
    if indicator.counted and indicator.windows and indicator.period not in indicator.windows:
        yield f"is counted by {indicator.period}, which is none of its windows"


def _measures(indicator: Indicator, known: Known) -> Iterator[str]:
    for part in MEASURES:
        named = getattr(indicator, part)
        if named is None:
            continue
        dataset, _, measure = named.partition(".")
        if dataset not in known.datasets or measure not in known.datasets[dataset].measures:
            yield f"{part} {named} is a measure that nobody makes"


def _levels(indicator: Indicator, known: Known) -> Iterator[str]:
    """Measures reach a level along a hierarchy of their dataset."""
    dataset = known.datasets.get(indicator.dataset)
    for level in indicator.levels:
        reached_by = REACHED_BY.get(level, ())
        if dataset and reached_by and not set(reached_by) & set(dataset.hierarchies):
            yield f"{dataset.name} does not add up to the level {level}"


def _windows(indicator: Indicator, _: Known) -> Iterator[str]:
    for window in indicator.windows:
        if FINENESS[window] < FINENESS.get(indicator.period, 0):
            yield f"window {window} is finer than the period {indicator.period}"
    for level, window in indicator.public:
        if level not in indicator.levels or window not in indicator.windows:
            yield f"public names {level} x {window}, which it does not have"


def _breakdowns(indicator: Indicator, _: Known) -> Iterator[str]:
    for breakdown in indicator.breakdowns:
        if not BREAKDOWN.fullmatch(breakdown):
            yield f"breakdown {breakdown!r} is not name=value"


def _described(indicator: Indicator, _: Known) -> Iterator[str]:
    """Every entry says what the form of metadata asks (MS-Ind), in whole sentences, and when it was reviewed."""
    for key in ("concept", "interpretation", "variables", "reviewed"):
        if not getattr(indicator, key):
            yield f"missing {key}"
    if indicator.interpretation and not indicator.interpretation.endswith("."):
        yield "interpretation is no whole sentence"


def _place(indicator: Indicator, known: Known) -> Iterator[str]:
    """The group dimensi, and no other, lies in a sub-dimension."""
    if indicator.group and indicator.group not in GROUPS:
        yield f"group {indicator.group!r} is none of {', '.join(GROUPS)}"
    if (indicator.group == "dimensi") != (indicator.sub_dimension is not None):
        yield "the group dimensi, and no other, has a sub_dimension"
    if indicator.sub_dimension and ("subdimension", indicator.sub_dimension) not in known.entities:
        yield f"sub_dimension {indicator.sub_dimension} is no entity"


def _largest(indicator: Indicator, known: Known) -> Iterator[str]:
    """The largest are offices, and their share is of the whole kabupaten."""
    if indicator.kind != "top_share":
        return
    dataset = known.datasets.get((indicator.numerator or "").partition(".")[0])
    if dataset and "organisation" not in dataset.hierarchies:
        yield f"{dataset.name} does not add up over offices"
    if tuple(indicator.levels) != ("kabupaten",):
        yield "a share of the largest offices is the kabupaten's alone"
    if indicator.top is not None and indicator.top < 1:
        yield f"top {indicator.top} is not 1 or more"


def _judged(indicator: Indicator, _: Known) -> Iterator[str]:
    if indicator.direction == "neutral" and indicator.pace != "none":
        yield "is neutral and has no pace"
    if (indicator.pace == "plan") != (indicator.path is not None):
        yield "pace plan, and no other, has a path"
    if not 0 <= indicator.decimals <= 6:
        yield f"decimals {indicator.decimals} is not 0 to 6"
    if indicator.quantile is not None and not 0 < indicator.quantile < 100:
        yield f"quantile {indicator.quantile} is no percent between 1 and 99"
    if (indicator.denominator_low is None) != (indicator.denominator_high is None):
        yield "has one of the bounds of its denominator and not the other"
    if indicator.factor < 1:
        yield f"factor {indicator.factor} is not 1 or more"


CHECKS: tuple[Callable[[Indicator, Known], Iterator[str]], ...] = (
    _parts,
    _counted,
    _measures,
    _levels,
    _windows,
    _breakdowns,
    _place,
    _described,
    _largest,
    _judged,
)
