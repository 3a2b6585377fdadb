"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from etl.read.reading import Unreadable
from etl.workbooks.grid import SAVE_AS

CHUNK = 1 << 20
WORKBOOKS: Mapping[bytes, Literal["zipped", "old"]] = {
    b"PK\x03\x04": "zipped",
    b"PK\x05\x06": "zipped",
    bytes.fromhex("d0cf11e0a1b11ae1"): "old",
}

# First bytes, in lower case and after white space, of what offices send besides csv and workbooks.
UNSUPPORTED = {
    b"%pdf": "PDF",
    b"<!doctype html": "halaman web (HTML)",
    b"<html": "halaman web (HTML)",
    b"<table": "halaman web (HTML)",
    b"<?xml": "XML",
    b"{\\rtf": "RTF",
    b"rar!": "arsip RAR",
    b"7z\xbc\xaf": "arsip 7z",
    b"\x1f\x8b": "arsip gzip",
    b"\x89png": "gambar PNG",
    b"\xff\xd8\xff": "gambar JPEG",
    b"\xff\xfe": "teks UTF-16",
    b"\xfe\xff": "teks UTF-16",
}
CONTROLS = bytes({*range(0x20)} - {*b"\t\n\v\f\r\x1f"})  # no editor writes these into a text


def kind_of(path: Path) -> Literal["csv", "zipped", "old"]:
    """A csv, or a workbook as xlsx and ods are kept, or as xls; `Unreadable` names what is neither.

    What a workbook holds is looked at where limits hold (etl/workbooks), its first bytes here.
    """
    with path.open("rb") as file:
        start = file.read(64)
    if not start:
        raise Unreadable("berkas kosong (0 bita); periksa berkas aslinya, lalu kirim lagi.")
    for magic, workbook in WORKBOOKS.items():
        if start.startswith(magic):
            return workbook
    opening = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for magic, kind in UNSUPPORTED.items():
        if opening.startswith(magic):
            raise _unsupported(kind)
    return "csv"


def encoding_of(path: Path) -> str:
    """UTF-8 where all bytes are UTF-8, else Windows-1252; `Unreadable` for bytes that are no text."""
    _refuse_controls(path)
    with path.open("rb") as file:
        marked = file.read(3) == codecs.BOM_UTF8
    for encoding in ("utf-8-sig",) if marked else ("utf-8-sig", "cp1252"):
        if _decodes(path, encoding):
            return encoding
    raise Unreadable("huruf dalam berkas ini bukan UTF-8 dan bukan Windows-1252; simpan sebagai CSV UTF-8.")


def _unsupported(kind: str) -> Unreadable:
    return Unreadable(f"isi berkas ini {kind}, yang belum didukung; {SAVE_AS}.")


def _refuse_controls(path: Path) -> None:
    line = 1
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            if len(chunk.translate(None, CONTROLS)) < len(chunk):
                place = next(i for i, byte in enumerate(chunk) if byte in CONTROLS)
                line += chunk.count(b"\n", 0, place)
                what = "bita NUL" if chunk[place] == 0 else "bita biner"
                raise Unreadable(f"baris {line} memuat {what}, jadi berkas ini bukan CSV; {SAVE_AS}.")
            line += chunk.count(b"\n")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
