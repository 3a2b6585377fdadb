"""Every line of the log is one JSON object, and none tells who asked or what was typed."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import time
from pathlib import Path

import pytest

from dashboard.logs import Lines
from tests.serving import Server, ask, serving

PERSON = "9905022204240001"
BROKEN = (
    f"GET /?nik={PERSON} HTTP/1.1\r\nHost: x\r\nBad Header {PERSON}: 1\r\n\r\n",
    f"{PERSON} /\r\n\r\n",
    f"GET /{PERSON} HTTP/9.1\r\n\r\n",
    f"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: {PERSON}\r\n\r\n",
)


def line(name: str, message: str, *values: object) -> dict[str, object]:
    """What is written for a record of a logger."""
    record = logging.LogRecord(name, logging.WARNING, "", 1, message, values, None)
    return dict(json.loads(Lines().format(record)))


@pytest.mark.parametrize(
    ("name", "message", "values", "event"),
    [
        ("dasbor", "request", (), "request"),
        ("gunicorn.error", "Handling signal: %s", ("hup",), "Handling signal: hup"),
        ("gunicorn.error", f"Invalid request from ip=192.0.2.7: {PERSON}", (), "Invalid request from ip"),
        ("gunicorn.error", "Error handling request %s %s", ("GET", f"/?nik={PERSON}"), "Error handling request"),
        ("sqlalchemy.pool", f"reset failed ('{PERSON}')", (), "reset failed ("),
        (PERSON, PERSON, (), ""),
    ],
)  # fmt: skip
def test_of_what_others_log_the_words_before_they_quote_anything_are_kept(
    name: str, message: str, values: tuple[object, ...], event: str
) -> None:
    assert line(name, message, *values)["event"] == event


def said(server: Server) -> list[dict[str, object]]:
    """The lines so far."""
    return [json.loads(each) for each in server.log.read_text().splitlines()]


def test_gunicorn_says_in_the_same_lines_what_happens_to_its_workers_and_not_who_asked(
    tmp_path: Path,
) -> None:
    with serving(tmp_path, tmp_path / "log") as server:
        for request in BROKEN:
            with socket.create_connection(("127.0.0.1", server.port)) as connection:
                connection.sendall(request.encode())
                assert connection.recv(100).startswith((b"HTTP/1.1 400", b"HTTP/1.1 501"))
        killed = server.workers()[0]
        os.kill(killed, signal.SIGKILL)
        for _ in range(100):
            if "SIGKILL" in server.log.read_text():
                break
            time.sleep(0.05)
        assert ask(server.port, f"/cari?nik={PERSON}").status == 404
    lines = said(server)
    events = [str(one["event"]) for one in lines]
    assert f"Worker (pid:{killed}) was sent SIGKILL! Perhaps out of memory?" in events
    assert "Handling signal: term" in events
    assert all(set(one) >= {"time", "level", "event"} for one in lines)
    assert [word for word in (PERSON, "ip=") if word in server.log.read_text()] == []
