"""The monthly files of the civil registry: one form a year, and the faults that real files have."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from etl.seed import births, certificates, places, residences
from etl.seed.births import Birth
from etl.seed.certificates import Row
from etl.seed.forms import (
    COMMAS,
    MONTHS,
    SEMICOLONS,
    WORKBOOK,
    Form,
    dashes,
    full_words,
    save,
    serial_number,
    short_words,
)
from etl.seed.places import Places
from etl.seed.workbook import Cell

# Every column, in the order of the form, and its usual header; names are columns that nobody declares.
HEADERS = {
    "no": "No",
    "no_akta": "No. Akta Kelahiran",
    "nik_anak": "NIK Anak",
    "nama_anak": "NAMA ANAK",
    "jenis_kelamin": "L/P",
    "tanggal_lahir": "Tanggal Lahir Anak",
    "tanggal_lapor": "Tanggal Pelaporan",
    "kode_wilayah": "Nagari",
    "tempat_dilahirkan": "Tempat Dilahirkan",
    "penolong_kelahiran": "Penolong",
    "jenis_kelahiran": "Jenis Kelahiran",
    "berat_kg": "Berat (kg)",
    "nik_ibu": "NIK Ibu",
    "nama_ibu": "NAMA IBU",
}
SEX = {"letters": ("L", "P"), "words": ("Laki-laki", "Perempuan"), "codes": ("1", "2")}
FACILITY = ("RS/RB", "Puskesmas", "Polindes", "Rumah", "Lainnya")
ATTENDANT = ("Dokter", "Bidan/Perawat", "Dukun", "Lainnya")
MULTIPLE = ("Tunggal", "Kembar 2", "Kembar 3", "Kembar 4", "Lainnya")


@dataclass(frozen=True)
class Style:
    """A year's form: the headers that it spells otherwise, and whether it writes words and names or codes."""

    headers: Mapping[str, str]
    form: Form
    sex: str
    words: bool
    names: bool


STYLES = {
    2022: Style({"kode_wilayah": "Kode Wilayah Ibu"}, SEMICOLONS, sex="letters", words=True, names=False),
    2023: Style(
        {
            "no_akta": "Nomor Akta",
            "nik_anak": "NIK",
            "jenis_kelamin": "Jenis Kelamin",
            "berat_kg": "Berat Bayi",
        },
        replace(SEMICOLONS, day=full_words, encoding="utf-8-sig"),
        sex="words",
        words=True,
        names=True,
    ),
    2024: Style(
        {
            "no_akta": "No Akta",
            "jenis_kelamin": "JK",
            "tanggal_lahir": "Tgl Lahir",
            "kode_wilayah": "Wilayah",
        },
        replace(COMMAS, day=short_words),
        sex="codes",
        words=False,
        names=False,
    ),
    2025: Style(
        {
            "tanggal_lahir": "Tgl Lahir",
            "tanggal_lapor": "Tgl Lapor",
            "penolong_kelahiran": "Penolong Kelahiran",
        },
        replace(SEMICOLONS, day=dashes),
        sex="letters",
        words=True,
        names=True,
    ),
}

# Months in which the file was saved from another program than in the rest of the year.
SAVED_OTHERWISE: Mapping[tuple[int, int], Form] = {
    **{(2022, month): replace(SEMICOLONS, encoding="cp1252") for month in range(1, 7)},
    (2022, 9): WORKBOOK,
    (2023, 3): replace(WORKBOOK, day=serial_number),
    (2023, 10): WORKBOOK,
    (2024, 6): replace(WORKBOOK, day=full_words),
    (2025, 7): WORKBOOK,
    (2025, 12): WORKBOOK,
}

REPEATED = 0.003
IMPOSSIBLE = 0.005
WITHOUT_NIK = 0.01


def write(out: Path, seed: int) -> list[Path]:
    """One file per reporting month."""
    rng = random.Random(f"{seed} births")
    known = places.read(rng)
    months = groupby(
        births.registered(known, rng), lambda birth: (birth.registered.year, birth.registered.month)
    )
    return [_file(out, rng, known, year, month, list(found)) for (year, month), found in months]


def _file(out: Path, rng: random.Random, known: Places, year: int, month: int, found: list[Birth]) -> Path:
    style = STYLES[year]
    form = SAVED_OTHERWISE.get((year, month), style.form)
    style = replace(style, form=form)
    titles = (
        "PEMERINTAH KABUPATEN PADANG PARIAMAN",
        "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL – LAPORAN PENCATATAN KELAHIRAN (DATA CONTOH)",
        f"Bulan : {MONTHS[month - 1]} {year}",
        "",
    )
    rows = [*_rows(rng, known, style, found)]
    if month in (3, 9):  # one number on two certificates
        rows.append({**rows[-1], "tanggal_lahir": _day(form, found[-1].registered - timedelta(days=9))})
    numbered = ({"no": form.count(number), **row} for number, row in enumerate(rows, start=1))
    cells = ([row[name] for name in HEADERS] for row in numbered)
    headers = list({**HEADERS, **style.headers}.values())
    return save(out / f"kelahiran-{year}-{month:02}", form, titles, [headers, *cells])


def _rows(rng: random.Random, known: Places, style: Style, found: list[Birth]) -> Iterator[Row]:
    def row(birth: Birth, number: int) -> Row:
        return _row(rng, known, style, birth, number)

    def spoil(made: Row, birth: Birth) -> None:
        rng.choice(FAULTS)(made, birth, style.form)

    return certificates.rows(found, rng, row, spoil, IMPOSSIBLE, REPEATED)


def _row(rng: random.Random, known: Places, style: Style, birth: Birth, number: int) -> Row:
    kind = "LU" if (birth.registered - birth.born).days <= 60 else "LT"
    return {
        "no_akta": f"1305-{kind}-{birth.registered:%d%m%Y}-{number:04}",
        "nik_anak": "" if rng.random() < WITHOUT_NIK else birth.nik,
        "nama_anak": birth.name,
        "jenis_kelamin": SEX[style.sex][birth.sex - 1],
        "tanggal_lahir": _day(style.form, birth.born),
        "tanggal_lapor": _day(style.form, birth.registered),
        "kode_wilayah": residences.written(rng, known, style.names, birth.area, birth.kecamatan),
        "tempat_dilahirkan": FACILITY[birth.facility - 1] if style.words else str(birth.facility),
        "penolong_kelahiran": ATTENDANT[birth.attendant - 1] if style.words else str(birth.attendant),
        "jenis_kelahiran": MULTIPLE[birth.multiple - 1] if style.words else str(birth.multiple),
        "berat_kg": style.form.number(Decimal(birth.tenths_of_kg) / 10),
        "nik_ibu": birth.mother_nik,
        "nama_ibu": birth.mother,
    }


def _day(form: Form, day: date) -> Cell:
    return form.day(day.day, day.month, day.year)


def _no_such_day(row: Row, birth: Birth, form: Form) -> None:
    row["tanggal_lahir"] = form.day(31, 2, birth.born.year)


def _reported_before_birth(row: Row, birth: Birth, form: Form) -> None:
    row["tanggal_lahir"] = _day(form, birth.registered + timedelta(days=birth.tenths_of_kg))


def _unknown_sex(row: Row, birth: Birth, form: Form) -> None:
    row["jenis_kelamin"] = "X"


def _short_nik(row: Row, birth: Birth, form: Form) -> None:
    row["nik_anak"] = birth.nik[:-1]


FAULTS: tuple[Callable[[Row, Birth, Form], None], ...] = (
    _no_such_day,
    _reported_before_birth,
    _unknown_sex,
    _short_nik,
)
