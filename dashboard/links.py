"""Addresses of pages: a view becomes a URL and a URL becomes a view; every URL keeps the language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

from dashboard import language

QUERY = ("wilayah", "jendela", "periode", "rincian", "as_of")
LANG = "lang"  # stands behind what is chosen, and only where it is not Indonesian
SAFE = re.compile(r"(?:https?:|mailto:|tel:|data:image/|[^:]*(?:[/?#]|$))", re.IGNORECASE)
LONGEST_VALUE = 100  # characters of a value in the query; longer ones are nobody's link


@dataclass(frozen=True)
class View:
    """What a URL says; an empty text is something it does not say."""

    path: str = "/"
    indicator: str = ""
    wilayah: str = ""
    jendela: str = ""
    periode: str = ""
    rincian: str = ""
    as_of: str = ""
    lang: str = ""


def view(path: object, query: object = "", indicator: str = "") -> View:
    """The view of a path and its query; what no link of ours says is dropped, the first of a kind counts."""
    pairs = parse_qsl(query.lstrip("?")) if isinstance(query, str) else []
    known = {
        key: value for key, value in reversed(pairs) if key in (*QUERY, LANG) and len(value) <= LONGEST_VALUE
    }
    return View(path=str(path), indicator=indicator, **known)


def query(view: View) -> str:
    """The query of a view with its question mark, nothing where it says nothing."""
    return _query({key: getattr(view, key) for key in QUERY})


def spoken(path: str, query: str, lang: str) -> str:
    """The address of the same page in a language."""
    pairs = [(key, value) for key, value in parse_qsl(query) if key != LANG]
    pairs += [(LANG, lang)] if lang != language.INDONESIAN else []
    inside = "/" + path.lstrip("/")  # two slashes would lead to another site
    return quote(inside) + ("?" + urlencode(pairs, safe=",=:") if pairs else "")


def spoken_here(path: str) -> str:
    """The address of a path in the language that is being written."""
    return spoken(path, "", language.current())


def address(view: View) -> str:
    """The URL of a view, from the root."""
    return view.path + query(view)


def summary(as_of: str = "") -> str:
    """The URL of the first page."""
    return "/" + _query({"as_of": as_of})


def dimension(code: str, as_of: str = "") -> str:
    """The URL of a dimension's page."""
    return f"/dimensi/{quote(code, safe='')}" + _query({"as_of": as_of})


def indicator(id: str, **said: str) -> str:
    """The URL of an indicator's page; `said` are keys of `QUERY`."""
    return f"/indikator/{quote(id, safe='')}" + _query(said)


def embed(id: str, suffix: str = "", **said: str) -> str:
    """The URL of an indicator's embed, or of a download of it where a suffix such as `.csv` is given."""
    return f"/embed/{quote(id, safe='')}{suffix}" + _query(said)


def evaluation(instrument: str, year: int) -> str:
    """The URL of the page of an instrument and a year."""
    return "/evaluasi" + _query({"periode": str(year), "rincian": instrument})


def evaluating(instrument: str, year: int, rest: str) -> str:
    """The URL of a download or a deed of that workbook, such as `.xlsx` or `/nilai`."""
    return f"/evaluasi/{quote(instrument, safe='')}/{year}{rest}" + _query({})


def is_safe(url: object) -> bool:
    """Whether pages may lead to an address: none that runs, whatever white space a browser leaves out of it."""
    return bool(SAFE.match("".join(str(url).split())))


def split(url: str) -> SplitResult:
    """The parts of a URL, all of them empty where it is none."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def within(url: str) -> str:
    """The path and query of a URL of this site, `/` for whatever leads elsewhere."""
    parts = split(url)
    inside = not parts.scheme and not parts.netloc and url.startswith("/") and not url.startswith("//")
    return url if inside and "\\" not in url and url.isprintable() else "/"


def _query(said: Mapping[str, str]) -> str:
    unknown = set(said) - set(QUERY)
    if unknown:
        raise KeyError(f"{', '.join(sorted(unknown))}: not in a link's query")
    pairs = [(key, said[key]) for key in QUERY if said.get(key)]
    pairs += [(LANG, language.current())] if language.current() != language.INDONESIAN else []
    return "?" + urlencode(pairs, safe=",=:") if pairs else ""
