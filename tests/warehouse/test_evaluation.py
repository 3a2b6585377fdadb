"""The evaluation: instruments as files, self-scores that nobody loses, and published indices worked out again."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert

from settings import DATA
from warehouse import assessment, catalogue, submissions, tables
from warehouse.catalogue import DeclarationError
from warehouse.formulas import rounded, weighted_index
from warehouse.submissions import AlreadyThere, ChangedMeanwhile, Key, NotNow, Scored

NOW = datetime(2026, 2, 1, 9)
KEY = Key("kominfo_2022", 2025)
# Kota Kediri 2022 as published: baseline, output, outcome, impact, quick win.
KEDIRI = {"baseline": "3.60", "output": "3.21", "outcome": "3.23", "impact": "3.07", "quick_win": "3.65"}
DIMENSIONS = ("2.75", "2.75", "3.5", "3.33", "3.33", "2.75")


@pytest.fixture
def released(engine: Engine) -> Engine:
    """A database with two releases."""
    row = {"published_at": NOW, "today": date(2026, 1, 20), "data_hash": "", "warnings": []}
    row |= {"added": 0, "changed": 0, "ended": 0}
    with engine.begin() as connection:
        connection.execute(insert(tables.release), [{**row, "number": number} for number in (1, 2)])
    return engine


@pytest.fixture
def started(released: Engine) -> Engine:
    """A workbook of 2025 filled from release 1."""
    submissions.start(released, KEY, 1, "rani", NOW)
    return released


def scored(criterion: str, value: str, seen: int = 0, reason: str = "uji") -> Scored:
    return Scored(criterion, seen, Decimal(value), reason, "")


# ---- the index


def test_kediris_score_of_2022_comes_out_and_with_other_weights_it_does_not() -> None:
    instrument = catalogue.load(DATA).instruments["kominfo_2022"]
    scores = {name: Decimal(value) for name, value in KEDIRI.items()}
    # (3.60 x 10 + 3.21 x 20 + 3.23 x 30 + 3.07 x 20 + 3.65 x 20) / 100
    assert assessment.index(instrument, scores) == Decimal("3.315")
    others = zip(scores.values(), map(Decimal, (10, 20, 30, 30, 10)), strict=True)
    assert weighted_index(others) == Decimal("3.257")


def test_the_impact_is_the_mean_of_the_six_dimensions() -> None:
    instrument = catalogue.load(DATA).instruments["kominfo_2022"]
    impact = next(one for one in instrument.components if one.name == "impact")
    assert [one.dimension for one in impact.criteria] == ["gov", "brd", "eco", "liv", "soc", "env"]
    scores = {one.name: Decimal(value) for one, value in zip(impact.criteria, DIMENSIONS, strict=True)}
    mean = assessment.mean(impact, scores)
    assert mean is not None
    assert rounded(mean, 2) == Decimal("3.07")


def test_the_published_spbe_indices_come_out_by_the_sum_of_their_rounded_weights(real_files: Path) -> None:
    with (real_files / "spbe_known_answer.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found = {}
    for year in ("2018", "2019"):
        pairs = [
            (Decimal(row["maturity_self"]), Decimal(row["weight_pct"]), Decimal(row["maturity_final"]))
            for row in rows
            if row["year"] == year
        ]
        assert sum(weight for _, weight, _ in pairs) == Decimal("99.8")
        index = weighted_index((final, weight) for _, weight, final in pairs)
        assert index is not None
        found[year] = rounded(index, 2)
    assert found == {"2018": Decimal("2.64"), "2019": Decimal("3.33")}


def test_criteria_without_a_score_do_not_weigh_and_are_counted() -> None:
    instrument = catalogue.load(DATA).instruments["kominfo_2022"]
    scores = {
        "baseline-perbaikan": Decimal(4),
        "outcome-program": Decimal(2),
        "outcome-realisasi": Decimal(3),
    }
    found = assessment.standing(instrument, scores)
    # (4 x 10 + 2.5 x 30) / 40 = 2.875
    assert (found.index, found.display) == (Decimal("2.875"), Decimal("2.88"))
    assert (found.unscored, found.criteria) == (10, 13)
    assert assessment.standing(instrument, {}).index is None


# ---- instruments as files


def test_an_instrument_is_refused_with_all_its_faults_at_once(tmp_path: Path) -> None:
    data = Path(shutil.copytree(DATA, tmp_path / "data"))
    file = data / "instruments" / "kominfo_2022.toml"
    text = file.read_text(encoding="utf-8")
    for old, new in (
        ("weight = 30", "weight = 50"),
        ('indicator = "prg-01"', 'indicator = "prg-99"'),
        ('dimension = "gov"', 'dimension = "gvo"'),
        ("step = 1", "step = 2"),
        ('meaning = "Kebijakan', 'arti = "Kebijakan'),
    ):
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationError) as refused:
        catalogue.load(data)
    told = str(refused.value)
    for fault in (
        "instruments/kominfo_2022.toml",
        "weights sum to 120, not 100",
        "outcome-program names prg-99, which is no indicator",
        "impact-gov: dimension gvo is no entity",
        "scale does not lead from 1 to 4 in steps of 2",
        "unknown arti",
        "missing meaning",
    ):
        assert fault in told


# ---- the workbook


def test_a_workbook_is_begun_once_and_pinned_to_its_release(started: Engine) -> None:
    with pytest.raises(AlreadyThere):
        submissions.start(started, KEY, 2, "eko", NOW)
    found = submissions.find(started, KEY)
    assert found is not None
    assert (found.step.release, found.step.state, found.step.author) == (1, "draft", "rani")
    assert submissions.keys(started) == (KEY,)
    submissions.advance(started, KEY, "pin", 1, "eko", NOW, release=2)
    again = submissions.find(started, KEY)
    assert again is not None
    assert (again.step.release, again.step.author) == (2, "eko")


def test_every_score_stays_in_the_history_and_the_newest_counts(started: Engine) -> None:
    submissions.save(started, KEY, [scored("a", "2", reason="awal")], "rani", NOW)
    submissions.save(started, KEY, [scored("a", "3", seen=1, reason="bukti baru")], "eko", NOW)
    found = submissions.find(started, KEY)
    assert found is not None
    assert (found.scores["a"].value, found.scores["a"].author) == (Decimal(3), "eko")
    _, scores = submissions.history(started, KEY)
    assert [(one.version, one.value, one.reason) for one in scores] == [
        (1, Decimal(2), "awal"),
        (2, Decimal(3), "bukti baru"),
    ]


def test_of_two_who_score_at_once_the_second_is_told_and_nothing_of_theirs_is_kept(started: Engine) -> None:
    submissions.save(started, KEY, [scored("a", "2")], "rani", NOW)
    with pytest.raises(ChangedMeanwhile) as refused:
        submissions.save(started, KEY, [scored("a", "4"), scored("b", "1")], "eko", NOW)
    assert refused.value.criteria == ("a",)
    found = submissions.find(started, KEY)
    assert found is not None
    assert {name: one.value for name, one in found.scores.items()} == {"a": Decimal(2)}


def test_what_is_submitted_is_scored_no_more_until_it_is_returned(started: Engine) -> None:
    step: Callable[..., submissions.Step] = submissions.advance
    step(started, KEY, "submit", 1, "rani", NOW)
    with pytest.raises(NotNow):
        submissions.save(started, KEY, [scored("a", "2")], "rani", NOW)
    with pytest.raises(NotNow):
        step(started, KEY, "pin", 2, "rani", NOW, release=2)
    with pytest.raises(ChangedMeanwhile):
        step(started, KEY, "approve", 1, "adam", NOW)
    step(started, KEY, "approve", 2, "adam", NOW)
    step(started, KEY, "return", 3, "adam", NOW)
    submissions.save(started, KEY, [scored("a", "2")], "rani", NOW)
    steps, _ = submissions.history(started, KEY)
    assert [one.action for one in steps] == ["start", "submit", "approve", "return"]
