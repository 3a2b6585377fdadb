"""What is answered when a page cannot be: one handler, one shape, no internals."""

from __future__ import annotations

import logging
import re
import secrets
import sqlite3
from collections.abc import Collection

from dash.exceptions import DependencyException
from flask import Flask, Response, g, jsonify, make_response, render_template, request
from sqlalchemy.exc import InterfaceError, OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException

from dashboard.language import N_, _

NUMBER = re.compile(r"[0-9a-f]{12,32}")  # of a request, from a trusted proxy
log = logging.getLogger(__name__)

DISK_FULL = "53100"  # how PostgreSQL says it
SOON, LATER = "5", "60"  # seconds; a database that restarts is back soon, a first release takes a person

SENTENCES = {
    400: N_("Permintaan ini tidak dapat dibaca."),
    403: N_("Permintaan ini ditolak."),
    404: N_("Halaman ini tidak ada."),
    405: N_("Permintaan ini tidak dikenal di alamat ini."),
    413: N_("Kiriman ini terlalu besar."),
    415: N_("Permintaan ini tidak dapat dibaca."),
    421: N_("Alamat ini bukan alamat dasbor."),
    429: N_("Terlalu banyak percobaan. Silakan tunggu sebentar lalu coba lagi."),
    500: N_("Terjadi kesalahan di sistem kami. Silakan coba lagi."),
    503: N_("Belum ada rilis."),
    507: N_("Ruang penyimpanan di sistem kami penuh; kiriman ini tidak disimpan. Silakan hubungi pengelola."),
}


class Refusal(Exception):
    """A page that is not shown; its message is the sentence that says why."""

    status = 403

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or _(SENTENCES[self.status]))


class NotFound(Refusal):
    """There is no such page, or not for this reader."""

    status = 404


class WrongHost(Refusal):
    """A request that means another site."""

    status = 421


class NotUnderstood(Refusal):
    """A request that no page of ours sends."""

    status = 400


class NoRelease(Refusal):
    """Nothing has been published yet; the address will answer once something is."""

    status = 503


class TooMany(Refusal):
    """Too many tries; `seconds` is how long to wait before the next one."""

    status = 429

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self.seconds = seconds


def register(server: Flask, proxies: Collection[str] = ()) -> None:
    """Number every request and turn whatever is raised into one answer."""

    @server.before_request
    def number() -> None:
        given = request.headers.get("X-Request-ID", "")
        g.number = (
            given if request.remote_addr in proxies and NUMBER.fullmatch(given) else secrets.token_hex(6)
        )

    @server.errorhandler(Refusal)
    def refused(error: Refusal) -> Response:
        answered = answer(error.status, str(error))
        if isinstance(error, TooMany):
            answered.headers["Retry-After"] = str(error.seconds)
        return answered

    @server.errorhandler(HTTPException)
    def refused_by_flask(error: HTTPException) -> Response:
        answered = answer(error.code or 500)
        answered.headers.extend(
            {name: value for name, value in error.get_headers() if name not in ("Content-Type",)}
        )
        return answered

    @server.errorhandler(DependencyException)  # a file that no package of Dash has
    def not_a_file(_error: DependencyException) -> Response:
        return answer(404)

    @server.errorhandler(OperationalError)
    @server.errorhandler(InterfaceError)  # a connection that broke
    @server.errorhandler(TimeoutError)  # none is free
    def without_database(error: Exception) -> Response:
        if _is_full(error):
            log.error("the disk is full", extra={"said": {"request": g.get("number", "")}})
            return answer(507)
        log.error(
            "the database does not answer", exc_info=error, extra={"said": {"request": g.get("number", "")}}
        )
        answered = answer(503, _("Data sedang tidak dapat dibaca. Silakan coba lagi sebentar."))
        answered.headers["Retry-After"] = SOON
        return answered

    @server.errorhandler(Exception)
    def failed(error: Exception) -> Response:
        log.error("failed", exc_info=error, extra={"said": {"request": g.get("number", "")}})
        return answer(500)


def _is_full(error: Exception) -> bool:
    """Whether the database found no room for what it was to keep."""
    said = getattr(error, "orig", None)
    return (
        getattr(said, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL
        or getattr(said, "sqlstate", "") == DISK_FULL
    )


def answer(status: int, sentence: str = "") -> Response:
    """The sentence and the request's number: JSON for Dash, a bare page under /embed/, else one of ours."""
    told = {
        "status": status,
        "sentence": sentence or _(SENTENCES.get(status, SENTENCES[400 if status < 500 else 500])),
        "number": g.get("number", ""),
    }
    if request.path.startswith("/_dash"):
        answered = jsonify(told)
    elif request.path.startswith("/embed/"):
        answered = make_response(render_template("embed_error.html", **told))
    else:
        answered = make_response(render_template("error.html", **told))
    answered.status_code = status
    answered.headers["Cache-Control"] = "no-store"
    if status == 503:
        answered.headers["Retry-After"] = LATER
    return answered
