"""S-curves and the rule of critical contracts, worked out by hand and read back from a release."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.warehouse.programmes import (
    CATALOGUE,
    HEALTH,
    KOMINFO,
    Row,
    build,
    one,
    programme,
    published,
    report,
)
from warehouse import critical, curves
from warehouse.curves import Place
from warehouse.people import STRANGER

REGENCY = Place("area", "13.05")


def masterplan() -> list[Row]:
    """Weights 30, 10 and none; the third moves from Branding to Environment in May 2023."""
    later = {"version": "2023-revisi", "since": date(2023, 5, 31)}
    return [
        programme("P-GOV-01", bobot=D(30)),
        programme("P-GOV-02", bobot=D(10), subdimensi="gov-2", kode_skpd=HEALTH),
        programme("P-BRD-01", bobot=None),
        programme("P-GOV-01", **later, bobot=D(30)),
        programme("P-GOV-02", **later, bobot=D(10), subdimensi="gov-2", kode_skpd=HEALTH),
        programme("P-BRD-01", **later, bobot=None, dimensi="env", subdimensi="env-1"),
    ]


def reports() -> list[Row]:
    """April: three reports; May: the second office is silent, and the third programme says no plan."""
    return [
        report("P-GOV-01", 4, 300, 40, 20, 150),
        report("P-GOV-02", 4, 100, 20, 20, 10, kode_skpd=HEALTH),
        report("P-BRD-01", 4, 600, 10, 0, 0),
        report("P-GOV-01", 5, 300, 50, 45, 165),
        report("P-BRD-01", 5, 600, None, 5, 60),
    ]


def test_a_curve_says_by_what_it_is_weighted_and_of_how_many_programmes_it_is(
    tmp_path: Path, engine: Engine
) -> None:
    built = build(tmp_path, programs=masterplan(), progress=reports())
    published(engine, built)

    def points(place: Place, weighting: curves.Weighting) -> list[tuple[object, ...]]:
        found = curves.read(engine, CATALOGUE, place, 2023, weighting, STRANGER)
        assert (found.place, found.year, found.weighting) == (place, 2023, weighting)
        return [
            (
                one.month,
                one.plan,
                one.physical,
                one.financial,
                one.reported,
                one.physical_of,
                one.financial_of,
            )
            for one in found.points
        ]

    # By ceiling, April: plan (300x40 + 100x20 + 600x10)/1000 = 20; done (6000 + 2000)/1000 = 8; money 160/1000 = 16 %.
    # May: only P-GOV-01 has plan and progress; money (165 + 60)/900 = 25 %.
    assert points(REGENCY, "pagu") == [
        ("2023-04", 20, 8, 16, 3, 3, 3),
        ("2023-05", 50, 45, 25, 2, 1, 2),
    ]
    # By weight, April, without the third: plan (30x40 + 10x20)/40 = 35; done 20; money (30x50 + 10x10)/40 = 40.
    assert points(REGENCY, "bobot") == [
        ("2023-04", 35, 20, 40, 3, 2, 2),
        ("2023-05", 50, 45, 55, 2, 1, 1),
    ]
    # By count, April: plan 70/3, done 40/3, money (50 + 10 + 0)/3 = 20; May: money (55 + 10)/2 = 32,5.
    assert points(REGENCY, "cacah") == [
        ("2023-04", D("23.3333333333"), D("13.3333333333"), 20, 3, 3, 3),
        ("2023-05", 50, 45, D("32.5"), 2, 1, 2),
    ]
    # Every level above a programme, in the version that holds on the month's last day.
    assert points(Place("dimension", "gov"), "pagu")[0][1:4] == (35, 20, 40)
    assert points(Place("subdimension", "gov-2"), "pagu") == [("2023-04", 20, 20, 10, 1, 1, 1)]
    assert points(Place("organisation", HEALTH), "cacah") == [("2023-04", 20, 20, 10, 1, 1, 1)]
    assert points(Place("programme", "P-GOV-01"), "bobot")[1] == ("2023-05", 50, 45, 55, 1, 1, 1)
    assert [row[0] for row in points(Place("dimension", "brd"), "pagu")] == ["2023-04"]
    assert [row[0] for row in points(Place("dimension", "env"), "pagu")] == ["2023-05"]
    assert points(Place("dimension", "soc"), "pagu") == []
    # What the curve by ceiling says of April is prg-02, and less its plan prg-03.
    for place in ("13.05", "gov", "gov-2", KOMINFO, "P-BRD-01"):
        kind = next(
            row["entity_kind"] for row in built.observations.to_dict("records") if row["entity"] == place
        )
        april = curves.read(engine, CATALOGUE, Place(kind, place), 2023, "pagu", STRANGER).points[0]
        assert april.plan is not None
        assert april.physical is not None
        assert april.physical == one(built, "prg-02", "2023-04", place)["value"]
        assert april.physical - april.plan == one(built, "prg-03", "2023-04", place)["value"]


@pytest.mark.parametrize(
    ("plan", "done", "expected"),
    [
        ("0", "0", False),
        ("40", "30", False),  # ten points are not more than ten
        ("40", "29.9", True),
        ("69.9", "60", False),
        ("70", "64.9", True),  # both spans hold 70; the stricter counts
        ("70", "65", False),
        ("100", "94.9", True),
        ("73.92", "57.4", True),
        ("50", "60", False),
        (None, "60", None),
        ("50", None, None),
    ],
)
def test_ten_points_behind_are_critical_and_five_from_seventy_percent_on(
    plan: str | None, done: str | None, expected: bool | None
) -> None:
    numbers = [None if said is None else D(said) for said in (plan, done)]
    assert critical.judge(*numbers, CATALOGUE.critical).critical is expected


def test_a_critical_programme_says_why(tmp_path: Path, engine: Engine) -> None:
    published(engine, build(tmp_path, programs=masterplan(), progress=reports()))
    april = critical.read(engine, CATALOGUE, STRANGER, month="2023-04")
    assert [(one.programme, one.verdict.critical, one.verdict.reason) for one in april] == [
        ("P-BRD-01", False, "tertinggal 10 poin dari rencana; pada rencana 10 persen batasnya 10 poin"),
        ("P-GOV-01", True, "tertinggal 20 poin dari rencana; pada rencana 40 persen batasnya 10 poin"),
        ("P-GOV-02", False, "tidak tertinggal dari rencana"),
    ]
    ours = critical.read(engine, CATALOGUE, STRANGER, programme="P-BRD-01")
    assert [(one.month, one.verdict.critical, one.status) for one in ours] == [
        ("2023-04", False, "berjalan"),
        ("2023-05", None, "berjalan"),
    ]
    assert ours[1].verdict.reason == "rencana atau realisasi fisik belum dilaporkan"
