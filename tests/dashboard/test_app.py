"""The app as a whole: pages come whole, and what cannot come says why."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard import ids
from dashboard.app import create_app
from settings import Settings, WeakKey, load
from tests.both import Databases
from tests.dashboard.conftest import settings_in

PLOTLY = "/assets/vendor/plotly-cartesian.min.js"
WITH_CHARTS = "/indikator/reg-03"


def layout_of(client: FlaskClient, address: str | None) -> str:
    headers = {"Referer": f"http://localhost{address}"} if address else {}
    answer = client.get("/_dash-layout", headers=headers)
    assert answer.status_code == 200
    return answer.text


def words_drawn(page: str) -> set[str]:
    """The words of a page's first paint, those inside charts left out."""
    drawn = page.split('<div id="ssr">')[1].split('<div id="react-entry-point">')[0]
    return set(unescape(re.sub(r"<svg.*?</svg>|<[^>]*>", " ", drawn, flags=re.DOTALL)).split())


def words_live(node: object) -> set[str]:
    """Every word in a layout, wherever it stands; one may be put together from texts beside each other."""
    if isinstance(node, dict | list):
        inside = node.values() if isinstance(node, dict) else node
        return set(text_live(node).split()).union(*(words_live(each) for each in inside))
    return set(str(node).split())


def text_live(node: object) -> str:
    """The text of a component and those inside it, as it runs."""
    if isinstance(node, list):
        return "".join(map(text_live, node))
    if isinstance(node, dict):
        return text_live(node.get("props", node).get("children") or "")
    return str(node)


def test_nothing_starts_with_a_weak_key(tmp_path: Path) -> None:
    with pytest.raises(WeakKey):
        create_app(load({"DASBOR_STATE": str(tmp_path), "DASBOR_SECRET_KEY": "secret"}))


def test_health_answers_before_there_is_a_database_and_makes_none(
    databases: Databases, tmp_path: Path
) -> None:
    databases.new(tmp_path)
    client = create_app(settings_in(tmp_path)).server.test_client()
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/").status_code == 503
    assert list(tmp_path.iterdir()) == []


def test_before_the_first_release_every_page_says_so(empty: Path) -> None:
    client = create_app(settings_in(empty)).server.test_client()
    for address in ("/", "/dimensi/gov", WITH_CHARTS, "/embed/reg-03"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
        assert "Belum ada rilis" in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/tidak-ada",
        "/indikator/reg-99",
        "/indikator/",
        "/dimensi/xyz",
        "/?as_of=99",
        "/?as_of=1999-01-01",
        "/?as_of=%27",
        "/?as_of=%FF",
        "/?as_of=99999999999999999999",
        f"{WITH_CHARTS}?wilayah=99.99",
        "/assets/../settings.py",
        "/assets/tidak-ada.js",
        "/embed/reg-99",
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert re.search(r"tidak ada|Tidak ada", answer.text)
    assert re.search(r"nomor permintaan [0-9a-f]{12}", answer.text)


def test_a_failure_gives_a_number_and_nothing_of_the_inside(tmp_path: Path) -> None:
    chosen = settings_in(tmp_path)
    (tmp_path / "warehouse.db").write_text("no database at all " * 100)
    client = create_app(chosen).server.test_client()
    for address in ("/", "/_dash-layout", "/embed/reg-03"):
        answer = client.get(address, headers={"Referer": "http://localhost/"})
        assert answer.status_code in (500, 503)
        assert not re.search(r"Traceback|sqlite|sqlalchemy|\.py|\.db|" + str(tmp_path), answer.text, re.I)
    assert re.fullmatch(
        "[0-9a-f]{12}",
        json.loads(client.get("/_dash-layout", headers={"Referer": "http://localhost/"}).text)["number"],
    )


@pytest.mark.parametrize("address", ["/", "/dimensi/gov", WITH_CHARTS])
def test_a_page_is_whole_without_scripts_and_the_same_with_them(client: FlaskClient, address: str) -> None:
    page = client.get(address).text
    assert re.search(r"<title>\S.* · Padang Pariaman</title>", page)
    assert '<html lang="id">' in page
    assert len(re.findall(r"<h1\b", page)) == 1
    drawn = words_drawn(page)
    assert len(drawn) > 10
    assert drawn - words_live(json.loads(layout_of(client, address))) == set()


def test_an_address_that_is_none_breaks_nothing(client: FlaskClient) -> None:
    assert client.get("/_dash-layout", headers={"Referer": "http://["}).status_code == 200
    assert client.get("/_dash-layout", headers={"Referer": "http://localhost/%ff"}).status_code == 404
    assert client.get("/", environ_overrides={"QUERY_STRING": "periode=%zz"}).status_code < 500
    for address in ("/", "/_dash-layout", "/embed/reg-03", "/apa-saja"):
        assert client.get(address, environ_overrides={"QUERY_STRING": "wilayah=\xff"}).status_code == 400


def test_without_a_referer_of_ours_a_callback_fetches_the_page(client: FlaskClient) -> None:
    for layout in (
        layout_of(client, None),
        client.get("/_dash-layout", headers={"Referer": "https://example.org/"}).text,
    ):
        assert [child["props"]["id"] for child in json.loads(layout)["props"]["children"]] == [
            ids.FALLBACK_LOCATION,
            ids.FALLBACK,
        ]
    body = {
        "output": f"{ids.FALLBACK}.children",
        "outputs": {"id": ids.FALLBACK, "property": "children"},
        "inputs": [{"id": ids.FALLBACK_LOCATION, "property": "pathname", "value": "/dimensi/gov"}],
        "state": [{"id": ids.FALLBACK_LOCATION, "property": "search", "value": ""}],
        "changedPropIds": [f"{ids.FALLBACK_LOCATION}.pathname"],
    }
    answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code == 200
    assert f'"{ids.PAGE}"' in answer.text


def test_a_callback_whose_components_are_on_another_page_stays_quiet(client: FlaskClient) -> None:
    loud = [each["output"] for each in client.get("/_dash-dependencies").json if not each["optional"]]
    assert loud == []  # say optional=True


def test_plotly_is_loaded_only_where_there_is_a_chart_and_never_the_whole_of_it(client: FlaskClient) -> None:
    assert PLOTLY not in client.get("/").text
    assert PLOTLY not in client.get("/dimensi/gov").text
    for address in ("/", WITH_CHARTS):
        assert not re.search(r"plotly\.min\.js|/dash_table/|polyfill@", client.get(address).text)


def test_a_page_with_a_chart_loads_the_cartesian_bundle_before_dash(warehouse: Settings) -> None:
    page = create_app(warehouse).server.test_client().get(WITH_CHARTS).text
    assert page.index(PLOTLY) < page.index("/_dash-component-suites/")


def test_everything_a_page_loads_is_ours_and_there(app: Dash, client: FlaskClient) -> None:
    page = client.get("/").text
    loaded = re.findall(r'<(?:script|link|img)[^>]*?(?:src|href)="([^"]+)"', page)
    assert len(loaded) > 10
    assert [address for address in loaded if not address.startswith(("/", "data:"))] == []
    assert [
        address for address in loaded if address[0] == "/" and client.get(address).status_code != 200
    ] == []


def test_files_whose_address_changes_with_them_are_kept_and_others_are_asked_again(
    client: FlaskClient,
) -> None:
    page = client.get("/").text
    style, suite = (
        re.search(rf'"({start}[^"]+)"', page)[1] for start in ("/assets/style", "/_dash-component")
    )
    for address in (style, suite):
        assert client.get(address).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for address in (style.split("?")[0], "/_dash-component-suites/dash/dcc/async-graph.js", "/"):
        assert client.get(address).headers["Cache-Control"] == "no-cache"


def test_texts_travel_compressed_but_not_the_login_page(client: FlaskClient) -> None:
    squeezed = {"Accept-Encoding": "gzip"}
    for address in ("/", "/assets/style.css"):
        plain, small = client.get(address), client.get(address, headers=squeezed)
        assert small.headers["Content-Encoding"] == "gzip"
        assert len(small.data) < len(plain.data) / 2
        assert "Accept-Encoding" in small.headers["Vary"]
    assert "Content-Encoding" not in client.get("/masuk", headers=squeezed).headers


def test_pages_of_numbers_are_whole_on_a_built_warehouse(warehouse: Settings) -> None:
    client = create_app(warehouse).server.test_client()
    for address in ("/", "/dimensi/brd", WITH_CHARTS):
        assert client.get(address).status_code == 200
        assert layout_of(client, address)
