"""A release with numbers written straight into the tables, so that a page's words can be known beforehand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine, insert

from warehouse import tables
from warehouse.disclosure import NOT_THIS_GRAIN, SEEN, as_shown
from warehouse.periods import parse
from warehouse.vocabulary import DIMENSIONS, KABUPATEN

HEALTH, COMMUNICATION = "1.02.0.00.0.00.01.0000", "2.16.2.20.2.21.01.0000"
FINANCE = "5.02.0.00.0.00.01.0000"
HIDDEN_HERE = NOT_THIS_GRAIN
HIDDEN = {f"public_{name}": None for name in SEEN} | {"public_reason": HIDDEN_HERE}
SHA = "ab12" * 16


def stock(engine: Engine) -> None:
    """One release of 20 January 2026."""
    release = {
        "number": 1,
        "published_at": datetime(2026, 1, 20, 3),
        "today": date(2026, 1, 20),
        "data_hash": "",
    }
    release |= {"added": 0, "changed": 0, "ended": 0, "warnings": ["Klaim 2021: 38 dan 43 tidak sama."]}
    load = {
        "id": 1,
        "dataset": "births",
        "sha256": SHA,
        "file": "lahir.csv",
        "author": "",
        "state": "accepted",
    }
    load |= {"received_at": datetime(2026, 1, 5), "message": "", "sample": True, "settings": {}}
    load |= {"rows": 700, "kept": 690, "refused": 10}
    with engine.begin() as connection:
        connection.execute(insert(tables.release).values(release))
        connection.execute(insert(tables.load).values(load))
        connection.execute(insert(tables.observation), list(_observations()))
        connection.execute(insert(tables.record), list(_records()))
        connection.execute(insert(tables.lineage), list(_lineage()))


def observation(indicator: str, period: str, value: str | None, **said: Any) -> dict[str, Any]:
    """A row of the table; final, of sample data, public, of the kabupaten unless told otherwise."""
    exact = None if value is None else Decimal(value)
    known = {"entity_kind": "area", "entity": KABUPATEN, "level": "kabupaten", "breakdown": ""}
    known |= {"indicator": indicator, "window": parse(period).window, "period": period, "since_release": 1}
    known |= {"until_release": None, "value": exact, "display": None if exact is None else round(exact, 2)}
    known |= dict.fromkeys(
        ("numerator", "denominator", "low", "high", "target", "achievement", "pace", "band")
    )
    known |= {"public_reason": "", "reason": "", "target_sample": False}
    known |= {"finality": "final", "maturity_days": None, "sample": True, "notes": "sample"}
    known |= {"reported": None, "expected": None, "reference_source": "", "definition_hash": ""}
    row = known | said
    return row | as_shown(row, row["public_reason"])


def _observations() -> Iterator[dict[str, Any]]:
    yield from _registration()
    for number, month in enumerate(_months(2025), start=1):
        yield from _money(f"{month}-ytd", number)
        yield from _programmes(month, number)
    for year, value in zip(
        (2018, 2019, 2020, 2021, 2022), ("69.71", "70.59", "70.61", "70.76", "71.63"), strict=True
    ):
        yield observation("soc-01", str(year), value, sample=False, notes="", reference_source="BPS")


def _registration() -> Iterator[dict[str, Any]]:
    """Cohorts of 2022 to 2025, final to December 2024; the young ones look better than they are."""
    months = [month for year in (2022, 2023, 2024, 2025) for month in _months(year)]
    for number, month in enumerate(months):
        loose = month > "2024-12"
        value = Decimal("74.2") + Decimal(number % 7) / 2 + (max(0, number - 40) if loose else 0)
        cohort = {"finality": "provisional" if loose else "final", "maturity_days": 365 if not loose else 30}
        parts = {"numerator": Decimal(450 + number), "denominator": Decimal(600)}
        yield observation("reg-03", month, str(value), **cohort, **parts)
        yield observation("reg-03-lapor", month, str(value - 3))
        yield _closed("reg-03", month, str(value - 5), "13.05.01", "kecamatan", **cohort)
    for year in ("2022", "2023", "2024"):
        judged = {"target": Decimal(80), "achievement": Decimal("94.5"), "band": "sangat_tinggi"}
        yield observation("reg-03", year, "75.6", maturity_days=365, target_sample=True, **judged)
    judged = {"target": Decimal(82), "achievement": Decimal("96.3"), "band": "sangat_tinggi"}
    yield observation(
        "reg-03", "2025", "79.0", maturity_days=20, finality="provisional", target_sample=True, **judged
    )


def _closed(indicator: str, period: str, value: str, entity: str, level: str, **said: Any) -> dict[str, Any]:
    """A number at a grain that is not for the public."""
    closed = {"entity": entity, "level": level, "public_reason": HIDDEN_HERE}
    return observation(indicator, period, value, **closed, **said)


def _money(period: str, number: int) -> Iterator[dict[str, Any]]:
    """Spending of 8 % of the ceiling a month; health is 12 points behind its plan, the kabupaten 6."""
    share = Decimal(8 * number)
    parts = {"numerator": share * 10**9 * 3 / 10, "denominator": Decimal(30 * 10**9)}
    sent = {"finality": "provisional", "reported": 11, "expected": 12} if number == 12 else {}
    behind = {"numerator": Decimal(-(10**9)), "denominator": Decimal(30 * 10**9)}
    yield observation("bud-02", period, str(share), pace=Decimal("92"), band="perhatian", **parts, **sent)
    yield observation("bud-03", period, "-6.25", band="perhatian", **behind, **sent)
    for entity, value, band in (
        (HEALTH, "-12.4", "kritis"),
        (COMMUNICATION, "-3", "sesuai"),
        (FINANCE, "-7", "perhatian"),
    ):
        place = {"entity_kind": "organisation", "entity": entity, "level": "organisation"}
        yield observation("bud-02", period, str(share - 5), **place, **parts)
        yield observation("bud-03", period, value, band=band, **place, **behind)
    for code in DIMENSIONS:
        place = {"entity_kind": "dimension", "entity": code, "level": "dimension"}
        yield observation("bud-02", period, str(share - 2), **place, **parts)
        yield observation("bud-03", period, "-2.5", band="sesuai", **place, **behind)


def _programmes(month: str, number: int) -> Iterator[dict[str, Any]]:
    parts = {"numerator": Decimal(44), "denominator": Decimal(60)}
    quarter = f"{month[:4]}-Q{(number + 2) // 3}"
    at_end = number % 3 == 0
    if at_end:
        yield observation("prg-01", quarter, str(Decimal(73) + number), **parts)
    yield observation("prg-03", month, "-4.75", band="sesuai")
    for code in DIMENSIONS:
        place = {"entity_kind": "dimension", "entity": code, "level": "dimension"}
        if at_end:
            yield observation("prg-01", quarter, "80", numerator=Decimal(8), denominator=Decimal(10), **place)
        yield observation("prg-03", month, "-3.5", band="sesuai", **place)
        for place_in, (value, band) in enumerate(
            (("2", "sesuai"), ("-8.5", "perhatian"), ("-21.25", "kritis")), 1
        ):
            programme = {
                "entity_kind": "programme",
                "entity": f"{code.upper()}-{place_in:02}",
                "level": "programme",
            }
            yield observation("prg-03", month, value, band=band, **programme)


def _records() -> Iterator[dict[str, Any]]:
    for code in DIMENSIONS:
        for number in (1, 2, 3):
            yield from _programme(code, f"{code.upper()}-{number:02}", number)
    for entity, period, value, said in (
        (KABUPATEN, "2021", "71.6", "capaian 71,6 persen"),
        (KABUPATEN, "2023", "71", "44 dari 62 program"),
        ("brd", "2021", None, "Branding: 7 program"),
    ):
        fields = {"kode_indikator": "prg-01", "kode_entitas": entity, "periode": period, "nilai": value}
        fields |= {
            "pembilang": "44",
            "penyebut": "62",
            "teks_asli": said,
            "sumber": "Bangun Piaman",
            "url": None,
        }
        fields |= {"tanggal_terbit": "2022-06-01"}
        yield _record("claim", f"{entity}-{period}", entity, period, fields, sample=False)
    scored = {"instrumen": "kominfo", "tahun": 2024, "komponen": "Outcome", "dimensi": None, "nilai": "2.9"}
    yield _record("score", "kominfo|2024|Outcome|", "", "2024", scored)
    fields = {"kode_indikator": "eco-01", "kode_entitas": KABUPATEN, "periode": "2019", "teks": "2,51/6,42"}
    fields |= {"alasan": "dua nilai dalam satu sel", "sumber": "Bab III Perubahan RKPD 2023"}
    yield _record("refused", "given|1", KABUPATEN, "2019", fields, sample=False)


def _programme(dimension: str, code: str, number: int) -> Iterator[dict[str, Any]]:
    owner = (HEALTH, COMMUNICATION, FINANCE)[number - 1]
    fields = {"berlaku_dari": "2024-01-01", "kode_program": code, "nama": f"Program contoh {code}"}
    fields |= {"dimensi": dimension, "kode_skpd": owner, "quick_win": "ya" if number == 1 else "tidak"}
    yield _record("programme", f"2|{code}", code, None, fields)
    said = {"kode_program": code, "rencana_fisik": "80", "realisasi_fisik": "71.5", "pagu": "1250000000"}
    said |= {"status": "berjalan", "kode_skpd": owner, "tahun": 2025, "bulan": 12}
    yield _record("progress", f"2025|12|{code}", code, "2025-12", said)


def _record(
    kind: str, key: str, entity: str, period: str | None, fields: dict[str, Any], sample: bool = True
) -> dict:
    row = {"kind": kind, "key": key, "since_release": 1, "until_release": None, "entity": entity}
    return row | {"period": period, "fields": json.dumps(fields), "sample": sample}


def _lineage() -> Iterator[dict[str, Any]]:
    for month in _months(2024):
        row = {
            "dataset": "births",
            "entity_kind": "area",
            "entity": KABUPATEN,
            "breakdown": "",
            "month": month,
            "load": 1,
        }
        yield row | {"sheet": "", "since_release": 1, "until_release": None, "rows": 55, "ranges": None}


def _months(year: int) -> list[str]:
    return [f"{year}-{month:02}" for month in range(1, 13)]
