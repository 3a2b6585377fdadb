"""What status says is owed."""

from __future__ import annotations

from datetime import date

from etl.status import owed
from settings import DATA
from warehouse import catalogue

CATALOGUE = catalogue.load(DATA)
A, B = "1.02.0.00.0.00.01.0000", "2.16.2.20.2.21.01.0000"


def part(month: int, office: str) -> str:
    return f"tahun=2025;bulan={month:02};kode_skpd={office}"


def test_a_month_is_owed_once_its_promised_day_has_come() -> None:
    births = CATALOGUE.datasets["births"]
    parts = ["bulan=2025-10", "bulan=2025-11"]
    # December ends on the 31st; its file is promised ten days later.
    assert owed(births, parts, date(2026, 1, 9)) == []
    assert owed(births, parts, date(2026, 1, 10)) == [{"month": "2025-12", "office": None}]


def test_an_office_that_sent_before_and_not_now_is_named() -> None:
    parts = [part(10, A), part(10, B), part(11, A)]
    assert owed(CATALOGUE.datasets["budget"], parts, date(2025, 12, 15)) == [
        {"month": "2025-11", "office": B}
    ]


def test_a_dataset_without_a_promise_owes_nothing() -> None:
    assert owed(CATALOGUE.datasets["tags"], ["tahun=2025"], date(2026, 1, 20)) == []
