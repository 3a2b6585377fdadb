"""Who is asking: the session cookie, the login page and logging out."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import BoundedSemaphore

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
)
from sqlalchemy import Engine

from dashboard import asking, links
from dashboard.errors import TooMany
from dashboard.language import _
from settings import Settings
from warehouse import accounts, attempts, sessions
from warehouse.accounts import Account
from warehouse.people import STRANGER, Permission, Reader

PERMISSIONS: dict[str, Permission] = {"/masuk": "read", "/keluar": "read"}
LONGEST_FIELD = 200  # characters

# Verifying takes a core and 64 MB. Two at once, one waits: one of a worker's four threads is left for pages.
_waiting = BoundedSemaphore(3)
_verifying = BoundedSemaphore(2)

blueprint = Blueprint("people", __name__)


def register(server: Flask, settings: Settings, engine: Engine) -> None:
    """Give the server the login page; `WeakKey` where its key could be guessed."""
    server.extensions.update(engine=engine, settings=settings, secret=settings.secret())
    server.register_blueprint(blueprint)
    accounts.verified(None, "")  # makes the hash that unknown names are compared with

    @server.after_request
    def tell_apart(response: Response) -> Response:
        if "reader" in g:  # an answer that was made for somebody
            response.vary.add("Cookie")
        return response


def reader_of_request() -> Reader:
    """Who is asking, with the role of this moment; a stranger where no session of ours goes on."""
    if "reader" not in g:
        token = request.cookies.get(_cookie(), "")
        g.reader = sessions.reader(_engine(), _key(), token, now()) if token else STRANGER
    return g.reader


@blueprint.get("/masuk")
def ask() -> Response:
    """The login page."""
    reader_of_request()
    return _page(links.within(request.args.get("kembali", "/")))


@blueprint.post("/masuk")
def enter() -> Response:
    """Log in, or say no in the same words whatever was wrong."""
    reader_of_request()
    back = links.within(request.form.get("kembali", "/"))
    name, password = (request.form.get(field, "")[: LONGEST_FIELD + 1] for field in ("nama", "sandi"))
    account = _let_in(name.strip(), password)
    if account is None:
        return _page(back, _("Nama atau kata sandi salah."), 401)
    sessions.end(_engine(), _key(), request.cookies.get(_cookie(), ""))
    token = sessions.begin(_engine(), _key(), account.name, now())
    response = redirect(back, 303)
    response.set_cookie(_cookie(), token, max_age=sessions.LONGEST, **_kept_where())
    return response


@blueprint.post("/keluar")
def leave() -> Response:
    """End this session."""
    token = request.cookies.get(_cookie(), "")
    if token:
        sessions.end(_engine(), _key(), token)
    response = redirect("/", 303)
    response.delete_cookie(_cookie(), **_kept_where())
    return response


def now() -> datetime:
    """This moment as the database keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


def _let_in(name: str, password: str) -> Account | None:
    """The account whose password this is; `TooMany` after too many tries."""
    address = asking.address(_settings().proxies)
    if not _waiting.acquire(blocking=False):
        raise TooMany(1)
    try:
        attempt = attempts.begin(_engine(), _key(), name, address, now())
        with _verifying:
            account = accounts.find(_engine(), name)
            if not accounts.verified(account, password):
                return None
        attempts.succeeded(_engine(), attempt)
        return account
    except attempts.TooMany as many:
        raise TooMany(many.seconds) from None
    finally:
        _waiting.release()


def _page(back: str, fault: str = "", status: int = 200) -> Response:
    response = make_response(render_template("login.html", back=back, fault=fault), status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _secure() -> bool:
    return _settings().public_url.startswith("https://")


def _cookie() -> str:
    return "__Host-dasbor" if _secure() else "dasbor"


def _kept_where() -> dict[str, object]:
    return {"secure": _secure(), "httponly": True, "samesite": "Lax", "path": "/"}


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def _key() -> str:
    key: str = current_app.extensions["secret"]
    return key


def _engine() -> Engine:
    engine: Engine = current_app.extensions["engine"]
    return engine
