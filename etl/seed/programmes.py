"""The masterplan's programmes in two versions, and the files that carry them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from etl.seed import money
from etl.seed.forms import SEMICOLONS, WORKBOOK, Form, save
from etl.seed.workbook import Cell

REVISED_IN = 2024
DIMENSIONS = {
    "gov": "Smart Government",
    "brd": "Smart Branding",
    "eco": "Smart Economy",
    "liv": "Smart Living",
    "soc": "Smart Society",
    "env": "Smart Environment",
}
SUBDIMENSIONS = {
    "gov-1": "Pelayanan Publik", "gov-2": "Manajemen Birokrasi", "gov-3": "Kebijakan Publik",
    "brd-1": "Ekosistem Pariwisata", "brd-2": "Ekosistem Bisnis Daerah", "brd-3": "Wajah Kota",
    "eco-1": "Ekosistem Industri yang Berdaya Saing", "eco-2": "Kesejahteraan Rakyat",
    "eco-3": "Ekosistem Transaksi Keuangan",
    "liv-1": "Harmonisasi Tata Ruang", "liv-2": "Prasarana Kesehatan", "liv-3": "Sarana Transportasi",
    "soc-1": "Interaksi Masyarakat Digital", "soc-2": "Ekosistem Belajar", "soc-3": "Keamanan Masyarakat",
    "env-1": "Proteksi Lingkungan", "env-2": "Tata Kelola Sampah dan Limbah", "env-3": "Tata Kelola Energi",
}  # fmt: skip
HEADERS = (
    "Versi Masterplan", "Berlaku Mulai", "Kode Program", "Nama Program", "Dimensi", "Sub Dimensi", "Kode OPD",
    "Quick Win", "Tahun Awal", "Tahun Akhir", "Sasaran", "Output", "Outcome", "Kode Indikator", "Bobot (%)",
    "Anggaran (Rp)", "Aksi Revisi",
)  # fmt: skip


@dataclass(frozen=True)
class Programme:
    """A row of the masterplan; what has two values has one for each version."""

    code: str
    name: str
    subdimension: str
    office: str
    first_year: int
    last_year: int
    aim: str
    output: str
    outcome: str
    indicator: str
    quick_win: tuple[str, str]
    weight: tuple[Decimal, Decimal]
    revision: str
    held_from_revision: str

    def listed(self, year: int) -> bool:
        """Whether the version of the year has it: not before it was added, not after it was struck."""
        return self.revision != ("dihapus" if year >= REVISED_IN else "baru")

    def active(self, year: int) -> bool:
        """Whether it has begun and is neither struck, postponed nor replaced in the year."""
        held = year >= REVISED_IN and self.held_from_revision
        return self.listed(year) and self.first_year <= year and not held


@cache
def programmes() -> tuple[Programme, ...]:
    """Every programme of either version."""
    with (money.TABLES / "programmes.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Programme(
                **{name: row[name] for name in ("code", "name", "subdimension", "office")},
                **{name: row[name] for name in ("aim", "output", "outcome", "indicator", "revision")},
                first_year=int(row["first_year"]),
                last_year=int(row["last_year"]),
                quick_win=(row["quick_win_2019"], row["quick_win_2024"]),
                weight=(Decimal(row["weight_2019"] or 0), Decimal(row["weight_2024"] or 0)),
                held_from_revision=row["status_2024"],
            )
            for row in csv.DictReader(file)
        )


def write(out: Path) -> list[Path]:
    """One file per version of the masterplan."""
    first = (row(programme, SEMICOLONS, 0) for programme in programmes() if programme.revision != "baru")
    second = (row(programme, WORKBOOK, 1) for programme in programmes())
    title = ("RENCANA INDUK SMART CITY KABUPATEN PADANG PARIAMAN (DATA CONTOH)", "")
    return [
        save(out / "masterplan-2019-asli", SEMICOLONS, title, [HEADERS, *first]),
        save(out / "masterplan-2024-revisi", WORKBOOK, title, [HEADERS, *second]),
    ]


def row(programme: Programme, form: Form, version: int) -> list[Cell]:
    """A programme in version 0 or 1; what the revision did not change is the same in both."""
    changed = version == 1 and programme.revision == "diubah"
    budget = _budget(programme) * (6 if changed else 5) // 5
    return [
        ("2019-asli", "2024-revisi")[version],
        form.day(1, 1, (2020, REVISED_IN)[version]),
        programme.code,
        programme.name,
        DIMENSIONS[programme.subdimension[:3]],
        SUBDIMENSIONS[programme.subdimension],
        programme.office,
        programme.quick_win[version] or "tidak",
        form.count(programme.first_year),
        form.count(programme.last_year),
        programme.aim,
        programme.output,
        programme.outcome,
        programme.indicator,
        form.number(programme.weight[version]),
        form.rupiah(budget),
        programme.revision if version == 1 else "",
    ]


def _budget(programme: Programme) -> int:
    """What the masterplan reckons for all its years, in whole ten millions."""
    yearly = sum(amount for code, amount in _tagged() if code == programme.code)
    return yearly * (programme.last_year - programme.first_year + 1) // 10 * 10_000_000


def _tagged() -> Iterator[tuple[str, int]]:
    for line in money.lines():
        for tag in line.tags:
            yield tag.programme, line.million_rupiah * tag.percent // 100
