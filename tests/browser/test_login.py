"""Logging in: an editor sees kecamatan and nagari of registration, a viewer and a stranger do not."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.expected import Numbers, leading, written
from tests.browser.visiting import Visit
from tests.line import run
from tests.serving import Server, serving
from warehouse.people import STRANGER, Reader
from warehouse.selection import Point

Open = Callable[..., Visit]

PASSWORD = "randang lokan 17"
PEOPLE = {"eka": "editor", "vivi": "viewer"}
EDITOR = Reader("eka", "editor")
PAGE = "/indikator/reg-03"
PLACE = "Wilayah atau bagian"


@pytest.fixture(scope="module")
def office(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard over a copy of the built state in which people have accounts."""
    folder = tmp_path_factory.mktemp("office")
    state = folder / "state"
    shutil.copytree(built, state)
    for name, role in PEOPLE.items():
        done = run(state, "user", "add", name, "--role", role, "--password-stdin", stdin=f"{PASSWORD}\n")
        assert done.returncode == 0, done.stderr
    with serving(state, folder / "gunicorn.log") as running:
        yield running


@pytest.fixture
def enter(visit: Open, office: Server) -> Callable[..., Visit]:
    """Comes to the page of reg-03 as a stranger and logs in by what the page offers."""

    def entered(name: str, width: int = 1440) -> Visit:
        tab = visit(PAGE, width, origin=office.url)
        tab.page.get_by_role("link", name="Masuk").click()
        tab.page.get_by_label("Nama").fill(name)
        tab.page.get_by_label("Kata sandi").fill(PASSWORD)
        tab.page.keyboard.press("Enter")
        expect(tab.page).to_have_url(office.url + PAGE)
        tab.settle()
        expect(tab.page.locator("form.account")).to_contain_text(name)
        return tab

    return entered


def kecamatan(numbers: Numbers, reader: Reader) -> list[Point]:
    """On-time registration of the kecamatan in the period of the headline."""
    lead = leading(numbers.over_time("reg-03"))
    return numbers.across("reg-03", "kecamatan", lead.period, "month", reader)


def shown(numbers: Numbers, points: list[Point]) -> set[tuple[str, str]]:
    return {
        (point.entity_name, written(point.display, numbers.catalogue.indicators["reg-03"]))
        for point in points
    }


def assert_no_parts(tab: Visit, numbers: Numbers) -> None:
    """No month of a kecamatan is anywhere in the page; its quarters are open, and so is its name."""
    html = tab.page.content()
    assert len(kecamatan(numbers, EDITOR)) == 17
    assert "Menurut kecamatan" not in html
    assert numbers.lead("reg-03") in html


def test_the_warehouse_tells_kecamatan_to_editors_alone(numbers: Numbers) -> None:
    assert kecamatan(numbers, STRANGER) == []
    assert len({point.display for point in kecamatan(numbers, EDITOR)}) > 5


def test_a_stranger_sees_months_of_the_kabupaten_alone(visit: Open, office: Server, numbers: Numbers) -> None:
    tab = visit(PAGE, origin=office.url)
    assert_no_parts(tab, numbers)
    assert tab.faults() == []
    assert tab.context.cookies() == []
    assert visit(origin=office.url).open(f"{PAGE}?wilayah=13.05.01&jendela=month").status == 404


def test_a_viewer_sees_what_a_stranger_sees(enter: Open, numbers: Numbers) -> None:
    tab = enter("vivi")
    assert_no_parts(tab, numbers)
    assert tab.faults() == []
    assert tab.open(f"{PAGE}?wilayah=13.05.01&jendela=month").status == 404


@pytest.mark.parametrize("width", [1440, 390])
def test_an_editor_sees_kecamatan_and_nagari(enter: Open, numbers: Numbers, width: int) -> None:
    tab = enter("eka", width)
    assert {(row[0], row[1]) for row in tab.table("menurut kecamatan,")} == shown(
        numbers, kecamatan(numbers, EDITOR)
    )
    chosen = kecamatan(numbers, EDITOR)[0]
    tab.page.get_by_label(PLACE).select_option(chosen.entity)
    expect(tab.page.get_by_role("heading", name="Menurut nagari")).to_be_visible()
    lead = leading(numbers.over_time("reg-03", "month", chosen.entity, EDITOR))
    every = numbers.across("reg-03", "nagari", lead.period, "month", EDITOR)
    inside = [point for point in every if point.entity.startswith(f"{chosen.entity}.")]
    assert 1 < len(inside) < len(every)
    assert {(row[0], row[1]) for row in tab.table("menurut nagari,")} == shown(numbers, inside)
    expect(tab.page.locator(".figure-number").first).to_have_text(
        written(lead.display, numbers.catalogue.indicators["reg-03"])
    )
    tab.picture("penyunting-nagari")
    assert tab.faults() == []


def test_an_editor_chooses_a_nagari(enter: Open, numbers: Numbers) -> None:
    tab, place = enter("eka"), kecamatan(numbers, EDITOR)[0].entity
    tab.open(f"{PAGE}?wilayah={place}")
    nagari = f"{place}.2001"
    tab.page.get_by_label(PLACE).select_option(nagari)
    lead = leading(numbers.over_time("reg-03", "month", nagari, EDITOR))
    expect(tab.page.get_by_role("heading", name=lead.entity_name, exact=True)).to_be_visible()
    expect(tab.page.locator(".figure-number").first).to_have_text(
        written(lead.display, numbers.catalogue.indicators["reg-03"])
    )
    assert tab.faults() == []


def test_a_wrong_password_lets_nobody_in_and_does_not_say_why(visit: Open, office: Server) -> None:
    tab = visit("/masuk", origin=office.url)
    for name in ("eka", "tidakada"):
        tab.page.get_by_label("Nama").fill(name)
        tab.page.get_by_label("Kata sandi").fill("salah salah salah")
        tab.page.locator("main").get_by_role("button", name="Masuk").click()
        expect(tab.page.get_by_role("alert")).to_have_text("Nama atau kata sandi salah.")
    expect(tab.page.locator("form.account")).to_have_count(0)


def test_leaving_hides_everything_again_even_from_the_back_button(enter: Open, numbers: Numbers) -> None:
    tab = enter("eka")
    assert "Menurut kecamatan" in tab.page.content()
    tab.page.get_by_role("button", name="Keluar").click()
    expect(tab.page.get_by_role("link", name="Masuk")).to_be_visible()
    expect(tab.page.locator("form.account")).to_have_count(0)
    tab.page.go_back()
    tab.settle()
    expect(tab.page.get_by_role("link", name="Masuk")).to_be_visible()
    assert_no_parts(tab, numbers)
    assert tab.faults() == []
