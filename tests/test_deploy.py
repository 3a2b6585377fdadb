"""The shipped nginx configuration in front of gunicorn: TLS, kept embeds, brakes, and clients that never finish."""

from __future__ import annotations

import http.client
import json
import re
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.dashboard.conftest import PASSWORD, open_account, settings_in
from tests.dashboard.stocked import stock
from tests.fronting import NAME, NGINX, Front, fronting
from tests.line import KEYS
from tests.serving import Server, ask, serving
from warehouse.database import connect, migrate

SLOW = 200
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"https://{NAME}"}
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is missing: make nginx")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A gunicorn over hand-made numbers, as the runbook sets it up."""
    folder = tmp_path_factory.mktemp("gunicorn")
    chosen = settings_in(folder, **KEYS)
    engine = connect(chosen.database_url)
    migrate(engine)
    stock(engine)
    engine.dispose()
    open_account(chosen, "eko", "editor")
    said = {"DASBOR_PUBLIC_URL": f"https://{NAME}", "DASBOR_PROXIES": "127.0.0.1"}
    with serving(folder, folder / "log", said) as running:
        yield running


@pytest.fixture(scope="module")
def front(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """An nginx in front of it."""
    with fronting(tmp_path_factory.mktemp("nginx"), server.port) as running:
        yield running


def asked(server: Server, rule: str) -> int:
    """How many requests for a rule have come through to gunicorn."""
    lines = [json.loads(line) for line in server.log.read_text().splitlines()]
    return sum(line.get("rule") == rule for line in lines)


# ---- who is talked to


def test_plain_http_leads_to_https_and_nowhere_else(front: Front) -> None:
    answer = ask(front.plain, "/indikator/reg-03?lang=en", headers={"Host": NAME})
    assert (answer.status, answer.headers["location"]) == (301, f"https://{NAME}/indikator/reg-03?lang=en")


def test_tls_is_new_says_so_and_speaks_http_2(front: Front) -> None:
    with front.connect(NAME, "h2", "http/1.1") as connection:
        assert connection.selected_alpn_protocol() == "h2"
        assert connection.version() == "TLSv1.3"
    answer = front.ask("/")
    assert answer.status == 200
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


def test_another_name_gets_no_certificate_and_no_answer(front: Front) -> None:
    with pytest.raises(ssl.SSLError, match=r"(?i)unrecognized.name"):
        front.connect("example.org")
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        ask(front.plain, "/", headers={"Host": "example.org"})
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        front.ask("/", headers={"Host": "example.org"})


def test_nginx_tells_nothing_of_itself_and_keeps_metrics_at_the_machine(front: Front) -> None:
    answer = front.ask("/masuk")
    assert answer.status == 200
    assert answer.headers["server"] == "nginx"
    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["x-request-id"])  # nginx's own, believed
    assert front.ask("/metrics").status == 404


# ---- people


def test_a_session_begins_and_holds_over_tls_alone(front: Front) -> None:
    entered = front.ask(
        "/masuk", "POST", FORM, f"nama=eko&sandi={PASSWORD.replace(' ', '+')}&kembali=/evaluasi"
    )
    assert (entered.status, entered.headers["location"]) == (303, "/evaluasi")
    cookie = entered.headers["set-cookie"]
    assert cookie.startswith("__Host-dasbor=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    held = {"Cookie": cookie.split(";")[0]}
    assert ">eko</span>" in front.ask("/", headers=held).text
    assert front.ask("/keluar", "POST", {**held, "Origin": "https://example.org"}).status == 403


def test_what_a_client_says_of_its_own_address_is_not_believed(front: Front, server: Server) -> None:
    for number in range(9):  # each says another address; nginx says the one it sees
        said = {**FORM, "X-Forwarded-For": f"192.0.2.{number}"}
        status = front.ask("/masuk", "POST", said, f"nama=orang{number}&sandi=x").status
    assert status == 401
    assert front.ask("/masuk", "POST", FORM, "nama=orang9&sandi=x").status == 429
    assert asked(server, "/masuk") >= 10


def test_the_door_is_braked_before_the_dashboard_has_to_do_anything(front: Front, server: Server) -> None:
    statuses = [front.ask("/masuk").status for _ in range(30)]
    before = asked(server, "/masuk")
    assert statuses[-1] == front.ask("/masuk").status == 429
    assert asked(server, "/masuk") == before


# ---- embeds


def test_an_embed_is_made_once_for_everybody_and_once_squeezed(front: Front, server: Server) -> None:
    whole = front.ask("/embed/reg-03")
    squeezed = front.ask("/embed/reg-03", headers={"Accept-Encoding": "gzip, br"})
    assert (whole.status, squeezed.status) == (200, 200)
    assert (whole.headers.get("content-encoding"), squeezed.headers["content-encoding"]) == (None, "gzip")
    before = asked(server, "/embed/<id>")
    for accepted in ("", "br", "gzip", "deflate, gzip;q=1.0, *;q=0.5"):
        headers = {"Accept-Encoding": accepted, "Cookie": "__Host-dasbor=x; other=y"}
        answer = front.ask("/embed/reg-03", headers=headers)
        assert answer.body == (squeezed if "gzip" in accepted else whole).body
        assert "set-cookie" not in answer.headers
    same = front.ask("/embed/reg-03", headers={"If-None-Match": whole.headers["etag"]})
    assert (same.status, same.body) == (304, b"")
    assert asked(server, "/embed/<id>") == before


def test_what_is_no_embed_and_what_is_nobody_s_business_is_not_kept(front: Front, server: Server) -> None:
    for path, rule in (("/embed/tidak-ada", "/embed/<id>"), ("/indikator/reg-03", "/indikator/<id>")):
        before = asked(server, rule)
        assert len({front.ask(path).headers["x-request-id"] for _ in range(3)}) == 3
        assert asked(server, rule) == before + 3


# ---- clients that never finish


def test_two_hundred_clients_that_never_finish_do_not_stop_health(front: Front) -> None:
    head = f"GET / HTTP/1.1\r\nHost: {NAME}\r\nX-A: "
    body = f"POST /_dash-update-component HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 900\r\n\r\n{{"
    with ExitStack() as open_ones:
        for number in range(SLOW):
            if number % 4:  # the others never even say hello
                slow = open_ones.enter_context(front.connect())
                slow.sendall((body if number % 2 else head).encode())
            else:
                open_ones.enter_context(socket.create_connection(("127.0.0.1", front.tls)))
        waits = []
        for _ in range(20):
            begun = time.monotonic()
            assert front.ask("/healthz").status == 200
            waits.append(time.monotonic() - begun)
        assert max(waits) < 1
