"""Who is asking: logging in, staying, leaving, and what other sites cannot do."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient
from sqlalchemy import update

from dashboard.app import create_app
from dashboard.people import reader_of_request
from settings import Settings
from tests.both import copied
from tests.dashboard.conftest import PASSWORD, PEOPLE, enter, office, open_account, settings_in
from warehouse import accounts
from warehouse.accounts import WrongAccount
from warehouse.database import connect
from warehouse.people import STRANGER, Reader
from warehouse.sessions import LONGEST
from warehouse.tables import account


def who(client: FlaskClient) -> Reader:
    with client:
        client.get("/")
        return reader_of_request()


def change(chosen: Settings, name: str, **values: object) -> None:
    engine = connect(chosen.database_url)
    with engine.begin() as connection:
        connection.execute(update(account).where(account.c.name == name).values(values))
    engine.dispose()


@pytest.mark.parametrize(("name", "role"), PEOPLE.items())
def test_the_right_password_gives_the_role_of_the_account(app: Dash, name: str, role: str) -> None:
    client = app.server.test_client()
    assert who(client) == STRANGER
    assert enter(client, name).status_code == 303
    assert who(client) == Reader(name, role, office(role))
    assert f">{name}</span>" in client.get("/").text


def test_whatever_was_wrong_the_answer_is_the_same(app: Dash, released: Settings) -> None:
    open_account(released, "dulu", "editor")
    change(released, "dulu", disabled=True)
    wrong = [
        ("eko", "salah"),
        ("eko", ""),
        ("tidakada", PASSWORD),
        ("dulu", PASSWORD),
        ("' or 1=1 --", "x"),
        ("\0", "x"),
    ]
    answers = [enter(app.server.test_client(), name, password) for name, password in wrong]
    pages = {answer.text for answer in answers}
    assert [answer.status_code for answer in answers] == [401] * len(wrong)
    assert len(pages) == 1
    assert "Nama atau kata sandi salah." in pages.pop()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Origin": "http://localhost.example.org"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
    ],
)
@pytest.mark.parametrize("address", ["/masuk", "/keluar", "/_dash-update-component"])
def test_what_another_site_sends_is_refused(
    client: FlaskClient, address: str, headers: dict[str, str]
) -> None:
    answer = client.post(address, headers=headers, json={})
    assert answer.status_code == 403
    assert "situs lain" in answer.text


def test_the_session_cookie_is_signed_and_hidden_from_scripts(client: FlaskClient, app: Dash) -> None:
    cookie = enter(client, "eko").headers["Set-Cookie"]
    assert re.match(r"dasbor=[\w.-]+;", cookie)
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert timedelta(hours=1) < LONGEST < timedelta(days=1)
    forged = app.server.test_client()
    forged.set_cookie("dasbor", re.search(r"dasbor=([\w.-]+)", cookie)[1][:-3] + "abc")
    assert who(forged) == STRANGER


def test_over_https_the_cookie_is_only_sent_there(empty: Path, tmp_path: Path) -> None:
    chosen = settings_in(copied(empty, tmp_path / "var"), DASBOR_PUBLIC_URL="https://dasbor.example")
    open_account(chosen, "eko", "editor")
    client = create_app(chosen).server.test_client()
    form = {"nama": "eko", "sandi": PASSWORD}
    cookie = client.post("/masuk", base_url="https://dasbor.example", data=form).headers["Set-Cookie"]
    assert cookie.startswith("__Host-dasbor=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    for origin, status in (("https://dasbor.example", 303), ("http://dasbor.example", 403)):
        headers = {"Origin": origin}
        left = client.post("/keluar", base_url="https://dasbor.example", headers=headers)
        assert left.status_code == status


def test_leaving_ends_the_session_and_only_a_post_leaves(client: FlaskClient) -> None:
    enter(client, "eko")
    assert client.get("/keluar").status_code == 404
    assert who(client).name == "eko"
    assert client.post("/keluar", headers={"Origin": "http://localhost"}).status_code == 303
    assert who(client) == STRANGER


@pytest.mark.parametrize(
    ("name", "values", "role"),
    [
        ("ani", {"disabled": True}, "public"),
        ("citra", {"role": "viewer"}, "viewer"),
    ],
)
def test_the_role_is_that_of_the_account_at_each_request(
    app: Dash, released: Settings, name, values, role
) -> None:
    open_account(released, name, "editor")
    client = app.server.test_client()
    enter(client, name)
    assert who(client).role == "editor"
    change(released, name, **values)
    assert who(client).role == role


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/dimensi/gov?as_of=1", "/dimensi/gov?as_of=1"),
        ("https://example.org/", "/"),
        ("//example.org/", "/"),
        ("//[", "/"),
        ("/\\example.org", "/"),
        ("\\\\example.org", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/example.org", "/"),
        ("", "/"),
    ],
)
def test_logging_in_leads_back_and_never_elsewhere(client: FlaskClient, asked: str, led: str) -> None:
    assert enter(client, "eko", back=asked).headers["Location"] == led


def test_pages_of_people_who_logged_in_are_kept_nowhere(client: FlaskClient) -> None:
    assert client.get("/").headers["Cache-Control"] == "no-cache"
    enter(client, "rani")
    layout = client.get("/_dash-layout", headers={"Referer": "http://localhost/"})
    for answer in (client.get("/"), layout):
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Cookie" in answer.headers["Vary"]


def test_strangers_get_no_cookie_and_embeds_ask_for_none(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/").headers
    enter(client, "eko")
    with client:
        embed = client.get("/embed/reg-03")
    assert embed.status_code == 200
    assert "Set-Cookie" not in embed.headers
    assert "Cookie" not in embed.headers.get("Vary", "")
    assert "no-store" not in embed.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [
        ("Eko", "editor", PASSWORD),
        ("e", "editor", PASSWORD),
        ("eko'--", "editor", PASSWORD),
        ("tamu", "public", PASSWORD),
        ("tamu", "root", PASSWORD),
        ("tamu", "editor", "pendek"),
        ("eko", "editor", PASSWORD),
    ],
)
def test_an_account_needs_a_plain_name_a_role_and_a_long_password(
    released: Settings, name, role, password
) -> None:
    with pytest.raises(WrongAccount):
        open_account(released, name, role, password)


def test_passwords_are_kept_as_argon2id(released: Settings) -> None:
    found = accounts.find(connect(released.database_url), "eko")
    assert found.password_hash.startswith("$argon2id$")
    assert PASSWORD not in repr(found)
    assert found.password_hash not in repr(found)
