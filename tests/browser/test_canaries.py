"""Texts that were sent are texts on every page: none runs, none leads away, and the server says so without its policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import HEIGHTS
from tests.browser.visiting import Visit
from tests.canaries import AWAY, CANARIES, asked, plant, surfaces
from tests.dashboard.conftest import settings_in
from tests.line import KEYS
from tests.serving import Server, ask, serving
from warehouse.database import connect, migrate

ALL = " ".join(CANARIES)
# What ran, which elements came to be of a text, and every address in the page that leads to where none may.
SEEN = r"""() => ({
    ran: window.kenari || 0,
    made: document.querySelectorAll('[data-kenari]').length,
    leading: [...document.querySelectorAll('*')].flatMap(each => [...each.attributes])
        .filter(one => /^(xlink:)?(href|src|action|formaction|data)$/.test(one.name))
        .map(one => one.value)
        .filter(url => /^[\s\x00-\x1f]*(javascript|vbscript|data:text|https?:\/\/kenari|\/\/|https:j)/i.test(url)),
    read: document.body.innerText.includes('kenari'),
})"""
# Every first and last point of every chart is pointed at, for plotly makes links and bold words of tags.
POINTED = r"""() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(chart =>
    chart.data.flatMap((trace, curveNumber) => [0, trace.x.length - 1].map(pointNumber => {
        Plotly.Fx.hover(chart, [{curveNumber, pointNumber}]);
        return chart.querySelectorAll('.hoverlayer a, .annotation a, .hoverlayer [style*=bold]').length;
    })))"""
# Without a chart on them these have nothing of what was sent.
SILENT = {"/embed/eco-01?lang=en"}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, dict[str, str]]]:
    """The dashboard over numbers whose every text is all canaries, and the cookie of an editor named so too."""
    state = tmp_path_factory.mktemp("canaries")
    engine = connect(settings_in(state, **KEYS).database_url)
    migrate(engine)
    cookie = plant(engine, ALL, KEYS["DASBOR_SECRET_KEY"])
    engine.dispose()
    with serving(state, state / "log") as server:
        yield server, cookie


@pytest.fixture
def tab(chromium: Browser, planted: tuple[Server, dict[str, str]]) -> Iterator[Visit]:
    """A tab of that editor in a browser that does not heed our policy."""
    server, cookie = planted
    context = chromium.new_context(bypass_csp=True, viewport={"width": 1440, "height": HEIGHTS[1440]})
    context.add_cookies([{"name": name, "value": value, "url": server.url} for name, value in cookie.items()])
    visit = Visit(context, server.url)
    visit.page.on("dialog", lambda dialog: visit.messages.append(f"dialog: {dialog.message}"))
    yield visit
    context.close()


def seen(tab: Visit, address: str) -> dict[str, Any]:
    """What became of the texts on the page of an address."""
    tab.open(address)
    found: dict[str, Any] = tab.page.evaluate(SEEN)
    found["pointed"] = sum(tab.page.evaluate(POINTED))
    found["foreign"] = [url for url in tab.requested if url.startswith(AWAY)]
    return found


def test_what_was_sent_is_read_on_every_page_and_runs_on_none(tab: Visit) -> None:
    for address in surfaces():
        nothing = {"ran": 0, "made": 0, "leading": [], "pointed": 0, "foreign": []}
        assert seen(tab, address) == nothing | {"read": address not in SILENT}, address
    assert [message for message in tab.messages if "dialog" in message or "script:" in message] == []


def test_what_an_address_says_runs_on_no_page(tab: Visit) -> None:
    each_its_own = [list(asked(text))[place] for place, text in enumerate(CANARIES[: len(list(asked("")))])]
    for address in each_its_own:
        if ".xlsx" not in address:  # it is no page
            found = seen(tab, address)
            assert (found["ran"], found["made"], found["leading"], found["foreign"]) == (0, 0, [], []), (
                address
            )


def test_files_are_taken_away_and_never_shown(planted: tuple[Server, dict[str, str]]) -> None:
    server, cookie = planted
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookie.items())}
    for address in (
        "/embed/prg-01.csv",
        "/embed/prg-03.csv?wilayah=GOV-01",
        "/evaluasi/kominfo_2022/2025.xlsx",
    ):
        answer = ask(server.port, address, headers=headers)
        assert answer.status == 200
        assert re.fullmatch(r'attachment; filename="[a-z0-9._-]+"', answer.headers["content-disposition"])
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_no_canary_made_a_failure(planted: tuple[Server, dict[str, str]]) -> None:
    assert '"ERROR"' not in Path(planted[0].log).read_text()
