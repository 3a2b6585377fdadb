"""The shipped nginx configuration in front of gunicorn, with clients that never finish their requests."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.line import ROOT
from tests.serving import Server, ask, free_port, serving

SLOW = 200
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin")
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is missing: make nginx")
HOST = {"Host": "dasbor.example"}


def adapted(folder: Path, port: int, behind: int) -> str:
    """The shipped file with this test's folder and ports, and without a certificate."""
    text = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    text = re.sub(r"    server \{\n        listen 80;.*?\n    \}\n\n", "", text, flags=re.DOTALL)
    text = re.sub(r" *(ssl_\w+ .*|listen 443 ssl default_server);\n", "", text)
    for old, new in {
        "listen 80 default_server": f"listen 127.0.0.1:{port} default_server",
        "listen 443 ssl http2": f"listen 127.0.0.1:{port}",
        "127.0.0.1:8050": f"127.0.0.1:{behind}",
        "/run/nginx.pid": f"{folder}/nginx.pid",
        "/var/log/nginx": str(folder),
        "/var/cache/nginx/dasbor": f"{folder}/kept",
        "worker_processes auto": "daemon off; user root; worker_processes 2",
    }.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A gunicorn over an empty state."""
    folder = tmp_path_factory.mktemp("gunicorn")
    with serving(folder, folder / "log", {"DASBOR_PUBLIC_URL": "https://dasbor.example"}) as running:
        yield running


@pytest.fixture(scope="module")
def front(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of an nginx in front of it."""
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    file = folder / "nginx.conf"
    file.write_text(adapted(folder, port, server.port), encoding="utf-8")
    process = subprocess.Popen([str(NGINX), "-c", str(file), "-e", str(folder / "error.log")])
    try:
        for _ in range(100):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()


def test_two_hundred_clients_that_never_finish_do_not_stop_health(front: int) -> None:
    with ExitStack() as open_ones:
        for number in range(SLOW):
            slow = open_ones.enter_context(socket.create_connection(("127.0.0.1", front)))
            start = "GET / HTTP/1.1\r\nHost: dasbor.example\r\nX-A: "
            post = "POST /_dash-update-component HTTP/1.1\r\nHost: dasbor.example\r\nContent-Length: 900\r\n\r\n{"
            slow.sendall((post if number % 2 else start).encode())
        waits = []
        for _ in range(20):
            begun = time.monotonic()
            assert ask(front, "/healthz", headers=HOST).status == 200
            waits.append(time.monotonic() - begun)
        assert max(waits) < 1


def test_nginx_tells_nothing_of_itself_and_lets_no_other_name_in(front: int) -> None:
    answer = ask(front, "/masuk", headers=HOST)
    assert answer.status == 200
    assert answer.headers["server"] == "nginx"
    assert re.fullmatch(r"[0-9a-f]{12}", answer.headers["x-request-id"])
    assert ask(front, "/metrics", headers=HOST).status == 404
    with pytest.raises((ConnectionError, OSError)):
        ask(front, "/", headers={"Host": "example.org"})
