"""A file's own totals are compared with its rows: a difference waits, with both figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.etl.conftest import NewState
from tests.etl.inside import answer, took
from tests.etl.writing import BUDGET, KOMINFO, LINE, Cells, table, workbook


@pytest.fixture(scope="module")
def state(new_state: NewState) -> Path:
    """One state for all trials; none of them writes."""
    return new_state()


REASON = "tidak sama dengan jumlah barisnya, "


def row(number: int, ceiling: int | str) -> Cells:
    """A line of May with this ceiling; nothing is planned or spent."""
    return [2023, 5, KOMINFO, f"{LINE[:-1]}{number}", "Uji", ceiling, ceiling, 0, 0, ""]


def total(text: str, ceiling: int | str, other: int | str | None = None) -> Cells:
    return [text, "", "", "", "", ceiling, ceiling if other is None else other, 0, 0, ""]


def taken(state: Path, file: Path) -> tuple[str, list[tuple[Any, ...]]]:
    """The state of a trial, and its faults."""
    load = took(state, "budget", file, "--dry-run", exits=None)
    return load["state"], [(one["row"], one["column"], one["value"], one["reason"]) for one in load["faults"]]


FITTING = {
    "one total": [row(1, 100), row(2, 200), total("JUMLAH", 300)],
    "off by a rupiah": [row(1, 100), row(2, 200), total("JUMLAH", 301)],
    "groups": [row(1, 100), total("Jumlah A", 100), row(2, 200), row(3, 5), total("Jumlah B", 205), total("TOTAL", 305)],
    "on top": [total("TOTAL", 305), row(1, 100), row(2, 205)],
    "groups on top": [total("Jumlah A", 100), row(1, 100), total("Jumlah B", 205), row(2, 200), row(3, 5)],
    "a style of its own": [row(1, "1.234.567"), row(2, "234"), total("JUMLAH", "1.234.801,00")],
    "not said": [row(1, 100), total("JUMLAH", "-")],
    "empty": [row(1, 100), total("JUMLAH", "")],
}  # fmt: skip


def test_totals_of_groups_and_of_the_whole_fit(state: Path, tmp_path: Path) -> None:
    files = [table(tmp_path / f"{name}.csv", BUDGET, rows) for name, rows in FITTING.items()]
    loads = answer(state, "take", "budget", *files, "--dry-run")["loads"]
    assert [(load["state"], load["faults"]) for load in loads] == [("accepted", [])] * len(FITTING)


def test_a_total_that_is_off_by_more_than_a_rupiah_waits_with_both_figures(
    state: Path, tmp_path: Path
) -> None:
    rows = [row(1, 100_000), row(2, 200_000), total("JUMLAH", 300_002, 300_000)]
    for file in (table(tmp_path / "a.csv", BUDGET, rows), workbook(tmp_path / "a.xlsx", BUDGET, rows)):
        assert taken(state, file) == ("waiting", [(4, "pagu_murni", "300.002", f"{REASON}300.000")])


def test_a_row_that_is_refused_counts_in_the_sum_and_one_that_is_there_twice_once(
    state: Path, tmp_path: Path
) -> None:
    many = [row(1, 100), *[row(number, 1) for number in range(2, 10)] * 8]
    unknown = [2023, 5, "1.01.0.00.0.00.99.0000", LINE, "Uji", 50, 50, 0, 0, ""]
    rows = [*many, unknown, total("JUMLAH", 158)]
    load = took(state, "budget", table(tmp_path / "a.csv", BUDGET, rows), "--dry-run")
    assert (load["state"], load["refused"], load["duplicates"]) == ("accepted", 1, 56)


def test_a_total_that_cannot_be_read_waits(state: Path, tmp_path: Path) -> None:
    rows = [row(1, "1.234.567,50"), row(2, "2.000.000,25"), total("JUMLAH", "3,234,567.75")]
    found = taken(state, table(tmp_path / "a.csv", BUDGET, rows))
    assert found[0] == "waiting"
    assert {one[:3] for one in found[1]} == {(4, name, "3,234,567.75") for name in ("pagu_murni", "pagu")}
