"""A file that arrives: judged, and decided on against the loads that count now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from etl import aims, corrections, doubts, stage, standing
from etl.correct import REGISTER
from etl.decide import Options, decide
from etl.stage import Arrived, Judged
from etl.state import State
from etl.tree import doubting as tree


def judge(state: State, arrived: Arrived, options: Options) -> Judged:
    """The judgement on a landed file, with what is doubtful in it where it is not refused."""
    before = standing.rows(state, arrived.dataset)
    judged = stage.stage(state, arrived, options, before)
    if judged.path is None:
        return judged
    if arrived.dataset.name == REGISTER:
        return _aimed(state, arrived, judged, before)
    if judged.verdict.state == "refused":
        return judged
    found = (*doubts.of(state, arrived, judged, before), *tree.doubts(arrived.dataset, judged))
    counted = replace(judged.counted, doubts=judged.counted.doubts + len(found))
    verdict = decide(arrived.dataset, counted, judged.options, before)
    return replace(judged, counted=counted, verdict=verdict, doubts=(*judged.doubts, *found))


def _aimed(state: State, arrived: Arrived, judged: Judged, before: Mapping[str, int]) -> Judged:
    """Corrections must also find what they are to put right."""
    assert judged.path is not None
    entries = corrections.entries(judged.path)
    wrong = tuple(aims.faults(state, entries))
    refused = {(one.sheet, one.row) for one in wrong}
    unmet = aims.unmet(state, [one for one in entries if (one.sheet, one.row) not in refused])
    counted = replace(
        judged.counted,
        kept=judged.counted.kept - len(refused),
        refused=judged.counted.refused + len(refused),
        unmet_corrections=len(unmet),
    )
    verdict = decide(arrived.dataset, counted, judged.options, before)
    return replace(judged, counted=counted, verdict=verdict, faults=(*judged.faults, *wrong, *unmet))
