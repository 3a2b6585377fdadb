"""Every known fault: its exit code, and the sentence that people are told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
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


def _missing(fault: Exception) -> str:
    return f"Berkas tidak ada: {Path(str(getattr(fault, 'filename', fault))).name}"


FULL, FAILED = "ruang penyimpanan penuh.", "disk gagal membaca atau menulis."
REASONS = {
    "No space left on device": FULL,
    "Disk quota exceeded": FULL,
    "database or disk is full": FULL,
    "Input/output error": FAILED,
    "disk I/O error": FAILED,
    "Permission denied": "tidak diizinkan.",
    "Read-only file system": "disk hanya dapat dibaca.",
}


def _reason(fault: object) -> str:
    """What the system or the database says went wrong, in Indonesian where it is one of the known ones."""
    said = str(getattr(fault, "strerror", None) or fault)
    first = next(iter(said.splitlines()), type(fault).__name__)
    return next((ours for theirs, ours in REASONS.items() if theirs in said), first)


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
    (OSError, 1, lambda fault: f"Tidak dapat membaca atau menulis: {_reason(fault)}"),
    (duckdb.Error, 1, lambda fault: f"Tidak dapat membaca atau menulis: {_reason(fault)}"),
    (OperationalError, 1, lambda fault: f"Basis data menolak: {_reason(getattr(fault, 'orig', fault))}"),
    (SQLAlchemyError, 1, lambda fault: f"Basis data menolak: {type(fault).__name__}"),
)
