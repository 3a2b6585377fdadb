"""What others take over as files: the dictionary with the fields of MS-Ind."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from warehouse import msind
from warehouse.declarations import Catalogue
from warehouse.files import durably

DICTIONARY = "kamus-indikator.csv"


def dictionary(catalogue: Catalogue, out: Path) -> Path:
    """Writes OUT/kamus-indikator.csv: UTF-8, comma, a row per indicator."""
    out.mkdir(parents=True, exist_ok=True)
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(msind.COLUMNS))
    writer.writeheader()
    writer.writerows(msind.rows(catalogue))
    path = out / DICTIONARY
    with durably(path) as temporary:
        temporary.write_bytes(text.getvalue().encode())
    return path
