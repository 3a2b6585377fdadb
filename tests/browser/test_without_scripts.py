"""With scripts off a page is whole: its numbers, its table and its chart, at both widths."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from dashboard import formats
from tests.browser.conftest import HEIGHTS
from tests.browser.expected import Numbers, written
from tests.browser.visiting import Visit
from warehouse.vocabulary import DIMENSIONS

Open = Callable[..., Visit]

at_both_widths = pytest.mark.parametrize("width", HEIGHTS)


def test_scripts_are_off_in_these_tests(visit: Open) -> None:
    tab = visit("/", scripts=False)
    assert tab.page.locator("#react-entry-point > *").count() == 0
    assert [url for url in tab.requested if url.endswith(".js")] == []


@at_both_widths
def test_ringkasan_is_whole(visit: Open, numbers: Numbers, width: int) -> None:
    tab = visit("/", width, scripts=False)
    assert numbers.lead("reg-03") in tab.card("Kelahiran dilaporkan tepat waktu")
    assert numbers.lead("bud-02") in tab.card("Realisasi anggaran smart city")
    for code in DIMENSIONS:
        card = tab.card(numbers.catalogue.entities["dimension", code].name)
        assert f"({numbers.lead('bud-02', 'ytd', code)})" in card
    assert len(tab.table("Keuangan: tertinggal")) > 1
    expect(tab.page.locator("img.spark").first).to_be_visible()
    tab.picture("tanpa-skrip-ringkasan")
    assert tab.faults() == []


@at_both_widths
@pytest.mark.parametrize("id", ["reg-03", "bud-02", "soc-01"])
def test_an_indicator_is_whole(visit: Open, numbers: Numbers, id: str, width: int) -> None:
    tab = visit(f"/indikator/{id}", width, scripts=False)
    points = numbers.over_time(id)
    known = [point for point in points if point.display is not None]
    expect(tab.page.locator(".figure-number").first).to_have_text(numbers.lead(id))
    chart = tab.page.locator("#grafik-tren svg.dk")
    expect(chart).to_be_visible()
    expect(chart.locator("circle")).to_have_count(len(known))
    tips = chart.locator("circle > title").all_text_contents()
    for point, tip in zip(known, tips, strict=True):
        number = written(point.display, numbers.catalogue.indicators[id])
        assert f", {formats.period(point.period)}: {number} (" in tip
    tab.picture(f"tanpa-skrip-{id}")
    assert tab.faults() == []


def test_the_table_opens(visit: Open, numbers: Numbers) -> None:
    tab = visit("/indikator/bud-02", 390, scripts=False)
    summary = tab.page.get_by_text("Tabel angka (48 baris)")
    cell = tab.page.locator("caption", has_text="angka pada grafik").locator("..").locator("td").first
    expect(cell).to_be_hidden()
    summary.click()
    expect(cell).to_be_visible()
    expect(cell).to_have_text(numbers.lead("bud-02"))


def test_links_carry_a_reader_through_the_site(visit: Open) -> None:
    tab = visit("/", scripts=False)
    for link in ("Smart Branding", "Smart Governance"):
        tab.page.locator("summary", has_text="Dimensi").click()
        tab.page.locator(".menu").get_by_role("link", name=link).click()
        expect(tab.page.locator("h1")).to_have_text(link)
    tab.page.get_by_role("link", name="Kelahiran dilaporkan").first.click()
    expect(tab.page).to_have_url(f"{tab.origin}/indikator/reg-03")
    assert tab.faults() == []


def test_a_filter_that_needs_scripts_does_not_pretend(visit: Open) -> None:
    tab = visit("/indikator/bud-02", scripts=False)
    expect(tab.page.get_by_label("Wilayah atau bagian")).to_be_disabled()
