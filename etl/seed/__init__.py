"""Sample files of 2022 to 2025 in the offices' own shapes; every person and figure in them is invented."""

from __future__ import annotations

from pathlib import Path

from etl.seed import (
    accounts,
    birth_files,
    budget,
    counted,
    death_files,
    notification_files,
    programmes,
    progress,
    registers,
    targets,
    versions,
)


def write(out: Path, seed: int = 1305) -> tuple[Path, ...]:
    """Writes OUT/<dataset>/<files>, the same bytes for the same seed; returns them in the order to take."""
    return (
        *versions.write_apbd(out / "apbd"),
        *versions.write_tags(out / "tags", seed),
        *programmes.write(out / "programs"),
        *targets.write(out / "targets"),
        *budget.write(out / "budget", seed),
        *accounts.write(out, seed),
        *progress.write(out / "progress", seed),
        *birth_files.write(out / "births", seed),
        *death_files.write(out / "deaths", seed),
        *registers.write(out, seed),
        *counted.write(out / "counts", seed),
        *notification_files.write(out / "birth_notifications", seed),
    )
