"""The evaluation as people use it: read by everybody, scored with reasons, approved, and taken away as xlsx."""

from __future__ import annotations

import io
import re
import shutil
from datetime import date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from dash import Dash
from flask.testing import FlaskClient
from sqlalchemy import insert, update

from dashboard.app import create_app
from tests import office
from tests.dashboard import stocked
from tests.dashboard.conftest import PEOPLE, enter, open_account, settings_in
from warehouse import tables
from warehouse.database import connect, migrate

BASE = "/evaluasi/kominfo_2022/2025"
PAGE = "/evaluasi?periode=2025"
SCORES = {"outcome-program": "3", "outcome-realisasi": "4", "baseline-perbaikan": "2"}


@pytest.fixture(scope="module")
def filled_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state with hand-made numbers and one person of each role; only copied, never used."""
    state = tmp_path_factory.mktemp("stocked")
    chosen = settings_in(state)
    engine = connect(chosen.database_url)
    migrate(engine)
    stocked.stock(engine)
    engine.dispose()
    for name, role in PEOPLE.items():
        open_account(chosen, name, role)
    return state


@pytest.fixture
def app(filled_in: Path, tmp_path: Path) -> Dash:
    """The dashboard over a copy of that state."""
    return create_app(settings_in(Path(shutil.copytree(filled_in, tmp_path / "state"))))


@pytest.fixture
def scorer(app: Dash) -> FlaskClient:
    """Somebody who may score, with a workbook begun."""
    client = app.server.test_client()
    enter(client, "eko")
    assert client.post(f"{BASE}/mulai").status_code == 303
    return client


def words(client: FlaskClient, address: str) -> str:
    text = re.sub(r"<(style|script|svg)\b.*?</\1>", " ", client.get(address).text, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())


def filled(scores: dict[str, str] = SCORES, seen: int = 0, reason: str = "lihat laporan") -> dict[str, str]:
    form = {f"nilai.{name}": value for name, value in scores.items()}
    form |= {f"alasan.{name}": reason for name in scores}
    return form | {f"versi.{name}": str(seen) for name in scores}


def publish_again(app: Dash, value: str) -> None:
    """A second release, in which prg-01 of the last quarter of 2025 is another number."""
    engine = connect(f"sqlite:///{app.server.extensions['engine'].url.database}")
    row: dict[str, Any] = {"number": 2, "published_at": datetime(2026, 2, 1), "today": date(2026, 2, 1)}
    row |= {"data_hash": "", "added": 0, "changed": 1, "ended": 0, "warnings": []}
    table = tables.observation
    ours = (table.c.indicator == "prg-01") & (table.c.period == "2025-Q4") & (table.c.entity == "13.05")
    with engine.begin() as connection:
        connection.execute(insert(tables.release).values(row))
        connection.execute(update(table).where(ours).values(until_release=2))
        new = stocked.observation("prg-01", "2025-Q4", value) | {"since_release": 2}
        connection.execute(insert(table).values(new))
    engine.dispose()


# ---- who sees what


def test_without_a_workbook_everybody_sees_the_instrument_with_its_numbers(app: Dash) -> None:
    text = words(app.server.test_client(), "/evaluasi")
    assert "Penilaian mandiri 2025 belum dimulai." in text
    assert "Program masterplan terlaksana : 85,0% pada Triwulan IV 2025 final CONTOH" in text
    assert "Belum ada data; penanggung jawab Dinas Pariwisata, Pemuda dan Olahraga" in text
    assert "Baseline 10% belum ada belum ada" in text
    assert "Outcome 30% belum ada 2,90 CONTOH" in text
    assert "Mulai penilaian" not in text


def test_the_index_leads_and_only_those_who_score_see_a_draft(app: Dash, scorer: FlaskClient) -> None:
    assert scorer.post(f"{BASE}/nilai", data=filled()).status_code == 303
    # baseline 2 x 10, outcome (3 + 4) / 2 = 3.5 x 30: 125 / 40 = 3.125, rounded half up
    assert "Indeks penilaian mandiri 2025: 3,13 dari 4, 10 dari 13 kriteria belum dinilai." in words(
        scorer, PAGE
    )
    for name in ("", "rani"):
        client = app.server.test_client()
        if name:
            enter(client, name)
        text = words(client, PAGE)
        assert "Penilaian mandiri 2025 sedang disusun; nilainya terbuka sesudah disetujui." in text
        assert "lihat laporan" not in text
        assert "lihat laporan" not in str(book(client)["Kriteria"]["N9"].value)


def test_what_is_approved_is_locked_and_open_to_all_until_it_is_returned(
    app: Dash, scorer: FlaskClient
) -> None:
    scorer.post(f"{BASE}/nilai", data=filled())
    assert scorer.post(f"{BASE}/setujui", data={"versi": "1"}).status_code == 404
    assert scorer.post(f"{BASE}/ajukan", data={"versi": "1"}).status_code == 303
    assert scorer.post(f"{BASE}/nilai", data=filled({"impact-gov": "1"})).status_code == 409
    approver = app.server.test_client()
    enter(approver, "adam")
    assert approver.post(f"{BASE}/setujui", data={"versi": "1"}).status_code == 409  # not what they saw
    assert approver.post(f"{BASE}/setujui", data={"versi": "2"}).status_code == 303
    stranger = app.server.test_client()
    text = words(stranger, PAGE)
    assert "Keadaan: disetujui." in text
    assert "lihat laporan" in text
    told = {
        reader: bool(re.search(r"\beko\b", f"{words(reader, PAGE)} {cells(reader)}"))
        for reader in (approver, stranger)
    }
    assert told == {approver: True, stranger: False}  # who scored is for those who score and approve
    assert approver.post(f"{BASE}/kembalikan", data={"versi": "3"}).status_code == 303
    assert "lihat laporan" not in words(app.server.test_client(), PAGE)


def cells(client: FlaskClient) -> str:
    """Everything that the download says."""
    return str([row for sheet in book(client).worksheets for row in sheet.iter_rows(values_only=True)])


def test_other_sites_and_strangers_score_nothing(app: Dash, scorer: FlaskClient) -> None:
    foreign = {"Origin": "https://jahat.example", "Sec-Fetch-Site": "cross-site"}
    assert scorer.post(f"{BASE}/nilai", data=filled(), headers=foreign).status_code == 403
    assert app.server.test_client().post(f"{BASE}/nilai", data=filled()).status_code == 404
    assert "10 dari 13" not in words(scorer, PAGE)


# ---- scoring


def test_all_faults_of_a_form_are_told_at_once_and_what_was_typed_stays(scorer: FlaskClient) -> None:
    form = filled({"impact-gov": "5", "impact-eco": "2.5", "impact-soc": ""}) | {"alasan.impact-gov": ""}
    answer = scorer.post(f"{BASE}/nilai", data=form | filled({"impact-liv": "3"}))
    assert answer.status_code == 422
    text = " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.text)).split())
    assert "Smart governance : Nilai harus 1 sampai 4. Smart governance : Alasan wajib diisi." in text
    assert "Smart economy : Nilai harus 1 sampai 4." in text
    assert "Smart society : Pilih nilainya." in text
    assert re.search(r'<option value="3" selected>', answer.text)
    assert "13 dari 13 kriteria belum dinilai" in words(scorer, PAGE)  # nothing of it was kept


def test_who_scores_second_is_told_by_whom_and_may_still_replace_it(app: Dash, scorer: FlaskClient) -> None:
    other = app.server.test_client()
    enter(other, "adam")
    other.post(f"{BASE}/nilai", data=filled({"impact-gov": "2"}, reason="data Capil"))
    answer = scorer.post(f"{BASE}/nilai", data=filled({"impact-gov": "4", "impact-eco": "3"}))
    assert answer.status_code == 409
    assert "adam baru saja memberi nilai 2 (data Capil). Nilai Anda belum disimpan." in answer.text
    assert "12 dari 13" in words(scorer, PAGE)
    assert scorer.post(f"{BASE}/nilai", data=filled({"impact-gov": "4"}, seen=1)).status_code == 303
    assert "4 lihat laporan eko" in words(scorer, PAGE)


def test_a_form_that_was_opened_before_others_scored_elsewhere_changes_only_its_own(
    app: Dash, scorer: FlaskClient
) -> None:
    other = app.server.test_client()
    enter(other, "adam")
    other.post(f"{BASE}/nilai", data=filled({"impact-gov": "2"}))
    untouched = {"nilai.impact-gov": "", "alasan.impact-gov": "", "versi.impact-gov": "0"}
    assert scorer.post(f"{BASE}/nilai", data=filled({"impact-eco": "3"}) | untouched).status_code == 303
    assert "11 dari 13" in words(scorer, PAGE)


def test_what_no_form_sends_is_not_understood(scorer: FlaskClient) -> None:
    for form in ({"versi.impact-gov": "x"}, {"versi.impact-gov": "9"}, {"versi.impact-gov": "-1"}):
        assert scorer.post(f"{BASE}/nilai", data=form).status_code == 400
    assert scorer.post(f"{BASE}/ajukan", data={}).status_code == 400
    for address in ("/evaluasi/lain_2022/2025/mulai", "/evaluasi/kominfo_2022/2099/mulai"):
        assert scorer.post(address).status_code == 404
    assert scorer.get("/evaluasi?periode=abc").status_code == 404


# ---- the release


def test_the_numbers_stay_those_of_their_release_until_somebody_takes_a_newer_one(
    app: Dash, scorer: FlaskClient
) -> None:
    publish_again(app, "91.5")
    assert "Program masterplan terlaksana : 85,0%" in words(scorer, PAGE)
    form = words(scorer, f"{BASE}/nilai")
    assert "Dengan Rilis 2, 1 Februari 2026 angka ini berubah:" in form
    assert "Program masterplan terlaksana: 85,0% menjadi 91,5%" in form
    assert scorer.post(f"{BASE}/rilis", data={"versi": "1", "rilis": "7"}).status_code == 409
    assert scorer.post(f"{BASE}/rilis", data={"versi": "1", "rilis": "2"}).status_code == 303
    assert "Program masterplan terlaksana : 91,5%" in words(scorer, PAGE)


# ---- the workbook


def book(client: FlaskClient) -> Any:
    answer = client.get(f"{BASE}.xlsx")
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.data))


def test_libreoffice_opens_the_workbook_with_numbers_as_numbers_and_no_formula(
    scorer: FlaskClient, tmp_path: Path
) -> None:
    scorer.post(f"{BASE}/nilai", data=filled(reason='=HYPERLINK("http://a.example")'))
    path = tmp_path / "evaluasi.xlsx"
    path.write_bytes(scorer.get(f"{BASE}.xlsx").data)
    (found,) = office.opened(path)
    assert office.formulas(found) == []
    rows = office.values(found, "Penilaian")
    assert ["Baseline", 10, 2, None, None] in rows
    assert ["Outcome", 30, 3.5, 2.9, "CONTOH"] in rows
    assert ["Indeks", 100, 3.13, None, None] in rows
    head, *lines = office.values(found, "Kriteria")
    line = next(
        dict(zip(head, row, strict=True)) for row in lines if row[1] == "Program masterplan terlaksana"
    )
    assert (line["Angka indikator"], line["Contoh"], line["Nilai mandiri"]) == (85, "CONTOH", 3)
    assert line["Alasan"] == '=HYPERLINK("http://a.example")'
    assert line["Dinilai oleh"] == "eko"
    assert line["Bukti yang diminta"] == "Daftar program dengan status, realisasi, dan data dukung"
    absent = next(dict(zip(head, row, strict=True)) for row in lines if row[1] == "Smart branding")
    assert (absent["Angka indikator"], absent["Status"]) == (None, "Belum ada data")
