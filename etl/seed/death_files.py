"""The quarterly files of the civil registry on deaths, and the faults that real files have."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from etl.seed import certificates, deaths, places, residences
from etl.seed.certificates import Row
from etl.seed.deaths import Death
from etl.seed.forms import COMMAS, MONTHS, SEMICOLONS, WORKBOOK, Form, full_words, save, short_words
from etl.seed.places import Places
from etl.seed.workbook import Cell

# Every column, in the order of the form, and its usual header; names are columns that nobody declares.
HEADERS = {
    "no": "No",
    "no_akta": "No. Akta Kematian",
    "nik": "NIK Almarhum",
    "nama": "NAMA ALMARHUM",
    "jenis_kelamin": "L/P",
    "tanggal_lahir": "Tgl Lahir",
    "tanggal_kematian": "Tanggal Kematian",
    "tanggal_lapor": "Tanggal Pelaporan",
    "kode_wilayah": "Nagari",
    "sebab": "Sebab Kematian",
    "yang_menerangkan": "Yang Menerangkan",
    "pelapor": "NAMA PELAPOR",
}
CAUSE = ("Sakit biasa/tua", "Wabah penyakit", "Kecelakaan", "Kriminalitas", "Bunuh diri", "Lainnya")
CERTIFIER = ("Dokter", "Tenaga kesehatan", "Kepolisian", "Lainnya")


@dataclass(frozen=True)
class Style:
    """A year's form: the headers that it spells otherwise, and whether it writes words and names or codes."""

    headers: Mapping[str, str]
    form: Form
    words: bool
    names: bool


STYLES = {
    2022: Style({}, SEMICOLONS, words=True, names=False),
    2023: Style({"tanggal_kematian": "Tgl Meninggal"}, replace(SEMICOLONS, day=full_words), words=True, names=True),
    2024: Style({"jenis_kelamin": "JK", "kode_wilayah": "Wilayah"}, replace(COMMAS, day=short_words), words=False, names=False),
    2025: Style({"tanggal_lapor": "Tgl Lapor"}, SEMICOLONS, words=True, names=True),
}  # fmt: skip
SAVED_OTHERWISE: Mapping[tuple[int, int], Form] = {(2023, 2): WORKBOOK, (2025, 4): WORKBOOK}
REPEATED = 0.004
IMPOSSIBLE = 0.006
WITHOUT_NIK = 0.04
WITHOUT_BIRTH = 0.06


def write(out: Path, seed: int) -> list[Path]:
    """One file per quarter of registration."""
    rng = random.Random(f"{seed} deaths")
    known = places.read(rng)
    found = deaths.registered(known, rng)
    quarters = groupby(found, lambda one: (one.registered.year, (one.registered.month + 2) // 3))
    return [_file(out, rng, known, year, quarter, list(ours)) for (year, quarter), ours in quarters]


def _file(out: Path, rng: random.Random, known: Places, year: int, quarter: int, found: list[Death]) -> Path:
    form = SAVED_OTHERWISE.get((year, quarter), STYLES[year].form)
    style = replace(STYLES[year], form=form)
    titles = (
        "PEMERINTAH KABUPATEN PADANG PARIAMAN",
        "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL – LAPORAN PENCATATAN KEMATIAN (DATA CONTOH)",
        f"Periode : {MONTHS[quarter * 3 - 3]} s.d. {MONTHS[quarter * 3 - 1]} {year}",
        "",
    )
    rows = enumerate(_rows(rng, known, style, found), start=1)
    cells = ([form.count(number), *(row[name] for name in HEADERS if name != "no")] for number, row in rows)
    headers = list({**HEADERS, **style.headers}.values())
    return save(out / f"kematian-{year}-T{quarter}", form, titles, [headers, *cells])


def _rows(rng: random.Random, known: Places, style: Style, found: list[Death]) -> Iterator[Row]:
    def row(death: Death, number: int) -> Row:
        return _row(rng, known, style, death, number)

    def spoil(made: Row, death: Death) -> None:
        rng.choice(FAULTS)(made, death, style.form)

    return certificates.rows(found, rng, row, spoil, IMPOSSIBLE, REPEATED)


def _row(rng: random.Random, known: Places, style: Style, death: Death, number: int) -> Row:
    return {
        "no_akta": f"1305-KM-{death.registered:%d%m%Y}-{number:04}",
        "nik": "" if rng.random() < WITHOUT_NIK else death.nik,
        "nama": death.name,
        "jenis_kelamin": "LP"[death.sex - 1] if style.words else str(death.sex),
        "tanggal_lahir": "" if rng.random() < WITHOUT_BIRTH else _day(style.form, death.born),
        "tanggal_kematian": _day(style.form, death.died),
        "tanggal_lapor": _day(style.form, death.registered),
        "kode_wilayah": residences.written(rng, known, style.names, death.area, death.kecamatan),
        "sebab": CAUSE[death.cause - 1] if style.words else str(death.cause),
        "yang_menerangkan": CERTIFIER[death.certifier - 1] if style.words else str(death.certifier),
        "pelapor": death.informant,
    }


def _day(form: Form, day: date) -> Cell:
    # A workbook cannot hold days before 1900 as dates, and a year of two digits means another century.
    if form.day is short_words and day.year < 2000:
        return f"{day:%d/%m}/{day.year}"
    return form.day(day.day, day.month, day.year)


def _no_such_day(row: Row, death: Death, form: Form) -> None:
    row["tanggal_kematian"] = form.day(31, 2, death.died.year)


def _reported_before_death(row: Row, death: Death, form: Form) -> None:
    row["tanggal_kematian"] = _day(form, death.registered + timedelta(days=20))


def _died_before_birth(row: Row, death: Death, form: Form) -> None:
    row["tanggal_lahir"] = _day(form, death.died + timedelta(days=3))


def _unknown_cause(row: Row, death: Death, form: Form) -> None:
    row["sebab"] = "7"


FAULTS: tuple[Callable[[Row, Death, Form], None], ...] = (
    _no_such_day,
    _reported_before_death,
    _died_before_birth,
    _unknown_cause,
)
