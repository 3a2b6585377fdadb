"""What holds from a date on, original and revised: the APBD's totals and the smart-city tags of lines."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from etl.seed import money, programmes
from etl.seed.forms import SEMICOLONS, WORKBOOK, Form, save
from etl.seed.money import REVISED_FROM, SHIFTED_FROM, YEARS, Line, Tag
from etl.seed.workbook import Cell

# Invented: (original, revised) in million rupiah.
SPENDING = {
    2022: (1_452_318, 1_497_064),
    2023: (1_488_907, 1_531_446),
    2024: (1_533_275, 1_577_912),
    2025: (1_561_640, 1_594_208),
}
REVENUE = {
    2022: (1_407_552, 1_433_190),
    2023: (1_446_218, 1_470_335),
    2024: (1_492_806, 1_518_477),
    2025: (1_519_934, 1_541_061),
}
APBD_HEADERS = (
    "Tahun Anggaran", "Versi APBD", "Berlaku Mulai", "Total Belanja (Rp)", "Total Pendapatan (Rp)",
    "Dasar Hukum",
)  # fmt: skip
TAG_HEADERS = (
    "Tahun Anggaran", "Versi Penandaan", "Berlaku Mulai", "Kode OPD", "Kode Sub Kegiatan",
    "Dimensi Smart City", "Kode Program Masterplan", "Porsi (%)", "Dasar Penandaan",
)  # fmt: skip
SHIFT = "pergeseran-1"
VERSIONS = {"murni": ("APBD Murni", 1), SHIFT: ("Pergeseran 1", 1), "perubahan": ("APBD Perubahan", 2)}
NARROWED = 0.08  # the share of tags that a revision makes smaller, by a fifth


def starts(year: int, version: int) -> date:
    """The first day on which a version of a year is in force."""
    return REVISED_FROM[year] if version == 2 else date(year, 1, 1)


def write_apbd(out: Path) -> list[Path]:
    """One file per year and version."""
    title = ("RINGKASAN APBD KABUPATEN PADANG PARIAMAN (DATA CONTOH)", "")
    return [
        save(out / f"apbd-{year}-{stem}", SEMICOLONS, title, [APBD_HEADERS, _apbd(year, stem)])
        for year in YEARS
        for stem in VERSIONS
        if stem != SHIFT or year in SHIFTED_FROM
    ]


def _apbd(year: int, stem: str) -> list[Cell]:
    """A shift moves money between lines: its totals are those of the original budget."""
    kind, version = VERSIONS[stem]
    day = SHIFTED_FROM[year] if stem == SHIFT else starts(year, version)
    return [
        SEMICOLONS.count(year),
        kind,
        SEMICOLONS.day(day.day, day.month, day.year),
        SEMICOLONS.rupiah(SPENDING[year][version - 1] * 1_000_000),
        SEMICOLONS.rupiah(REVENUE[year][version - 1] * 1_000_000),
        f"{kind} {year} (contoh)",
    ]


def write_tags(out: Path, seed: int) -> list[Path]:
    """One file per year and version."""
    return [
        _tag_file(out, seed, year, version, WORKBOOK if year % 2 else SEMICOLONS)
        for year in YEARS
        for version in (1, 2)
    ]


def _tag_file(out: Path, seed: int, year: int, version: int, form: Form) -> Path:
    title = ("PENANDAAN ANGGARAN SMART CITY (DATA CONTOH)", "")
    found = tagged(seed, year, version)
    rows = (_tag_row(form, year, version, line, tag) for line in money.lines() for tag in found.get(line, ()))
    return save(out / f"penandaan-{year}-{version}", form, title, [TAG_HEADERS, *rows])


def _tag_row(form: Form, year: int, version: int, line: Line, tag: Tag) -> list[Cell]:
    day = starts(year, version)
    return [
        form.count(year),
        f"v{year}-{version}",
        form.day(day.day, day.month, day.year),
        line.office,
        line.code_in(year),
        programmes.DIMENSIONS[tag.dimension],
        tag.programme,
        form.count(tag.percent),
        f"Rapat penandaan Tim Pelaksana {year} (contoh)",
    ]


@cache
def tagged(seed: int, year: int, version: int) -> dict[Line, tuple[Tag, ...]]:
    """The tags in force, by line; none without its programme, and none names a programme that is idle."""
    unlisted = {one.code for one in programmes.programmes() if not one.listed(year)}
    idle = {one.code for one in programmes.programmes() if not one.active(year)}
    return {
        line: tuple(replace(tag, programme="" if tag.programme in idle else tag.programme) for tag in tags)
        for line in money.lines()
        if (tags := [tag for tag in _of_version(seed, line, year, version) if tag.programme not in unlisted])
    }


def _of_version(seed: int, line: Line, year: int, version: int) -> Iterator[Tag]:
    for tag in line.tags:
        rng = random.Random(f"{seed} tag {line.code} {tag.dimension} {year}")
        narrowed = version == 2 and rng.random() < NARROWED
        yield replace(tag, percent=tag.percent * 4 // 5) if narrowed else tag
