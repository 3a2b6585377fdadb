"""Accounts of people who log in, and whether a password is theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, cast

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Engine, Select, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from warehouse import database
from warehouse.people import PERMISSIONS, ROLES, Role
from warehouse.tables import account, session

NAME = re.compile(r"[a-z][a-z0-9._-]{1,39}")
SHORTEST_PASSWORD = 12  # characters
LONGEST_PASSWORD = 200  # characters; hashing more only serves whoever wants the server busy
COLUMNS = account.c.name, account.c.role, account.c.scope, account.c.disabled, account.c.password_hash

_hasher = PasswordHasher()


class WrongAccount(Exception):
    """A name, role or password that no account can have, or a name that is taken."""


@dataclass(frozen=True)
class Account:
    """Somebody who may log in; a disabled account stays, so that its name is not used again."""

    name: str
    role: Role
    scope: str
    disabled: bool
    password_hash: str = field(repr=False)


def find(engine: Engine, name: str) -> Account | None:
    """The account of that name, whether disabled or not."""
    if not NAME.fullmatch(name):
        return None
    found = _read(engine, select(*COLUMNS).where(account.c.name == name))
    return found[0] if found else None


def add(
    engine: Engine, name: str, role: str, password_hash: str, created_at: datetime, scope: str = ""
) -> None:
    """Keep a new account; its hash is made by `hashed`."""
    if not NAME.fullmatch(name):
        raise WrongAccount(
            f"{name!r}: nama terdiri atas 2 sampai 40 huruf kecil, angka, titik, strip, atau garis bawah"
        )
    _must_fit(role, scope)
    row = {
        "name": name,
        "role": role,
        "scope": scope,
        "password_hash": password_hash,
        "created_at": created_at,
        "disabled": False,
    }
    try:
        with engine.begin() as connection:
            connection.execute(insert(account).values(row))
    except IntegrityError:
        raise WrongAccount(f"{name!r} sudah ada") from None


def change(engine: Engine, name: str, **values: object) -> None:
    """Another role, office, password or state for an account, which is logged out everywhere in the same step."""
    found = find(engine, name)
    if found is None:
        raise WrongAccount(f"Akun {name} tidak ada.")
    _must_fit(str(values.get("role", found.role)), str(values.get("scope", found.scope)))
    with engine.begin() as connection:
        connection.execute(update(account).where(account.c.name == name).values(values))
        connection.execute(delete(session).where(session.c.account == name))


def every(engine: Engine) -> list[Account]:
    """All accounts by their names."""
    return sorted(_read(engine, select(*COLUMNS)), key=lambda one: one.name)


def _read(engine: Engine, query: Select[Any]) -> list[Account]:
    rows = database.read(engine, lambda connection: connection.execute(query).all())
    return [Account(row[0], cast(Role, row[1]), *row[2:]) for row in rows]


def _must_fit(role: str, scope: str) -> None:
    if role not in ROLES:
        raise WrongAccount(f"Peran {role} tidak ada. Pilih: {', '.join(ROLES)}.")
    if (role in PERMISSIONS["read_own"]) != bool(scope):
        raise WrongAccount(
            "Kontributor, dan hanya kontributor, mewakili satu perangkat daerah: --office KODE."
        )


def hashed(password: str) -> str:
    """The argon2id hash of a new password."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise WrongAccount(f"kata sandi terdiri atas {SHORTEST_PASSWORD} sampai {LONGEST_PASSWORD} karakter")
    return _hasher.hash(password)


def verified(found: Account | None, password: str) -> bool:
    """Whether the password is that of an account in use; an unknown name takes as long as a known one."""
    try:
        _hasher.verify(found.password_hash if found else _nobody(), password[: LONGEST_PASSWORD + 1])
    except VerificationError:
        return False
    return found is not None and not found.disabled


@cache
def _nobody() -> str:
    return _hasher.hash("nobody logs in with this")
