"""Texts are Indonesian unless the address says `lang=en`; links, frames of Dash and errors keep the language."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from dashboard import language, links
from dashboard.language import ENGLISH, INDONESIAN, _, speaking


def test_a_text_is_its_own_in_indonesian_and_looked_up_in_english() -> None:
    assert _("Langsung ke isi") == "Langsung ke isi"
    with speaking(ENGLISH):
        assert _("Langsung ke isi") == "Skip to content"
        assert _("teks yang tidak ada") == "teks yang tidak ada"
    assert language.current() == INDONESIAN


def test_an_unknown_language_is_indonesian() -> None:
    language.speak("xx")
    assert language.current() == INDONESIAN


@pytest.mark.parametrize("path", ["/", "/masuk", "/tidak-ada"])
def test_a_page_speaks_the_language_of_its_address(client: FlaskClient, path: str) -> None:
    assert '<html lang="id">' in client.get(path).text
    english = client.get(f"{path}?lang=en").text
    assert '<html lang="en">' in english
    assert "Skip to content" in english
    assert '<html lang="id">' in client.get(path).text


def test_a_layout_speaks_the_language_of_the_page_that_asks_for_it(client: FlaskClient) -> None:
    answer = client.get("/_dash-layout", headers={"Referer": "http://localhost/?lang=en"})
    hrefs = re.findall(r'"href": ?"([^"]*)"', answer.text.replace("\\u002f", "/"))
    assert "/dimensi/gov?lang=en" in hrefs
    assert [href for href in hrefs if "lang=en" not in href] == []


def test_links_keep_english_and_do_not_name_indonesian() -> None:
    assert links.indicator("bud-02", wilayah="gov") == "/indikator/bud-02?wilayah=gov"
    with speaking(ENGLISH):
        assert links.indicator("bud-02", wilayah="gov") == "/indikator/bud-02?wilayah=gov&lang=en"
        assert links.summary() == "/?lang=en"


def test_the_switch_leads_to_the_same_page_in_the_other_language(client: FlaskClient) -> None:
    assert (
        'href="/indikator/bud-02?wilayah=gov&amp;lang=en"' in client.get("/indikator/bud-02?wilayah=gov").text
    )
    back = client.get("/indikator/bud-02?wilayah=gov&lang=en").text
    assert 'class="switch" href="/indikator/bud-02?wilayah=gov"' in back


def test_the_switch_leads_to_no_other_site(client: FlaskClient) -> None:
    page = client.get("/", environ_overrides={"PATH_INFO": "//elsewhere.example/"}).text
    assert 'class="switch" href="/elsewhere.example/?lang=en"' in page
    assert "//elsewhere" not in page
