"""At `lang=en` no Indonesian is left on any page or embed outside names and elements that say `lang="id"`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.app import create_app
from settings import DATA
from tests.dashboard import stocked
from tests.dashboard.conftest import enter, open_account, settings_in
from warehouse import catalogue
from warehouse.database import connect, migrate
from warehouse.vocabulary import DIMENSIONS

WORDS = re.compile(
    r"\b(yang|dan|dari|di|ke|belum|tidak|untuk|pada|dengan|angka|tahun|bulan|ini|atau|sudah|akan|semua|masuk"
    r"|salah|berkas|periode|menurut|tersedia|halaman|permintaan|silakan|sumber|rilis|sementara|CONTOH|nilai"
    r"|triwulan|januari|februari|maret|mei|juni|juli|agustus|oktober|desember|miliar|juta|triliun|poin|persen)\b",
    re.IGNORECASE,
)
SPOKEN = {"alt", "title", "aria-label", "placeholder", "data-label", "content"}
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
INDICATORS = catalogue.load(DATA).indicators
ADDRESSES = [
    "/",
    "/masuk",
    "/evaluasi",
    "/tidak-ada",
    "/embed/xx-99",
    *(f"/dimensi/{code}" for code in DIMENSIONS),
    *(f"/indikator/{id}" for id in INDICATORS),
    *(f"/embed/{id}" for id in INDICATORS),
    f"/indikator/bud-02?wilayah={stocked.HEALTH}",
    "/indikator/bud-02?jendela=semester",
    "/indikator/bud-02?periode=2025-06-ytd",
    "/indikator/bud-02?wilayah=99",
    "/indikator/bud-02?rincian=versi=x",
    "/indikator/bud-02?as_of=77",
    "/indikator/reg-03?wilayah=13.05.01",
    "/indikator/reg-03?jendela=year",
    "/indikator/reg-03?periode=2025-11",
    "/indikator/prg-03?wilayah=BRD-03",
    "/embed/reg-03?periode=2031-01",
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Dash:
    """The dashboard over hand-made numbers."""
    chosen = settings_in(tmp_path_factory.mktemp("english"))
    engine = connect(chosen.database_url)
    migrate(engine)
    stocked.stock(engine)
    engine.dispose()
    open_account(chosen, "eko", "editor")
    return create_app(chosen)


class Reading(HTMLParser):
    """What is read or heard on a page, outside scripts, styles and what is marked as Indonesian."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.heard: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        silent = tag in ("script", "style") or dict(attrs).get("lang") == "id" or self.is_silent()
        if not silent:
            self.heard += [value for name, value in attrs if name in SPOKEN and value]
        if tag not in VOID:
            self.open.append((tag, silent))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.is_silent() and data.strip():
            self.heard.append(data.strip())

    def is_silent(self) -> bool:
        return bool(self.open and self.open[-1][1])


def names() -> list[str]:
    """Names of offices, places, programmes and publications: they are the same in every language."""
    declared = catalogue.load(DATA)
    known = {entity.name for entity in declared.entities.values()}
    known |= {indicator.owner for indicator in INDICATORS.values()}
    known |= {indicator.source for indicator in INDICATORS.values()}
    known |= {"Bab III Perubahan RKPD 2023", "Bangun Piaman"}
    known |= {f"Program contoh {code.upper()}-{number:02}" for code in DIMENSIONS for number in (1, 2, 3)}
    return sorted(known, key=len, reverse=True)


NAMES = re.compile("|".join(map(re.escape, names())))


def left_over(texts: Iterator[str] | list[str]) -> list[str]:
    return [text for text in texts if WORDS.search(NAMES.sub(" ", text))]


def in_english(address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}lang=en"


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_indonesian_is_left_on_a_page(client: FlaskClient, address: str) -> None:
    page = client.get(in_english(address)).text
    assert '<html lang="en">' in page
    assert left_over(Reading(page).heard) == []


@pytest.mark.parametrize("address", ["/indikator/reg-03", "/indikator/bud-02", "/indikator/prg-03"])
def test_none_is_left_for_editors_who_see_more(client: FlaskClient, address: str) -> None:
    enter(client, "eko")
    page = client.get(in_english(address)).text
    assert "Exact figures, for editors only." in page
    assert left_over(Reading(page).heard) == []


def test_none_is_left_for_those_who_score_an_evaluation(client: FlaskClient) -> None:
    enter(client, "eko")
    page = client.get("/evaluasi?lang=en").text
    assert left_over(Reading(page).heard) == []


@pytest.mark.parametrize("id", ["reg-03", "bud-02", "soc-01", "prg-01"])
def test_none_is_left_in_what_plotly_draws(client: FlaskClient, id: str) -> None:
    referer = f"http://localhost/indikator/{id}?lang=en"
    layout = json.loads(client.get("/_dash-layout", headers={"Referer": referer}).text)
    drawn = list(figures(layout))
    assert drawn
    assert left_over([text for figure in drawn for text in strings(figure)]) == []


def figures(node: object) -> Iterator[object]:
    """The figures and configurations in a layout, wherever they are."""
    if isinstance(node, dict):
        yield from (node[name] for name in ("figure", "config", "options") if name in node)
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from figures(child)


def strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from strings(child)


def test_every_link_of_an_english_page_stays_in_english(client: FlaskClient) -> None:
    for address in ("/", "/dimensi/gov", "/indikator/reg-03", "/indikator/eco-02", "/masuk", "/embed/reg-03"):
        page = client.get(in_english(address)).text
        links = re.findall(r'<a\b[^>]*href="(/[^"]*)"', page)
        assert [link for link in links if "lang=en" not in link] == [address] * page.count('class="switch"')


def test_an_embed_is_kept_for_each_language_and_a_csv_is_one_for_all(client: FlaskClient) -> None:
    tags = {client.get(address).headers["ETag"] for address in ("/embed/bud-02", "/embed/bud-02?lang=en")}
    assert len(tags) == 2
    files = {client.get(address).text for address in ("/embed/bud-02.csv", "/embed/bud-02.csv?lang=en")}
    assert len(files) == 1
    assert "88,0%" in files.pop()
