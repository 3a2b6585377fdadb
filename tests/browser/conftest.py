"""A gunicorn over the built state, Debian's chromium, and the numbers that pages have to show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from settings import DATA, Settings
from tests.browser.expected import Numbers
from tests.browser.visiting import PICTURES, Visit
from tests.serving import Server, serving
from warehouse import catalogue
from warehouse.database import connect

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HEIGHTS = {1440: 900, 390: 844}  # a desk and a phone, by their widths


@pytest.fixture(scope="session")
def server(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard as it is served; tests only read from it."""
    with serving(built, tmp_path_factory.mktemp("served") / "gunicorn.log") as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; each visit has a profile of its own in it."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def numbers(warehouse: Settings) -> Iterator[Numbers]:
    """What the warehouse says, read past the dashboard."""
    engine = connect(warehouse.database_url)
    yield Numbers(engine, catalogue.load(DATA))
    engine.dispose()


@pytest.fixture
def visit(chromium: Browser, server: Server) -> Iterator[Callable[..., Visit]]:
    """Opens a tab without history, cookies or cache: `visit("/", width=390)`."""
    contexts = []

    def opened(path: str = "", width: int = 1440, origin: str = server.url, scripts: bool = True) -> Visit:
        view = {"width": width, "height": HEIGHTS[width]}
        contexts.append(chromium.new_context(viewport=view, java_script_enabled=scripts, locale="id-ID"))
        tab = Visit(contexts[-1], origin, scripts)
        if path:
            tab.open(path)
        return tab

    yield opened
    for context in contexts:
        context.close()
