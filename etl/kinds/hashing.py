"""HMAC-SHA256 as an expression of the engine, so that no identifying number is staged."""

from __future__ import annotations

import ibis

from etl.kinds.cells import Text

BLOCK = 64  # bytes of a SHA-256 block


def _text_to_text(text: str) -> str:
    """What the engine's functions look like; their bytes pass as text, since ibis cannot join bytes."""
    raise NotImplementedError


sha256, unhex, encode = (
    ibis.udf.scalar.builtin(_text_to_text, name=name) for name in ("sha256", "unhex", "encode")
)


def hmac_sha256(text: Text, secret: bytes) -> Text:
    """The keyed hash of a text in hexadecimal, as RFC 2104 has it; the key has 1 to 64 bytes."""
    inner = sha256(_pad(secret, 0x36) + encode(text))
    return sha256(_pad(secret, 0x5C) + unhex(inner))


def _pad(secret: bytes, byte: int) -> Text:
    if not 0 < len(secret) <= BLOCK:
        raise ValueError(f"a hashing key has 1 to {BLOCK} bytes, this one has {len(secret)}")
    return unhex(bytes(a ^ byte for a in secret.ljust(BLOCK, b"\0")).hex())
