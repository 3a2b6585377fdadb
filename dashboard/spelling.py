"""JSON for the browser, written once: Dash puts it into its answers as it is."""

from __future__ import annotations

import orjson
from dash.development.base_component import Component

ESCAPES = ((b"<", b"\\u003c"), (b">", b"\\u003e"), (b"/", b"\\u002f"))  # as Dash would, at every answer


def spelled(node: object) -> orjson.Fragment:
    """A layout, or any part of an answer; `TypeError` where something in it is neither plain nor a component."""
    text = orjson.dumps(node, default=Component.to_plotly_json)
    for plain, escaped in ESCAPES:
        text = text.replace(plain, escaped)
    return orjson.Fragment(text)
