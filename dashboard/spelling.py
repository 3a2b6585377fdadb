"""JSON for the browser, written once: Dash puts it into its answers as it is."""

from __future__ import annotations

import orjson
from dash.development.base_component import Component


def spelled(node: object) -> orjson.Fragment:
    """A layout, or any part of an answer; `TypeError` where something in it is neither plain nor a component."""
    return orjson.Fragment(orjson.dumps(node, default=Component.to_plotly_json))
