"""Who may come to which address, and the headers that every answer carries."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response, g, request

from dashboard import people
from dashboard.routing import EMBEDS
from warehouse.people import STRANGER, Permission

# Every rule that is no page, callback or public blueprint: those declare theirs. Any other rule is refused.
PERMISSIONS_OF_ROUTES: dict[str, Permission] = {
    "/assets/<path:filename>": "read",
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": "read",
    "/_dash-layout": "read",
    "/_dash-dependencies": "read",
    "/_dash-update-component": "read",
    **people.PERMISSIONS,
}

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
EMBED_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors *"
)


def policy(hashes: Sequence[str]) -> str:
    """The dashboard's policy: scripts are only ours and Dash's; plotly and React write styles inline."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {' '.join(hashes)}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def register(server: Flask, hashes: Sequence[str]) -> None:
    """Put the headers on every answer; `hashes` are those of Dash's inline scripts."""
    dashboard_policy = policy(hashes)

    @server.after_request
    def protect(response: Response) -> Response:
        embedded = request.path.startswith(EMBEDS)
        response.headers["Content-Security-Policy"] = EMBED_POLICY if embedded else dashboard_policy
        if not embedded:
            response.headers["X-Frame-Options"] = "DENY"
        for name, value in HEADERS.items():
            response.headers[name] = value
        if g.get("reader", STRANGER) != STRANGER:
            response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("Cache-Control", "no-cache")
        return response
