"""Small registers that offices keep: regulations, meetings, awards, services, scores, people; all invented."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from etl.seed import money, places
from etl.seed.forms import COMMAS, SEMICOLONS, Form, full_words, save
from etl.seed.money import YEARS
from etl.seed.programmes import DIMENSIONS
from etl.seed.workbook import Cell

SOURCE = "Arsip Kominfo (contoh)"
Rows = Iterable[Sequence[Cell]]


@dataclass(frozen=True)
class Sheet:
    """A register's files: its headers, how it is saved, and the rows of a year (of all, where `yearly` is false)."""

    stem: str
    title: str
    headers: tuple[str, ...]
    rows: Callable[[random.Random, int], Rows]
    form: Form = SEMICOLONS
    yearly: bool = True


def write(out: Path, seed: int) -> list[Path]:
    """The files of every register, a folder a dataset."""
    return [
        _file(out / dataset, sheet, f"{seed} {dataset} {year}", year)
        for dataset, sheet in SHEETS.items()
        for year in (YEARS if sheet.yearly else YEARS[-1:])
    ]


def _file(folder: Path, sheet: Sheet, seed: str, year: int) -> Path:
    rows = sheet.rows(random.Random(seed), year)
    stem = folder / (f"{sheet.stem}-{year}" if sheet.yearly else sheet.stem)
    return save(stem, sheet.form, (f"{sheet.title} (DATA CONTOH)", ""), [sheet.headers, *rows])


REGULATIONS = (
    ("1", 2019, "Perbup", "Rencana Induk Smart City", "Ya", (2, 1, 2019), (14, 10, 2024)),
    ("12", 2019, "Kepbup", "Pembentukan Dewan Smart City", "Ya", (4, 3, 2019), None),
    ("31", 2020, "Perbup", "Tata Kelola Data Daerah", "Tidak", (6, 7, 2020), None),
    ("8", 2021, "Perda", "Penyelenggaraan Komunikasi dan Informatika", "Ya", (9, 8, 2021), None),
    ("27", 2022, "Perbup", "Sistem Pemerintahan Berbasis Elektronik", "Ya", (1, 6, 2022), None),
    ("40", 2023, "Perbup", "Satu Data Daerah", "Ya", (20, 11, 2023), None),
    ("44", 2024, "Perbup", "Perubahan Rencana Induk Smart City", "Ya", (14, 10, 2024), None),
    ("9", 2025, "SE Bupati", "Pemutakhiran Layanan Daring", "Tidak", (3, 2, 2025), None),
)
HELD = {2022: 8, 2023: 10, 2024: 11, 2025: 12}  # the council's meetings
BODIES = (
    ("Dewan Smart City", "188.45/12/2019", (4, 3, 2019)),
    ("Tim Pelaksana", "188.45/13/2019", (4, 3, 2019)),
)
SERVICES = (
    "Rekomendasi",
    "Permohonan informasi",
    "Pengaduan",
    "Legalisasi dokumen",
    "Konsultasi",
    "Pendaftaran",
)
COMPONENTS = ("baseline", "output", "outcome", "impact", "quick_win")
# What an award is for, by year: one or none of the six dimensions.
AWARDED = {
    2022: ("Dimensi Branding", "Layanan"),
    2023: ("Dimensi Governance",),
    2024: ("Dimensi Branding", "Dimensi Society"),
    2025: ("Dimensi Environment",),
}
# How many regencies take over SIPAKEM in a year.
ADOPTING = {2022: 1, 2023: 2, 2024: 4, 2025: 3}
SPBE = 47  # indicators of the instrument


def _regulations(_: random.Random, __: int) -> Rows:
    for number, year, kind, title, direct, since, revoked in REGULATIONS:
        day, ended = full_words(*since), full_words(*revoked) if revoked else ""
        yield [number, str(year), kind, f"{title} (contoh)", direct, day, ended, ""]


def _institutions(_: random.Random, year: int) -> Rows:
    for body, decree, day in BODIES:
        for month in range(1, HELD[year] + 1 if body.startswith("Dewan") else 5):
            meeting = [full_words(10 + month, month, year), f"Koordinasi bulan ke-{month}"]
            minutes = [f"Keputusan rapat {month} (contoh)", "", f"notula-{year}-{month:02}.pdf"]
            yield [body, str(year), decree, full_words(*day), "12", *meeting, *minutes]


def _awards(_: random.Random, __: int) -> Rows:
    for year, categories in AWARDED.items():
        for category in categories:
            day = full_words(5, 12, year)
            yield [str(year), day, f"Penghargaan Contoh {year}", category, "Lembaga Contoh", SOURCE, ""]


def _adoptions(_: random.Random, __: int) -> Rows:
    years = [year for year, count in ADOPTING.items() for _ in range(count)]
    for place, year in enumerate(years, start=1):
        yield ["SIPAKEM", f"Kabupaten Contoh {place}", "Kabupaten/Kota", str(year), SOURCE, ""]
    yield ["SIPAKEM", "Provinsi Contoh", "Provinsi", str(YEARS[2]), SOURCE, ""]
    yield ["SIPAKEM", "Kota Contoh yang tahunnya tidak disebut", "Kota", "", SOURCE, ""]


def _scores(rng: random.Random, year: int) -> Rows:
    for place, component in enumerate(COMPONENTS):
        now, before = (_score(place, one) for one in (year, year - 1))
        last = "" if year == YEARS[0] else SEMICOLONS.number(before)
        note = rng.choice(("", "Lengkapi data dukung."))
        yield ["kominfo", str(year), component, "", SEMICOLONS.number(now), last, note, SOURCE]
    for place, dimension in enumerate(DIMENSIONS.values()):
        now, before = (_of_dimension(place, one) for one in (year, year - 1))
        last = "" if year == YEARS[0] else SEMICOLONS.number(before)
        yield ["kominfo", str(year), "impact", dimension, SEMICOLONS.number(now), last, "", SOURCE]
    for number in range(1, SPBE + 1):
        level = min(5, 2 + (number * 7 + year - YEARS[0]) % 4 // 2 + (year - YEARS[0]) // 2)
        yield ["SPBE", str(year), str(number), "", str(level), "", "", SOURCE]


def _score(place: int, year: int) -> Decimal:
    return Decimal(250 + 12 * place + 11 * (year - YEARS[0])) / 100


def _of_dimension(place: int, year: int) -> Decimal:
    """A dimension's impact; the six are around the component's, which is their mean."""
    return _score(COMPONENTS.index("impact"), year) + Decimal(2 * ((place + year) % 6) - 5) / 20


def _digital(_: random.Random, year: int) -> Rows:
    """A service gains a level every other year, in an order that stays."""
    for place, office in enumerate(money.offices()):
        for number, service in enumerate(SERVICES[: 4 + place % 3]):
            since = YEARS[0] - 2 + (place * 5 + number * 3) % 9
            level = "Daring" if since < year else "Sebagian Daring" if since == year else "Manual"
            yield [office, f"{service} {place + 1}", str(year), level, str(since) if since <= year else ""]


# Value and bounds; that of births in 2023 is less than were registered, as happens with estimates.
ESTIMATED: Mapping[str, Mapping[int, tuple[int, int, int]]] = {
    "Perkiraan Lahir Hidup": {
        2022: (7_450, 7_200, 7_750), 2023: (6_700, 6_450, 7_050), 2024: (7_400, 7_150, 7_700), 2025: (7_420, 7_150, 7_750),
    },
    "Perkiraan Kematian": {
        2022: (2_850, 2_500, 3_250), 2023: (2_870, 2_500, 3_300), 2024: (2_900, 2_550, 3_300), 2025: (2_920, 2_550, 3_350),
    },
}  # fmt: skip


def _population(rng: random.Random, year: int) -> Rows:
    for area in places.rows("entities"):
        if area["level"] == "kecamatan":
            men = rng.randint(9_000, 18_000)
            women = men + rng.randint(-150, 150)
            for sex, number in (("L", men), ("P", women), ("L+P", men + women)):
                source = f"DKB Semester II {year} (contoh)"
                yield [
                    area["code"],
                    str(year),
                    "Seluruh Penduduk",
                    sex,
                    SEMICOLONS.rupiah(number),
                    "",
                    "",
                    source,
                ]
    for group, year_by_year in ESTIMATED.items():
        numbers = (SEMICOLONS.rupiah(number) for number in year_by_year[year])
        yield ["13.05", str(year), group, "L+P", *numbers, f"Perkiraan bidang kesehatan {year} (contoh)"]


SHEETS = {
    "population": Sheet("penduduk", "PENDUDUK PER KECAMATAN", (
        "Wilayah", "Tahun", "Kelompok Penduduk", "JK", "Jumlah Penduduk", "Batas Bawah", "Batas Atas", "Sumber Data",
    ), _population),
    "regulations": Sheet("jdih", "DAFTAR REGULASI", (
        "Nomor", "Tahun", "Jenis Peraturan", "Tentang", "Terkait Langsung Smart City", "Tanggal Berlaku",
        "Tanggal Dicabut", "Tautan",
    ), _regulations, yearly=False),
    "institutions": Sheet("notula", "RAPAT DEWAN DAN TIM PELAKSANA", (
        "Nama Lembaga", "Tahun", "Nomor SK", "Tanggal SK", "Rapat Setahun Menurut SK", "Tanggal Rapat", "Agenda",
        "Keputusan Rapat", "Tindak Lanjut", "Notula",
    ), _institutions),
    "digital": Sheet("layanan", "DAFTAR LAYANAN PERANGKAT DAERAH", (
        "Kode OPD", "Nama Layanan", "Tahun", "Tingkat Digital", "Sejak Tahun",
    ), _digital, COMMAS),
    "awards": Sheet("penghargaan", "PENGHARGAAN", (
        "Tahun", "Tanggal Penghargaan", "Nama Penghargaan", "Kategori", "Pemberi Penghargaan", "Sumber Data", "Tautan",
    ), _awards, yearly=False),
    "adoptions": Sheet("replikasi", "REPLIKASI INOVASI", (
        "Nama Inovasi", "Daerah Pengadopsi", "Tingkat", "Sejak Tahun", "Sumber Data", "Tautan",
    ), _adoptions, yearly=False),
    "scores": Sheet("nilai", "LEMBAR HASIL EVALUASI", (
        "Nama Instrumen", "Tahun Evaluasi", "Komponen Penilaian", "Dimensi Smart City", "Skor", "Skor Tahun Lalu",
        "Catatan", "Sumber Data",
    ), _scores),
}  # fmt: skip
