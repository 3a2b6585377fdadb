"""The headers that every answer carries."""

import base64
import hashlib
import re

import pytest
from flask.testing import FlaskClient

ANSWERS = [
    "/",
    "/dimensi/gov",
    "/indikator/reg-03",
    "/masuk",
    "/tidak-ada",
    "/healthz",
    "/_dash-layout",
    "/assets/style.css",
]
EMBEDS = ["/embed/reg-03", "/embed/reg-03.csv", "/embed/tidak-ada"]


def policy(client: FlaskClient, address: str) -> dict[str, str]:
    parts = client.get(address).headers["Content-Security-Policy"].split("; ")
    return {part.split()[0]: part for part in parts}


@pytest.mark.parametrize("address", ANSWERS)
def test_scripts_are_ours_and_dash_s_own_alone(client: FlaskClient, address: str) -> None:
    found = policy(client, address)
    assert re.fullmatch(r"script-src 'self'( 'sha256-[\w+/]{43}=')+", found["script-src"])
    assert found["default-src"] == "default-src 'none'"
    assert found["connect-src"] == "connect-src 'self'"
    assert not any(word in " ".join(found.values()) for word in ("http", "unsafe-eval", "*"))


def test_every_inline_script_of_a_page_is_in_the_policy(client: FlaskClient) -> None:
    for address in ("/", "/indikator/reg-03", "/masuk", "/tidak-ada"):
        inline = re.findall(
            r"<script(?![^>]*src=)(?![^>]*application/json)[^>]*>(.+?)</script>",
            client.get(address).text,
            re.S,
        )
        allowed = policy(client, address)["script-src"]
        digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inline]
        assert [digest for digest in digests if digest not in allowed] == []
        assert not re.search(r"\son[a-z]+=", client.get(address).text)


@pytest.mark.parametrize("address", ANSWERS)
def test_no_other_site_frames_the_dashboard(client: FlaskClient, address: str) -> None:
    assert policy(client, address)["frame-ancestors"] == "frame-ancestors 'none'"
    assert client.get(address).headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("address", EMBEDS)
def test_every_site_may_frame_an_embed_which_has_no_script(client: FlaskClient, address: str) -> None:
    found = policy(client, address)
    assert found["frame-ancestors"] == "frame-ancestors *"
    assert "script-src" not in found
    assert found["default-src"] == "default-src 'none'"
    assert "X-Frame-Options" not in client.get(address).headers


@pytest.mark.parametrize("address", ANSWERS + EMBEDS)
def test_every_answer_says_how_to_read_it_and_what_not_to_tell(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cache-Control"]
