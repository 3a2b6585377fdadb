"""Small files in the offices' shapes, written by the tests that send them; no person in them exists."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl

BIRTHS = (
    "No. Akta Kelahiran", "NIK Anak", "Nama Anak", "JK", "Tgl Lahir", "Tgl Lapor", "Nagari", "Berat (kg)", "NIK Ibu",
    "Nama Ibu",
)  # fmt: skip
BUDGET = (
    "Tahun", "Bulan", "Kode SKPD", "Kode Sub Kegiatan", "Sub Kegiatan", "Pagu Murni", "Pagu", "RAK",
    "Realisasi Anggaran", "Realisasi Fisik",
)  # fmt: skip
TAGS = (
    "Tahun",
    "Versi",
    "Berlaku Dari",
    "Kode SKPD",
    "Kode Sub Kegiatan",
    "Dimensi",
    "Porsi Persen",
    "Dasar",
)
GIVEN = ("Kode Indikator", "Kode Entitas", "Periode", "Nilai", "Status Angka", "Sumber", "URL")
APBD = ("Tahun", "Versi", "Berlaku Dari", "Total Belanja", "Sumber")
CORRECTIONS = (
    "Dataset", "Kunci", "Berkas SHA256", "Lembar", "Sel", "Kolom", "Nilai Lama", "Nilai Baru", "Alasan", "Oleh",
)  # fmt: skip
KOMINFO, HEALTH = "2.16.2.20.2.21.01.0000", "1.02.0.00.0.00.01.0000"
LINE, OTHER_LINE = "2.16.03.2.02.0009", "2.16.02.2.01.0005"
LUBUK_ALUNG, BATANG_ANAI = "13.05.01.2001", "13.05.02.2001"

Cells = Sequence[str | int | float]


def table(
    path: Path,
    header: Sequence[str],
    rows: Iterable[Cells],
    delimiter: str = ",",
    above: Iterable[Cells] = (),
    encoding: str = "utf-8",
) -> Path:
    """A csv with title rows above its header."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([*above, header, *rows])
    return path


def workbook(
    path: Path, header: Sequence[str], rows: Iterable[Cells], above: Iterable[Cells] = (), sheet: str = "Data"
) -> Path:
    """A flat workbook of one sheet."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in (*above, header, *rows):
        book.active.append(list(row))
    book.save(path)
    return path


def birth(
    number: int, born: str = "2/5/2023", told: str = "10/5/2023", area: str = LUBUK_ALUNG, weight: str = "3,1"
) -> list[str]:
    """A registered birth; its numbers and names are made of its own number."""
    child, mother = f"990512020523{number:04}", f"990512420190{number:04}"
    return [f"AKTA-{number:04}", child, f"Bujangsati{number}", "L", born, told, area, weight, mother, f"Upiksati{number}"]  # fmt: skip


def money(
    month: int, office: str = KOMINFO, spent: int = 0, line: str = LINE, year: int = 2023, ceiling: int = 1000
) -> list[str | int]:
    """A budget line of one month; 100 are planned a month."""
    return [year, month, office, line, "Uji", ceiling, ceiling, 100, spent, "5,5"]


def tag(
    office: str = KOMINFO, portion: int = 50, dimension: str = "gov", line: str = LINE
) -> list[str | int]:
    """A budget line's portion that is smart city, since January 2023."""
    return [2023, "v1", "1/1/2023", office, line, dimension, portion, "uji"]


def given(indicator: str, year: str, value: str, source: str = "Uji") -> list[str]:
    """A number that another institution computed for the kabupaten."""
    return [indicator, "13.05", year, value, "tetap", source, ""]


def correction(dataset: str, key: str, column: str, old: str, new: str) -> list[str]:
    """A correction of the cell of a key."""
    return [dataset, key, "", "", "", column, old, new, "salah ketik", "uji"]
