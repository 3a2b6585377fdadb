"""What happens to one workbook in the process with limits: its bytes looked at, read, and answered."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import BinaryIO

from etl.workbooks import answer, ods, xls, xlsx
from etl.workbooks.grid import SAVE_AS, Grid, Refused
from etl.workbooks.zipped import open_checked

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
CUT = f"arsipnya rusak atau terpotong; buka di Excel, {SAVE_AS}."
DAMAGED = f"buku kerja ini rusak atau tidak dapat dibuka; buka di Excel, {SAVE_AS}."
TOO_MUCH = f"membaca buku kerja ini menghabiskan memori; bagi menjadi beberapa berkas atau {SAVE_AS}."


def parse(source: BinaryIO, out: BinaryIO) -> None:
    """Reads the workbook `source` and writes its sheets, or the sentence that refuses it, to `out`."""
    try:
        answer.write(_grids(source.read()), out)
    except Refused as refusal:
        answer.write_refusal(str(refusal), out)
    except (MemoryError, OSError):  # an answer that fills the disk is an error of the system
        answer.write_refusal(TOO_MUCH, out)
    except Exception:  # parsers of hostile bytes raise whatever they like; nothing is trusted after that
        answer.write_refusal(DAMAGED, out)


def _grids(content: bytes) -> Iterable[Grid]:
    if content.startswith(OLE):
        return xls.grids(content)
    try:
        archive = open_checked(io.BytesIO(content))
    except zipfile.BadZipFile:
        raise Refused(CUT) from None
    return _zipped(archive, content)


def _zipped(archive: zipfile.ZipFile, content: bytes) -> Iterable[Grid]:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return xlsx.grids(archive, content)
    if {"mimetype", "content.xml"} <= names:
        kind = archive.read("mimetype")[:100].strip()
        if kind in ods.KINDS:
            return ods.grids(archive)
        raise Refused(f"isi berkas ini dokumen OpenDocument yang bukan lembar kerja; {SAVE_AS}.")
    raise Refused(f"isi berkas ini arsip zip, yang belum didukung; {SAVE_AS}.")
