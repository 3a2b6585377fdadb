"""HMAC-SHA256 as an expression of the engine, so that no identifying number is staged."""

from __future__ import annotations

from functools import cache
from typing import Any

from etl.kinds.cells import Text
from warehouse.engine import Connection
from warehouse.lazily import ibis

BLOCK = 64  # bytes of a SHA-256 block
PADS = {"inner_pad": 0x36, "outer_pad": 0x5C}


def _text_to_text(text: str) -> str:
    """What the engine's functions look like; their bytes pass as text, since ibis cannot join bytes."""
    raise NotImplementedError


def hmac_sha256(text: Text) -> Text:
    """The keyed hash of a text in hexadecimal, as RFC 2104 has it, with the key that the engine `knows`."""
    inner = _function("sha256")(_variable("inner_pad") + _function("encode")(text))
    return _function("sha256")(_variable("outer_pad") + _function("unhex")(inner))


def know(con: Connection, secret: bytes) -> None:
    """Tells an engine the key; it has 1 to 64 bytes, and stands in no statement that is kept."""
    if not 0 < len(secret) <= BLOCK:
        raise ValueError(f"a hashing key has 1 to {BLOCK} bytes, this one has {len(secret)}")
    for name, byte in PADS.items():
        pad = bytes(each ^ byte for each in secret.ljust(BLOCK, b"\0"))
        con.raw_sql(f"SET VARIABLE {name} = unhex('{pad.hex()}')")


@cache
def _function(name: str) -> Any:
    return ibis.udf.scalar.builtin(_text_to_text, name=name)


def _variable(name: str) -> Text:
    return _function("getvariable")(name)
