"""A copy of the repository's declarations to do wrong in: a dataset and an indicator, both right at first."""

import shutil
from pathlib import Path

import pytest

from warehouse import catalogue
from warehouse.catalogue import DeclarationError

DATA = Path(__file__).parents[2] / "data"

DATASET = """
title = "Sekolah"
row = "a school in a month"
sender = "Dinas Pendidikan dan Kebudayaan"
key = ["npsn"]
month_of = "tanggal"
senders = "kode_skpd"
hierarchies = ["area"]

[columns]
npsn = { kind = "text", required = true }
tanggal = { kind = "date" }
tutup = { kind = "date", not_before = "tanggal" }
kecamatan = { kind = "area" }
nagari = { kind = "area", within = "kecamatan" }
kode_skpd = { kind = "code", form = "skpd", of = "organisation" }
jenjang = { kind = "choice", choices = { sd = ["SD"], smp = ["SMP"] } }
siswa = { kind = "count", minimum = 0 }

[layouts.dapodik]
headers = { npsn = ["Nomor Pokok"], siswa = ["Jumlah Siswa"] }

[measures]
schools = { time = "stock", unit = "jumlah" }
"""
SQL = """-- One row per school and month; every further column is a measure.
SELECT load, sheet, sheet_row, date_trunc('month', tanggal)::date AS month, '' AS breakdown, nagari AS area,
    1 AS schools
FROM sekolah
"""
INDICATORS = """
[tes-01]
name = "Sekolah"
name_en = "Schools"
group = "dimensi"
sub_dimension = "soc-2"
unit = "persen"
direction = "higher"
formula = "sekolah / sekolah x 100"
definition = "Banyaknya sekolah."
why = "Untuk diuji."
owner = "Dinas Pendidikan dan Kebudayaan"
source = "Dapodik"
legal = "ketentuan sendiri"
period = "quarter"
kind = "ratio"
numerator = "sekolah.schools"
denominator = "sekolah.schools"
windows = ["quarter", "year"]
levels = ["kabupaten", "nagari"]
public = [["kabupaten", "quarter"]]
concept = "Sekolah."
interpretation = "Untuk diuji."
variables = ["Sekolah"]
reviewed = 2026-11-24
"""
FILES = {
    "sekolah/dataset.toml": DATASET,
    "sekolah/measures.sql": SQL,
    "indicators/tes.toml": INDICATORS,
}
IN_DATASET, IN_SQL, IN_INDICATORS = FILES
ENTITIES, ALIASES, BANDS = (f"reference/{name}.csv" for name in ("entities", "aliases", "bands"))
DISCLOSURE = "reference/disclosure.toml"


def copy(root: Path) -> Path:
    """The repository's declarations under `root`, and those of this file beside them."""
    shutil.copytree(DATA, root)
    (root / "sekolah").mkdir()
    for name, text in FILES.items():
        (root / name).write_text(text, encoding="utf-8")
    return root


def swap(root: Path, file: str, old: str, new: str) -> None:
    """Replace the first occurrence, which must be there; with no `old`, write `new` at the end."""
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    changed = text.replace(old, new, 1) if old else text + new
    (root / file).write_text(changed, encoding="utf-8")


def faults(root: Path) -> tuple[str, ...]:
    """The lines that loading tells; each is one place with all its faults."""
    with pytest.raises(DeclarationError) as caught:
        catalogue.load(root)
    assert str(caught.value).splitlines() == list(caught.value.faults)
    return caught.value.faults
