"""English survives links, filters, back and reload in the browser, and the switch leads to the same view."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.expected import Numbers, leading
from tests.browser.visiting import Visit

Open = Callable[..., Visit]


def said(tab: Visit) -> dict[str, list[str]]:
    """What the address says."""
    return parse_qs(urlsplit(tab.page.url).query)


def english(number: str) -> str:
    """`94,0%` as English readers write it."""
    return number.translate(str.maketrans(",.", ".,")).replace("poin", "points")


def assert_english(tab: Visit, heading: str) -> None:
    """Shell, page and address are English."""
    expect(tab.page.locator("h1").first).to_have_text(heading)
    tab.settle()
    expect(tab.page.locator("h1")).to_have_text(heading)
    assert said(tab)["lang"] == ["en"]
    expect(tab.page.locator("html")).to_have_attribute("lang", "en")
    expect(tab.page.get_by_role("link", name="Skip to content")).to_have_count(1)


def test_english_survives_links_filters_back_and_reload(visit: Open, numbers: Numbers) -> None:
    tab = visit("/?lang=en")
    assert_english(tab, "Smart-city summary")
    tab.page.get_by_role("link", name="Smart-city budget spent").click()
    name = numbers.catalogue.indicators["bud-02"].name_en
    assert_english(tab, name)
    number = tab.page.locator(".figure-number").first
    expect(number).to_have_text(english(numbers.lead("bud-02")))
    expect(tab.page.locator(".figure-block").first).to_contain_text("Up to December 2025")

    tab.page.get_by_label("Window").select_option(label="Yearly")
    tab.until(lambda: said(tab), {"jendela": ["year"], "lang": ["en"]})
    expect(number).to_have_text(english(numbers.lead("bud-02", "year")))
    expect(tab.page.locator("figcaption").first).to_contain_text("by year")
    tab.until(lambda: next(iter(tab.traces("grafik-tren")), ""), "Final")
    assert tab.table("figures in the chart")[0][0] == leading(numbers.over_time("bud-02", "year")).period

    tab.page.reload()
    assert_english(tab, name)
    expect(tab.page.get_by_label("Window")).to_have_value("year")
    tab.page.go_back()
    tab.until(lambda: said(tab), {"lang": ["en"]})
    expect(number).to_have_text(english(numbers.lead("bud-02")))

    tab.page.get_by_role("link", name="Indonesia", exact=True).click()
    expect(tab.page.get_by_label("Jendela")).to_be_visible()
    tab.settle()
    assert said(tab) == {}
    expect(number).to_have_text(numbers.lead("bud-02"))
    assert tab.faults() == []


@pytest.mark.parametrize("scripts", [True, False])
def test_the_switch_keeps_the_view(visit: Open, numbers: Numbers, scripts: bool) -> None:
    tab = visit("/indikator/bud-02?wilayah=gov&jendela=year", 390, scripts=scripts)
    tab.page.get_by_role("link", name="English").click()
    expect(tab.page.locator("html")).to_have_attribute("lang", "en")
    tab.settle()
    assert said(tab) == {"wilayah": ["gov"], "jendela": ["year"], "lang": ["en"]}
    expect(tab.page.locator(".figure-number").first).to_have_text(
        english(numbers.lead("bud-02", "year", "gov"))
    )
    tab.picture("english-bud-02")
    assert tab.faults() == []


def test_a_chart_offers_its_picture_in_english(visit: Open) -> None:
    tab = visit("/indikator/bud-02?lang=en")
    graph = tab.page.locator(".dash-graph").first
    graph.hover()
    titles = graph.locator(".modebar-btn").evaluate_all(
        "all => all.map(one => one.dataset.title || one.ariaLabel)"
    )
    assert titles == ["Download plot as a PNG"]
    assert tab.faults() == []
