"""A file that arrives: judged, and decided on against the loads that count now."""

from __future__ import annotations

from dataclasses import replace

from etl import aims, corrections, stage, standing
from etl.correct import REGISTER
from etl.decide import Options, decide
from etl.stage import Arrived, Judged
from etl.state import State


def judge(state: State, arrived: Arrived, options: Options) -> Judged:
    """The judgement on a landed file; corrections must also find what they are to put right."""
    before = standing.rows(state, arrived.dataset)
    judged = stage.stage(state, arrived, options, before)
    if arrived.dataset.name != REGISTER or judged.path is None:
        return judged
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
