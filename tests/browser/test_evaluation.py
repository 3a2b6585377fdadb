"""A person scores with reasons, sees the index change, and takes the workbook away; LibreOffice opens it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import office
from tests.browser.test_access import looked_at
from tests.browser.visiting import Visit
from tests.line import run
from tests.serving import Server, serving

PASSWORD = "randang lokan 17"
PAGE = "/evaluasi?periode=2025&rincian=kominfo_2022"


@pytest.fixture
def council(built: Path, tmp_path: Path) -> Iterator[Server]:
    """The dashboard over a copy of the built state in which somebody may score."""
    state = tmp_path / "state"
    shutil.copytree(built, state)
    done = run(state, "user", "add", "eka", "--role", "editor", "--password-stdin", stdin=f"{PASSWORD}\n")
    assert done.returncode == 0, done.stderr
    with serving(state, tmp_path / "gunicorn.log") as running:
        yield running


def fill(tab: Visit, criterion: str, value: str, reason: str) -> None:
    """Score one criterion as its labels say."""
    group = tab.page.get_by_role("group", name=criterion)
    group.get_by_label("Nilai mandiri").select_option(value)
    if reason:
        group.get_by_label("Alasan").fill(reason)


@pytest.mark.parametrize(("width", "scripts"), [(1440, True), (390, True), (390, False)])
def test_scores_with_reasons_become_an_index_and_a_workbook(
    visit: Callable[..., Visit], council: Server, tmp_path: Path, width: int, scripts: bool
) -> None:
    tab = visit(width=width, origin=council.url, scripts=scripts)
    page = tab.page
    page.goto(council.url + "/masuk?kembali=/evaluasi")
    page.get_by_label("Nama").fill("eka")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Penilaian mandiri 2025 belum dimulai.")
    tab.settle()
    page.get_by_role("button", name="Mulai penilaian").click()
    expect(page.get_by_role("main")).to_contain_text("13 dari 13 kriteria belum dinilai")
    tab.settle()
    page.get_by_role("link", name="Isi nilai").click()
    fill(tab, "Outcome: Program masterplan terlaksana", "3", "")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("alert")).to_contain_text("Alasan wajib diisi.")
    if scripts:
        assert looked_at(tab, "form") == []
    fill(tab, "Outcome: Program masterplan terlaksana", "3", "realisasi triwulan IV")
    fill(tab, "Baseline: Perbaikan terhadap hasil evaluasi tahun lalu", "2", "=catatan asesor")
    page.get_by_role("button", name="Simpan").click()
    # 2 x 10 and 3 x 30: 110 / 40 = 2.75
    expect(page.get_by_role("main")).to_contain_text(
        "Indeks penilaian mandiri 2025: 2,75 dari 4, 11 dari 13 kriteria belum dinilai."
    )
    tab.settle()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Unduh lembar penilaian (xlsx)").click()
    path = tmp_path / "unduh.xlsx"
    waiting.value.save_as(path)
    (book,) = office.opened(path)
    assert office.formulas(book) == []
    assert ["Indeks", 100, 2.75, None, None] in office.values(book, "Penilaian")
    assert "=catatan asesor" in {cell for row in office.values(book, "Kriteria") for cell in row}


@pytest.mark.parametrize("path", ["/evaluasi", "/evaluasi?lang=en"])
def test_a_phone_shows_the_components_whole_and_a_head_of_two_lines(
    visit: Callable[..., Visit], path: str
) -> None:
    page = visit(path, 390).page
    wide = "tables => tables.filter(each => each.scrollWidth > each.clientWidth).length"
    assert page.locator(".scroll").evaluate_all(wide) == 0
    tops = "all => all.map(each => Math.round(each.getBoundingClientRect().top))"
    assert len(set(page.locator(".site-nav > *").evaluate_all(tops))) == 2
