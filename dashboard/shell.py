"""What stands round every page: the HTML that comes first, and the same layout again for Dash."""

from __future__ import annotations

from collections.abc import Callable

import orjson
from dash import Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component
from flask import Flask, Response, g, render_template, request
from markupsafe import Markup

from dashboard import formats, ids, links
from dashboard.errors import NotFound
from dashboard.firstpaint import draw, graphs
from dashboard.language import N_
from dashboard.routing import Context, Page
from dashboard.spelling import spelled
from warehouse.declarations import Catalogue
from warehouse.vocabulary import DIMENSIONS

# Left out, 43 kB of gzip: a component that no page has, and what browsers of before 2018 lack.
UNUSED = ("/dash_table/", "/deps/polyfill@")
LAYOUT = "/_dash-layout"  # one address for the layouts of all pages
SUMMARY = N_("Capaian, anggaran, dan program enam dimensi smart city Kabupaten Padang Pariaman.")


class Shell(Dash):
    """Dash whose index is our template, with the page already drawn in it."""

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override]
        """The whole HTML of the page that this request asks for."""
        needed = [line for line in parts["scripts"].splitlines() if not any(part in line for part in UNUSED)]
        safe = {name: Markup(parts[name]) for name in ("config", "renderer", "css")}
        return render_template("page.html", **safe, scripts=Markup("\n".join(needed)), **g.page)


def add_page(server: Flask, context: Context, page: Page, index: Callable[[], str]) -> None:
    """Let a page answer at its address."""
    context.pages[page.PATH] = page
    context.permissions[page.PATH] = page.PERMISSION

    def show(**_: str) -> str:
        ask = context.ask(request.path, request.query_string.decode())
        title, layout = page.title(ask), page.layout(ask)
        g.page = {
            "title": title,
            "release": ask.release,
            "first_paint": Markup(draw(layout)),
            "has_graphs": graphs(layout),
        }
        return index()

    server.add_url_rule(page.PATH, endpoint=f"page:{page.PATH}", view_func=show)


def add_layout(app: Dash, context: Context) -> None:
    """Give Dash the layout of the page that the Referer names; without one, a callback fetches it."""

    def layout() -> Component | orjson.Fragment:
        here = links.split(request.referrer or "")
        if here.netloc != request.host:
            return html.Div([dcc.Location(id=ids.FALLBACK_LOCATION), html.Div(id=ids.FALLBACK)])
        return _whole(context, here.path, here.query and f"?{here.query}", request.referrer or "")

    @app.callback(
        Output(ids.FALLBACK, "children"),
        Input(ids.FALLBACK_LOCATION, "pathname"),
        State(ids.FALLBACK_LOCATION, "search"),
        optional=True,
    )
    def fetch(path: object, query: object) -> orjson.Fragment:
        return _whole(context, path, query, "")

    @app.server.after_request
    def tell_apart(response: Response) -> Response:
        if request.path == LAYOUT:  # going back, browsers take what they kept, and of another page
            response.vary.add("Referer")
        return response

    app.layout = layout
    context.permissions[f"{ids.FALLBACK}.children"] = "read"


def _whole(context: Context, path: object, query: object, url: str) -> orjson.Fragment:
    """The page's layout with its address; `data-at` lets the browser see that it is the page it asked for."""
    page = context.page(path)
    if page is None:
        raise NotFound
    content = page.layout(context.ask(path, query))
    # told where it is, a Location calls no callback when it arrives
    location = dcc.Location(id=ids.LOCATION, refresh=False, pathname=path, search=query)
    return spelled(html.Div([location, html.Div(content, id=ids.PAGE, **{"data-at": url})]))


def furnish(server: Flask, catalogue: Catalogue, asset: Callable[[str], str]) -> None:
    """Give templates the six dimensions, the addresses of files and the forms of dates."""
    server.jinja_env.globals.update(
        summary=SUMMARY,
        dimensions=[catalogue.entities["dimension", code] for code in DIMENSIONS],
        asset=asset,
        day=formats.day,
        moment=formats.moment,
    )
    server.jinja_env.trim_blocks = server.jinja_env.lstrip_blocks = True
