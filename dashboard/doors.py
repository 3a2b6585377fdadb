"""Who is let in: nothing that the table of permissions does not name, and nothing that another site sends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import Dash
from flask import Flask, request

from dashboard import asking, links
from dashboard.errors import NotFound, NotUnderstood, Refusal, WrongHost
from dashboard.language import _
from dashboard.people import reader_of_request
from settings import Settings
from warehouse.people import STRANGER, Permission

SAFE = {"GET", "HEAD", "OPTIONS"}
THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}
OWN_SITE = {"same-origin", "none"}
HALF = rb"\ud"  # of a character, which browsers write as it is; alone it is no text
CALLBACKS = "/_dash-update-component"


def register(app: Dash, permissions: Mapping[str, Permission], settings: Settings) -> None:
    """Refuse unsafe requests of other sites, and every rule and callback that the table does not name."""
    server: Flask = app.server
    public_url = settings.public_url

    @server.before_request
    def refuse_bare_bytes() -> None:
        if not request.query_string.isascii():  # browsers escape them; Flask and Dash would fail on them
            raise NotUnderstood

    @server.before_request
    def refuse_other_names() -> None:
        if not _is_ours(request.host, public_url):
            raise WrongHost

    @server.before_request
    def refuse_other_sites() -> None:
        if request.method not in SAFE and not _from_here(public_url):
            raise Refusal(_("Permintaan dari situs lain ditolak."))

    @server.before_request
    def refuse_what_is_not_listed() -> None:
        if request.url_rule is not None:
            permission = permissions.get(request.url_rule.rule)
            if permission != "operate" or not asking.is_this_machine(settings.proxies):
                admit(permission)

    @server.before_request
    def refuse_odd_callbacks() -> None:
        if request.path != CALLBACKS or request.method != "POST":
            return
        body = request.get_json(silent=True)
        output = body.get("output") if isinstance(body, dict) else None
        if not isinstance(output, str) or HALF in request.get_data().lower():
            raise NotUnderstood
        admit(permissions.get(output) if output in app.callback_map else None)  # rules stand in the table too
        if not _as_declared(body, app.callback_map[output]):
            raise NotUnderstood


def admit(permission: Permission | None) -> None:
    """Nothing where the reader of this request may come in; for everybody else the door does not exist."""
    if permission is None:
        raise NotFound
    if not STRANGER.may(permission) and not reader_of_request().may(permission):
        raise NotFound


def _is_ours(host: str, public_url: str) -> bool:
    """Whether a Host is the one of our own address, or this machine's under any port."""
    return host == links.split(public_url).netloc or links.split(f"//{host}").hostname in THIS_MACHINE


def _from_here(public_url: str) -> bool:
    """Whether a browser says that a page of ours sends this; programs that are no browser say nothing."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in OWN_SITE:
        return False
    origin = request.headers.get("Origin")
    return origin in (None, public_url) or _is_this_machine(origin)


def _is_this_machine(origin: str) -> bool:
    """Whether it is the very address that is asked, and that is this machine's: http or https by any port."""
    there = links.split(origin)
    return there.netloc == request.host and there.hostname in THIS_MACHINE


def _as_declared(body: dict[str, Any], callback: Mapping[str, Any]) -> bool:
    """Whether a call names the inputs, states and outputs that its callback declares, in that order."""
    changed, declared, asked = body.get("changedPropIds", []), callback["output"], body.get("outputs")
    if not isinstance(declared, list):
        declared, asked = [declared], [asked]
    return (
        _named(body.get("inputs", [])) == _named(callback["inputs"])
        and _named(body.get("state", [])) == _named(callback["state"])
        and _named(asked) == [(one.component_id, one.component_property) for one in declared]
        and isinstance(changed, list)
        and all(isinstance(each, str) for each in changed)
    )


def _named(listed: object) -> list[tuple[object, object]] | None:
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        return None
    return [(each.get("id"), each.get("property")) for each in listed]
