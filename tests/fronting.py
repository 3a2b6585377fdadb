"""The shipped nginx configuration in front of a server, with a certificate of this test's own."""

from __future__ import annotations

import http.client
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.line import ROOT
from tests.serving import Answer, ask_on, free_port

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin")
NAME = "dasbor.example"


@dataclass(frozen=True)
class Front:
    """A running nginx: its two ports and the certificate that it shows."""

    plain: int
    tls: int
    certificate: Path

    def connect(self, name: str = NAME, *protocols: str) -> ssl.SSLSocket:
        """A TLS connection that asks for a name and trusts this one certificate."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        context.set_alpn_protocols(list(protocols or ("http/1.1",)))
        plain = socket.create_connection(("127.0.0.1", self.tls), timeout=30)
        return context.wrap_socket(plain, server_hostname=name)

    def open(self) -> http.client.HTTPConnection:
        """A connection that may be kept for several requests."""
        connection = http.client.HTTPConnection(NAME)
        connection.sock = self.connect()
        return connection

    def ask(
        self,
        path: str,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: str | None = None,
    ) -> Answer:
        """One request over TLS."""
        with closing(self.open()) as connection:
            return ask_on(connection, path, method, {"Host": NAME, **(headers or {})}, body)


@contextmanager
def fronting(folder: Path, behind: int) -> Iterator[Front]:
    """An nginx that listens when this begins and is gone when it ends."""
    front = Front(free_port(), free_port(), _certificate(folder))
    file = folder / "nginx.conf"
    file.write_text(adapted(folder, front, behind), encoding="utf-8")
    process = subprocess.Popen([str(NGINX), "-c", str(file), "-e", str(folder / "error.log")])
    try:
        _await(front.tls)
        yield front
    finally:
        process.terminate()
        process.wait()


def adapted(folder: Path, front: Front, behind: int) -> str:
    """The shipped file with other ports and folders, and nothing else changed."""
    text = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    for old, new in {
        "listen 80": f"listen 127.0.0.1:{front.plain}",
        "listen 443": f"listen 127.0.0.1:{front.tls}",
        "127.0.0.1:8050": f"127.0.0.1:{behind}",
        "/etc/ssl/dasbor": str(folder),
        "/run/nginx.pid": f"{folder}/nginx.pid",
        "/var/log/nginx": str(folder),
        "/var/cache/nginx/dasbor": f"{folder}/kept",
        "worker_processes auto": "daemon off; user root; worker_processes 2",
    }.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def _certificate(folder: Path) -> Path:
    """A certificate for our name that nobody else has signed."""
    key, certificate = folder / "key.pem", folder / "fullchain.pem"
    words = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    words += ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    subprocess.run(
        ["openssl", "req", *words, "-keyout", key, "-out", certificate], check=True, capture_output=True
    )
    return certificate


def _await(port: int) -> None:
    for _ in range(100):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx does not listen")
