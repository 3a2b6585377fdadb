"""What a file is by its content, whatever its name says."""

from __future__ import annotations

import codecs
import zipfile
from pathlib import Path
from typing import Literal

from etl.read.reading import Unreadable

CHUNK = 1 << 20
SAVE_AS = "simpan sebagai xlsx atau CSV (UTF-8), lalu kirim lagi"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

# First bytes, in lower case and after white space, of what offices send besides csv and xlsx.
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
# A member that tells what a zip is; the first that is there counts.
ZIPPED = {
    "xl/vbaProject.bin": "buku kerja dengan makro (xlsm)",
    "xl/workbook.bin": "xlsb",
    "word/document.xml": "docx",
    "ppt/presentation.xml": "pptx",
    "META-INF/manifest.xml": "dokumen OpenDocument (ods)",
}
CONTROLS = bytes({*range(0x20)} - {*b"\t\n\v\f\r\x1f"})  # no editor writes these into a text


def kind_of(path: Path) -> Literal["csv", "xlsx"]:
    """The kind of the file; `Unreadable` names any kind that is not read."""
    with path.open("rb") as file:
        start = file.read(64)
    if not start:
        raise Unreadable("berkas kosong (0 bita); periksa berkas aslinya, lalu kirim lagi.")
    if start.startswith(OLE):
        raise _ole(path)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(path)
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


def _ole(path: Path) -> Unreadable:
    if ENCRYPTED in path.read_bytes():
        return Unreadable("buku kerja ini terkunci kata sandi; simpan tanpa kata sandi, lalu kirim lagi.")
    return _unsupported("xls atau dokumen Office lama")


def _zipped(path: Path) -> Literal["xlsx"]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        raise Unreadable(f"arsipnya rusak atau terpotong; buka di Excel, {SAVE_AS}.") from None
    for member, kind in ZIPPED.items():
        if member in names:
            raise _unsupported(kind)
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise _unsupported("arsip zip")
    return "xlsx"


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
