"""Looks at the members of a zip before anything unpacks it: sizes, ratios, names, locks, macros."""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Sequence
from itertools import pairwise
from typing import IO, BinaryIO

from etl.workbooks.grid import SAVE_AS, Refused

UNPACKED = 200_000_000  # bytes of all members together
MEMBERS = 2_000
RATIO = 200  # a sheet of equal rows packs to a hundredth, a bomb to a thousandth
PIECE = 1 << 20
LARGE = 10_000_000  # bytes from which the ratio counts

BAD_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\\\x00-\x1f]")
MACROS = re.compile(r"(?:^|/)(?:vbaProject\.bin|macrosheets/.*)$|^(?:Basic|Scripts)/", re.IGNORECASE)
# A member that tells what a zip is; the first that is there counts.
OTHERS = {
    "xl/workbook.bin": "xlsb",
    "word/document.xml": "docx",
    "ppt/presentation.xml": "pptx",
}
XML_MEMBER = re.compile(r"\.(?:xml|rels|vml)$", re.IGNORECASE)


def open_checked(file: BinaryIO) -> zipfile.ZipFile:
    """The zip, once its directory shows no harm."""
    archive = zipfile.ZipFile(file)
    members = archive.infolist()
    for check in (_refuse_names, _refuse_locks, _refuse_size, _refuse_overlaps):
        check(members)
    names = set(archive.namelist())
    for member, kind in OTHERS.items():
        if member in names:
            raise Refused(f"isi berkas ini {kind}, yang belum didukung; {SAVE_AS}.")
    if any(MACROS.search(name) for name in names):
        raise Refused(
            f"isi berkas ini buku kerja dengan makro (xlsm), yang tidak pernah dijalankan; {SAVE_AS}."
        )
    return archive


def refuse_entities(archive: zipfile.ZipFile) -> None:
    """No office program writes a DOCTYPE, and entities are a way to fill the memory or to read files."""
    for name in archive.namelist():
        if XML_MEMBER.search(name):
            with archive.open(name) as member:
                _refuse_doctype(member)


def _refuse_doctype(member: IO[bytes]) -> None:
    """Looks for a DOCTYPE, or for an encoding that could hide one."""
    end = b""
    while piece := member.read(PIECE):
        if b"<!DOCTYPE" in end + piece or (not end and b"\0" in piece[:4]):
            raise Refused(
                f"buku kerja ini memuat DOCTYPE, yang tidak ditulis Excel; buka di Excel, {SAVE_AS}."
            )
        end = piece[-10:]


def _refuse_names(members: Sequence[zipfile.ZipInfo]) -> None:
    if len(members) > MEMBERS:
        raise Refused(f"arsipnya memuat {len(members)} berkas, batasnya {MEMBERS}; buka di Excel, {SAVE_AS}.")
    names = [member.filename.casefold() for member in members]
    links = any(stat.S_ISLNK(member.external_attr >> 16) for member in members)
    if (
        links
        or len(set(names)) < len(names)
        or any(BAD_NAME.search(member.orig_filename) for member in members)
    ):
        raise Refused(
            "arsipnya memuat nama berkas yang menunjuk ke luar arsip, tautan, atau nama kembar;"
            f" buka di Excel, {SAVE_AS}."
        )


def _refuse_locks(members: Sequence[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise Refused("buku kerja ini terkunci kata sandi; simpan tanpa kata sandi, lalu kirim lagi.")


def _refuse_size(members: Sequence[zipfile.ZipInfo]) -> None:
    size = sum(member.file_size for member in members)
    if size > UNPACKED:
        raise Refused(
            f"isi buku kerja ini {size // 1_000_000} MB sesudah dibuka, batasnya {UNPACKED // 1_000_000} MB;"
            " bagi menjadi beberapa berkas atau simpan sebagai CSV."
        )
    for member in members:
        if member.file_size > max(LARGE, RATIO * member.compress_size):
            raise Refused(
                f"isi buku kerja ini mengembang lebih dari {RATIO} kali saat dibuka; hapus baris dan format"
                f" yang tidak terpakai, {SAVE_AS}."
            )


def _refuse_overlaps(members: Sequence[zipfile.ZipInfo]) -> None:
    spans = sorted((member.header_offset, _least_end(member)) for member in members)
    if any(start < end for (_, end), (start, _) in pairwise(spans)):
        raise Refused(f"berkas di dalam arsipnya saling menindih; buka di Excel, {SAVE_AS}.")


def _least_end(member: zipfile.ZipInfo) -> int:
    """Where a member ends at the earliest: its header of 30 bytes, its name, its packed content."""
    return member.header_offset + 30 + len(member.orig_filename) + member.compress_size
