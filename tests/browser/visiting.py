"""One tab of a browser: what it shows, what it asked for, and everything in it that should not be."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Response

from tests.line import ROOT

PICTURES = ROOT / "test-results"
PATIENCE = 15_000  # milliseconds for what a script has yet to do
Read = TypeVar("Read")

CELLS = "table => [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => cell.textContent.trim()))"
TRACES = (
    "graph => (graph.data || []).map(trace => ({name: trace.name || '', x: [...trace.x], y: [...trace.y]}))"
)
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Visit:
    """A tab at `origin`; its faults are errors, warnings, refusals, foreign requests and sideways scrolling."""

    def __init__(self, context: BrowserContext, origin: str, scripts: bool = True) -> None:
        self.context = context
        self.origin = origin
        self.scripts = scripts
        self.requested: list[str] = []
        self.messages: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.messages.append(f"script: {error}"))
        self.page.on("request", lambda request: self.requested.append(request.url))
        self.page.on("response", self._answered)

    def open(self, path: str) -> Response:
        """Go to a page and wait until it moves, or is all that it will be without scripts."""
        answer = self.page.goto(self.origin + path)
        assert answer is not None
        self.settle()
        return answer

    def settle(self) -> None:
        """Wait until the first paint has made way for the live page, with every chart drawn."""
        if self.scripts and self.page.locator("#react-entry-point").count():
            self.page.locator("#ssr").wait_for(state="detached")
            self.until(lambda: self.page.locator(".dash-graph:not(:has(.main-svg))").count(), 0)

    def faults(self) -> list[str]:
        """All that went wrong so far."""
        wide = int(self.page.evaluate(SIDEWAYS))
        found = [*self.messages, *(f"foreign: {url}" for url in self.requested if self._is_foreign(url))]
        return found + ([f"the page is {wide} px too wide"] if wide else [])

    def until(self, read: Callable[[], Read], wanted: Read) -> None:
        """Wait for a reading; what it was instead is in the error."""
        found = read()
        for _ in range(PATIENCE // 50):
            if found == wanted:
                return
            self.page.wait_for_timeout(50)
            found = read()
        assert found == wanted

    def words(self, place: str = "main") -> str:
        """What somebody reads there, single-spaced."""
        return " ".join(self.page.locator(place).first.inner_text().split())

    def card(self, heading: str) -> str:
        """What somebody reads in the card of a heading."""
        title = self.page.locator("h1, h2, h3").get_by_text(heading, exact=True)
        card = self.page.locator("article, section.card-plain").filter(has=title)
        return " ".join(card.last.inner_text().split())

    def table(self, caption: str | re.Pattern[str]) -> list[list[str]]:
        """The cells of the table with a caption, open or folded."""
        named = self.page.locator("caption").get_by_text(caption)
        rows: list[list[str]] = self.page.locator("table").filter(has=named).first.evaluate(CELLS)
        return rows

    def traces(self, graph: str) -> dict[str, dict[str, list[Any]]]:
        """What plotly draws in a graph, by the names of its traces."""
        drawn = self.page.locator(f"#{graph} .js-plotly-plot").evaluate(TRACES)
        return {trace["name"]: trace for trace in drawn}

    def focused(self) -> Locator:
        return self.page.locator(":focus")

    def picture(self, name: str) -> Path:
        """Keep what the page looks like, whole."""
        width = (self.page.viewport_size or {})["width"]
        file = PICTURES / f"{name}-{width}.png"
        self.page.screenshot(path=file, full_page=True)
        return file

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.messages.append(f"{message.type}: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.messages.append(f"{response.status}: {response.url}")

    def _is_foreign(self, url: str) -> bool:
        return not url.startswith((f"{self.origin}/", "data:", f"blob:{self.origin}/"))
