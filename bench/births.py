"""A csv of very many births: the year 2025 of the sample again and again under new certificate numbers."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from etl.seed import birth_files

MONTHS = ("2025-01", "2025-12")
TEN_SAMPLES = 290_000  # the whole sample, 2022 to 2025, has 29.000 births


def write(folder: Path, about: int = TEN_SAMPLES, seed: int = 1305) -> Path:
    """One csv in the form of 2025, of about so many rows; the same bytes for the same seed."""
    birth_files.write(folder / "sample", seed)
    head, *rows = _year(folder / "sample")
    key = head.index("No. Akta Kelahiran")
    target = folder / "births.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(head)
        for copy in range(round(about / len(rows))):
            writer.writerows([*row[:key], f"{row[key]}-{copy:03}", *row[key + 1 :]] for row in rows)
    return target


def _year(folder: Path) -> Iterator[list[str]]:
    """The header, then the rows of every csv of 2025."""
    said = False
    for file in sorted(folder.glob("kelahiran-2025-*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as source:
            lines = [line for line in csv.reader(source, delimiter=";") if len(line) > 1 and any(line[1:])]
        start = next(number for number, line in enumerate(lines) if "No. Akta Kelahiran" in line)
        if not said:
            yield lines[start]
            said = True
        yield from lines[start + 1 :]
