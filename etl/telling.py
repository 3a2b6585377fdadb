"""What people are told: sentences on standard error, one JSON object on standard output."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from rich.console import Console

console = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


def say(sentence: str) -> None:
    """One sentence to whoever runs the command."""
    console.print(sentence, markup=False)


def print_json(answer: dict[str, Any]) -> None:
    """The one object that a command answers with `--json`."""
    print(json.dumps(answer, ensure_ascii=False, default=_plain, indent=2))


def _plain(value: Any) -> Any:
    """Decimals as numbers, whole ones whole; dates as ISO text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def told(command: Callable[[], None]) -> None:
    """Run a command; a known error becomes one sentence and its exit code."""
    try:
        command()
    except Exception as fault:
        try:
            from etl.faults import SENTENCES  # names what every module may raise, and so loads them all
        except OSError:  # the disk that failed holds the program too
            say("Tidak dapat membaca atau menulis: disk gagal membaca atau menulis.")
            raise SystemExit(1) from None
        known = next(((code, tell) for kind, code, tell in SENTENCES if isinstance(fault, kind)), None)
        if known is None:
            raise
        code, sentence = known
        say(sentence(fault))
        raise SystemExit(code) from None
