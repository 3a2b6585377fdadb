"""Who is asking: the session cookie, the login page and logging out."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
)
from sqlalchemy import Engine

from dashboard import links
from dashboard.errors import NotUnderstood
from dashboard.language import _
from settings import Settings
from warehouse import accounts
from warehouse.accounts import Account
from warehouse.people import STRANGER, Permission, Reader

PERMISSIONS: dict[str, Permission] = {"/masuk": "read", "/keluar": "read"}
SESSION = timedelta(hours=10)  # a working day

blueprint = Blueprint("people", __name__)


def register(server: Flask, settings: Settings, engine: Engine) -> None:
    """Give the server its signed cookie and the login page."""
    secure = settings.public_url.startswith("https://")
    server.secret_key = settings.secret()
    server.config.update(
        SESSION_COOKIE_NAME="__Host-dasbor" if secure else "dasbor",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=SESSION,
    )
    server.extensions["engine"] = engine
    server.register_blueprint(blueprint)


def reader_of_request() -> Reader:
    """Who is asking; a session ends when its account is disabled or its password or role changes."""
    if "reader" not in g:
        g.reader = _reader_of_session()
    return g.reader


@blueprint.get("/masuk")
def ask() -> Response:
    """The login page."""
    return _page(links.within(request.args.get("kembali", "/")))


@blueprint.post("/masuk")
def enter() -> Response:
    """Log in, or say no in the same words whatever was wrong."""
    back = links.within(request.form.get("kembali", "/"))
    sent, kept = request.form.get("token", ""), session.get("token", "")
    if not kept or not hmac.compare_digest(sent.encode(), kept.encode()):
        raise NotUnderstood(_("Halaman masuk ini sudah kedaluwarsa. Silakan muat ulang halamannya."))
    account = accounts.find(_engine(), request.form.get("nama", "").strip())
    if not accounts.verified(account, request.form.get("sandi", "")) or account is None:
        return _page(back, _("Nama atau kata sandi salah."), 401)
    session.clear()
    session.permanent = True
    session.update(name=account.name, mark=_mark(account))
    return redirect(back, 303)


@blueprint.post("/keluar")
def leave() -> Response:
    """Forget who is asking."""
    session.clear()
    return redirect(links.summary(), 303)


def _page(back: str, fault: str = "", status: int = 200) -> Response:
    session["token"] = session.get("token") or secrets.token_urlsafe(32)
    page = render_template("login.html", token=session["token"], back=back, fault=fault)
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _reader_of_session() -> Reader:
    name = session.get("name")
    account = accounts.find(_engine(), name) if name else None
    if account is None or account.disabled or session.get("mark") != _mark(account):
        return STRANGER
    return Reader(account.name, account.role, account.scope)


def _mark(account: Account) -> str:
    return hashlib.sha256(f"{account.role} {account.scope} {account.password_hash}".encode()).hexdigest()[:16]


def _engine() -> Engine:
    engine: Engine = current_app.extensions["engine"]
    return engine
