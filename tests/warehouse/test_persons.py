"""Every number that counts persons is hidden where they are few, whatever it is made from."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D
from random import Random
from typing import Any

import pytest

from settings import DATA
from tests.warehouse.world import parent
from warehouse import catalogue
from warehouse.declarations import Catalogue
from warehouse.disclosure import NOTHING_SHOWN, SEEN, SMALL_CELL, Before, Leak, Shown, Vintage, key_of
from warehouse.masking import masked

KNOWN = catalogue.load(DATA)
YEARLY = (("kabupaten", "year"), ("kecamatan", "year"))


def declared(**said: Any) -> Catalogue:
    """The repository's declarations with one indicator as said."""
    whole = replace(KNOWN.indicators["reg-03"], public=YEARLY, **said)
    return replace(KNOWN, indicators={whole.id: whole})


def number(entity: str, numerator: int | None, denominator: int | None, **said: Any) -> dict[str, Any]:
    """A final number of a year."""
    return {
        "indicator": "reg-03",
        "entity_kind": "area",
        "entity": entity,
        "breakdown": "",
        "window": "year",
        "period": "2022",
        "level": {1: "kabupaten", 2: "kecamatan"}[entity.count(".")],
        "finality": "final",
        "numerator": None if numerator is None else D(numerator),
        "denominator": None if denominator is None else D(denominator),
        "value": D(12),
        "display": D(12),
    } | said


def hidden(known: Catalogue, *numbers: dict[str, Any]) -> list[str]:
    """The places whose number the public does not see, for being of few persons."""
    found = masked(numbers, known, parent, NOTHING_SHOWN)
    assert {one["public_reason"] for one in found} <= {"", SMALL_CELL}
    return sorted(one["entity"] for one in found if one["public_reason"])


def test_a_middle_of_fewer_than_eight_persons_is_hidden_and_another_hides_it() -> None:
    # 5 of 300 persons: 295 of the others would tell them, so a second place is hidden too.
    places = (
        number("13.05.01", None, 5),
        number("13.05.02", None, 95),
        number("13.05.03", None, 200),
        number("13.05", None, 300),
    )
    assert hidden(declared(kind="ratio", numerator=None), *places) == ["13.05.01", "13.05.02"]
    eight = (number("13.05.01", None, 8), *places[1:3], number("13.05", None, 303))
    assert hidden(declared(kind="ratio", numerator=None), *eight) == []


def test_what_an_office_counts_is_hidden_where_it_is_declared_to_be_of_persons() -> None:
    counts: dict[str, Any] = {"kind": "ratio", "numerator": None, "denominator": None}
    # 3 of 50 children have none: the difference is small, though no count that is shown is.
    places = (number("13.05.01", 47, 50), number("13.05.02", 50, 90), number("13.05.03", 60, 99))
    kabupaten = number("13.05", 157, 239)
    assert hidden(declared(**counts, persons=True), *places, kabupaten)[0] == "13.05.01"
    assert hidden(declared(**counts), *places, kabupaten) == []


def test_a_share_of_an_estimate_is_no_count_of_the_persons_missing_from_it() -> None:
    estimate: dict[str, Any] = {"kind": "ratio", "denominator": "population.estimated_births"}
    known = declared(**estimate)
    people = replace(KNOWN.datasets["population"], personal=False)
    known = replace(known, datasets={**known.datasets, "population": people})
    assert hidden(known, number("13.05", 998, 1000)) == []
    assert hidden(known, number("13.05", 3, 1000)) == ["13.05"]


def test_no_statistic_of_a_group_below_eight_is_shown_and_none_of_fifty() -> None:
    rng = Random(8)
    small = [(f"13.05.{place:02}", rng.randrange(1, 8)) for place in range(1, 51)]
    known = declared(kind="ratio")
    groups = [number(place, rng.randrange(count + 1), count) for place, count in small]
    groups.append(number("13.05.99", 300, 600))
    whole = [sum(int(one[role]) for one in groups) for role in ("numerator", "denominator")]
    found = masked([*groups, number("13.05", *whole)], known, parent, NOTHING_SHOWN)
    for one in found:
        if one["denominator"] < 8:
            assert one["public_reason"] == SMALL_CELL
            assert {one[f"public_{name}"] for name in SEEN} == {None}


def shown_before(one: dict[str, Any]) -> tuple[Vintage, ...]:
    """A number that a release has told as it was."""
    seen = Shown(**{name: one[name] for name in SEEN}, reason="")
    return (Vintage(1, None, one["numerator"], one["denominator"], seen),)


@pytest.mark.parametrize("seed", range(20))
def test_what_was_told_before_and_tells_a_few_persons_is_refused_with_the_cells_named(seed: int) -> None:
    # All places but one were shown, and their sum: the last one follows from them, and is of a few persons.
    rng = Random(seed)
    few = rng.randrange(1, 5)
    places = [
        number(f"13.05.{place:02}", None, rng.randrange(20, 90)) for place in range(1, rng.randrange(3, 9))
    ]
    last = number("13.05.99", None, few)
    whole = number("13.05", None, sum(int(one["denominator"]) for one in (*places, last)))
    before = Before({key_of(one): shown_before(one) for one in (*places, whole)})
    with pytest.raises(Leak) as leak:
        masked([*places, last, whole], declared(numerator=None), parent, before)
    assert [cell for cell in leak.value.cells if cell[1] == "13.05.99"]
    assert "13.05.99" in str(leak.value)
