"""Account codes as text, as numbers, with blanks, without dots."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.read.rekening import Unclear, account, dotted, lost_levels

NEW = st.tuples(
    st.integers(4, 7), st.integers(1, 4), st.integers(1, 99), st.integers(1, 99), st.integers(1, 99), st.integers(1, 9999)
).map(lambda n: f"{n[0]}.{n[1]}.{n[2]:02}.{n[3]:02}.{n[4]:02}.{n[5]:04}")  # fmt: skip
OLD = st.tuples(
    st.integers(4, 7), st.integers(1, 3), st.integers(1, 9), st.integers(1, 99), st.integers(1, 99)
).map(lambda n: f"{n[0]}.{n[1]}.{n[2]}.{n[3]:02}.{n[4]:02}")  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("5.1.02.01.01.0001", "5.1.02.01.01.0001"),
        ("1.10 . 1.10.01 . 00 . 00 . 5 . 1", "1.10.1.10.01.00.00.5.1"),
        ("1.03.1.03.01.000.000.4.1 ", "1.03.1.03.01.000.000.4.1"),
        ("4.1.1.", "4.1.1"),
        ("5 1 02 01", "5.1.02.01"),
        ("5\u00a01\u00a002", "5.1.02"),
        ("\x1f5", "5"),
        ("\x1f5.1", "5.1"),
        ("\x1f510201", "5.1.02.01"),
        ("\x1f51101", "5.1.1.01"),
        ("510201010001", "5.1.02.01.01.0001"),
        (".05.1.03", ".05.1.03"),
        ("5,1,02", "5,1,02"),
        ("Belanja", "Belanja"),
        ("20221130", "20221130"),
    ],
)
def test_a_code_has_dots_between_its_levels_or_stays_as_it_stands(cell: str, code: str) -> None:
    assert account(cell) == code


@pytest.mark.parametrize("cell", ["\x1f5.01", "\x1f1.1", "\x1f5.25", "\x1f1", "1.20 1.20.05", "5.1.0 2"])
def test_a_number_that_may_have_lost_a_zero_is_no_code(cell: str) -> None:
    with pytest.raises(Unclear):
        account(cell)


@pytest.mark.parametrize(
    ("cells", "year", "lost"),
    [
        (["\x1f5", "\x1f1", "\x1f2", ""], 2022, True),
        (["\x1f5", "\x1f1", "\x1f2", ""], 2019, False),
        (["\x1f5", "\x1f1", "\x1f2", "\x1f1"], 2019, True),
        (["\x1f5", "\x1f1", "02", "\x1f10"], 2022, False),
        (["5", "1", "2", ""], 2022, False),
    ],
)
def test_levels_in_cells_of_their_own_may_have_lost_a_zero(cells: list[str], year: int, lost: bool) -> None:
    assert lost_levels(cells, year) is lost


@given(code=NEW | OLD, depth=st.integers(1, 6))
def test_digits_without_dots_are_the_code_that_they_came_from(code: str, depth: int) -> None:
    levels = code.split(".")[:depth]
    assert dotted("".join(levels)) == ".".join(levels)
