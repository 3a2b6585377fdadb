"""The treasury's monthly files of physical and financial progress, and those that offices send afterwards."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from etl.seed import money, places
from etl.seed.forms import COMMAS, MONTHS, SEMICOLONS, WORKBOOK, Form, by_hand, save
from etl.seed.late import Parcel, parcels
from etl.seed.money import YEARS, Line, Month
from etl.seed.workbook import Cell

OFFICE_FORM = (
    "No", "Tahun Anggaran", "Bulan Ke", "Kode SKPD", "Nama SKPD", "Kode Sub Kegiatan", "Sub Kegiatan",
    "Pagu Murni (Rp)", "Pagu (Rp)", "RAK Bulan Ini (Rp)", "Realisasi Keuangan s.d. Bulan Ini (Rp)",
    "Realisasi Fisik (%)",
)  # fmt: skip
REVISED_FORM = (
    "No", "TA", "Bulan Ke", "Kode OPD", "Nama OPD", "Kode Sub Kegiatan", "Uraian Sub Kegiatan",
    "Pagu APBD Murni (Rp)", "Pagu Setelah Perubahan (Rp)", "Rencana Anggaran Kas (Rp)",
    "Realisasi Anggaran (Rp)", "Fisik (%)",
)  # fmt: skip
SIPD_EXPORT = (
    "no", "tahun", "bulan", "kode_skpd", "nama_skpd", "kode_sub_giat", "nama_sub_giat", "pagumurni", "pagu",
    "rak", "realisasi_anggaran", "realisasi_fisik",
)  # fmt: skip


@dataclass(frozen=True)
class Style:
    """A year's form and its headers."""

    headers: tuple[str, ...]
    form: Form


STYLES = {
    2022: Style(OFFICE_FORM, WORKBOOK),
    2023: Style(OFFICE_FORM, SEMICOLONS),
    2024: Style(SIPD_EXPORT, COMMAS),
    2025: Style(REVISED_FORM, WORKBOOK),
}
SENT_AFTERWARDS = Style(REVISED_FORM, SEMICOLONS)

# A spending that has no sub-kegiatan stands in some months among those that have one: such a row is refused.
WITHOUT_SUB_KEGIATAN = {(2022, 3), (2022, 11), (2023, 8), (2024, 2), (2024, 10), (2025, 5)}
UNEXPECTED = ("5.02.0.00.0.00.01.0000", "5.3.01.01.01.0001", "Belanja Tidak Terduga")
REPEATED = {(2023, 5), (2025, 3)}  # months whose first line stands in the file twice


def write(out: Path, seed: int) -> list[Path]:
    """One file per month, and one per office that was late."""
    return [_file(out, seed, parcel) for parcel in parcels(money.offices(), YEARS)]


def _file(out: Path, seed: int, parcel: Parcel) -> Path:
    style = STYLES[parcel.year] if parcel.monthly else SENT_AFTERWARDS
    rows = _rows(random.Random(f"{seed} budget {parcel.name}"), seed, style.form, parcel)
    numbered = [[style.form.count(number), *row] for number, row in enumerate(rows, start=1)]
    if style.headers is SIPD_EXPORT:
        return save(out / f"rfk-{parcel.name}", style.form, (), [style.headers, *numbered])
    titles = (
        "LAPORAN REALISASI FISIK DAN KEUANGAN (DATA CONTOH)",
        f"Keadaan {MONTHS[parcel.months[-1] - 1]} {parcel.year}",
        "",
    )
    below = [] if len(parcel.months) > 1 else [_total(seed, style.form, parcel)]
    below += [[], ["Catatan: data contoh, bukan angka sebenarnya."]]
    return save(out / f"rfk-{parcel.name}", style.form, titles, [style.headers, *numbered, *below])


def _rows(rng: random.Random, seed: int, form: Form, parcel: Parcel) -> list[list[Cell]]:
    names = {row["code"]: row["name"] for row in places.rows("entities") if row["kind"] == "organisation"}
    lines = [line for line in money.lines() if line.office in parcel.offices]
    rows = [
        _row(rng, seed, form, parcel.year, month, line, names) for month in parcel.months for line in lines
    ]
    last = (parcel.year, parcel.months[-1])
    if last in REPEATED:
        rows.append(rows[0])
    if last in WITHOUT_SUB_KEGIATAN:
        rows.append(_without_sub_kegiatan(form, *last, names))
    return rows


def _total(seed: int, form: Form, parcel: Parcel) -> list[Cell]:
    """The sums that offices put under their tables."""
    lines = [line for line in money.lines() if line.office in parcel.offices]
    months = [(line, money.year_of(seed, line, parcel.year)[parcel.months[0] - 1]) for line in lines]
    amounts = zip(
        *((at.original, at.ceiling, _plan(line, parcel.year, at) or 0, at.spent) for line, at in months),
        strict=True,
    )
    return ["JUMLAH", *[""] * 6, *(form.rupiah(sum(column)) for column in amounts), ""]


def _plan(line: Line, year: int, at: Month) -> int | None:
    """What the month's cash plan gives; nothing of an office that sent none."""
    return None if (year, line.office) in money.PLANLESS else at.planned


def _without_sub_kegiatan(form: Form, year: int, month: int, names: dict[str, str]) -> list[Cell]:
    office, account, name = UNEXPECTED
    return [
        form.count(year),
        form.count(month),
        office,
        names[office],
        account,
        name,
        *[form.rupiah(0)] * 4,
        "",
    ]


def _row(
    rng: random.Random, seed: int, form: Form, year: int, month: int, line: Line, names: dict[str, str]
) -> list[Cell]:
    at = money.year_of(seed, line, year)[month - 1]
    amounts = (at.original, at.ceiling, _plan(line, year, at), at.spent)
    return [
        form.count(year),
        form.count(month),
        line.office,
        names[line.office],
        line.code_in(year),
        line.name,
        *("" if amount is None else by_hand(rng, form, amount) for amount in amounts),
        form.number(at.physical),
    ]
