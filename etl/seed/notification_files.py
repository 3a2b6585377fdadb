"""Half-yearly files of the health office: births that facilities notified, most of them the registry's own."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from etl.seed import births, certificates, places, residences
from etl.seed.births import Birth
from etl.seed.forms import COMMAS, MONTHS, SEMICOLONS, save
from etl.seed.people import Registry
from etl.seed.places import Places
from etl.seed.workbook import Cell

HEADERS = (
    "No", "No. Surat Keterangan Lahir", "NIK Ibu", "NAMA IBU", "Tgl Lahir", "L/P", "Nagari", "Kode Faskes",
    "Tanggal Pemberitahuan",
)  # fmt: skip
IN_FACILITIES = (1, 2, 3)
NOTIFIED = 0.9
UNREGISTERED = 0.03
SERIALS_FROM = 8_001  # the registry of births gives out those below
HOSPITAL = "RSUD-01"
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Notified:
    """A birth as its facility tells it."""

    day: date
    birth: Birth
    mother_nik: str

    @property
    def facility(self) -> str:
        """The hospital, or the puskesmas of the mother's kecamatan."""
        return HOSPITAL if self.birth.facility == 1 else f"PKM-{self.birth.kecamatan[-2:]}"


def write(out: Path, seed: int) -> list[Path]:
    """One file per half-year of notification."""
    rng = random.Random(f"{seed} births")
    known = places.read(rng)
    found = births.registered(known, rng)  # the very births of the registry's files
    rng = random.Random(f"{seed} notifications")
    told = sorted(_notified(rng, found), key=lambda one: (one.day, one.mother_nik))
    halves = groupby(told, lambda one: (one.day.year, (one.day.month + 5) // 6))
    return [_file(out, rng, known, year, half, list(ours)) for (year, half), ours in halves]


def _notified(rng: random.Random, found: list[Birth]) -> Iterator[Notified]:
    others = Registry(rng, SERIALS_FROM)
    for birth in (*found, *_yet_to_be_registered(found)):
        day = birth.born + timedelta(days=int(rng.expovariate(1 / 3)))
        if (
            birth.facility in IN_FACILITIES
            and rng.random() < NOTIFIED
            and certificates.FIRST_YEAR <= day.year <= certificates.LAST_YEAR
        ):
            unknown = rng.random() < UNREGISTERED or birth.registered.year > certificates.LAST_YEAR
            nik = (
                others.nik(birth.kecamatan, 2, birth.born - timedelta(days=27 * 365))
                if unknown
                else birth.mother_nik
            )
            yield Notified(day, birth, nik)


def _yet_to_be_registered(found: list[Birth]) -> Iterator[Birth]:
    """Births of the last year that the registry gets in the next: like those of the year before."""
    for birth in found:
        if birth.born.year == certificates.LAST_YEAR - 1 < birth.registered.year:
            yield replace(birth, born=birth.born + YEAR, registered=birth.registered + YEAR)


def _file(out: Path, rng: random.Random, known: Places, year: int, half: int, told: list[Notified]) -> Path:
    form = SEMICOLONS if year < 2024 else COMMAS
    titles = (
        "DINAS KESEHATAN – PEMBERITAHUAN KELAHIRAN DARI FASILITAS (DATA CONTOH)",
        f"Periode : {MONTHS[half * 6 - 6]} s.d. {MONTHS[half * 6 - 1]} {year}",
        "",
    )
    rows = (_row(rng, known, number, one) for number, one in enumerate(told, start=1))
    return save(out / f"pemberitahuan-{year}-S{half}", form, titles, [HEADERS, *rows])


def _row(rng: random.Random, known: Places, number: int, one: Notified) -> list[Cell]:
    birth = one.birth
    return [
        str(number),
        f"SKL/{one.facility}/{one.day:%Y%m}/{number:05}",
        "" if rng.random() < 0.02 else one.mother_nik,
        birth.mother,
        SEMICOLONS.day(birth.born.day, birth.born.month, birth.born.year),
        "LP"[birth.sex - 1],
        residences.written(rng, known, False, birth.area, birth.kecamatan),
        one.facility,
        SEMICOLONS.day(one.day.day, one.day.month, one.day.year),
    ]
