"""Near misses: proposed where few things are near, never taken, and never a person's own text."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.proposals import Spelling, apart, nearest
from settings import DATA
from tests.etl.inside import took
from tests.etl.writing import BIRTHS, BUDGET, KOMINFO, birth, money, table
from warehouse import catalogue

REFERENCE = catalogue.load(DATA)
AREAS = [Spelling(one.name, code) for (kind, code), one in REFERENCE.entities.items() if kind == "area"]
CODES = [Spelling(code, code) for kind, code in REFERENCE.entities if kind == "area"]


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [
        ("kasang", "kasang", 0),
        ("kasang", "kasnag", 1),
        ("kasang", "kaasang", 1),
        ("kasang", "asng", 2),
        ("", "abc", 3),
    ],
)
def test_letters_that_are_wrong_missing_too_many_or_exchanged_are_counted(
    one: str, other: str, letters: int
) -> None:
    assert apart(one, other) == apart(other, one) == letters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kasangg", ["13.05.02.2002"]),
        ("KATAPIAG", ["13.05.02.2001"]),
        ("Sintuk", ["13.05.11.2001"]),
        ("Koto Dalm", ["13.05.12.2002"]),
        ("Kasang", ["13.05.02.2002"]),
        ("Padang", []),
        ("Ko", []),
        ("Jakarta", []),
    ],
)
def test_a_misspelt_name_is_near_to_few_or_to_nothing(text: str, expected: list[str]) -> None:
    assert nearest(text, AREAS) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13.05.1", ["13.05.01"]),
        ("13.05.022.2001", ["13.05.02.2001"]),
        ("13.05.18", []),  # eight codes are as near
        ("\x1f130502201", ["13.05.02.2001"]),
        ("13", []),
    ],
)
def test_a_code_may_have_one_digit_wrong(text: str, expected: list[str]) -> None:
    assert nearest(text, CODES) == expected


def test_a_refused_cell_says_what_may_have_been_meant_and_is_not_taken(state: Path, tmp_path: Path) -> None:
    wrong = [
        birth(1),
        birth(2, area="Katapiang Selatann"),
        birth(3, area="Kasangg"),
        birth(4, area="Xyz Abc"),
    ]
    load = took(state, "births", table(tmp_path / "a.csv", BIRTHS, wrong), "--dry-run", exits=1)
    assert load["kept"] == 1
    assert [(one["row"], one["value"], one["reason"]) for one in load["faults"]] == [
        (3, "xxxxxxxxx xxxxxxxx", "nama wilayah tidak dikenal"),
        (4, "xxxxxxx", "nama wilayah tidak dikenal; maksud Anda 13.05.02.2002 Kasang?"),
        (5, "xxx xxx", "nama wilayah tidak dikenal"),
    ]


def test_a_code_of_a_list_is_proposed_with_its_name(state: Path, tmp_path: Path) -> None:
    mistyped = KOMINFO.replace("2.16.2.20", "2.16.2.21")
    load = took(
        state, "budget", table(tmp_path / "a.csv", BUDGET, [money(5, mistyped)]), "--dry-run", exits=1
    )
    (fault,) = load["faults"]
    assert fault["reason"] == (
        f"kode perangkat daerah tidak dikenal; maksud Anda {KOMINFO} Dinas Komunikasi dan Informatika?"
    )


def test_an_offices_name_is_read_where_its_list_names_offices_and_a_misspelt_one_is_proposed(
    state: Path, tmp_path: Path
) -> None:
    header = ["Tahun", "Perangkat Daerah", "Nama Layanan", "Tingkat Digital"]
    lines = [[2024, "Diskominfo", "Izin menara", "Daring"], [2024, "Diskominfi", "Data", "Manual"]]
    load = took(state, "digital", table(tmp_path / "a.csv", header, lines), "--dry-run", exits=1)
    (fault,) = load["faults"]
    assert (load["kept"], fault["reason"]) == (
        1,
        f"nama perangkat daerah tidak dikenal; maksud Anda {KOMINFO} Dinas Komunikasi dan Informatika?",
    )
