"""What pages load: no plotly where nothing is drawn by it, and weights that a phone can carry."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.browser.visiting import PICTURES, Visit
from tests.serving import Server, ask
from warehouse.vocabulary import DIMENSIONS

Open = Callable[..., Visit]

WITHOUT_CHARTS = ["/", *(f"/dimensi/{code}" for code in DIMENSIONS), "/masuk", "/embed/bud-02"]
WITH_CHARTS = ["/indikator/reg-03", "/indikator/bud-02", "/indikator/prg-03", "/indikator/soc-01"]
LIGHT, HEAVY = 450_000, 900_000  # bytes on the wire, nothing kept from before
SMALLEST = 1_000  # bytes; what weighs less was not measured


@pytest.fixture(scope="module")
def scales() -> Iterator[dict[str, int]]:
    """Addresses and their weights; printed, and kept beside the pictures, at the end."""
    weights: dict[str, int] = {}
    yield weights
    lines = [f"{address:20} {size / 1000:6.1f} kB" for address, size in weights.items()]
    print("\n".join(lines))
    (PICTURES / "weights.txt").write_text("\n".join([*lines, ""]), encoding="utf-8")


def plotly(tab: Visit) -> list[str]:
    """The files of plotly that a tab asked for, by their names."""
    return [url.split("?")[0].rsplit("/", 1)[1] for url in tab.requested if "plotly" in url]


@pytest.mark.parametrize("address", WITHOUT_CHARTS)
def test_a_page_without_charts_is_light_and_loads_no_plotly(
    visit: Open, address: str, scales: dict[str, int]
) -> None:
    tab = visit()
    scales[address] = weight(tab, address)
    assert plotly(tab) == []
    assert tab.page.evaluate("() => typeof Plotly") == "undefined"
    assert tab.page.locator("img[src^='data:image/svg+xml'], svg, #nama").count() > 0
    assert SMALLEST < scales[address] <= LIGHT


@pytest.mark.parametrize("address", WITH_CHARTS)
def test_a_page_with_charts_loads_the_cartesian_bundle_once_and_no_other(
    visit: Open, address: str, scales: dict[str, int]
) -> None:
    tab = visit()
    scales[address] = weight(tab, address)
    assert plotly(tab) == ["plotly-cartesian.min.js"]
    assert tab.page.locator(".js-plotly-plot .trace").count() > 0
    assert LIGHT < scales[address] <= HEAVY


def test_an_awaited_indicator_loads_no_plotly(visit: Open) -> None:
    assert plotly(visit("/indikator/env-01")) == []


def weight(tab: Visit, address: str) -> int:
    """The bytes that came over the network for a page, headers included, by the browser's own count."""
    sizes: list[int] = []
    listening = tab.context.new_cdp_session(tab.page)
    listening.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    listening.send("Network.enable")
    tab.open(address)
    return sum(sizes)


def test_a_second_page_fetches_little_more_than_itself(visit: Open) -> None:
    tab = visit("/indikator/bud-02")
    assert weight(tab, "/indikator/reg-03") < LIGHT / 4


def test_texts_travel_compressed(server: Server) -> None:
    for address in ("/", "/indikator/bud-02", "/assets/vendor/plotly-cartesian.min.js"):
        plain = ask(server.port, address)
        small = ask(server.port, address, headers={"Accept-Encoding": "gzip"})
        assert small.headers["content-encoding"] == "gzip"
        assert 0 < len(small.body) < len(plain.body) / 2
