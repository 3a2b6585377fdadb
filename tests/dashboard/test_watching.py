"""Ready or not, counters, log lines without who asked, and requests that mean another site."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.logs import Lines
from tests.dashboard.conftest import enter, settings_in

ELSEWHERE = {"X-Forwarded-For": "192.0.2.1"}


def test_ready_is_who_has_a_release_to_show(client: FlaskClient, tmp_path: Path) -> None:
    assert client.get("/readyz").status_code == 200
    empty = create_app(settings_in(tmp_path)).server.test_client()
    assert empty.get("/readyz").status_code == 503
    assert list(tmp_path.iterdir()) == []


def test_counters_are_for_this_machine_and_for_who_may_operate_it(app: Dash) -> None:
    for name, status in (("eko", 404), ("adam", 200)):
        client = app.server.test_client()
        enter(client, name)
        assert client.get("/metrics", headers=ELSEWHERE).status_code == status
    client = app.server.test_client()
    assert client.get("/metrics", headers=ELSEWHERE).status_code == 404
    text = client.get("/metrics").text
    assert 'dasbor_requests_total{status="2xx"} ' in text
    assert 'dasbor_requests_total{status="2xx"} 0' not in text


def test_a_line_a_request_and_nobody_in_it(app: Dash, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "dasbor")
    client = app.server.test_client()
    enter(client, "eko")
    number = client.get("/indikator/reg-03?wilayah=9905022204240001").headers["X-Request-ID"]
    lines = [Lines().format(record) for record in caplog.records]
    said = json.loads(lines[-1])
    assert (said["request"], said["rule"]) == (number, "/indikator/<id>")
    assert [word for word in ("eko", "127.0.0.1", "9905", "lumping") if word in "".join(lines)] == []


def test_a_failure_is_told_by_its_kind_and_never_by_what_it_quotes() -> None:
    try:
        int("NIK 9905022204240001")
    except ValueError as error:
        record = logging.LogRecord(
            "dasbor", 40, "", 1, "failed", (), (ValueError, error, error.__traceback__)
        )
    line = Lines().format(record)
    assert "9905" not in line
    assert json.loads(line)["failure"] == "ValueError"


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", "localhost@example.org", "[", ""])
def test_a_request_that_means_another_site_is_refused(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code in (400, 421)


def test_a_number_is_taken_over_from_a_trusted_proxy_alone(client: FlaskClient, tmp_path: Path) -> None:
    trusting = create_app(settings_in(tmp_path, DASBOR_PROXIES="127.0.0.1")).server.test_client()
    given, bad = {"X-Request-ID": "ab" * 16}, {"X-Request-ID": 'ab"<script>'}
    assert trusting.get("/healthz", headers=given).headers["X-Request-ID"] == "ab" * 16
    for one, headers in ((client, given), (trusting, bad)):
        assert headers["X-Request-ID"] != one.get("/healthz", headers=headers).headers["X-Request-ID"]
