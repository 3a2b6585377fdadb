"""What people are told: sentences on standard error, one JSON object on standard output, and every known fault."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console
from sqlalchemy.exc import OperationalError, SQLAlchemyError

import settings
from etl.acting import NotAllowed
from etl.backup import BadBackup
from etl.journal import BrokenJournal
from etl.land import ChangedMeanwhile
from etl.options import WrongUse
from etl.restore import HalfRestored, NotEmpty
from etl.stage import LandedFileMissing
from etl.state import NotMigrated
from warehouse import accounts
from warehouse.catalogue import DeclarationError
from warehouse.checks import WrongCheck
from warehouse.measures import MeasureFault

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


def _missing(fault: Exception) -> str:
    return f"Berkas tidak ada: {Path(str(getattr(fault, 'filename', fault))).name}"


def _first_line(fault: object) -> str:
    return next(iter(str(fault).splitlines()), type(fault).__name__)


# What went wrong, the exit code, and the sentence; the first that fits.
SENTENCES: tuple[tuple[type[Exception], int, Callable[[Exception], str]], ...] = (
    (WrongUse, 2, str),
    (accounts.WrongAccount, 2, str),
    (settings.WrongSetting, 2, str),
    (settings.WeakKey, 1, str),
    (NotAllowed, 1, str),
    (NotMigrated, 1, str),
    (BrokenJournal, 1, str),
    (BadBackup, 1, str),
    (NotEmpty, 1, str),
    (HalfRestored, 1, str),
    (LandedFileMissing, 1, str),
    (ChangedMeanwhile, 1, str),
    (MeasureFault, 1, str),
    (WrongCheck, 1, str),
    (DeclarationError, 1, lambda fault: f"Deklarasi di data/ salah:\n{fault}"),
    (FileNotFoundError, 1, _missing),
    (OSError, 1, lambda fault: f"Tidak dapat membaca atau menulis: {getattr(fault, 'strerror', fault)}"),
    (duckdb.Error, 1, lambda fault: f"Tidak dapat membaca atau menulis: {_first_line(fault)}"),
    (OperationalError, 1, lambda fault: f"Basis data menolak: {_first_line(getattr(fault, 'orig', fault))}"),
    (SQLAlchemyError, 1, lambda fault: f"Basis data menolak: {type(fault).__name__}"),
)


def told(command: Callable[[], None]) -> None:
    """Run a command; a known error becomes one sentence and its exit code."""
    try:
        command()
    except tuple(kind for kind, _, _ in SENTENCES) as fault:
        code, sentence = next((code, tell) for kind, code, tell in SENTENCES if isinstance(fault, kind))
        say(sentence(fault))
        raise SystemExit(code) from None
