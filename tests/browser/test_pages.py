"""Every page shows its numbers at both widths, without a word in the console and from one origin alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from dashboard import formats
from settings import DATA
from tests.browser.conftest import HEIGHTS
from tests.browser.expected import Numbers, leading, written
from tests.browser.visiting import Visit
from warehouse import catalogue
from warehouse.vocabulary import DIMENSIONS, Level

Open = Callable[..., Visit]

INDICATORS = catalogue.load(DATA).indicators
PUBLISHED = "".join(file.read_text("utf-8") for file in (DATA / "published" / "given").glob("*.csv"))
WAITING = [one.id for one in INDICATORS.values() if one.kind == "given" and f"\n{one.id};" not in PUBLISHED]
BUILT = [id for id in INDICATORS if id not in WAITING]
AWAITED = WAITING[::5]
PARTS: dict[Level, str] = {"dimension": "dimensi", "organisation": "perangkat daerah", "programme": "program"}
SHOWN_BY_EMBEDS = 12  # the newest periods

at_both_widths = pytest.mark.parametrize("width", HEIGHTS)
of_built = pytest.mark.parametrize("id", BUILT)
of_awaited = pytest.mark.parametrize("id", AWAITED)


def test_the_sample_of_indicators_is_whole() -> None:
    assert len(BUILT) >= 10
    assert len(AWAITED) == 2


@at_both_widths
def test_ringkasan_shows_its_numbers(visit: Open, numbers: Numbers, width: int) -> None:
    tab = visit("/", width)
    for heading, main, beside in (
        ("Kelahiran dilaporkan tepat waktu", "reg-03", "reg-03-lapor"),
        ("Realisasi anggaran smart city", "bud-02", "bud-03"),
    ):
        card = tab.card(heading)
        assert card.startswith(f"{heading} {numbers.lead(main)} ")
        assert f": {numbers.lead(beside)} " in card
    course = numbers.newest("prg-03", "programme", "month")
    on_course = sum(point.band == "sesuai" for point in course)
    assert 0 < on_course < len(course)
    assert f"{on_course} dari {len(course)}" in tab.card("Program sesuai jalur")
    for code in DIMENSIONS:
        money, programmes = of_dimension(numbers, code)
        card = tab.card(numbers.catalogue.entities["dimension", code].name)
        assert f"({money})" in card
        assert f"{programmes} program berjalan atau selesai" in card
    assert_lagging(tab, numbers)
    tab.picture("ringkasan")
    assert tab.faults() == []


def of_dimension(numbers: Numbers, code: str) -> tuple[str, str]:
    """Spending, and the programmes running of all: `93,9%`, `8 dari 10`."""
    point = leading(numbers.over_time("prg-01", "quarter", code))
    assert point.numerator is not None
    assert point.denominator
    return numbers.lead("bud-02", "ytd", code), f"{point.numerator:.0f} dari {point.denominator:.0f}"


def assert_lagging(tab: Visit, numbers: Numbers) -> None:
    """The offices listed are the five that are furthest behind their plan, the worst first."""
    points = numbers.newest("bud-03", "organisation", "ytd")
    behind = [point for point in points if point.band in ("perhatian", "kritis") and (point.display or 0) < 0]
    behind.sort(key=lambda point: (point.display, point.entity))
    assert behind
    assert [row[:2] for row in tab.table("Keuangan: tertinggal")] == [
        [point.entity_name, written(point.display, INDICATORS["bud-03"])] for point in behind[:5]
    ]


@at_both_widths
@pytest.mark.parametrize("code", DIMENSIONS)
def test_a_dimension_shows_its_numbers(visit: Open, numbers: Numbers, code: str, width: int) -> None:
    tab = visit(f"/dimensi/{code}", width)
    assert of_dimension(numbers, code)[1] in tab.card("Capaian dimensi")
    assert numbers.lead("bud-02", "ytd", code) in tab.card("Realisasi keuangan")
    assert numbers.lead("bud-03", "ytd", code) in tab.card("Deviasi dari rencana kas")
    mine = [one for one in INDICATORS.values() if one.dimension == code]
    for indicator in mine:
        if indicator.id in BUILT:
            assert f"{indicator.name} {numbers.lead(indicator.id)} " in tab.card(indicator.name)
    waiting = [one.name for one in mine if one.id not in BUILT]
    assert ("menunggu data" in tab.words()) == bool(waiting)
    if waiting:
        assert [row[0] for row in tab.table("menunggu data")] == waiting
    assert_programmes(tab, numbers, code)
    tab.picture(f"dimensi-{code}")
    assert tab.faults() == []


def assert_programmes(tab: Visit, numbers: Numbers, code: str) -> None:
    """The deviations in the table of programmes are those of the warehouse."""
    points = numbers.newest("prg-03", "programme", "month")
    ours = {point.entity_name: written(point.display, INDICATORS["prg-03"]) for point in points}
    rows = tab.table("program dalam rencana induk")
    assert len(rows) >= 5
    named = {name: row[5] for row in rows for name in ours if row[0].startswith(name)}
    assert len(named) >= 5
    assert named == {name: ours[name] for name in named}
    assert all(f"P-{code.upper()}" in point.entity for point in points if point.entity_name in named)


@at_both_widths
@of_built
def test_an_indicator_shows_its_numbers(visit: Open, numbers: Numbers, id: str, width: int) -> None:
    tab = visit(f"/indikator/{id}", width)
    points = numbers.over_time(id)
    expect(tab.page.locator(".figure-number").first).to_have_text(numbers.lead(id))
    assert [row[:2] for row in tab.table("angka pada grafik")] == [
        [formats.period(point.period), written(point.display, INDICATORS[id])] for point in reversed(points)
    ]
    known = {float(point.display) for point in points if point.display is not None}
    traces = tab.traces("grafik-tren")
    drawn = {value for name in ("Final", "Sementara") for value in traces.get(name, {"y": []})["y"]}
    assert drawn - {None} == known
    for level in PARTS:
        assert_parts(tab, numbers, id, level)
    tab.picture(f"indikator-{id}")
    assert tab.faults() == []


def assert_parts(tab: Visit, numbers: Numbers, id: str, level: Level) -> None:
    """The table of a split holds every part with its number, and none where the indicator has no such parts."""
    lead = leading(numbers.over_time(id))
    parts = numbers.across(id, level, lead.period, lead.window)
    heading = tab.page.get_by_role("heading", name=f"Menurut {PARTS[level]}", exact=True)
    expect(heading).to_have_count(1 if parts else 0)
    if parts:
        rows = tab.table(f"menurut {PARTS[level]},")
        expected = {(point.entity_name, written(point.display, INDICATORS[id])) for point in parts}
        assert {(row[0], row[1]) for row in rows} == expected


@at_both_widths
@of_awaited
def test_an_awaited_indicator_says_what_it_waits_for(visit: Open, id: str, width: int) -> None:
    tab = visit(f"/indikator/{id}", width)
    words = tab.words()
    assert INDICATORS[id].name in words
    assert "Belum ada data" in words
    assert f"dari {INDICATORS[id].owner}" in words
    assert INDICATORS[id].formula in words
    tab.picture(f"indikator-{id}")
    assert tab.faults() == []


@at_both_widths
@of_built
def test_an_embed_shows_its_numbers(visit: Open, numbers: Numbers, id: str, width: int) -> None:
    tab = visit(f"/embed/{id}", width)
    expect(tab.page.locator(".number")).to_have_text(numbers.lead(id))
    newest = numbers.over_time(id)[: -SHOWN_BY_EMBEDS - 1 : -1]
    assert [row[:2] for row in tab.table("eriode")] == [
        [formats.period(point.period), written(point.display, INDICATORS[id])] for point in newest
    ]
    expect(tab.page.locator("svg.dk > title")).to_have_text(INDICATORS[id].name)
    tab.picture(f"embed-{id}")
    assert tab.faults() == []


@at_both_widths
@of_awaited
def test_an_embed_of_an_awaited_indicator_says_so(visit: Open, id: str, width: int) -> None:
    tab = visit(f"/embed/{id}", width)
    assert f"{INDICATORS[id].name}" in tab.words()
    assert "Belum ada data" in tab.words()
    tab.picture(f"embed-{id}")
    assert tab.faults() == []


@at_both_widths
def test_the_login_page_asks_for_a_name_and_a_password(visit: Open, width: int) -> None:
    tab = visit("/masuk", width)
    for label in ("Nama", "Kata sandi"):
        expect(tab.page.get_by_label(label)).to_be_editable()
    expect(tab.page.locator("main").get_by_role("button", name="Masuk")).to_be_visible()
    tab.picture("masuk")
    assert tab.faults() == []


def test_pages_stay_quiet_when_they_are_left_open(visit: Open) -> None:
    tabs = [visit(address) for address in ("/", "/dimensi/gov", "/indikator/bud-02")]
    tabs[-1].page.wait_for_timeout(5000)  # chromium complains after some seconds of preloads that nobody used
    assert [tab.faults() for tab in tabs] == [[], [], []]
