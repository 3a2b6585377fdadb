"""Every page shows its numbers at both widths, without a word in the console and from one origin alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from dashboard import formats
from settings import DATA
from tests.browser.conftest import HEIGHTS
from tests.browser.expected import NONE, Numbers, leading, written
from tests.browser.visiting import Visit
from warehouse import catalogue
from warehouse.selection import Point
from warehouse.vocabulary import DIMENSIONS

Open = Callable[..., Visit]

INDICATORS = catalogue.load(DATA).indicators
BUILT = [one.id for one in INDICATORS.values() if one.kind != "awaited"]
AWAITED = [one.id for one in INDICATORS.values() if one.kind == "awaited"][::30]
PARTS = ("dimension", "organisation", "programme")  # what the kabupaten is split into for everybody

at_both_widths = pytest.mark.parametrize("width", HEIGHTS)


@at_both_widths
def test_ringkasan_shows_its_numbers(visit: Open, numbers: Numbers, width: int) -> None:
    tab = visit("/", width)
    for heading, points in (
        ("Kelahiran dilaporkan tepat waktu", numbers.over_time("reg-03")),
        ("Realisasi anggaran smart city", numbers.over_time("bud-02")),
    ):
        assert shown(numbers, points) in tab.card(heading)
    for heading, beside in (("Kelahiran dilaporkan tepat waktu", "reg-03-lapor"),
                            ("Realisasi anggaran smart city", "bud-03")):
        assert f": {value(numbers, beside)} " in tab.card(heading)
    course = numbers.newest("prg-03", "programme", "month")
    count = sum(point.band == "sesuai" for point in course)
    assert 0 < count < len(course)
    assert f"{count} dari {len(course)}" in tab.card("Program sesuai jalur")
    for code in DIMENSIONS:
        card = tab.card(numbers.catalogue.entities["dimension", code].name)
        assert all(text in card for text in of_dimension(numbers, code))
    tab.picture("ringkasan")
    assert tab.faults() == []
