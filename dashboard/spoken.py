"""Which language a request is answered in: the one that its address names, for Dash that of the page it serves."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode

from flask import Flask, request

from dashboard import language, links

DASH = "/_dash"


def register(server: Flask) -> None:
    """Speak the language of each request, and Indonesian again after it."""

    @server.before_request
    def speak() -> None:
        language.speak(asked())

    @server.teardown_request
    def fall_silent(_: BaseException | None) -> None:
        language.speak(language.INDONESIAN)

    server.jinja_env.globals.update(
        _=language._,
        n_=language.n_,
        language=language.current,
        here=here,
        login=login,
        address=links.spoken_here,
    )


def asked() -> str:
    """The language in the address of a page, or of the page that a request of Dash comes from."""
    query = request.query_string.decode("ascii", "replace")
    if request.path.startswith(DASH):
        query = links.split(request.referrer or "").query
    return parse_qs(query).get("lang", [language.INDONESIAN])[0]


def here(lang: str) -> str:
    """The address of this page in a language."""
    return links.spoken(request.path, request.query_string.decode("ascii", "replace"), lang)


def login() -> str:
    """The address of the login page, which leads back to this one."""
    pairs = {"kembali": here(language.current())}
    pairs |= {"lang": language.current()} if language.current() != language.INDONESIAN else {}
    return f"/masuk?{urlencode(pairs)}"
