"""Our elements are those of Dash, with attributes that Dash knows, on every page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dash.html
import pytest
from dash import Dash
from flask.testing import FlaskClient
from plotly.io.json import to_json_plotly

from dashboard import links
from dashboard.app import create_app
from dashboard.components import html
from dashboard.spelling import spelled
from settings import DATA
from tests.dashboard.conftest import enter, settings_in
from warehouse import catalogue
from warehouse.vocabulary import DIMENSIONS

PAGES = [
    "/",
    "/evaluasi",
    *map(links.dimension, DIMENSIONS),
    *map(links.indicator, catalogue.load(DATA).indicators),
]


@pytest.fixture(scope="module")
def app(stocked_state: Path) -> Dash:
    """The dashboard over hand-made numbers."""
    return create_app(settings_in(stocked_state))


def test_every_name_of_ours_is_an_element_of_dash() -> None:
    names = [name for name, made in vars(html).items() if name[0].isupper() and callable(made)]
    assert set(names) - {"Any", "Callable", "Component"} <= set(dash.html.__all__)


def test_an_element_reads_as_dash_would_write_it() -> None:
    ours = html.Td(["a", html.Span("b")], className="text", **{"data-label": "Nilai"})
    twin = dash.html.Td(["a", dash.html.Span("b")], className="text", **{"data-label": "Nilai"})
    assert json.loads(to_json_plotly(ours)) == json.loads(to_json_plotly(twin))


def test_what_is_spelled_once_is_what_dash_would_send() -> None:
    node = html.P(["</script><b>", " a/b \\/ ", 1.5, None, True, dash.html.Span("é")], className="x")
    assert to_json_plotly({"a": spelled(node)}) == to_json_plotly({"a": node})


@pytest.mark.parametrize("name", ["", "eko"])
def test_dash_knows_every_attribute_of_every_page(client: FlaskClient, name: str) -> None:
    if name:
        enter(client, name)
    made = set()
    for page in PAGES:
        layout = client.get("/_dash-layout", headers={"Referer": f"http://localhost{page}"}).json
        for element in elements(layout):
            made.add(getattr(dash.html, element["type"])(**element["props"])._type)
    assert len(made) > 25


def elements(node: object) -> Iterator[dict[str, Any]]:
    """The HTML elements of a layout, wherever they are."""
    if isinstance(node, dict) and node.get("namespace") == html.NAMESPACE:
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from elements(child)
