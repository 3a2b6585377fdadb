"""Where a page lies: a trail of links from Ringkasan down."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.components import html
from dashboard.components.html import Component
from dashboard.language import _


def trail(above: Sequence[tuple[str, str]], here: str) -> Component:
    """Names and addresses of the pages above, then this page's name."""
    links = [html.Li(html.A(name, href=href)) for name, href in above]
    last = html.Li(here, **{"aria-current": "page"})
    return html.Nav(html.Ol([*links, last], className="crumbs"), **{"aria-label": _("Jejak")})
