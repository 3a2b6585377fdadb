"""The masterplan's programmes in three versions, and the files that carry them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from etl.seed import money
from etl.seed.forms import SEMICOLONS, WORKBOOK, Form, save
from etl.seed.workbook import Cell

REVISED_IN = 2024
VERSIONS = ("2019-asli", "2020-revisi-covid19", "2024-revisi")
STARTS = ((1, 1, 2020), (3, 8, 2020), (1, 1, REVISED_IN))
# What the pandemic did to the first masterplan: the year in which a programme was to begin before it was postponed,
# and the fifths of today's budget that one had; one was struck, and another took its place.
BEGAN = {"P-GOV-09": 2020, "P-BRD-03": 2020, "P-ECO-03": 2020, "P-LIV-07": 2020, "P-ENV-03": 2020}
FIFTHS = {"P-BRD-02": 7, "P-BRD-08": 6, "P-LIV-06": 7, "P-LIV-03": 4, "P-SOC-01": 4}
TOOK_ITS_PLACE = "P-LIV-02"
# The sender says this one stayed as it was, though it was postponed: the check of revisions names it.
CLAIMED = {"P-ENV-03": "tetap"}
POSTPONED_TO = 2026
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
    title = ("RENCANA INDUK SMART CITY KABUPATEN PADANG PARIAMAN (DATA CONTOH)", "")
    first = [one for one in programmes() if one.revision != "baru"]
    original = [_struck() if one.code == TOOK_ITS_PLACE else one for one in first]
    sheets = (
        (SEMICOLONS, [row(one, SEMICOLONS, 0) for one in original]),
        (SEMICOLONS, [row(one, SEMICOLONS, 1) for one in (*first, _struck())]),
        (WORKBOOK, [row(one, WORKBOOK, 2) for one in programmes()]),
    )
    return [
        save(out / f"masterplan-{version}", form, title, [HEADERS, *rows])
        for version, (form, rows) in zip(VERSIONS, sheets, strict=True)
    ]


def _struck() -> Programme:
    """The programme that only the first masterplan had, of the weight of the one that took its place."""
    (instead,) = (one for one in programmes() if one.code == TOOK_ITS_PLACE)
    return replace(
        instead,
        code="P-LIV-20",
        name="Senam Sehat Massal Nagari",
        first_year=2020,
        aim="Warga bugar",
        output="Pertemuan massal tiap bulan",
        outcome="Warga aktif bergerak",
    )


def row(programme: Programme, form: Form, version: int) -> list[Cell]:
    """A programme in a version; what a revision did not change is the same in both."""
    last = int(version == 2)
    return [
        VERSIONS[version],
        form.day(*STARTS[version]),
        programme.code,
        programme.name,
        DIMENSIONS[programme.subdimension[:3]],
        SUBDIMENSIONS[programme.subdimension],
        programme.office,
        programme.quick_win[last] or "tidak",
        form.count(_first_year(programme, version)),
        form.count(programme.last_year),
        programme.aim,
        programme.output,
        programme.outcome,
        programme.indicator,
        form.number(_weight(programme, version)),
        form.rupiah(_budget(programme) * _fifths(programme, version) // 5),
        ("", _pandemic(programme), programme.revision)[version],
    ]


def _first_year(programme: Programme, version: int) -> int:
    if version == 2 and programme.revision == "ditunda":
        return POSTPONED_TO
    return BEGAN.get(programme.code, programme.first_year) if version == 0 else programme.first_year


def _weight(programme: Programme, version: int) -> Decimal:
    """Nothing for one that a revision struck and still lists."""
    struck = version == 1 and programme.code == _struck().code
    return Decimal(0) if struck else programme.weight[int(version == 2)]


def _fifths(programme: Programme, version: int) -> int:
    if version == 2 and programme.revision == "diubah":
        return 6
    return FIFTHS.get(programme.code, 5) if version == 0 else 5


def _pandemic(programme: Programme) -> str:
    """What the revision for Covid-19 says that it did."""
    return CLAIMED.get(programme.code) or next(
        (
            done
            for codes, done in (
                ((_struck().code,), "dihapus"),
                ((TOOK_ITS_PLACE,), "baru"),
                (BEGAN, "ditunda"),
                (FIFTHS, "diubah"),
            )
            if programme.code in codes
        ),
        "tetap",
    )


def _budget(programme: Programme) -> int:
    """What the masterplan reckons for all its years, in whole ten millions."""
    yearly = sum(amount for code, amount in _tagged() if code == programme.code)
    return yearly * (programme.last_year - programme.first_year + 1) // 10 * 10_000_000


def _tagged() -> Iterator[tuple[str, int]]:
    for line in money.lines():
        for tag in line.tags:
            yield tag.programme, line.million_rupiah * tag.percent // 100
