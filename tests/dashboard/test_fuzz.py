"""Requests that nobody means, the same ones each time: no failure, and no inside of the program in any answer."""

from __future__ import annotations

import gzip
import json
import os
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard import doors
from dashboard.app import create_app
from settings import ROOT, Settings
from tests.canaries import CANARIES, LINKS
from tests.dashboard.conftest import KEYS, enter, stocked_with_people
from tests.dashboard.stocked import HEALTH
from tests.dashboard.test_doors import ELSEWHERE, HOSTILE, body
from tests.dashboard.test_sweep import ENDING, ROUTES, addresses

REQUESTS = int(os.environ.get("DASBOR_TEST_REQUESTS", "300"))  # promise 39 is measured by hand with 5000
INSIDE = (
    "Traceback", 'File "', "site-packages", "SELECT ", "INSERT ", "sqlite", "sqlalchemy", "psycopg",
    "werkzeug", "argon2", str(ROOT), *KEYS.values(),
)  # fmt: skip
WORDS = (
    "", "0", "-1", "1", "999999999", "99999999999999999999", "1e9", "NaN", "null", "2025", "2025-13", "2025-02-30",
    "2025-12-ytd", "13.05", "13.05.01", HEALTH, "gov", "versi=murni", "month", "ytd", "en", "kominfo_2022",
    "' or 1=1 --", "1; drop table account", "%27", "../../etc/passwd", "..%2f", "%00", "\x00", "\ud800", "ﷺ" * 30,
    "a" * 101, "a" * 5000, "{{7*7}}", "\r\nSet-Cookie: a=b", "́" * 50, "٣", "²", *CANARIES, *LINKS,
)  # fmt: skip
NAMES = (
    "wilayah",
    "jendela",
    "periode",
    "rincian",
    "as_of",
    "lang",
    "kembali",
    "x",
    "wilayah[]",
    "",
    "\x00",
    "a" * 200,
)
METHODS = ("GET", "GET", "GET", "POST", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "X")
FIELDS = ("versi", "rilis", "nama", "sandi", "kembali", "nilai.outcome-program", "versi.outcome-program")
TYPES = (
    "application/json",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "x",
    "",
)
HEADERS = (
    "Referer", "Cookie", "If-None-Match", "Range", "Accept-Encoding", "Accept", "Accept-Language", "X-Request-ID",
    "X-Forwarded-For", "X-Forwarded-Host", "If-Modified-Since", "Authorization", "X-HTTP-Method-Override", "Expect",
)  # fmt: skip
LIBRARIES = {"text/javascript", "application/javascript", "text/css"}
PAGES = ("/", "/indikator/reg-03", "/indikator/bud-02", "/indikator/prg-03", "/embed/reg-03.csv", "/evaluasi")


@dataclass(frozen=True)
class Sent:
    """One request."""

    method: str
    path: str
    headers: Mapping[str, str]
    data: bytes | None


def word(dice: random.Random) -> str:
    return dice.choice(WORDS) if dice.random() < 0.8 else "".join(map(chr, dice.choices(range(0x2FF), k=9)))


def escaped(text: str) -> str:
    return quote(text.encode(errors="surrogatepass"), safe="/")


def path(dice: random.Random) -> str:
    rule = dice.choice(sorted({rule for _, rule in ROUTES} - ENDING))
    found = dice.choice([address for address, _ in addresses(rule)])
    if dice.random() < 0.3:
        found = dice.choice(
            (
                f"{found.rstrip('/')}/{escaped(word(dice))}",
                f"/{escaped(word(dice))}",
                found.upper(),
                f"/.{found}",
            )
        )
    pairs = [f"{escaped(dice.choice(NAMES))}={escaped(word(dice))}" for _ in range(dice.randrange(4))]
    return found + ("?" + "&".join(pairs) if pairs else "")


def value(dice: random.Random) -> Any:
    """What stands in a callback's input."""
    if dice.random() < 0.5:
        return dice.choice([*PAGES, f"?wilayah={word(dice)}&jendela=ytd", f"?{word(dice)}", word(dice)])
    return dice.choice([*HOSTILE, True, 1e308, -0.0, {"a": [{}]}, [[[[]]]], word(dice)])


def called(dice: random.Random, app: Dash) -> bytes:
    """A callback's call, most of it as a page sends it."""
    call = body(app, dice.choice(sorted(app.callback_map)))
    for part in ("inputs", "state"):
        call[part] = [{**one, "value": value(dice)} for one in call[part]]  # type: ignore[attr-defined]
    first = dice.choice(call["inputs"])  # type: ignore[arg-type]
    call["changedPropIds"] = [f"{first['id']}.{first['property']}"]
    if dice.random() < 0.3:
        call[dice.choice(sorted(call))] = value(dice)
    text = json.dumps(call)
    return (text[: dice.randrange(len(text))] if dice.random() < 0.05 else text).encode()


def headers(dice: random.Random) -> dict[str, str]:
    """A few headers, with what a client can put into one."""
    named = {dice.choice(HEADERS): word(dice) for _ in range(dice.randrange(3))}
    bare = {0: " ", 10: " ", 13: " "}
    return {
        name: text.encode(errors="ignore").decode("latin-1").translate(bare) for name, text in named.items()
    }


def sent(dice: random.Random, app: Dash) -> Sent:
    """A request of any kind."""
    if dice.random() < 0.4:
        return Sent("POST", doors.CALLBACKS, {"Content-Type": TYPES[0], **headers(dice)}, called(dice, app))
    method = dice.choice(METHODS)
    if method not in ("POST", "PUT", "PATCH"):
        return Sent(method, path(dice), headers(dice), None)
    form = "&".join(f"{dice.choice(FIELDS)}={escaped(word(dice))}" for _ in range(3)).encode()
    data = form if dice.random() < 0.7 else dice.randbytes(dice.randrange(300))
    return Sent(method, path(dice), {**headers(dice), "Content-Type": dice.choice(TYPES)}, data)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Hand-made numbers and a person of each role."""
    return stocked_with_people(tmp_path_factory.mktemp("fuzzed"))


@pytest.fixture(scope="module")
def app(settings: Settings) -> Dash:
    return create_app(settings)


def clients(app: Dash) -> list[FlaskClient]:
    """A stranger, an editor and an admin."""
    found = [app.server.test_client() for _ in range(3)]
    for client, name in zip(found[1:], ("eko", "adam"), strict=True):
        enter(client, name)
    return found


def test_whatever_is_sent_nothing_fails_and_nothing_of_the_inside_is_told(app: Dash) -> None:
    dice, people = random.Random(39), clients(app)
    for number in range(REQUESTS):
        one = sent(dice, app)
        address = {"REMOTE_ADDR": f"10.0.{number // 250}.{number % 250}"}  # or the brake answers most of them
        answer = dice.choice(people).open(
            one.path,
            method=one.method,
            headers={**ELSEWHERE, **one.headers},
            data=one.data,
            environ_base=address,
        )
        assert answer.status_code < 500, one
        body = gzip.decompress(answer.data) if answer.content_encoding == "gzip" else answer.data
        text = "" if answer.mimetype in LIBRARIES else body.decode(errors="replace")
        assert [inside for inside in INSIDE if inside in text] == [], one
        assert "a=b" not in answer.headers.getlist("Set-Cookie"), one
