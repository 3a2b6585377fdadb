"""Series made by hand for the tests of pure parts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from warehouse.declarations import Band, Indicator
from warehouse.selection import Point, Record, Release, Selection, Series
from warehouse.vocabulary import KABUPATEN

RELEASE = Release(number=3, published_at=datetime(2026, 1, 20, 3, 0), today=date(2026, 1, 20))
BANDS = (
    Band("capaian", Decimal(75), False, "tinggi", "Tinggi", "hijau"),
    Band("deviasi", Decimal(-5), True, "sesuai", "Sesuai jalur", "hijau"),
    Band("deviasi", Decimal(-10), True, "perhatian", "Perlu perhatian", "kuning"),
    Band("deviasi", None, True, "kritis", "Kritis", "merah"),
)


def indicator(**said: Any) -> Indicator:
    """On-time registration, unless told otherwise."""
    known: dict[str, Any] = {
        "id": "reg-03",
        "name": "Kelahiran dilaporkan ≤60 hari",
        "name_en": "On-time birth registration",
        "group": "dimensi",
        "unit": "persen",
        "direction": "higher",
        "formula": "kelahiran terdaftar ≤60 hari / kelahiran terdaftar ≤365 hari",
        "definition": "Bagian kelahiran yang dilaporkan paling lambat 60 hari.",
        "why": "Akta adalah hak anak.",
        "owner": "Disdukcapil",
        "source": "SIPAKEM",
        "legal": "UU 24/2013",
        "period": "month",
        "kind": "ratio",
        "sub_dimension": "gov-1",
    }
    return Indicator(**known | said)


def point(period: str = "2025-05", value: str | None = "81.2", **said: Any) -> Point:
    """A final, real number of the kabupaten."""
    exact = None if value is None else Decimal(value)
    known: dict[str, Any] = {
        "entity_kind": "area",
        "entity": KABUPATEN,
        "entity_name": "Kabupaten Padang Pariaman",
        "window": window_of(period),
        "period": period,
        "breakdown": "",
        "value": exact,
        "display": exact,
        "numerator": None,
        "denominator": None,
        "finality": "final",
        "maturity_days": None,
        "sample": False,
        "target": None,
        "target_sample": False,
        "achievement": None,
        "pace": None,
        "band": None,
        "notes": (),
        "reported": None,
        "expected": None,
        "reference_source": "",
        "reason": "",
    }
    return Point(**known | said)


def window_of(period: str) -> str:
    return {4: "year", 11: "ytd"}.get(
        len(period), {"Q": "quarter", "S": "semester"}.get(period[5:6], "month")
    )


def series(points: Iterable[Point], of: Indicator | None = None) -> Series:
    """The points as the current release answers them."""
    shown = tuple(points)
    of = of or indicator()
    window = shown[0].window if shown else "month"
    return Series(of, Selection(of.id, window), RELEASE, shown, exact=False)


def claim(period: str = "2021", value: str | None = "71.6", **fields: Any) -> Record:
    """A number said in public."""
    said = {"nilai": value, "teks_asli": "71,6 %", "sumber": "Bangun Piaman, Juni 2022", **fields}
    return Record("claim", f"claim-{period}", KABUPATEN, period, said, sample=False)


def difference(**said: Any) -> Indicator:
    """The deviation of spending from its plan."""
    known = {"id": "bud-03", "name": "Deviasi keuangan", "unit": "poin persen", "kind": "difference"}
    return indicator(**known | {"decimals": 2, "sub_dimension": None, "group": "lintas"} | said)


def offices() -> Series:
    """Four offices in one period: good, watched, bad, and one without a number."""
    named = [("1.01", "Dinas A", "3.10", "sesuai"), ("1.02", "Dinas B", "-7.20", "perhatian")]
    named += [("1.03", "Dinas <C>", "-16.52", "kritis")]
    points = [
        point(
            "2025-12-ytd",
            value,
            entity_kind="organisation",
            entity=code,
            entity_name=name,
            band=band,
            sample=True,
        )
        for code, name, value, band in named
    ]
    missing = point(
        "2025-12-ytd",
        None,
        entity_kind="organisation",
        entity="1.04",
        entity_name="Dinas D",
        reason="belum melapor",
    )
    return series([points[2], missing, points[0], points[1]], difference())


def months(count: int = 24, loose: int = 6) -> Series:
    """Months of 2024 and 2025, the last few provisional, one of them missing."""
    names = [f"{2024 + number // 12}-{number % 12 + 1:02}" for number in range(count)]
    points = [
        point(
            name,
            str(Decimal(70) + Decimal(number) / 2),
            finality="provisional" if number >= count - loose else "final",
        )
        for number, name in enumerate(names)
    ]
    points[3] = point(names[3], None, reason="disamarkan: menyangkut terlalu sedikit orang")
    points[-1] = point(names[-1], "83.1", finality="provisional", sample=True, reported=25, expected=30)
    return series(points)
