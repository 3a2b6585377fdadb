"""The offices' monthly reports on their programmes: plan, progress, money, status, what stands in the way."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from etl.seed import money, programmes, versions
from etl.seed.forms import MONTHS, SEMICOLONS, WORKBOOK, Form, by_hand, save
from etl.seed.late import Parcel, parcels
from etl.seed.money import YEARS
from etl.seed.programmes import Programme
from etl.seed.workbook import Cell

HEADERS = (
    "Kode OPD", "Kode Program", "Tahun", "Bulan Ke", "Pagu (Rp)", "Rencana Fisik (%)", "Realisasi Fisik (%)",
    "Realisasi Keuangan (Rp)", "Status", "Kendala", "Tindak Lanjut", "Data Dukung",
)  # fmt: skip
FORMS = {2022: SEMICOLONS, 2023: WORKBOOK, 2024: SEMICOLONS, 2025: WORKBOOK}
SUSPENDED = {2022: 0.15, 2023: 0.12, 2024: 0.1, 2025: 0.08}  # the share of programmes that stop in the year
STARTS = (1, 1, 1, 1, 2, 2, 3, 5)  # the month in which a programme is taken up again
PUNCTUAL = 0.6  # the share of quick wins that keep to their plan
BEHIND = Decimal(-5)  # points behind plan from which an office has to say why

OBSTACLES = (
    ("Proses pengadaan terlambat dimulai", "Percepatan tender dan rapat mingguan dengan penyedia"),
    ("Menunggu pengesahan APBD Perubahan", "Kegiatan dimulai segera setelah DPA Perubahan terbit"),
    ("Pejabat pelaksana berganti karena perubahan SOTK", "Penunjukan pejabat baru oleh kepala dinas"),
    ("Tenaga teknis kurang", "Permintaan tenaga pendamping ke Dinas Kominfo"),
    ("Curah hujan tinggi menghambat pekerjaan lapangan", "Penjadwalan ulang dan tambahan jam kerja"),
    ("Data dari nagari belum lengkap", "Surat pengingat kepada wali nagari"),
)

# Months in which the last report of the file names no programme: such a row is refused.
NO_PROGRAMME = {(2022, 5), (2023, 9), (2025, 2)}


@dataclass(frozen=True)
class Course:
    """How a programme runs in a year: from which month on, and from which on it stands still."""

    exponent: float
    lag: float
    final: float
    starts: int
    suspended_from: int
    obstacle: tuple[str, str]


def write(out: Path, seed: int) -> list[Path]:
    """One file per month, and one per office that was late."""
    return [_file(out, seed, parcel) for parcel in parcels(money.offices(), YEARS)]


def _file(out: Path, seed: int, parcel: Parcel) -> Path:
    rng = random.Random(f"{seed} progress {parcel.name}")
    form = FORMS[parcel.year] if parcel.monthly else SEMICOLONS
    year, last = parcel.year, parcel.months[-1]
    found = [one for one in programmes.programmes() if one.office in parcel.offices and one.listed(year)]
    rows = [_row(rng, seed, form, year, month, one) for month in parcel.months for one in found]
    if (year, last) in NO_PROGRAMME:
        rows.append([rows[-1][0], "", *rows[-1][2:]])
    titles = ("LAPORAN KEMAJUAN PROGRAM SMART CITY (DATA CONTOH)", f"Keadaan {MONTHS[last - 1]} {year}", "")
    return save(out / f"kemajuan-{parcel.name}", form, titles, [HEADERS, *rows])


@cache
def course(seed: int, programme: Programme, year: int) -> Course:
    """The programme's course through a year; quick wins are not suspended, and many keep to their plan."""
    rng = random.Random(f"{seed} programme {programme.code} {year}")
    is_quick = "ya" in programme.quick_win
    suspended = rng.random() < SUSPENDED[year] and not is_quick
    found = Course(
        exponent=rng.uniform(1.2, 2.0),
        lag=money.habit(seed, programme.office, year).lag * rng.uniform(0.2, 1.2),
        final=rng.uniform(0.96, 1.0),
        starts=rng.randint(3, 7) if year == programme.first_year else rng.choice(STARTS),
        suspended_from=rng.randint(5, 9) if suspended else 13,
        obstacle=rng.choice(OBSTACLES),
    )
    return replace(found, lag=0, final=1) if is_quick and rng.random() < PUNCTUAL else found


def _row(
    rng: random.Random, seed: int, form: Form, year: int, month: int, programme: Programme
) -> list[Cell]:
    if not programme.active(year):
        return _idle(form, year, month, programme)
    own = course(seed, programme, year)
    plan = _percent(money.progress(own.exponent, 0, month))
    done, spent = _reached(seed, own, programme, year, month)
    ceiling, _ = rupiah(seed, programme, year, month)
    return [
        *_head(form, year, month, programme),
        by_hand(rng, form, ceiling),
        form.number(plan),
        form.number(done),
        by_hand(rng, form, spent),
        _status(programme, own, year, month),
        *(own.obstacle if done - plan <= BEHIND else ("", "")),
        _evidence(rng, programme, year, month),
    ]


def _evidence(rng: random.Random, programme: Programme, year: int, month: int) -> str:
    """Links of a name that nobody can own; now and then a promise or a link with a slip, and often nothing."""
    drawn = rng.random()
    report = f"https://bukti.contoh.invalid/{programme.code.lower()}/{year}-{month:02}.pdf"
    if drawn < 0.15:
        return ""
    if drawn < 0.19:
        return "Menyusul (contoh)"
    if drawn < 0.22:
        return report.replace("//", "/", 1)
    return f"{report}; {report.replace('.pdf', '-foto.jpg')}" if drawn < 0.4 else report


def _reached(seed: int, own: Course, programme: Programme, year: int, month: int) -> tuple[Decimal, int]:
    """Percent done and rupiah spent; nothing before the start, nothing more once suspended."""
    if month < own.starts:
        return Decimal(0), 0
    until = min(month, own.suspended_from - 1)
    return _percent(own.final * money.progress(own.exponent, own.lag, until)), rupiah(
        seed, programme, year, until
    )[1]


def _head(form: Form, year: int, month: int, programme: Programme) -> list[Cell]:
    return [programme.office, programme.code, form.count(year), form.count(month)]


def _idle(form: Form, year: int, month: int, programme: Programme) -> list[Cell]:
    """A programme that has not begun, or that the revision held: no plan, no money."""
    held = programme.held_from_revision if year >= programmes.REVISED_IN else ""
    return [
        *_head(form, year, month, programme),
        form.rupiah(0),
        "",
        "",
        form.rupiah(0),
        held or "direncanakan",
        "",
        "",
        "",
    ]


def _status(programme: Programme, own: Course, year: int, month: int) -> str:
    if month < own.starts:
        return "Belum Mulai"
    if month >= own.suspended_from:
        return "Ditunda"
    if year > programme.last_year:
        return "Berkelanjutan"
    return "Selesai" if (year, month) == (programme.last_year, 12) else "Berjalan"


def rupiah(seed: int, programme: Programme, year: int, month: int) -> tuple[int, int]:
    """The programme's ceiling and spending since January; what was spent stays, whatever is tagged later."""
    return _portions(seed, programme, year, month)[0], max(
        _portions(seed, programme, year, earlier)[1] for earlier in range(1, month + 1)
    )


@cache
def _portions(seed: int, programme: Programme, year: int, month: int) -> tuple[int, int]:
    """The programme's portions of the ceilings and spending of the budget lines tagged with it that month."""
    ceiling = spent = 0
    for line, tags in versions.tagged(seed, year, money.version_at(year, month)).items():
        at = money.year_of(seed, line, year)[month - 1]
        percent = sum(tag.percent for tag in tags if tag.programme == programme.code)
        ceiling += at.ceiling * percent // 100
        spent += at.spent * percent // 100
    return ceiling, spent


def _percent(share: float) -> Decimal:
    return Decimal(round(share * 1_000)) / 10
