"""All that the environment may decide, in one table."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent
DATA = ROOT / "data"
ASSETS = ROOT / "assets"

SHORTEST_KEY = 32  # bytes
FEWEST_LETTERS = 10  # distinct ones; 32 random hex digits have fewer in one of 10^5 keys
WEAK_WORDS = re.compile(
    r"secret|scret|passw|change|rahasia|sandi|kunci|example|contoh|default|your_own|dasbor|pariaman"
    r"|qwerty|123456|abcdef|fedcba|654321",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Variable:
    """An environment variable, what holds where it is not set, and what it decides."""

    name: str
    default: str
    meaning: str


VARIABLES = (
    Variable("DASBOR_STATE", "var", "folder of everything that is kept"),
    Variable("DASBOR_DATABASE_URL", "sqlite:///<state>/warehouse.db", "the warehouse database"),
    Variable("DASBOR_ENGINE", "duckdb", "what judges rows and builds measures"),
    Variable("DASBOR_SECRET_KEY", "", "marks the sessions of people who log in; needed to serve"),
    Variable("DASBOR_LINK_KEY", "", "turns NIK and certificate numbers into hashes; needed to take files in"),
    Variable("DASBOR_USER", "", "the account that commands act for; empty is whoever has the machine"),
    Variable("DASBOR_KEEP_MONTHS", "24", "months that landed personal files are kept"),
    Variable("DASBOR_PUBLIC_URL", "http://127.0.0.1:<port>", "the address that readers use, for links"),
    Variable(
        "DASBOR_PROXIES",
        "",
        "addresses of our own proxies, by commas; what they say of a request is believed",
    ),
    Variable("DASBOR_PORT", "8050", "the port that the dashboard listens on"),
)


class WeakKey(Exception):
    """A key is missing or can be guessed; nothing starts with it."""


class WrongSetting(Exception):
    """A variable of the environment has a value that means nothing."""


@dataclass(frozen=True)
class Settings:
    """What the environment decided; the two keys only come out through their checks."""

    state: Path
    database_url: str
    engine: str
    user: str
    keep_months: int
    public_url: str
    port: int
    proxies: tuple[str, ...]
    secret_key: str = field(repr=False)
    link_key: str = field(repr=False)

    def secret(self) -> str:
        """The key that signs sessions; `WeakKey` where it could be guessed."""
        return _strong("DASBOR_SECRET_KEY", self.secret_key)

    def link(self) -> str:
        """The key that hashes identifying numbers; `WeakKey` where it could be guessed."""
        return _strong("DASBOR_LINK_KEY", self.link_key)


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of an environment, by default that of this process."""
    given = os.environ if environ is None else environ
    value = {variable.name: given.get(variable.name) or variable.default for variable in VARIABLES}
    state, port = Path(value["DASBOR_STATE"]), _whole("DASBOR_PORT", value["DASBOR_PORT"])
    return Settings(
        state=state,
        database_url=value["DASBOR_DATABASE_URL"].replace("<state>", str(state)),
        engine=value["DASBOR_ENGINE"],
        user=value["DASBOR_USER"],
        keep_months=_whole("DASBOR_KEEP_MONTHS", value["DASBOR_KEEP_MONTHS"]),
        public_url=value["DASBOR_PUBLIC_URL"].replace("<port>", str(port)).rstrip("/"),
        port=port,
        proxies=_addresses("DASBOR_PROXIES", value["DASBOR_PROXIES"]),
        secret_key=value["DASBOR_SECRET_KEY"],
        link_key=value["DASBOR_LINK_KEY"],
    )


def _whole(name: str, text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,4}", text):
        raise WrongSetting(f"{name}: {text!r} bukan bilangan bulat di atas 0")
    return int(text)


def _addresses(name: str, text: str) -> tuple[str, ...]:
    found = [part.strip() for part in text.split(",") if part.strip()]
    try:
        return tuple(str(ipaddress.ip_address(each)) for each in found)
    except ValueError:
        raise WrongSetting(f"{name}: {text!r} bukan daftar alamat IP") from None


def _strong(name: str, key: str) -> str:
    faults = (
        ("belum diisi", not key),
        (f"kurang dari {SHORTEST_KEY} bita", len(key.encode()) < SHORTEST_KEY),
        ("memuat kata atau urutan yang mudah ditebak", bool(WEAK_WORDS.search(key))),
        ("berulang-ulang", len(set(key)) < FEWEST_LETTERS or key in (key + key)[1:-1]),
    )
    found = [fault for fault, holds in faults if holds]
    if found:
        make = 'python -c "import secrets; print(secrets.token_hex(32))"'
        raise WeakKey(f"{name}: {found[0]}. Buat kunci dengan: {make}")
    return key
