"""What the public sees of registrations, edition after edition, and that a stranger learns nothing from all of them."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal as D

import pytest

from settings import DATA
from tests.warehouse.world import KABUPATEN, Event, Observation, as_a_stranger, editions, events
from warehouse import catalogue
from warehouse.disclosure import SMALL_CELL, Key, key_of
from warehouse.periods import add_months
from warehouse.suppression import intervals

CATALOGUE = catalogue.load(DATA)
NAGARI = sorted(code for kind, code in CATALOGUE.entities if kind == "area" and code.count(".") == 3)


def born_and_registered(area: str, months: dict[str, int], late: int = 0) -> list[Event]:
    """So many births in each month registered at once, and so many of the first registered a year later."""
    found = [
        Event(area, date.fromisoformat(f"{month}-01"), date.fromisoformat(f"{month}-20"))
        for month, count in months.items()
        for _ in range(count)
    ]
    first = date.fromisoformat(f"{next(iter(months))}-01")
    return found + [Event(area, first, add_months(first, 9)) for _ in range(late)]


def published(births: list[Event], *days: date) -> list[list[Observation]]:
    return editions(dict.fromkeys(days, births), CATALOGUE)


def one(edition: list[Observation], entity: str, period: str) -> Observation:
    (found,) = [each for each in edition if (each["entity"], each["period"]) == (entity, period)]
    return found


def test_below_the_kabupaten_a_number_is_shown_once_it_is_final() -> None:
    births = born_and_registered(NAGARI[0], {"2022-01": 50}, late=20)
    early, late = published(births, date(2022, 12, 1), date(2024, 2, 1))
    assert one(early, NAGARI[0], "2022")["public_value"] is None
    assert one(early, KABUPATEN, "2022")["public_numerator"] == 50
    assert one(late, NAGARI[0], "2022")["public_denominator"] == 70


def test_a_change_of_a_few_persons_is_held_back_and_one_of_many_is_not() -> None:
    few, many = (born_and_registered(NAGARI[0], {"2022-01": 50}, late=late) for late in (3, 30))
    days = [date(2022, 3, 1), date(2022, 12, 1)]
    for births, shown in ((few, 50), (many, 80)):
        _, second = published(births, *days)
        assert one(second, KABUPATEN, "2022-01")["public_denominator"] == shown
        assert one(second, KABUPATEN, "2022-01")["public_reason"] == ""


def test_a_late_birth_whose_nagari_nobody_wrote_down_is_not_told_by_the_others() -> None:
    births = [
        event
        for number, area in enumerate(NAGARI[:3])
        for event in born_and_registered(area, {"2022-01": 40 + number}, late=20)
    ]
    births += born_and_registered(NAGARI[0][:8], {"2022-01": 2})
    edition = published(births, date(2024, 2, 1))[0]
    shown = [one(edition, area, "2022")["public_denominator"] for area in NAGARI[:3]]
    assert None in shown  # else 2 were the kecamatan less its nagari
    assert one(edition, NAGARI[0][:8], "2022")["public_denominator"] == D(185)


def test_a_number_below_the_kabupaten_changes_in_a_yearly_revision_only() -> None:
    births = born_and_registered(NAGARI[0], {"2022-01": 50}, late=20)
    found = born_and_registered(NAGARI[0], {"2022-01": 10})
    # The ten were registered in 2022 too; their file is sent again after the first edition.
    known = {date(2024, 2, 1): births, date(2024, 3, 1): births + found, date(2025, 1, 1): births + found}
    first, second, third = editions(known, CATALOGUE)
    assert one(first, NAGARI[0], "2022")["public_denominator"] == 70
    assert one(second, NAGARI[0], "2022")["public_denominator"] == 70
    assert one(third, NAGARI[0], "2022")["public_denominator"] == 80


@pytest.mark.parametrize(
    ("kecamatan", "a_year", "count"), [(1, 60, 10), (1, 400, 8), (2, 400, 7), (3, 60, 6)]
)
def test_a_stranger_with_every_edition_tells_no_hidden_count_and_no_small_change(
    kecamatan: int, a_year: int, count: int
) -> None:
    rng = random.Random(a_year)
    chosen = rng.sample(sorted({code[:8] for code in NAGARI}), kecamatan)
    births = events(rng, [code for code in NAGARI if code[:8] in chosen], [2022], a_year)
    late = set(rng.sample(range(a_year), a_year // 20))  # what comes with a file that is sent again
    days = [add_months(date(2022, 2, 1), 3 * number) for number in range(count)]
    known = {
        day: births if number >= count // 2 else [one for at, one in enumerate(births) if at not in late]
        for number, day in enumerate(days)
    }
    found = editions(known, CATALOGUE)
    tables, shown, hidden, changes = as_a_stranger(found)
    positive = [cell for cell in hidden if tables.values[cell]]
    asked = [*rng.sample(positive, min(40, len(positive))), *rng.sample(changes, min(40, len(changes)))]
    assert asked
    told = intervals(tables, set(shown), asked)
    assert [cell for cell, (low, high) in told.items() if high - low < 3 - 1e-6] == []
    assert any(each["public_reason"] == SMALL_CELL for each in found[-1])


@pytest.mark.parametrize("number", range(2, 6))
def test_no_count_that_is_shown_changes_by_a_few_persons(number: int) -> None:
    births = events(random.Random(number), NAGARI[:8], [2022], 60 * number)
    before: dict[Key, Observation] = {}
    for edition in published(births, *(add_months(date(2022, 2, 1), 2 * count) for count in range(12))):
        now = {key_of(each): each for each in edition if each["public_value"] is not None}
        assert before.keys() <= now.keys()  # what was shown once is not hidden later
        for key, each in before.items():
            for role in ("public_numerator", "public_denominator"):
                assert abs(now[key][role] - each[role]) not in (1, 2, 3, 4)
        before = now


def test_a_part_that_is_all_there_is_of_its_whole_is_shown_as_that_is() -> None:
    # One kecamatan of two nagari: what the regency's year was shown as, 50, it was too; two births came late.
    births = born_and_registered(NAGARI[0], {"2022-01": 30}) + born_and_registered(
        NAGARI[1], {"2022-01": 20}, late=2
    )
    first, second = published(births, date(2022, 3, 1), date(2024, 2, 1))
    assert one(first, KABUPATEN, "2022")["public_denominator"] == 50
    assert one(second, KABUPATEN, "2022")["public_denominator"] == 50
    assert one(second, NAGARI[0][:8], "2022")["public_denominator"] == 50
    assert one(second, NAGARI[1], "2022")["public_reason"] == SMALL_CELL
