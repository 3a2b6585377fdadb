"""The dashboard: everything that is found is put together here, once, before any request."""

from __future__ import annotations

from dash import Dash
from flask import Flask

from dashboard import (
    callbacks,
    doors,
    errors,
    pages,
    people,
    public,
    routing,
    security,
    shell,
    spoken,
    static,
    watching,
)
from dashboard.routing import Context
from settings import ASSETS, DATA, Settings
from warehouse import catalogue
from warehouse.database import connect

SLOWEST_STATEMENT = 5  # seconds
LARGEST_REQUEST = 200_000  # bytes; a callback sends a few hundred


def create_app(settings: Settings) -> Dash:
    """The app of these settings, warmed up, no database open; `WeakKey` where its key could be guessed."""
    permissions = dict(security.PERMISSIONS_OF_ROUTES)
    engine = connect(settings.database_url, SLOWEST_STATEMENT)
    context = Context(settings, engine, catalogue.load(DATA), permissions)
    server = Flask(__package__ or __name__, static_folder=None)
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    spoken.register(server)
    errors.register(server, settings.proxies)
    watching.register(server, context)
    permissions.update(watching.PERMISSIONS)
    shell.furnish(server, context.catalogue, static.versioned(ASSETS))
    for page in routing.pages(pages):
        shell.add_page(server, context, page, lambda: app.index())
    app = shell.Shell(
        server.import_name,
        server=server,
        assets_folder=str(ASSETS),
        include_assets_files=False,
        suppress_callback_exceptions=True,
        update_title=None,
    )
    shell.add_layout(app, context)
    _add_blueprints(server, context)
    _add_callbacks(app, context)
    _guard(app, context)
    context.engine.dispose()
    return app


def _add_blueprints(server: Flask, context: Context) -> None:
    people.register(server, context.settings, context.engine)
    for module in routing.modules(public):
        server.register_blueprint(module.blueprint(context))
        context.permissions.update(module.PERMISSIONS)


def _add_callbacks(app: Dash, context: Context) -> None:
    """Register every module's callbacks; in the table of permissions each stands under its output."""
    for module in routing.modules(callbacks):
        before = set(app.callback_map)
        module.register(app, context)
        context.permissions.update(dict.fromkeys(set(app.callback_map) - before, module.PERMISSION))


def _guard(app: Dash, context: Context) -> None:
    """Doors and headers, after Dash's own set-up: two first requests at once would break it (dash#3971)."""
    with app.server.test_request_context("/healthz"):
        app.server.preprocess_request()
    static.register(app.server)
    doors.register(app, context.permissions, context.settings)
    security.register(app.server, app.csp_hashes())
