"""An embed shows inside another site's page and the dashboard does not; every face shows the same numbers."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import expect

from dashboard import formats, links
from tests.browser.expected import Numbers, written
from tests.browser.visiting import Visit
from tests.serving import Server, ask
from warehouse.selection import Point
from warehouse.vocabulary import Window

Open = Callable[..., Visit]
Framing = Callable[[str], str]

CELLS, SERIES = 20, 5  # sampled numbers, from so many pages
LISTED = 12  # periods in the table of an embed
SMALL = 50_000  # bytes
SAMPLE_SEED = 1305


class Quiet(SimpleHTTPRequestHandler):
    """Files of a folder, nothing logged."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def another_site(folder: Path) -> Iterator[str]:
    """The origin of a site that is not ours: another name of this machine, another port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as site:
        thread = Thread(target=site.serve_forever)
        thread.start()
        try:
            yield f"http://localhost:{site.server_port}"
        finally:
            site.shutdown()
            thread.join()


@pytest.fixture
def framing(tmp_path: Path, server: Server) -> Iterator[Framing]:
    """The address of another site's page that frames a page of ours."""
    with another_site(tmp_path) as origin:

        def framed(path: str) -> str:
            frame = f'<iframe src="{server.url}{path}" width="700" height="500" title="angka"></iframe>'
            page = f"<!doctype html><title>Situs lain</title><link rel=icon href='data:,'><p>Situs lain</p>{frame}"
            (tmp_path / "berita.html").write_text(page, encoding="utf-8")
            return f"{origin}/berita.html"

        yield framed


@pytest.mark.parametrize("id", ["bud-02", "reg-03"])
def test_an_embed_shows_inside_another_site(visit: Open, framing: Framing, numbers: Numbers, id: str) -> None:
    tab = visit()
    tab.page.goto(framing(f"/embed/{id}"))
    inside = tab.page.frame_locator("iframe")
    expect(inside.locator(".number")).to_have_text(numbers.lead(id))
    expect(inside.locator("svg.dk")).to_be_visible()
    expect(inside.locator("tbody tr")).to_have_count(12)
    tab.picture(f"disematkan-{id}")
    assert tab.context.cookies() == []


@pytest.mark.parametrize("path", ["/", "/indikator/bud-02", "/dimensi/gov", "/masuk", "/tidak-ada"])
def test_the_dashboard_does_not_show_inside_another_site(visit: Open, framing: Framing, path: str) -> None:
    tab = visit()
    tab.page.goto(framing(path))
    tab.until(lambda: any("frame-ancestors" in said for said in tab.messages), True)
    (frame,) = tab.page.main_frame.child_frames
    tab.until(lambda: frame.url, "chrome-error://chromewebdata/")
    assert frame.locator("#isi").count() == 0


def test_the_link_of_an_embed_leads_out_of_the_frame(visit: Open, framing: Framing, server: Server) -> None:
    tab = visit()
    tab.page.goto(framing("/embed/bud-02?wilayah=gov"))
    with tab.context.expect_page() as opened:
        tab.page.frame_locator("iframe").get_by_role("link", name="Lihat di dasbor").click()
    expect(opened.value).to_have_url(f"{server.url}/indikator/bud-02?wilayah=gov")
    expect(opened.value.locator("h1")).to_be_visible()


def test_an_embed_has_no_cookie_no_script_and_asks_for_nothing_else(visit: Open) -> None:
    tab = visit("/embed/bud-02")
    assert tab.page.locator("script").count() == 0
    assert tab.context.cookies() == []
    assert tab.requested == [f"{tab.origin}/embed/bud-02"]
    assert tab.faults() == []


@pytest.mark.parametrize("path", ["/embed/bud-02", "/embed/bud-02.csv", "/embed/prg-03?wilayah=P-GOV-11"])
def test_an_embed_is_small_and_a_second_visit_costs_nothing(server: Server, path: str) -> None:
    first = ask(server.port, path)
    assert first.status == 200
    assert 500 < len(first.body) < SMALL
    assert "set-cookie" not in first.headers
    again = ask(server.port, path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
    other = ask(server.port, path, headers={"If-None-Match": '"another"'})
    assert (other.status, other.body) == (200, first.body)


def test_page_embed_and_download_show_the_same_numbers(visit: Open, numbers: Numbers, server: Server) -> None:
    tab, sample = visit(), sampled(numbers)
    assert sum(len(points) for points in sample.values()) == CELLS
    for (id, window, place), points in sample.items():
        query = {"wilayah": place, "jendela": window}
        tab.open(links.indicator(id, **query))
        page = tab.table("angka pada grafik")
        tab.open(links.embed(id, **query))
        embed = tab.table("eriode")
        rows = csv.DictReader(io.StringIO(ask(server.port, links.embed(id, ".csv", **query)).text))
        download = {row["periode"]: row for row in rows}
        for point in points:
            number = written(point.display, numbers.catalogue.indicators[id])
            period = formats.period(point.period)
            assert [row[1] for row in page if row[0] == period] == [number]
            assert [row[1] for row in embed if row[0] == period] == [number]
            assert download[point.period]["tampil"] == number
            assert Decimal(download[point.period]["nilai"]) == point.value


def sampled(numbers: Numbers) -> dict[tuple[str, Window, str], list[Point]]:
    """The same 20 numbers of 5 series each time, from among the periods that an embed lists."""
    dice = random.Random(SAMPLE_SEED)
    every = {}
    for indicator in numbers.catalogue.indicators.values():
        for window in indicator.windows:
            for place, points in groupby(numbers.all_of(indicator.id, window), attrgetter("entity")):
                listed = [point for point in list(points)[-LISTED:] if point.display is not None]
                if len(listed) >= CELLS // SERIES:
                    every[indicator.id, window, place] = listed
    chosen = dice.sample(sorted(every), SERIES)
    return {key: dice.sample(every[key], CELLS // SERIES) for key in chosen}
