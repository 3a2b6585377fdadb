"""A filter changes chart and address; back, forward, reload and bookmarks bring a view back."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tests.browser.expected import Numbers, leading, written
from tests.browser.visiting import Visit
from warehouse.selection import Point
from warehouse.vocabulary import KABUPATEN, Window

Open = Callable[..., Visit]

PLACE, WINDOW, PERIOD = "Wilayah atau bagian", "Jendela", "Periode"


def office(numbers: Numbers) -> Point:
    """The office whose share of spending is the furthest from the whole kabupaten's."""
    whole = leading(numbers.over_time("bud-02"))
    points = numbers.newest("bud-02", "organisation", "ytd")
    chosen = max(points, key=lambda point: abs((point.display or 0) - (whole.display or 0)))
    assert chosen.display != whole.display
    return chosen


def said(tab: Visit) -> dict[str, list[str]]:
    """What the address says."""
    return parse_qs(urlsplit(tab.page.url).query)


def assert_shows(tab: Visit, numbers: Numbers, entity: str, window: Window) -> None:
    """Headline, chart, table and selects are those of an entity of bud-02 in a window."""
    points = numbers.over_time("bud-02", window, entity)
    number = written(leading(points).display, numbers.catalogue.indicators["bud-02"])
    expect(tab.page.locator(".figure-number").first).to_have_text(number)
    expect(tab.page.get_by_label(PLACE)).to_have_value(entity)
    expect(tab.page.get_by_label(WINDOW)).to_have_value(window)
    tab.until(lambda: drawn(tab), {float(point.display) for point in points if point.display is not None})
    assert len(tab.table("angka pada grafik")) == len(points)


def drawn(tab: Visit) -> set[float]:
    """The numbers in the trend."""
    traces = tab.traces("grafik-tren")
    return {
        value
        for name in ("Final", "Sementara")
        for value in traces.get(name, {"y": []})["y"]
        if value is not None
    }


def test_filters_change_chart_and_address_and_back_and_reload_restore(visit: Open, numbers: Numbers) -> None:
    tab, chosen = visit("/indikator/bud-02"), office(numbers)
    assert_shows(tab, numbers, KABUPATEN, "ytd")

    tab.page.get_by_label(PLACE).select_option(label=chosen.entity_name)
    assert_shows(tab, numbers, chosen.entity, "ytd")
    assert said(tab) == {"wilayah": [chosen.entity]}
    expect(tab.page.get_by_role("heading", name=chosen.entity_name)).to_be_visible()

    tab.page.get_by_label(WINDOW).select_option("year")
    assert_shows(tab, numbers, chosen.entity, "year")
    assert said(tab) == {"wilayah": [chosen.entity], "jendela": ["year"]}
    tab.picture("saring-bud-02")

    tab.page.go_back()
    assert_shows(tab, numbers, chosen.entity, "ytd")
    assert said(tab) == {"wilayah": [chosen.entity]}
    tab.page.go_back()
    assert_shows(tab, numbers, KABUPATEN, "ytd")
    assert said(tab) == {}
    tab.page.go_forward()
    assert_shows(tab, numbers, chosen.entity, "ytd")

    tab.page.reload()
    tab.settle()
    assert_shows(tab, numbers, chosen.entity, "ytd")
    assert said(tab) == {"wilayah": [chosen.entity]}
    assert tab.faults() == []


def test_a_page_that_was_left_by_a_link_comes_back_alive(visit: Open, numbers: Numbers) -> None:
    tab, chosen = visit("/indikator/bud-02"), office(numbers)
    tab.page.get_by_role("link", name="Ringkasan").first.click()
    expect(tab.page.locator("h1")).to_have_text("Ringkasan smart city")
    tab.settle()
    tab.page.go_back()
    tab.settle()
    assert_shows(tab, numbers, KABUPATEN, "ytd")
    tab.page.get_by_label(PLACE).select_option(chosen.entity)
    assert_shows(tab, numbers, chosen.entity, "ytd")
    assert tab.faults() == []


def test_a_bookmark_opens_the_view_that_was_left(visit: Open, numbers: Numbers) -> None:
    first, chosen = visit("/indikator/bud-02"), office(numbers)
    first.page.get_by_label(PLACE).select_option(chosen.entity)
    assert_shows(first, numbers, chosen.entity, "ytd")
    first.page.get_by_label(WINDOW).select_option("year")
    assert_shows(first, numbers, chosen.entity, "year")

    later = visit(first.page.url.removeprefix(first.origin), 390)
    assert_shows(later, numbers, chosen.entity, "year")
    assert later.faults() == []
    unscripted = visit(first.page.url.removeprefix(first.origin), scripts=False)
    assert unscripted.page.locator(".figure-number").first.inner_text() == numbers.lead(
        "bud-02", "year", chosen.entity
    )


def test_a_period_moves_the_headline_and_keeps_the_chart(visit: Open, numbers: Numbers) -> None:
    tab = visit("/indikator/reg-03")
    points = numbers.over_time("reg-03")
    early = next(point for point in points if point.display != leading(points).display)
    number = written(early.display, numbers.catalogue.indicators["reg-03"])
    tab.page.get_by_label(PERIOD).select_option(early.period)
    expect(tab.page.locator(".figure-number").first).to_have_text(number)
    assert said(tab) == {"periode": [early.period]}
    tab.until(lambda: drawn(tab), {float(point.display) for point in points if point.display is not None})
    assert tab.faults() == []


def test_filters_moved_faster_than_they_are_answered_end_at_the_last(visit: Open, numbers: Numbers) -> None:
    tab, chosen = visit("/indikator/bud-02"), office(numbers)
    places = tab.page.get_by_label(PLACE)
    for value in ("gov", "env", chosen.entity):
        places.select_option(value)
    assert_shows(tab, numbers, chosen.entity, "ytd")
    tab.page.wait_for_timeout(1000)
    assert_shows(tab, numbers, chosen.entity, "ytd")
    assert said(tab) == {"wilayah": [chosen.entity]}
    assert tab.faults() == []


def test_another_window_drops_a_period_that_it_does_not_have(visit: Open, numbers: Numbers) -> None:
    tab = visit("/indikator/bud-02?periode=2024-06-ytd")
    tab.page.get_by_label(WINDOW).select_option("year")
    assert_shows(tab, numbers, KABUPATEN, "year")
    assert said(tab) == {"jendela": ["year"]}
    assert tab.faults() == []


def test_the_mode_bar_offers_a_picture_in_indonesian_and_none_of_plotly_s_cloud(visit: Open) -> None:
    tab = visit("/indikator/bud-02")
    graphs = tab.page.locator(".dash-graph")
    assert graphs.count() == 3  # over time, by dimension, by office
    for graph in graphs.all():
        graph.hover()
        buttons = graph.locator(".modebar-btn")
        expect(buttons.first).to_be_visible()
        titles = buttons.evaluate_all("all => all.map(one => one.dataset.title || one.ariaLabel)")
        assert titles == ["Unduh gambar (PNG)"]
    assert tab.page.locator(".modebar-btn--logo, a[href*='plotly']").count() == 0
    assert tab.faults() == []
