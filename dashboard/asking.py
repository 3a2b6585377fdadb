"""Where a request comes from: the address behind the proxies that we trust, and whether it is this machine."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection

from flask import request


def address(proxies: Collection[str]) -> str:
    """The asker's address; what `X-Forwarded-For` says counts only where a trusted proxy says it."""
    path = [*request.headers.get("X-Forwarded-For", "").split(","), request.remote_addr or ""]
    named = [step.strip() for step in path if step.strip()]
    while len(named) > 1 and named[-1] in proxies:
        named.pop()
    return named[-1] if named else ""


def is_this_machine(proxies: Collection[str]) -> bool:
    """Whether the asker sits at this machine and came through no proxy, or through one that vouches for it."""
    if request.remote_addr not in proxies and "X-Forwarded-For" in request.headers:
        return False
    try:
        return ipaddress.ip_address(address(proxies)).is_loopback
    except ValueError:
        return False
