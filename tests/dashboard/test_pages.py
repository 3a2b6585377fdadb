"""Ringkasan, the dimensions and the indicators show their numbers, each with all that belongs to it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard import choice as choices
from dashboard import ids, links, overview
from dashboard.app import create_app
from dashboard.callbacks import indicator as moving
from dashboard.components import filters
from dashboard.routing import Ask
from tests.both import address
from tests.dashboard import made
from tests.dashboard.conftest import enter, settings_in
from warehouse import catalogue, releases
from warehouse.database import connect
from warehouse.people import STRANGER, Reader
from warehouse.vocabulary import DIMENSIONS

DATA = Path(__file__).parents[2] / "data"
EDITOR = Reader("eko", "editor")


@pytest.fixture(scope="module")
def app(stocked_state: Path) -> Dash:
    """The dashboard over hand-made numbers."""
    return create_app(settings_in(stocked_state))


@pytest.fixture
def client(app: Dash) -> Iterator[FlaskClient]:
    with app.server.test_client() as browser:
        yield browser


@pytest.fixture(scope="module")
def ask(stocked_state: Path) -> Ask:
    """What a stranger asks of the indicator page of bud-02."""
    engine = connect(address(stocked_state))
    release = releases.current(engine)
    assert release is not None
    view = links.view("/indikator/bud-02", "", indicator="bud-02")
    return Ask(engine, catalogue.load(DATA), STRANGER, view, release, {"id": "bud-02"})


def words(client: FlaskClient, address: str, status: int = 200) -> str:
    """The text of a page's first paint, single-spaced."""
    answer = client.get(address)
    assert answer.status_code == status, address
    text = re.sub(r"<(style|script|svg)\b.*?</\1>", " ", answer.text, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())


# ---- Ringkasan


def test_ringkasan_leads_with_the_newest_final_cohort_and_the_recording_month_beside_it(
    client: FlaskClient,
) -> None:
    text = words(client, "/")
    assert "Kelahiran dilaporkan tepat waktu 74,2% Pada Desember 2024 final CONTOH" in text
    assert "Menurut bulan pencatatan: 80,7% pada Desember 2025 final CONTOH" in text


def test_ringkasan_shows_spending_with_its_deviation_and_who_is_in_it(client: FlaskClient) -> None:
    text = words(client, "/")
    assert "96,0% Sampai dengan Desember 2025 sementara CONTOH ▲ Perlu perhatian" in text
    assert "Rp28,8 miliar dari pagu Rp30,0 miliar" in text
    assert "Deviasi dari rencana kas: −6,25 poin sampai dengan Desember 2025 sementara CONTOH" in text
    assert "Memuat laporan 11 dari 12 perangkat daerah." in text


def test_ringkasan_counts_programmes_on_course_of_those_with_a_plan(client: FlaskClient) -> None:
    # Six dimensions with three programmes each; in each the one at +2 points is on course: 6 of 18.
    assert "Program sesuai jalur 6 dari 18 Pada Desember 2025 final CONTOH 33,3%" in words(client, "/")


def test_ringkasan_has_a_card_for_each_dimension(client: FlaskClient) -> None:
    text = words(client, "/")
    assert text.count("8 dari 10 program berjalan atau selesai pada Triwulan IV 2025 final CONTOH") == 6
    assert text.count("terealisasi dari pagu Rp30,0 miliar (94,0%)") == 6
    assert "96,3% tahun 2025 sementara CONTOH rata-rata capaian indikator (1 dari" in text
    assert "kurang dari separuh indikator berangka" in text


def test_ringkasan_lists_what_lags_with_owner_and_amount(client: FlaskClient) -> None:
    text = words(client, "/")
    offices = text[text.index("Keuangan: tertinggal") : text.index("Fisik: program")]
    assert "Dinas Kesehatan −12,40 poin ■ Kritis −Rp1,0 miliar final CONTOH" in offices
    assert "Dinas Komunikasi dan Informatika" not in offices  # −3 points is on course
    physical = text[text.index("Fisik: program") :]
    assert (
        "Program contoh BRD-03 −21,3 poin ■ Kritis Badan Pengelola Keuangan Daerah Rp1,3 miliar" in physical
    )


def test_ringkasan_names_its_release_and_what_its_checks_remarked(client: FlaskClient) -> None:
    text = words(client, "/")
    assert "Rilis 1, terbit 20 Januari 2026 pukul 10.00 WIB." in text
    assert "Klaim 2021: 38 dan 43 tidak sama." in text


@pytest.mark.parametrize("address", ["/", *(f"/dimensi/{code}" for code in DIMENSIONS)])
def test_ringkasan_and_dimensions_draw_on_the_server_and_load_no_plotly(
    client: FlaskClient, address: str
) -> None:
    html = client.get(address).text
    assert "data:image/svg+xml," in html
    assert "plotly-cartesian" not in html


# ---- dimensions


@pytest.mark.parametrize("code", DIMENSIONS)
def test_every_dimension_lists_all_its_indicators(client: FlaskClient, code: str) -> None:
    html = client.get(f"/dimensi/{code}").text
    mine = [one for one in catalogue.load(DATA).indicators.values() if one.dimension == code]
    assert mine
    assert [one.id for one in mine if f'href="/indikator/{one.id}' not in html] == []


def test_an_awaited_indicator_says_so_with_owner_and_source(client: FlaskClient) -> None:
    assert "Cakupan akta kelahiran balita Belum ada data Dinas Kependudukan" in words(client, "/dimensi/gov")
    counted = words(client, "/indikator/reg-02")
    assert "Belum ada data Yang ditunggu: Pembilang dan penyebut dari perangkat daerah, dari Dinas" in counted


def test_the_definition_says_what_the_form_of_metadata_asks(client: FlaskClient) -> None:
    text = words(client, "/indikator/gov-01")
    for part in (
        "Konsep Kepuasan pengguna layanan",
        "Interpretasi Makin dekat ke 100 makin puas.",
        "Variabel pembangun Jumlah nilai jawaban sembilan unsur; Banyaknya jawaban",
        "Ukuran indeks",
        "Indikator komposit Tidak",
        "Level estimasi kabupaten, perangkat daerah",
        "Dapat diakses umum Ya",
        "Ditinjau 24 November 2026",
    ):
        assert part in text, part


def test_a_dimension_lists_its_programmes_with_status_and_deviation(client: FlaskClient) -> None:
    text = words(client, "/dimensi/brd")
    assert "Program contoh BRD-01 quick win CONTOH Dinas Kesehatan berjalan 80,0% 71,5% +2,0 poin" in text
    assert "Program contoh GOV-01" not in text


def test_claims_about_a_dimension_are_shown_as_published_numbers(client: FlaskClient) -> None:
    text = words(client, "/dimensi/brd")
    assert "Angka terbit" in text
    assert "Branding: 7 program" in text


def test_a_dimension_that_is_none_is_not_found(client: FlaskClient) -> None:
    assert "Tidak ada dimensi xyz." in words(client, "/dimensi/xyz", 404)


# ---- indicators


def test_every_indicator_has_a_page(client: FlaskClient) -> None:
    for id, indicator in catalogue.load(DATA).indicators.items():
        assert indicator.name in words(client, f"/indikator/{id}"), id


def test_an_indicator_page_holds_number_sentence_chart_table_definition_and_origin(
    client: FlaskClient,
) -> None:
    html = client.get("/indikator/reg-03").text
    text = words(client, "/indikator/reg-03")
    assert "74,2% Pada Desember 2024 final CONTOH Kelahiran dilaporkan ≤60 hari di Kabupaten" in text
    assert "Tabel angka (48 baris)" in text
    assert "Definisi dan rumus" in text
    assert "UU 24/2013" in text
    assert "1 berkas di balik angka pada Desember 2024" in text
    assert "lahir.csv CONTOH Kelahiran tercatat" in text
    assert html.count('role="img"') == 1
    assert "plotly-cartesian" in html


def test_young_cohorts_say_that_they_will_move(client: FlaskClient) -> None:
    text = words(client, "/indikator/reg-03?periode=2025-11")
    assert "Pada November 2025 sementara CONTOH" in text
    assert "Kelompok lahir ini baru berumur 30 hari, angkanya masih akan turun." in text


def test_refused_numbers_are_shown_with_their_words_and_the_reason(client: FlaskClient) -> None:
    text = words(client, "/indikator/eco-01")
    assert "2019: 2,51/6,42 ditolak: dua nilai dalam satu sel. Sumber: Bab III Perubahan RKPD 2023." in text


def test_claims_are_not_held_against_sample_numbers(client: FlaskClient) -> None:
    text = words(client, "/indikator/prg-01")
    assert "71,6% · 44 dari 62 belum ada capaian 71,6 persen Bangun Piaman 1 Juni 2022" in text


def test_an_old_number_is_called_old(client: FlaskClient) -> None:
    assert "71,63 Pada 2022 final basi" in words(client, "/indikator/soc-01")


def test_months_of_registration_in_a_kecamatan_are_for_editors_only(client: FlaskClient) -> None:
    closed = "/indikator/reg-03?wilayah=13.05.01&jendela=month"
    assert "untuk Lubuak Aluang tidak tersedia dengan jendela month" in words(client, closed, 404)
    assert "Menurut kecamatan" not in words(client, "/indikator/reg-03")
    enter(client, "eko")
    assert "Lubuak Aluang" in words(client, closed)
    assert "Menurut kecamatan" in words(client, "/indikator/reg-03")
    assert "Angka persis, hanya untuk penyunting." in words(client, "/indikator/reg-03")


@pytest.mark.parametrize(
    "query",
    [
        "wilayah=99",
        "jendela=week",
        "jendela=semester",
        "periode=2025",
        "periode=2031-01-ytd",
        "rincian=versi=x",
    ],
)
def test_what_an_indicator_does_not_have_is_not_found(client: FlaskClient, query: str) -> None:
    assert re.search("[Tt]idak|bukan", words(client, f"/indikator/bud-02?{query}", 404))


# ---- what moves


def test_a_filter_changes_the_address_and_the_address_changes_the_filter(ask: Ask) -> None:
    view = moving.moved(ask, ask.view, "wilayah", "gov")
    assert links.address(view) == "/indikator/bud-02?wilayah=gov"
    moved = replace(ask, view=view)
    controls = filters.controls(moved, choices.chosen(moved))
    assert [control.value for control in controls] == ["gov", "ytd", filters.UNSAID, filters.UNSAID]


def test_going_back_to_the_kabupaten_empties_the_address(ask: Ask) -> None:
    view = moving.moved(ask, replace(ask.view, wilayah="gov"), "wilayah", "13.05")
    assert links.address(view) == "/indikator/bud-02"


def test_a_period_survives_a_change_of_place_and_falls_with_a_change_of_window(ask: Ask) -> None:
    view = replace(ask.view, periode="2025-06-ytd")
    assert moving.moved(ask, view, "wilayah", "gov").periode == "2025-06-ytd"
    other = replace(ask, view=replace(view, indicator="reg-03", periode="2024-06"))
    assert moving.moved(other, other.view, "jendela", "year").periode == ""


@pytest.mark.parametrize("value", [None, 7, [], {}, filters.UNSAID, "9" * 1000])
def test_what_no_select_sends_means_nothing(value: object) -> None:
    assert moving.said(value) == ""


def test_a_stranger_and_an_editor_are_offered_different_windows(ask: Ask) -> None:
    registration = ask.catalogue.indicators["reg-03"]
    for reader, closed in ((STRANGER, {"month", "ytd"}), (EDITOR, set())):
        offered = choices.windows(replace(ask, reader=reader), registration, "kecamatan")
        assert set(registration.windows) - set(offered) == closed


def test_one_call_moves_address_selects_and_content(app: Dash, client: FlaskClient) -> None:
    (output,) = [key for key in app.callback_map if ids.INDICATOR_BODY in key]
    declared = app.callback_map[output]
    values = dict(zip(moving.SELECTS, ("gov", "ytd", filters.UNSAID, filters.UNSAID), strict=True))
    values |= {ids.LOCATION: ""}
    inputs = [{**each, "value": values[each["id"]]} for each in declared["inputs"]]
    state = [{**each, "value": "/indikator/bud-02"} for each in declared["state"]]
    outputs = [dict(zip(("id", "property"), part.rsplit(".", 1), strict=True)) for part in _parts(output)]
    call = {"output": output, "outputs": outputs, "inputs": inputs, "state": state}
    call |= {"changedPropIds": [f"{ids.INDICATOR_PLACE}.value"]}
    answer = client.post("/_dash-update-component", json=call)
    assert answer.status_code == 200
    told = answer.get_json()["response"]
    assert told[ids.LOCATION]["search"] == "?wilayah=gov"
    assert told[ids.INDICATOR_PLACE]["value"] == "gov"
    assert "94,0%" in answer.text


def _parts(output: str) -> list[str]:
    """The outputs of a callback that has several, as Dash names them together."""
    return output.strip(".").split("...")


# ---- the mean of a dimension


def test_the_mean_achievement_caps_at_100_and_counts_only_fresh_years() -> None:
    # 120 counts as 100, with 80 that makes 90; the year 2023 is older than one and a half years by 2026.
    new = [made.point("2025", "1", achievement=Decimal(value)) for value in (120, 80)]
    old = made.point("2023", "1", achievement=Decimal(10))
    found = overview.average([made.series([point]) for point in (*new, old)], 4, made.RELEASE.today)
    assert (found.value, found.counted, found.expected, found.speaks) == (Decimal("90.0"), 2, 4, True)


def test_a_mean_of_less_than_half_of_the_indicators_is_grey() -> None:
    one = made.series([made.point("2025", "1", achievement=Decimal(80))])
    assert overview.average([one], 3, made.RELEASE.today).speaks is False
    assert overview.average([], 3, made.RELEASE.today).value is None
