"""Scores with the year before, awards by dimension and who took over an innovation, read from a release."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from tests.warehouse.programmes import CATALOGUE, Row, build, published
from warehouse import merits
from warehouse.people import STRANGER


def score(year: int, component: str, value: str, before: str | None, dimension: str | None = None) -> Row:
    return {
        "instrumen": "kominfo", "tahun": year, "komponen": component, "dimensi": dimension, "nilai": D(value),
        "nilai_tahun_lalu": None if before is None else D(before), "catatan_asesor": None, "sumber": f"Surat {year}",
    }  # fmt: skip


def award(year: int, category: str, source: str = "Arsip", day: date | None = None) -> Row:
    return {
        "tahun": year, "tanggal": day, "nama": "Smart City", "kategori": category, "pemberi": "Kominfo",
        "sumber": source, "url": None,
    }  # fmt: skip


def adoption(region: str, year: int | None, source: str = "A", **said: Any) -> Row:
    usual = {"inovasi": "SIPAKEM", "daerah": region, "tingkat": "kabupaten", "sejak": year, "sumber": source}
    return usual | {"url": None} | said


def test_a_score_stands_beside_the_year_before_and_what_was_gained(tmp_path: Path, engine: Engine) -> None:
    # Kediri: 3,06 to 3,31. The sheet of 2023 says 3,4 of 2022, whose own sheet says 3,31: its own counts.
    rows = [
        score(2022, "outcome", "3.31", "3.06"),
        score(2023, "outcome", "3.5", "3.4"),
        score(2023, "impact", "2.75", None, "gov"),
        score(2024, "impact", "2.5", None, "gov"),
        score(2024, "impact", "3", None, "brd"),
    ]
    published(engine, build(tmp_path, scores=rows))
    found = merits.scores(engine, CATALOGUE, STRANGER, "kominfo")
    assert [
        (one.year, one.component, one.dimension, one.value, one.before, one.gap, one.retold) for one in found
    ] == [
        (2022, "outcome", None, D("3.31"), D("3.06"), D("0.25"), True),
        (2023, "impact", "gov", D("2.75"), None, None, False),
        (2023, "outcome", None, D("3.5"), D("3.31"), D("0.19"), False),
        (2024, "impact", "brd", D(3), None, None, False),
        (2024, "impact", "gov", D("2.5"), D("2.75"), D("-0.25"), False),
    ]
    assert merits.scores(engine, CATALOGUE, STRANGER, "spbe") == ()


def test_awards_are_read_by_dimension_and_those_of_none_are_last(tmp_path: Path, engine: Engine) -> None:
    rows = [
        award(2019, "Rencana induk smart city"),
        award(2022, "dimensi  branding", "Pelita Sumbar"),
        award(2021, "Dimensi Branding", "gpriority.co.id", date(2021, 12, 14)),
        award(2023, "Smart Government"),
    ]
    published(engine, build(tmp_path, awards=rows))
    found = merits.awards(engine, CATALOGUE, STRANGER)
    assert [(one.dimension, one.year, one.day, one.source) for one in found] == [
        ("gov", 2023, None, "Arsip"),
        ("brd", 2021, "2021-12-14", "gpriority.co.id"),
        ("brd", 2022, None, "Pelita Sumbar"),
        (None, 2019, None, "Arsip"),
    ]


def test_a_region_took_over_an_innovation_once_in_the_earliest_year_that_is_told(
    tmp_path: Path, engine: Engine
) -> None:
    rows = [
        adoption("Kabupaten Satu", 2021),
        adoption("kabupaten satu", 2022, "B"),
        adoption("Kabupaten Dua", 2021),
        adoption("Kota Tiga", None),
        adoption("Kota Tiga", 2023, "B"),
        adoption("Kota Empat", None),
        adoption("Indonesia", None, tingkat="nasional"),
        adoption("Kabupaten Lima", 2021, inovasi="NAGITA"),
    ]
    published(engine, build(tmp_path, adoptions=rows))
    found = merits.adopters(engine, CATALOGUE, "sipakem", STRANGER)
    assert [(one.level, one.year, one.regions, one.count, one.total) for one in found] == [
        ("kabupaten", 2021, ("Kabupaten Dua", "Kabupaten Satu"), 2, 2),
        ("kabupaten", 2023, ("Kota Tiga",), 1, 3),
        ("kabupaten", None, ("Kota Empat",), 1, 1),
        ("nasional", None, ("Indonesia",), 1, 1),
    ]
