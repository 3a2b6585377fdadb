"""Embeds and their CSV: the page's own numbers, public, small, without cookie or script."""

import csv
import io
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.app import create_app
from settings import Settings
from tests.dashboard.conftest import enter, settings_in
from warehouse import catalogue

DATA = Path(__file__).parents[2] / "data"
HEAD = (
    "indikator,entitas,nama_entitas,jendela,periode,rincian,nilai,tampil,satuan,"
    "pembilang,penyebut,status,contoh,target,sumber,rilis"
)


@pytest.fixture(scope="module")
def app(stocked_state: Path) -> Dash:
    """The dashboard over hand-made numbers."""
    return create_app(settings_in(stocked_state))


@pytest.fixture
def client(app: Dash) -> Iterator[FlaskClient]:
    with app.server.test_client() as browser:
        yield browser


def rows(client: FlaskClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.content_type == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_every_indicator_has_an_embed_and_a_download(client: FlaskClient) -> None:
    for id, indicator in catalogue.load(DATA).indicators.items():
        page = client.get(f"/embed/{id}")
        assert page.status_code == 200, id
        assert indicator.name in page.text
        assert client.get(f"/embed/{id}.csv").text.splitlines()[0] == HEAD


@pytest.mark.parametrize("address", ["/embed/reg-03", "/embed/bud-02", "/embed/soc-01", "/embed/reg-01"])
def test_an_embed_is_small_and_has_no_script_cookie_or_foreign_file(
    client: FlaskClient, address: str
) -> None:
    answer = client.get(address)
    assert len(answer.data) < 50_000
    assert "Set-Cookie" not in answer.headers
    assert "<script" not in answer.text
    assert re.findall(r'(?:src|href)="(?!/)', answer.text) == []


def test_an_embed_holds_number_sentence_chart_and_table(client: FlaskClient) -> None:
    html = client.get("/embed/reg-03").text
    assert "74,2%" in html
    assert "Kabupaten Padang Pariaman pada Desember 2024: 74,2% (final)." in html
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in html
    assert "12 periode terbaru dari 48" in html
    assert html.count('<th scope="row">') == 12
    assert "Angka CONTOH, bukan data sebenarnya." in html
    assert "Rilis 1, 20 Januari 2026" in html


def test_an_awaited_indicator_has_a_page_that_says_so_and_an_empty_download(client: FlaskClient) -> None:
    assert "Belum ada data" in client.get("/embed/reg-01").text
    assert client.get("/embed/reg-01.csv").text.strip() == HEAD


def test_a_second_visit_costs_nothing(client: FlaskClient) -> None:
    for address in ("/embed/reg-03", "/embed/reg-03.csv"):
        first = client.get(address)
        assert first.headers["Cache-Control"] == "public, max-age=60"
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


def test_the_mark_of_a_face_differs_by_choice_and_by_face(client: FlaskClient) -> None:
    addresses = ("/embed/bud-02", "/embed/bud-02.csv", "/embed/bud-02?wilayah=gov", "/embed/bud-03")
    assert len({client.get(address).headers["ETag"] for address in addresses}) == len(addresses)


def test_a_download_has_plain_numbers_and_their_indonesian_text(client: FlaskClient) -> None:
    found = rows(client, "/embed/bud-03.csv")
    assert len(found) == 12
    assert found[-1] == {
        "indikator": "bud-03",
        "entitas": "13.05",
        "nama_entitas": "Kabupaten Padang Pariaman",
        "jendela": "ytd",
        "periode": "2025-12-ytd",
        "rincian": "",
        "nilai": "-6.25",
        "tampil": "−6,25 poin",
        "satuan": "poin persen",
        "pembilang": "-1000000000",
        "penyebut": "30000000000",
        "status": "sementara",
        "contoh": "ya",
        "target": "",
        "sumber": "RFK SIPD",
        "rilis": "1",
    }


def test_a_download_of_one_period_has_one_row(client: FlaskClient) -> None:
    (only,) = rows(client, "/embed/bud-02.csv?wilayah=gov&periode=2025-06-ytd")
    assert (only["entitas"], only["periode"], Decimal(only["nilai"])) == ("gov", "2025-06-ytd", 46)


def test_real_numbers_are_not_called_samples(client: FlaskClient) -> None:
    assert {row["contoh"] for row in rows(client, "/embed/soc-01.csv")} == {"tidak"}
    assert "CONTOH" not in client.get("/embed/soc-01").text


@pytest.mark.parametrize(
    "address",
    [
        "/embed/reg-99",
        "/embed/reg-99.csv",
        "/embed/reg-03?as_of=99",
        "/embed/reg-03?as_of=kemarin",
        "/embed/reg-03?jendela=abad",
        "/embed/reg-03?wilayah=13.06",
        "/embed/reg-03.csv?periode=2031-01",
    ],
)
def test_what_is_not_there_is_a_sentence(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "idak" in answer.text


def test_a_release_can_be_named_by_number_or_day(client: FlaskClient) -> None:
    for as_of in ("1", "2026-01-20"):
        assert "Rilis 1, 20 Januari 2026" in client.get(f"/embed/reg-03?as_of={as_of}").text
    assert client.get("/embed/reg-03?as_of=2026-01-19").status_code == 404


def test_an_embed_knows_nobody_even_with_a_session(client: FlaskClient) -> None:
    enter(client, "eko")
    assert client.get("/indikator/reg-03?wilayah=13.05.01&jendela=month").status_code == 200
    assert client.get("/embed/reg-03?wilayah=13.05.01&jendela=month").status_code == 404
    assert "Set-Cookie" not in client.get("/embed/reg-03").headers


def test_the_page_of_the_same_choice_shows_the_same_number(client: FlaskClient) -> None:
    for query in ("", "?wilayah=gov", "?periode=2025-03-ytd"):
        page, small = (client.get(f"/{face}/bud-02{query}").text for face in ("indikator", "embed"))
        number = re.search(r'class="figure-number">([^<]*)', page)
        assert number
        assert f'<span class="number">{number[1]}</span>' in small


def test_every_face_of_a_built_warehouse_shows_one_number(warehouse: Settings) -> None:
    client = create_app(warehouse).server.test_client()
    built = [one for one in catalogue.load(DATA).indicators.values() if one.kind != "awaited"]
    assert len(built) >= 14
    for indicator in built:
        page = client.get(f"/indikator/{indicator.id}").text
        number = re.search(r'class="figure-number">([^<]*)', page)
        if "Belum ada data" in page and client.get(f"/embed/{indicator.id}.csv").text.strip() == HEAD:
            continue
        assert number, indicator.id
        assert f'<span class="number">{number[1]}</span>' in client.get(f"/embed/{indicator.id}").text
        assert number[1] in {row["tampil"] for row in rows(client, f"/embed/{indicator.id}.csv")}
