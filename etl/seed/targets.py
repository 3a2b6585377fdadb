"""The planning agency's targets, a version a year; invented, but for baselines that BPS published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from etl.seed.forms import SEMICOLONS, save
from etl.seed.money import YEARS
from etl.seed.programmes import DIMENSIONS

HEADERS = (
    "Versi Target", "Berlaku Mulai", "Kode Indikator", "Kode Entitas", "Tahun", "Target", "Kondisi Awal",
    "Tahun Dasar",
)  # fmt: skip


@dataclass(frozen=True)
class Course:
    """An indicator's targets for YEARS and where it stood in 2021."""

    targets: tuple[str, str, str, str]
    baseline: str


TARGETS: Mapping[str, Course] = {
    "reg-03": Course(("85", "87", "90", "92"), "76,5"),
    "bud-02": Course(("95", "95", "95", "95"), "88"),
    "prg-01": Course(("75", "80", "85", "90"), "70"),
    "soc-01": Course(("71,2", "71,6", "72", "72,4"), "70,76"),
    "eco-01": Course(("3,5", "4", "4,5", "5"), "2,18"),
    "eco-03": Course(("8", "7,5", "7", "6,5"), "8,41"),
}
ALSO_BY_DIMENSION = ("bud-02",)


def write(out: Path) -> list[Path]:
    """One file per year."""
    return [_file(out, place, year) for place, year in enumerate(YEARS)]


def _file(out: Path, place: int, year: int) -> Path:
    rows = [
        [f"t{year}", f"01/01/{year}", indicator, entity, str(year), one.targets[place], one.baseline, "2021"]
        for indicator, one in TARGETS.items()
        for entity in ("13.05", *(DIMENSIONS if indicator in ALSO_BY_DIMENSION else ()))
    ]
    return save(out / f"target-{year}", SEMICOLONS, ("TARGET INDIKATOR (DATA CONTOH)", ""), [HEADERS, *rows])
