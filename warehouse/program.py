"""Which program this is: what it has made before holds as long as this stays the same."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version as version_of
from pathlib import Path

ROOT = Path(__file__).parents[1]
CODE = ("warehouse", "etl")
ENGINES = ("duckdb", "ibis-framework", "sqlglot")  # they decide what an expression is as a statement


@cache
def version() -> str:
    """Changes with the code that takes and releases, and with the engines under it."""
    digest = hashlib.sha256(" ".join(map(version_of, ENGINES)).encode())
    for package in CODE:
        for file in sorted((ROOT / package).rglob("*")):
            if file.suffix in (".py", ".sql"):
                digest.update(file.read_bytes())
    return digest.hexdigest()
