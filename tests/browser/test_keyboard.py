"""Everything is reached and used with the keyboard alone, and where one is can be seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.conftest import HEIGHTS
from tests.browser.expected import Numbers
from tests.browser.visiting import Visit

Open = Callable[..., Visit]

MOST_STEPS = 40  # of the Tab key
RING = """element => {
  const style = getComputedStyle(element);
  return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
}"""

at_both_widths = pytest.mark.parametrize("width", HEIGHTS)


def tab_to(tab: Visit, wanted: Locator) -> None:
    """Press Tab until something has the focus."""
    for _ in range(MOST_STEPS):
        tab.page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is not reached with {MOST_STEPS} steps")


def has_ring(element: Locator) -> bool:
    """Whether an outline or a shadow that is not there without focus shows where one is."""
    return bool(element.evaluate(RING))


@at_both_widths
@pytest.mark.parametrize("path", ["/", "/indikator/bud-02"])
def test_the_first_step_offers_to_skip_the_menu(visit: Open, path: str, width: int) -> None:
    tab = visit(path, width)
    skip = tab.page.get_by_role("link", name="Langsung ke isi")
    expect(skip).not_to_be_in_viewport()
    tab.page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    assert has_ring(skip)
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator("main")).to_be_focused()
    tab.page.keyboard.press("Tab")
    expect(tab.page.locator("main").locator(":focus")).to_have_count(1)


@at_both_widths
def test_the_menu_opens_leads_on_and_closes(visit: Open, width: int) -> None:
    tab = visit("/", width)
    summary = tab.page.locator(".menu > summary")
    first, second = (tab.page.locator(".menu li a").nth(number) for number in (0, 1))
    expect(first).to_be_hidden()
    tab_to(tab, summary)
    assert has_ring(summary)
    tab.page.keyboard.press("Enter")
    expect(first).to_be_visible()
    expect(first).to_be_in_viewport(ratio=1)
    tab.page.keyboard.press("Escape")
    expect(first).to_be_hidden()
    expect(summary).to_be_focused()
    tab.page.keyboard.press("Space")
    tab.page.keyboard.press("Tab")
    expect(first).to_be_focused()
    tab.page.keyboard.press("Tab")
    expect(second).to_be_focused()
    assert has_ring(second)
    tab.page.keyboard.press("Enter")
    expect(tab.page).to_have_url(f"{tab.origin}/dimensi/brd")
    assert tab.faults() == []


@at_both_widths
def test_filters_are_reached_seen_and_moved(visit: Open, numbers: Numbers, width: int) -> None:
    tab = visit("/indikator/bud-02", width)
    place, window, period = (
        tab.page.get_by_label(label) for label in ("Wilayah atau bagian", "Jendela", "Periode")
    )
    plain = window.evaluate("element => getComputedStyle(element).boxShadow")
    tab_to(tab, place)
    for control in (window, period):
        assert has_ring(tab.focused())
        tab.page.keyboard.press("Tab")
        expect(control).to_be_focused()
    tab.page.keyboard.press("Shift+Tab")
    assert window.evaluate("element => getComputedStyle(element).boxShadow") != plain
    tab.page.keyboard.type("Tahunan")
    expect(tab.page).to_have_url(f"{tab.origin}/indikator/bud-02?jendela=year")
    expect(tab.page.locator(".figure-number").first).to_have_text(numbers.lead("bud-02", "year"))
    expect(window).to_be_focused()
    assert tab.faults() == []


@pytest.mark.parametrize("path", ["/indikator/bud-02", "/"])
def test_what_was_opened_and_focused_stays_so_when_the_live_page_takes_over(visit: Open, path: str) -> None:
    tab = visit()
    held: list[Route] = []
    tab.page.route("**/_dash-layout", lambda route: held.append(route))
    tab.page.goto(tab.origin + path, wait_until="commit")
    painted = tab.page.locator("#ssr details").first
    painted.locator("summary").focus()
    was_open = painted.evaluate("details => details.open")
    tab.page.keyboard.press("Enter")
    tab.until(lambda: painted.evaluate("details => details.open"), not was_open)
    tab.until(lambda: len(held) > 0, True)
    for route in held:
        route.continue_()
    tab.page.unroute("**/_dash-layout")
    tab.settle()
    live = tab.page.locator("#page details").first
    expect(live.locator("summary")).to_be_focused()
    assert live.evaluate("details => details.open") is not was_open
    assert tab.faults() == []


def test_a_wide_table_can_be_scrolled_with_keys(visit: Open) -> None:
    tab = visit("/indikator/bud-02", 390)
    summary = tab.page.get_by_text("Tabel angka (48 baris)")
    tab_to(tab, summary)
    tab.page.keyboard.press("Enter")
    region = tab.page.get_by_role("region", name="angka pada grafik")
    tab_to(tab, region)
    assert has_ring(region)
    before = region.evaluate("element => element.scrollTop")
    for _ in range(5):
        tab.page.keyboard.press("ArrowDown")
    tab.until(lambda: region.evaluate("element => element.scrollTop") > before, True)
