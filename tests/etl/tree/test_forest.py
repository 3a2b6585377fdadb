"""Which rows are sums of which, on small forms worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.read.reading import Beside
from etl.tree import contradicting
from etl.tree.codes import Code
from etl.tree.forest import Node, grown
from etl.tree.roots import mark_totals, overlapping


def rows(*said: tuple[str, int | None]) -> list[Node]:
    return [
        Node("", number, Code(code), "", (None if amount is None else Decimal(amount),))
        for number, (code, amount) in enumerate(said, start=1)
    ]


def deepest(found: Sequence[Node]) -> list[int]:
    return [row.row for row in found if row.is_deepest]


def off(found: Sequence[Node]) -> list[tuple[int, Decimal]]:
    return [(row.row, parts) for row in found for _, _, parts in row.off()]


@pytest.mark.parametrize(
    ("said", "leaves"),
    [
        # BELANJA LANGSUNG has the code of its first activity.
        (
            [("1.00.00.5", 100), ("1.00.00.5.1", 40), ("1.01.26.5.2", 60), ("1.01", 45), ("1.01.26", 25),
             ("1.01.26.5.2.2", 25), ("1.01.27", 20), ("1.01.27.5.2.1", 20), ("1.11", 15)],
            [2, 6, 8, 9],
        ),
        # A programme is 001.000.5.2; the last stands under another field of government.
        (
            [("1.000.000.5.2", 50), ("1.001.000.5.2", 30), ("1.001.001.5.2", 10), ("1.001.002.5.2", 20),
             ("2.056.000.5.2", 20), ("2.056.001.5.2", 20)],
            [3, 4, 6],
        ),
        # One code stands for the office and, below, for a field of government.
        (
            [("1.10.1.10.01", 90), ("1.10.1.10.01.5.1", 30), ("1.10.1.10.01.5.2", 60), ("1.1.10.01", 60),
             ("1.10.1.10.01", 40), ("1.10.1.10.01.01", 40), ("1.06.1.10.01", 20)],
            [2, 6, 7],
        ),
        # Accounts are printed again under each activity.
        (
            [("2.16.02", 30), ("2.16.02.01", 20), ("5.1", 15), ("5.1.02", 15), ("5.2", 5), ("2.16.02.04", 10),
             ("5.1", 10), ("5.1.02", 10)],
            [4, 5, 8],
        ),
        # Activities are titles without figures, and accounts are printed again under each.
        ([("2.16.02.01", None), ("5.1", 15), ("5.1.02", 15), ("2.16.02.04", None), ("5.1", 10)], [3, 5]),
        # A title without figures counts for what stands under it.
        ([("5", 30), ("5.1", None), ("5.1.01", 10), ("5.1.02", 20)], [3, 4]),
        # What is spent to finance is taken from what is received.
        ([("6", 7), ("6.1", 10), ("6.2", 3)], [2, 3]),
    ],
)  # fmt: skip
def test_forms_whose_codes_do_not_tell_are_read_by_their_sums(
    said: list[tuple[str, int | None]], leaves: list[int]
) -> None:
    found = rows(*said)
    trees = grown(found)
    assert deepest(found) == leaves
    assert off(found) == []
    assert list(overlapping(trees)) == []


def test_equal_figures_of_neighbours_make_neither_a_part_of_the_other() -> None:
    found = rows(("5", 30), ("5.1", 20), ("5.1.01", 10), ("5.1.02", 10), ("5.2", 10))
    grown(found)
    assert deepest(found) == [3, 4, 5]


def test_a_row_of_an_office_may_state_the_sum_of_a_class() -> None:
    found = rows(("1.03.01", 70), ("1.03.1.00.00.4", 5), ("1.03.1.00.00.5.1", 30), ("1.03.1.00.00.5.2", 40))
    trees = grown(found)
    mark_totals(trees)
    assert deepest(found) == [2, 3, 4]
    assert list(overlapping(trees)) == []


def test_a_sum_that_is_off_stays_a_sum_and_is_told_with_what_it_should_be() -> None:
    found = rows(("5", 100), ("5.1", 62), ("5.1.01", 20), ("5.1.02", 40), ("5.2", 38))
    grown(found)
    assert off(found) == [(2, Decimal(60))]


@pytest.mark.parametrize(
    "said",
    [
        [("5.2", 70), ("1.03.01", 30), ("1.03.02", 30)],  # a group and programmes that do not make it up
        [("5.1", 10), ("5.1", 10)],
    ],
)
def test_what_neither_codes_nor_sums_explain_is_told(said: list[tuple[str, int]]) -> None:
    assert list(overlapping(grown(rows(*said))))


TREE = {
    "5": ["5.1", "5.2"],
    "5.1": ["5.1.01", "5.1.02"],
    "5.2": ["5.2.05"],
    "5.1.02": ["5.1.02.01", "5.1.02.04"],
}


def _printed(code: str, leaf: dict[str, int]) -> list[tuple[str, int]]:
    below = [row for child in TREE.get(code, []) for row in _printed(child, leaf)]
    own = sum(leaf[name] for name, _ in below if name in leaf) if below else leaf[code]
    return [(code, own), *below]


LEAVES = ["5.1.01", "5.1.02.01", "5.1.02.04", "5.2.05"]


@given(
    amounts=st.lists(st.integers(0, 5), min_size=4, max_size=4), row=st.integers(0, 7), by=st.integers(2, 9)
)
def test_the_deepest_are_the_leaves_whatever_they_amount_to_and_any_change_is_noticed(
    amounts: list[int], row: int, by: int
) -> None:
    said = _printed("5", dict(zip(LEAVES, amounts, strict=True)))
    found = rows(*said)
    grown(found)
    assert [node.code.text for node in found if node.is_deepest] == LEAVES
    assert off(found) == []
    code, amount = said[row]
    changed = rows(*said[:row], (code, amount + by), *said[row + 1 :])
    grown(changed)
    assert off(changed)


def test_a_row_that_contradicts_what_is_left_or_its_percent_is_told() -> None:
    figures = [(100, 40), (200, 50), (300, 0), (400, 100)]
    nodes = [Node("", at, Code(f"5.{at}"), "", tuple(map(Decimal, two))) for at, two in enumerate(figures, 1)]
    left = [Beside("", at, "sisa", text) for at, text in enumerate(["60", "150", "(300)", "3.000"], 1)]
    percent = [Beside("", at, "persen", text) for at, text in enumerate(["40,00", "\x1f25", "0", "26%"], 1)]
    found = list(contradicting.faults([*left, *percent], nodes))
    assert [(one.row, one.value) for one in found] == [(4, "3.000"), (4, "26%")]
    others = [Beside("", at, "sisa", str(at)) for at in range(1, 5)]
    (told,) = contradicting.faults(others, nodes)
    assert "kebanyakan baris" in told.reason


@pytest.mark.parametrize(
    ("code", "depth"),
    [("5", 1), ("5.1.02", 3), ("5.1.00.00.00.0000", 2), ("1.03.1.03.01.000.000", 7), ("2.16.00", 3)],
)
def test_an_account_that_is_filled_up_with_zeros_has_the_levels_before_them(code: str, depth: int) -> None:
    assert Code(code).depth == depth
