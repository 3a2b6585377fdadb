"""What offices count for their own indicators: a workbook per office with all its years; all invented."""

from __future__ import annotations

import random
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl.seed import places
from etl.seed.forms import MONTHS, WORKBOOK, save
from etl.seed.money import YEARS
from etl.seed.workbook import Cell

INDICATORS = Path(__file__).parents[2] / "data" / "indicators"
HEADERS = (
    "Indikator", "Entitas", "Periode", "Pembilang (Jumlah)", "Penyebut (Seluruhnya)", "Sumber Data",
)  # fmt: skip
TIMES = {"month": 12, "quarter": 4, "semester": 2, "year": 1}
ROMAN = ("I", "II", "III", "IV")
LATE = "13.05.14"  # the kecamatan that has not sent its last half-year
# What people leave in such a workbook: a word for a number, and another source's count of the same months.
SPOILT = {"Dinas Komunikasi dan Informatika": ("gov-05", "13.05", "Triwulan IV 2025", "belum ada", "120")}
OTHERWISE = {
    "Dinas Komunikasi dan Informatika": ("gov-03", "13.05", "Maret 2025", 44, 64, "Inspektorat (contoh)")
}


@dataclass(frozen=True)
class Course:
    """Numerator over denominator in the first and in the last period; `whole` is the denominator of a period.

    Without `whole` only the numerator is counted. From January on `adds_up` grows through the year.
    """

    first: float
    last: float
    whole: int | None
    by_kecamatan: bool = False
    adds_up: bool = False


COURSES: Mapping[str, Course] = {
    "reg-01": Course(0.86, 0.975, 139_500, by_kecamatan=True),
    "reg-02": Course(0.84, 0.96, 38_200),
    "reg-09": Course(0.42, 0.71, 121_800),
    "reg-10": Course(0.91, 0.985, 311_400),
    "rdy-03": Course(0.62, 0.93, 103, by_kecamatan=True),
    "rdy-04": Course(0.70, 0.96, 46),
    "gov-01": Course(3.08, 3.36, 21_600),  # answers of 1 to 4
    "gov-03": Course(0.58, 0.86, 64),
    "gov-05": Course(0.12, 0.66, 120),
    "brd-01": Course(41_000, 63_000, None),
    "brd-02": Course(9, 21, None),
    "brd-03": Course(0.78, 1.06, 640_000, adds_up=True),
    "brd-04": Course(0.81, 0.94, 210),
    "brd-05": Course(0.70, 0.92, 24, adds_up=True),
    "brd-06": Course(0.48, 0.63, 186),
    "eco-04": Course(0.09, 0.24, 18_400),
    "eco-05": Course(0.34, 0.72, 29_500),
    "liv-01": Course(0.91, 0.97, 590),
    "liv-04": Course(0.57, 0.68, 1_862),
    "liv-05": Course(0.80, 0.97, 455_218),
    "liv-06": Course(0.11, 0.07, 104_300),
    "soc-03": Course(0.66, 0.91, 476),
    "soc-04": Course(0.0009, 0.0031, 455_218, adds_up=True),
    "soc-05": Course(0.74, 0.90, 31),
    "soc-06": Course(0.21, 0.52, 62),
    "env-02": Course(0.31, 0.44, 20_600),
    "env-03": Course(0.06, 0.15, 20_600),
    "env-05": Course(0.28, 0.61, 4_120),
}


def write(out: Path, seed: int) -> list[Path]:
    """The workbooks by the names of their offices."""
    declared = _declared()
    owned: dict[str, list[str]] = defaultdict(list)
    for name in COURSES:
        owned[declared[name]["owner"]].append(name)
    return [_file(out, owner, owned[owner], declared, seed) for owner in sorted(owned)]


def _declared() -> dict[str, Any]:
    """Every indicator as its table says it."""
    return {
        name: said
        for file in sorted(INDICATORS.glob("*.toml"))
        for name, said in tomllib.loads(file.read_text(encoding="utf-8")).items()
    }


def _file(out: Path, owner: str, names: Sequence[str], declared: Mapping[str, Any], seed: int) -> Path:
    source = f"{owner} (contoh)"
    rows: list[Sequence[Cell]] = [
        (name, place, period, *counted, source)
        for name in names
        for place, period, counted in _counted(name, declared[name]["period"], seed)
    ]
    if owner in SPOILT:
        spoilt = (*SPOILT[owner], source)
        rows = [row for row in rows if row[:3] != spoilt[:3]] + [spoilt, OTHERWISE[owner]]
    office = "-".join(word.strip(",").lower() for word in owner.split() if word != "dan")
    titles = ("PEMBILANG DAN PENYEBUT INDIKATOR (DATA CONTOH)", owner, "")
    return save(out / f"hitungan-{office}", WORKBOOK, titles, [HEADERS, *rows])


def _counted(name: str, window: str, seed: int) -> Iterator[tuple[str, str, tuple[Cell, Cell]]]:
    """Place, period and counts; a share wavers by a hundredth of itself."""
    course, times = COURSES[name], TIMES[window]
    rng = random.Random(f"{seed} counts {name}")
    shares = _shares(rng) if course.by_kecamatan else {"13.05": 1.0}
    for number in range(len(YEARS) * times):
        year, part = YEARS[number // times], number % times
        way = number / (len(YEARS) * times - 1)
        level = (course.first + (course.last - course.first) * way) * rng.uniform(0.99, 1.01)
        level *= (part + 1) / times if course.adds_up else 1
        for place, share in shares.items():
            if place == LATE and number == len(YEARS) * times - 1:
                continue
            whole = None if course.whole is None else round(course.whole * share)
            count = round(level if whole is None else whole * level)
            if whole and course.last <= 1:
                count = min(count, whole)
            yield place, _period(window, year, part), (count, whole)


def _shares(rng: random.Random) -> dict[str, float]:
    """Every kecamatan's part of the regency, by how many nagari it has."""
    nagari = [area["parent"] for area in places.rows("entities") if area["level"] == "nagari"]
    return {code: nagari.count(code) / len(nagari) for code in sorted(set(nagari))}


def _period(window: str, year: int, part: int) -> str:
    """As offices write it: Mei 2024, Triwulan II 2023, Semester I 2022, 2025."""
    words = {
        "month": f"{MONTHS[part]} {year}",
        "quarter": f"Triwulan {ROMAN[part % 4]} {year}",
        "semester": f"Semester {ROMAN[part % 2]} {year}",
        "year": str(year),
    }
    return words[window]
