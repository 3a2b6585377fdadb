"""The decision on a judged file, from counts alone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from etl.decide import Counted, Options, decide, options_of, settings_of
from settings import DATA
from warehouse import catalogue

DATASETS = catalogue.load(DATA).datasets
BIRTHS, BUDGET, CORRECTIONS = DATASETS["births"], DATASETS["budget"], DATASETS["corrections"]
PLAIN = Options({})


def counted(rows: int, refused: int = 0, **parts: int) -> Counted:
    named = {name.replace("_", "="): count for name, count in parts.items()}
    return Counted(rows, rows - refused, refused, 0, named or {"bulan=2023-05": rows - refused})


def state(found: Counted, options: Options = PLAIN, **before: int) -> str:
    """The state of a file of the budget."""
    return decide(
        BUDGET, found, options, {name.replace("_", "="): rows for name, rows in before.items()}
    ).state


def test_exactly_the_tolerated_share_passes_and_one_row_more_does_not() -> None:
    assert Decimal("0.02") == BUDGET.tolerates
    assert state(counted(100, 2)) == "accepted"
    assert state(counted(100, 3)) == "refused"
    assert state(counted(99, 2)) == "refused"  # 2 / 99 is 2,02 %
    assert state(counted(100, 1), replace(PLAIN, strict=True)) == "refused"


def test_a_part_may_lose_a_fifth_of_its_rows_and_no_more() -> None:
    assert state(counted(80, all=80), all=100) == "accepted"
    assert state(counted(79, all=79), all=100) == "waiting"
    assert state(counted(79, all=79), replace(PLAIN, accept_shrink=True), all=100) == "accepted"
    assert state(counted(1, all=1), replace(PLAIN, mode="append"), all=100) == "accepted"


def test_every_part_that_shrinks_is_named() -> None:
    found = counted(3, a=1, b=1, c=1)
    message = decide(BUDGET, found, PLAIN, {"a": 10, "b": 1, "c": 2}).message
    assert message.startswith("Bagian menyusut: a dari 10 menjadi 1 baris; c dari 2 menjadi 1 baris.")


def test_a_stated_month_without_rows_is_a_part_and_shrinks_like_one() -> None:
    may = replace(PLAIN, months=("2023-05", "2023-06"))
    verdict = decide(BIRTHS, counted(3), may, {})
    assert verdict.parts == {"bulan=2023-05": 3, "bulan=2023-06": 0}
    assert decide(BIRTHS, counted(3), may, {"bulan=2023-06": 1}).state == "waiting"


def test_a_file_that_is_refused_says_all_that_is_wrong_and_does_not_wait() -> None:
    verdict = decide(BIRTHS, counted(10, 5), replace(PLAIN, nihil=True), {})
    assert verdict.state == "refused"
    assert "5 dari 10 baris ditolak" in verdict.message
    assert "Dinyatakan kosong" in verdict.message
    assert "Bulan berkas" not in verdict.message


def test_a_file_that_waits_says_all_that_it_waits_for() -> None:
    verdict = decide(BIRTHS, replace(counted(10), unmet_corrections=2), PLAIN, {"bulan=2023-05": 20})
    assert verdict.state == "waiting"
    assert [part in verdict.message for part in ("--set bulan=2023-05", "2 koreksi", "--accept-shrink")] == [
        True
    ] * 3


def test_the_newest_of_equally_full_months_is_proposed() -> None:
    found = Counted(4, 4, 0, 0, {"bulan=2023-05": 2, "bulan=2023-06": 2})
    assert "kebanyakan bulan=2023-06" in decide(BIRTHS, found, PLAIN, {}).message


def test_a_dataset_without_parts_is_one_part() -> None:
    assert decide(CORRECTIONS, Counted(2, 2, 0, 0, {"all": 2}), PLAIN, {}).parts == {"all": 2}


@pytest.mark.parametrize(
    "options", [PLAIN, Options({"tahun": "2023"}, ("2023-05",), "append", True, True, True, True)]
)
def test_options_come_back_from_what_the_journal_keeps(options: Options) -> None:
    assert options_of(settings_of(options)) == options
