"""What a definition's hash is of: the number and its meaning, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from settings import DATA
from warehouse import catalogue
from warehouse.worth import NO_MEANING, definition_hash

REG_03 = catalogue.load(DATA).indicators["reg-03"]


def test_a_review_or_a_wider_grain_does_not_publish_every_number_anew() -> None:
    told = replace(
        REG_03,
        reviewed=date(2027, 1, 2),
        owner="Dinas lain",
        name_en="Another translation",
        windows=("month",),
        public=(),
        interpretation="Baca dengan hati-hati.",
    )
    assert definition_hash(told) == definition_hash(REG_03)


@pytest.mark.parametrize(
    "another",
    [
        {"numerator": "births.births_registered"},
        {"denominator": "births.births_registered"},
        {"factor": 1000},
        {"decimals": 2},
        {"unit": "jumlah"},
        {"direction": "lower"},
        {"definition": "Lain."},
        {"formula": "Lain."},
        {"kind": "count"},
        {"pace": "none"},
        {"name": "Lain"},
    ],
)
def test_another_number_or_another_meaning_is_another_definition(another: dict[str, object]) -> None:
    told = replace(REG_03, **another)  # type: ignore[arg-type]  # each by its name
    assert (told == REG_03) == (definition_hash(told) == definition_hash(REG_03))


def test_what_carries_no_meaning_are_keys_of_an_indicator() -> None:
    assert vars(REG_03).keys() >= NO_MEANING
