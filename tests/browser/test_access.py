"""axe finds nothing on any page: first paint and live, light and dark, at both widths; every chart has its twins."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from dashboard import pages, routing
from tests.browser.conftest import HEIGHTS
from tests.browser.expected import Numbers
from tests.browser.visiting import Visit
from tests.line import ROOT

Open = Callable[..., Visit]

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async rules => (await axe.run(document, {runOnly: rules, resultTypes: ["violations"]})).violations.flatMap(
  fault => fault.nodes.map(node => `${fault.id}: ${node.target.join(" ")}: ${node.html.slice(0, 120)}`)
)"""
SCHEMES = ("light", "dark")
# A page, and what it has to show before it is looked at: the number of an indicator, or words.
PAGES = {
    "/": "bud-02",
    "/dimensi/gov": "reg-03",
    "/indikator/reg-03": "reg-03",
    "/indikator/bud-02": "bud-02",
    "/indikator/soc-01": "soc-01",
    "/indikator/prg-03": "prg-03",
    "/indikator/eco-02": "Belum ada data",
    "/evaluasi": "Penilaian mandiri 2025 belum dimulai.",
    "/masuk": "Nama",
    "/tidak-ada": "Halaman ini tidak ada.",
    "/embed/bud-02": "bud-02",
    "/embed/eco-02": "Belum ada data",
    "/embed/xx-99": "Tidak ada indikator xx-99.",
}
UNVISITED = {"/indikator/reg-03", "/embed/xx-99"}  # by Tab: like bud-02, and without a link
FOCUSABLE = """() => {
  const kinds = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const seen = [...document.querySelectorAll(kinds)].filter(each =>
    !each.disabled && each.type !== "hidden" && each.checkVisibility({visibilityProperty: true})
    && !each.closest(".modebar"));
  seen.forEach((each, number) => {
    each.dataset.stop = number;
    each.dataset.rest = getComputedStyle(each).boxShadow;
  });
  return seen.length;
}"""
STOP = """() => {
  const here = document.activeElement, style = getComputedStyle(here);
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const ringed = outlined || style.boxShadow !== here.dataset.rest;
  return {stop: here.dataset.stop ?? null, ringed, what: here.outerHTML.slice(0, 120)};
}"""
CHARTS = """() => [...document.querySelectorAll(".dash-graph, svg.dk")].map(chart => {
  const place = chart.closest("section, main"), figure = chart.closest("figure");
  const said = chart.getAttribute("aria-label") || "";
  return {
    words: (figure ? figure.querySelector("figcaption").textContent : chart.querySelector("desc").textContent) + said,
    rows: [...place.querySelectorAll("table tbody tr")].length,
  };
})"""

at_both_widths = pytest.mark.parametrize("width", HEIGHTS)


def test_every_page_is_looked_at() -> None:
    forms = [re.sub("<[^>]*>", "[^/]+", page.PATH) for page in routing.pages(pages)]
    assert [form for form in forms if not any(re.fullmatch(form, path) for path in PAGES)] == []


@at_both_widths
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(visit: Open, numbers: Numbers, path: str, width: int) -> None:
    tab = visit(width=width)
    held: list[Route] = []
    tab.page.route("**/_dash-layout", lambda route: held.append(route))
    tab.page.goto(tab.origin + path, wait_until="commit")
    tab.page.wait_for_load_state("domcontentloaded")
    wanted = numbers.lead(PAGES[path]) if PAGES[path] in numbers.catalogue.indicators else PAGES[path]
    expect(tab.page.locator("body")).to_contain_text(wanted)
    faults = looked_at(tab, "first paint")
    if tab.page.locator("#react-entry-point").count():
        tab.until(lambda: len(held) > 0, True)
        for route in held:
            route.continue_()
        tab.page.unroute("**/_dash-layout")
        tab.settle()
        expect(tab.page.locator("#page")).to_contain_text(wanted)
        faults += looked_at(tab, "live")
    assert faults == []
    for chart in tab.page.evaluate(CHARTS):
        assert len(chart["words"]) > 40
        assert chart["rows"] > 1


def looked_at(tab: Visit, state: str) -> list[str]:
    """What axe finds in each scheme, in the state that the page is in; folded tables are opened for it."""
    tab.page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")
    tab.page.evaluate(AXE)
    found: list[str] = []
    for scheme in SCHEMES:
        tab.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no colour half way
        found += [f"{state}, {scheme}: {fault}" for fault in tab.page.evaluate(RUN, RULES)]
    return found


def test_axe_would_find_a_picture_without_words(visit: Open) -> None:
    tab = visit("/masuk")
    tab.page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert [fault.split(": ")[1] for fault in looked_at(tab, "planted")] == ["image-alt", "image-alt"]


@at_both_widths
@pytest.mark.parametrize("path", [path for path in PAGES if path not in UNVISITED])
def test_every_stop_of_the_tab_key_is_reached_and_seen(visit: Open, path: str, width: int) -> None:
    tab = visit(width=width)
    tab.page.goto(tab.origin + path)
    tab.settle()
    count = tab.page.evaluate(FOCUSABLE)
    assert count
    stops: list[dict[str, Any]] = []
    for _step in range(count + 10):  # plotly's own buttons are stops too
        tab.page.keyboard.press("Tab")
        stops.append(tab.page.evaluate(STOP))
    reached = {int(stop["stop"]) for stop in stops if stop["stop"] is not None}
    assert reached == set(range(count))
    assert [stop["what"] for stop in stops if stop["stop"] is not None and not stop["ringed"]] == []
