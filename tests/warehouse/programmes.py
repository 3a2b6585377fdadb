"""Rows of masterplans and of progress as offices send them, for sums worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal as D
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine

from settings import DATA
from tests.making import staged
from warehouse import building, catalogue, releases
from warehouse.building import Built, Ingredients
from warehouse.snapshots import Snapshots

CATALOGUE = catalogue.load(DATA)
KOMINFO, HEALTH = "2.16.2.20.2.21.01.0000", "1.02.0.00.0.00.01.0000"
TODAY = date(2026, 1, 20)
PARTS = {
    "programs": "versi_masterplan={versi_masterplan}",
    "progress": "tahun={tahun};bulan={bulan:02};kode_skpd={kode_skpd}",
}
Row = dict[str, Any]
START = date(2020, 1, 1)


def programme(code: str, version: str = "asli", since: date = START, **said: Any) -> Row:
    """A programme of a masterplan's version, of weight 10 and two million."""
    usual: Row = {
        "versi_masterplan": version, "berlaku_dari": since, "kode_program": code, "nama": f"Program {code}",
        "dimensi": code[2:5].lower(), "subdimensi": f"{code[2:5].lower()}-1", "kode_skpd": KOMINFO,
        "quick_win": "tidak", "tahun_awal": 2020, "tahun_akhir": 2026, "sasaran": None, "output": None,
        "outcome": None, "kode_indikator": None, "bobot": D(10), "anggaran": D(2_000_000), "aksi_revisi": None,
    }  # fmt: skip
    return usual | said


def report(code: str, month: int, ceiling: int, plan: Any, done: Any, spent: int = 0, **said: Any) -> Row:
    """A programme in a month of 2023, running."""
    usual: Row = {
        "kode_skpd": KOMINFO, "kode_program": code, "tahun": 2023, "bulan": month, "pagu": D(ceiling),
        "rencana_fisik": None if plan is None else D(plan), "realisasi_fisik": None if done is None else D(done),
        "realisasi_keuangan": D(spent), "status": "berjalan", "kendala": None, "tindak_lanjut": None,
        "data_dukung": None,
    }  # fmt: skip
    return usual | said


def build(folder: Path, **datasets: Sequence[Mapping[str, Any]]) -> Built:
    """What a release would show of rows by dataset."""
    loads = [
        staged(folder, CATALOGUE.datasets[name], number, rows, PARTS.get(name, "all"))
        for number, (name, rows) in enumerate(datasets.items(), start=1)
    ]
    return building.build(Ingredients(CATALOGUE, loads, TODAY, folder / "measured"))


def one(built: Built, indicator: str, period: str, entity: str = "13.05") -> Row:
    """The one observation of an indicator, entity and period."""
    frame = built.observations
    for name, value in (("indicator", indicator), ("entity", entity), ("period", period)):
        frame = frame[frame[name] == value]
    assert len(frame) == 1, frame
    return dict(frame.astype(object).where(frame.notna(), None).iloc[0])


def published(engine: Engine, built: Built) -> None:
    """Puts what was built before readers, as the first release."""
    with TemporaryDirectory() as empty:
        found = releases.differences(engine, built, Snapshots(Path(empty), None))
        now = datetime(2026, 2, 1, 3, 0, tzinfo=UTC)
        releases.publish(engine, found, TODAY, CATALOGUE, [], now, lambda number: None)
