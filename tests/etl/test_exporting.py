"""The dictionary as a file for others."""

from __future__ import annotations

import csv
from pathlib import Path

from etl import exporting
from settings import DATA
from warehouse import catalogue, msind


def test_the_dictionary_is_written_with_the_fields_of_the_metadata_form(tmp_path: Path) -> None:
    known = catalogue.load(DATA)
    with exporting.dictionary(known, tmp_path / "out").open(encoding="utf-8", newline="") as lines:
        rows = {row["kode"]: row for row in csv.DictReader(lines)}
    assert list(rows) == list(known.indicators)
    assert list(rows["reg-01"]) == list(msind.COLUMNS)
    assert [rows[id]["ukuran"] for id in ("reg-05", "reg-05-p90")] == ["nilai tengah", "persentil"]
    one = rows["soc-04"]
    assert (one["ukuran"], one["satuan"], one["periode"]) == ("rasio", "per 10.000 penduduk", "triwulanan")
    assert one["variabel_pembangun"] == "Peserta pelatihan sejak Januari; Penduduk"
    assert (one["level_estimasi"], one["diakses_umum"], one["komposit"]) == ("kabupaten", "ya", "tidak")
    assert rows["reg-01"]["klasifikasi"] == "kecamatan, nagari"
    assert rows["rdy-05"]["komposit"] == "ya"
    assert one["ditinjau"] == "2026-11-24"
