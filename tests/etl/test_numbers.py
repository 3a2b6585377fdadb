"""Numbers: DOMAIN 4.4's table value by value, the style of a column, and that what we print we parse."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.kinds.cells import printed
from etl.kinds.styles import decide
from tests.etl.judging import answer, answers

TWO_VALUES = "[dua nilai dalam satu sel]"
FOOTNOTE = "[catatan kaki dalam sel angka]"
GROUPING = "[pengelompokan ribuan tidak sah]"
NO_NUMBER = "[bukan angka]"
WHOLE = "[harus bilangan bulat]"
AS_PERCENT = "[sel berformat persen; tulis angkanya tanpa format persen]"
MIXED = "kolom ini mencampur titik dan koma sebagai tanda desimal"


def either(one: str, other: str) -> str:
    return f"[dapat dibaca {one} atau {other}]"


@pytest.mark.parametrize(
    ("kind", "cell", "expected"),
    [
        ("rupiah", "498.593.447.154,00", Decimal("498593447154.00")),
        ("rupiah", "Rp. 312.432.271.800", Decimal("312432271800.00")),
        ("rupiah", "Rp 1.385.437.875", Decimal("1385437875.00")),
        ("rupiah", "(1.234,00)", Decimal("-1234.00")),
        ("percent", "-10,46/-1,02*", TWO_VALUES),
        ("decimal", "−10,46/−1,02*", TWO_VALUES),
        ("decimal", "2,51/6,42", TWO_VALUES),
        ("count", "22.2106 jiwa", GROUPING),
        ("count", "21.9667 jiwa", GROUPING),
        ("decimal", "22.2106", GROUPING),
        ("decimal", "12,698", either("12698", "12,698")),
        ("decimal", "12.698", either("12698", "12,698")),
        ("count", "12,698", 12698),
        ("rupiah", "12.698", Decimal("12698.00")),
        ("count", "–", None),
        ("rupiah", "-", None),
        ("rupiah", "Rp 1,38 M", Decimal("1380000000.00")),
        ("rupiah", "Rp 550,1 miliar", Decimal("550100000000.00")),
        ("rupiah", "2,5 T", Decimal("2500000000000.00")),
        ("rupiah", "1,5 jt", Decimal("1500000.00")),
        ("rupiah", "750 rb", Decimal("750000.00")),
        ("rupiah", "Rp 1,385 M", either("1385", "1,385")),
        ("percent", "98,01", Decimal("98.010000")),
        ("percent", "71,7%", Decimal("71.700000")),
    ],
)
def test_formats_seen_in_real_files_are_read_or_refused_as_the_domain_says(
    kind: Any, cell: str, expected: Any
) -> None:
    assert answer(kind, cell) == expected


def test_a_row_of_mixed_separators_is_read_by_column_and_refused_where_nothing_decides() -> None:
    # DOMAIN 4.4: `10,919 11.158 10.998 1.157 1.159` in thousands of rupiah, one row of a printed table.
    row = ["10,919", "11.158", "10.998", "1.157", "1.159"]
    assert answers("decimal", row) == [either(cell.replace(",", "").replace(".", ""), cell.replace(".", ","))
                                       for cell in row]  # fmt: skip
    assert answers("decimal", ["11.158", "1.234,5"]) == [Decimal("11158"), Decimal("1234.5")]
    assert answers("decimal", ["10,919", "1,234.5"]) == [Decimal("10919"), Decimal("1234.5")]


@pytest.mark.parametrize(
    ("kind", "cell", "expected"),
    [
        ("rupiah", "Rp 1.500.000,-", Decimal("1500000.00")),
        ("rupiah", "-Rp 5", Decimal("-5.00")),
        ("rupiah", "Rp (1.000)", Decimal("-1000.00")),
        ("rupiah", "\u00a0Rp\u00a05 ", Decimal("5.00")),
        ("rupiah", "\x1f1234.567", Decimal("1234.57")),
        ("rupiah", "1.234.567,891", "[lebih dari 2 angka di belakang tanda desimal]"),
        ("rupiah", "999999999999999999", Decimal("999999999999999999.00")),
        ("rupiah", "9999999999999999999", "[angka terlalu besar]"),
        ("rupiah", "\x1f9999999999999999999", "[angka terlalu besar]"),
        ("rupiah", "1,30502E+15", NO_NUMBER),
        ("rupiah", "1 234", NO_NUMBER),
        ("count", "12 orang", 12),
        ("count", "1.234 jiwa", 1234),
        ("count", "12 ribu", NO_NUMBER),
        ("count", "12,00", 12),
        ("count", "12,5", WHOLE),
        ("count", "\x1f12.5", WHOLE),
        ("count", "-1", "[tidak boleh negatif]"),
        ("count", "12345678901234567890", "[angka terlalu besar]"),
        ("decimal", "12,5*", FOOTNOTE),
        ("decimal", "12,5 1)", FOOTNOTE),
        ("decimal", "−10,46", Decimal("-10.46")),
        ("decimal", "+5,2", Decimal("5.2")),
        ("decimal", "0,123", Decimal("0.123")),
        ("decimal", "\x1f12.698", Decimal("12.698")),
        ("decimal", "12345678901234567890,5", Decimal("12345678901234567890.5")),
        ("decimal", "1,123456789", "[lebih dari 8 angka di belakang tanda desimal]"),
        ("decimal", "22.2106 jiwa", NO_NUMBER),
        ("decimal", "1.2.3", GROUPING),
        ("decimal", "dua", NO_NUMBER),
        ("percent", "\x1f0.12345678", Decimal("0.123457")),
        ("percent", "\x1f71.7%", Decimal("71.7")),
        ("percent", "\x1f-10%", Decimal("-10")),
        ("percent", "\x1f12345678901%", "[angka terlalu besar]"),
        ("decimal", "\x1f71.7%", AS_PERCENT),
        ("rupiah", "\x1f71%", AS_PERCENT),
    ],
)
def test_other_forms_of_numbers(kind: Any, cell: str, expected: Any) -> None:
    evidence = ["0,1", "0,2"] if kind == "decimal" else []  # an Indonesian column, or one that says nothing
    assert answers(kind, [cell, *evidence])[0] == expected


def test_the_decimal_sign_of_a_column_decides_what_three_digits_after_it_are() -> None:
    assert answers("count", ["12,0", "1,234"]) == [12, either("1234", "1,234")]
    assert answers("rupiah", ["12.50", "1.234"]) == [Decimal("12.5"), either("1234", "1,234")]
    assert answers("rupiah", ["1,5 M", "1,385 M"]) == [Decimal("1500000000"), Decimal("1385000000")]


def test_the_style_with_ten_times_the_evidence_wins_and_the_others_cells_are_refused() -> None:
    cells = ["12,5"] * 10 + ["12.5", "1,234.5", "12.698"]
    assert answers("decimal", cells[:11]) == [Decimal("12.5")] * 10 + [GROUPING]
    mixed = answers("decimal", cells)
    assert mixed[0] == f"[{MIXED}: dapat dibaca 12,5 atau 125]"
    assert mixed[-3:] == [
        f"[{MIXED}: dapat dibaca 125 atau 12,5]",
        f"[{MIXED}: dapat dibaca 1,2345 atau 1234,5]",
        either("12698", "12,698"),
    ]
    assert answers("decimal", ["12,5", "12.5", "7", "1.234.567"])[2:] == [Decimal(7), f"[{MIXED}]"]
    assert [decide(0, 0), decide(10, 1), decide(9, 1), decide(1, 10)] == ["plain", "id", "mixed", "en"]


def test_numbers_of_a_workbook_say_nothing_about_style() -> None:
    assert answers("decimal", ["\x1f12.5"] * 20 + ["1.234", "0,5"])[20:] == [Decimal(1234), Decimal("0.5")]


def test_declared_limits_hold_for_numbers() -> None:
    said = {"minimum": Decimal("0.2"), "maximum": Decimal(9)}
    assert answers("decimal", ["0,2", "0,1", "9,01"], **said) == [
        Decimal("0.2"),
        "[kurang dari 0,2]",
        "[lebih dari 9]",
    ]
    assert answers("count", ["1999", "2000"], minimum=Decimal(2000)) == ["[kurang dari 2000]", 2000]


decimals = st.decimals(min_value=-(10**12), max_value=10**12, places=8, allow_nan=False)


@settings(max_examples=20, deadline=None)
@given(st.lists(decimals, min_size=1, max_size=60))
def test_what_we_print_we_parse(numbers: list[Decimal]) -> None:
    found = answers("decimal", [printed(number) for number in numbers] + ["0,1"] * 700)
    assert found[: len(numbers)] == numbers


@settings(max_examples=15, deadline=None)
@given(st.lists(st.decimals(min_value=-(10**15), max_value=10**15, places=2), min_size=1, max_size=60))
def test_rupiah_and_counts_that_we_print_are_parsed(numbers: list[Decimal]) -> None:
    assert answers("rupiah", [f"Rp{printed(number)}" for number in numbers] + ["0,1"] * 700)[
        : len(numbers)
    ] == list(numbers)
    counts = [int(abs(number)) for number in numbers]
    assert answers("count", [printed(Decimal(count)) for count in counts]) == counts


shapes = st.from_regex(r"\A-?[0-9]{1,4}([.,][0-9]{1,4}){0,3}\Z")


@settings(max_examples=25, deadline=None)
@given(st.lists(shapes, min_size=1, max_size=40))
def test_nothing_that_reads_two_ways_is_accepted(cells: list[str]) -> None:
    """A value stands only where one reading is possible or other cells of the column decide."""
    for cell, found in zip(cells, answers("decimal", cells), strict=True):
        if isinstance(found, Decimal):
            style = {reading(cell, *signs) for signs in (".,", ",.")} - {None}
            assert found in style
            assert len(style) == 1 or decided(cells)


def reading(cell: str, thousands: str, decimal: str) -> Decimal | None:
    """The number that a cell is in one style by the plain rules of grouping, if it is one."""
    whole, _, fraction = cell.removeprefix("-").partition(decimal)
    groups = whole.split(thousands)
    grouped = len(groups) == 1 or (
        0 < len(groups[0]) <= 3 and groups[0][0] != "0" and all(len(group) == 3 for group in groups[1:])
    )
    if not grouped or not "".join([*groups, fraction]).isdigit():
        return None
    number = Decimal("".join(groups) + "." + (fraction or "0"))
    return -number if cell.startswith("-") else number


def decided(cells: list[str]) -> bool:
    """Whether some cell can only be read in one of the styles."""
    return any(sum(reading(cell, *signs) is None for signs in (".,", ",.")) == 1 for cell in cells)
