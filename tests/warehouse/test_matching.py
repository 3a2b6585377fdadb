"""Whatever two lists hold, the pairs found are those that can be found, each once, in whatever order the files come."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from settings import DATA
from warehouse import catalogue
from warehouse.engine import arrow_of, connect, schema_of

KNOWN = catalogue.load(DATA)
SQL = KNOWN.datasets["birth_matches"].sql("measures.sql") or ""
LAST = date(2025, 12, 31)
Row = dict[str, Any]


@dataclass(frozen=True)
class Child:
    """A child of a delivery: its sex, and whether each list has it, with its mother's key or a corrupted one."""

    sex: str
    registered: bool
    notified: bool
    spoilt: tuple[bool, bool]


@dataclass(frozen=True)
class Delivery:
    """The children of one birth, and how many days the facilities' date is off."""

    children: tuple[Child, ...]
    off: int


ONE_IN_TWENTY = st.integers(0, 19).map(lambda number: number == 0)
CHILDREN = st.builds(
    Child, st.sampled_from("12"), st.booleans(), st.booleans(), st.tuples(ONE_IN_TWENTY, ONE_IN_TWENTY)
)
DELIVERIES = st.lists(
    st.builds(Delivery, st.lists(CHILDREN, min_size=1, max_size=4).map(tuple), st.integers(-1, 1)),
    max_size=60,
)


def lists(deliveries: list[Delivery]) -> tuple[list[Row], list[Row], int]:
    """The registry's rows, the facilities' rows, and how many pairs they hold; every mother has two deliveries."""
    registered: list[Row] = []
    notified: list[Row] = []
    found = 0
    for number, one in enumerate(deliveries):
        born = date(2024, 1, 10) + timedelta(days=number % 9 + 300 * (number % 2))
        counts: Counter[tuple[str, str]] = Counter()
        for child in one.children:
            common = {"jenis_kelamin": child.sex, "kode_wilayah": "13.05.01.2001", "load": 1, "sheet": ""}
            if child.registered:
                key = f"x{len(registered)}" if child.spoilt[0] else f"m{number // 2}"
                registered.append(
                    common | {"no_akta": f"a{len(registered)}", "nik_ibu": key, "tanggal_lahir": born}
                )
                counts["registered", child.sex] += not child.spoilt[0]
            if child.notified:
                key = f"y{len(notified)}" if child.spoilt[1] else f"m{number // 2}"
                told = born + timedelta(days=one.off)
                notified.append(
                    common | {"no_surat": f"s{len(notified)}", "nik_ibu": key, "tanggal_lahir": told}
                )
                counts["notified", child.sex] += not child.spoilt[1]
        found += sum(min(counts["registered", sex], counts["notified", sex]) for sex in "12")
    return registered, notified, found


def matched(registered: list[Row], notified: list[Row], order: random.Random) -> list[tuple[Any, ...]]:
    """What the SQL makes of the two lists, their rows in some order."""
    engine = connect()
    for name, rows, reported in (
        ("births", registered, "tanggal_lapor"),
        ("birth_notifications", notified, "tanggal_notifikasi"),
    ):
        schema = schema_of(KNOWN.datasets[name])
        whole = [
            dict.fromkeys(schema)
            | row
            | {"sheet_row": number, reported: row["tanggal_lahir"] + timedelta(days=20)}
            for number, row in enumerate(rows)
        ]
        whole.append(
            dict.fromkeys(schema)
            | {"kode_wilayah": "luar", "jenis_kelamin": "1", reported: LAST, "tanggal_lahir": LAST, "load": 1}
        )
        order.shuffle(whole)
        engine.put(name, arrow_of({key: [row[key] for row in whole] for key in schema}, schema))
    return sorted(engine.raw_sql(SQL).fetchall(), key=str)


@settings(max_examples=40, deadline=None)
@given(DELIVERIES, st.randoms(use_true_random=False))
def test_the_pairs_found_are_those_that_can_be_found_each_once(
    deliveries: list[Delivery], order: random.Random
) -> None:
    registered, notified, expected = lists(deliveries)
    found = matched(registered, notified, order)
    pairs = [row for row in found if row[-2] == 1]  # in_both
    assert len(pairs) == expected
    assert sum(row[-4] for row in found) == len(
        registered
    )  # a certificate in two pairs would stand here twice
    assert sum(row[-3] for row in found) == len(notified)  # and a letter, or one that was lost
    assert sum(row[-1] for row in found) == len(registered) + len(notified) - expected


@settings(max_examples=12, deadline=None)
@given(DELIVERIES, st.randoms(use_true_random=False))
def test_the_order_of_the_files_changes_nothing(deliveries: list[Delivery], order: random.Random) -> None:
    registered, notified, _ = lists(deliveries)
    assert matched(registered, notified, order) == matched(registered, notified, order)


@pytest.mark.parametrize("size", [20_000])
def test_of_many_births_with_a_known_overlap_every_pair_is_found(size: int) -> None:
    # Four of five registered, three of four notified, and 5 % of the keys of each list spoilt.
    chance = random.Random(11)
    whole = [
        Delivery(
            tuple(
                Child(
                    chance.choice("12"),
                    chance.random() < 0.8,
                    chance.random() < 0.75,
                    (chance.random() < 0.05, chance.random() < 0.05),
                )
                for _ in range(2 if chance.random() < 0.02 else 1)
            ),
            chance.choice((-1, 0, 0, 0, 1)),
        )
        for _ in range(size)
    ]
    registered, notified, expected = lists(whole)
    assert expected > 0.5 * size
    assert sum(row[-2] for row in matched(registered, notified, chance)) == expected
