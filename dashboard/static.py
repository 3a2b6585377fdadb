"""Files that browsers keep: an address that changes with the file, long keeping, and gzip made once."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, request

KEPT = "public, max-age=31536000, immutable"  # a year
FOLDERS = ("/assets/", "/_dash-component-suites/")
SCRIPTS = {"text/javascript", "application/javascript", "application/json"}
TEXTS = {"text/html", "text/css", "text/csv", "image/svg+xml", *SCRIPTS}
SMALLEST = 1000  # bytes; below, gzip costs more than it saves


class MissingFile(Exception):
    """A file that pages load is not installed; `make assets` installs it."""


def versioned(folder: Path) -> Callable[[str], str]:
    """A function from the name of a file in the folder to its address, with a version made from its bytes."""
    versions = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

    def address(name: str) -> str:
        if name not in versions:
            raise MissingFile(f"{name} is not in {folder.name}/; run: make assets")
        return f"/{folder.name}/{name}?v={versions[name]}"

    return address


def register(server: Flask) -> None:
    """Say how long each file may be kept, and send texts compressed."""

    @server.after_request
    def keep(response: Response) -> Response:
        if request.path.startswith(FOLDERS) and response.status_code == 200:
            fixed = "v" in request.args or (response.cache_control.max_age or 0) > 0
            response.headers["Cache-Control"] = KEPT if fixed else "no-cache"
        return response

    @server.after_request
    def compress(response: Response) -> Response:
        if response.status_code != 200 or response.mimetype not in TEXTS or response.content_encoding:
            return response
        response.vary.add("Accept-Encoding")
        secret = "no-store" in response.headers.get("Cache-Control", "")  # a secret's length must not show
        if "gzip" not in request.accept_encodings or secret or request.method == "HEAD":
            return response
        response.direct_passthrough = False
        body = response.get_data()
        if len(body) >= SMALLEST:
            once = request.path.startswith(FOLDERS)
            response.set_data(_squeezed(body) if once else gzip.compress(body, 5, mtime=0))
            response.content_encoding = "gzip"
        return response


@lru_cache(maxsize=64)
def _squeezed(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)
