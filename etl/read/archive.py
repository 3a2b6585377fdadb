"""Looks into a workbook's zip before anything parses it: sizes, far cells, cells that hold no value."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from etl.read.content import SAVE_AS
from etl.read.reading import Unreadable

UNPACKED = 200_000_000  # bytes of all members together
AREA = 10_000_000  # cells from A1 to a sheet's farthest filled one: the parser holds them all, filled or not

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, ElementTree.ParseError)

HIDDEN_ROW = rb"<PREFIXrow(?=\s)(?=[^>]*\shidden=[\"'](?:1|true)[\"'])[^>]*?\sr=[\"']([0-9]{1,7})[\"']"

Broken = Mapping[int, Mapping[int, str]]  # row, as Excel numbers it -> column, 0 is A -> what is wrong there

ADDRESS = rb"[^>]*?\sr=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']"
FILLED = rb"<PREFIXc(?=[\s>])(?:" + ADDRESS + rb")?[^>]*(?<!/)>"
ERROR = rb"t=[\"']e[\"']"
NO_RESULT = rb"<PREFIXf(?:[^>]*/>|[^>]*>[^<]*</PREFIXf>)(?:<PREFIXv\s*/>|<PREFIXv>\s*</PREFIXv>)?</PREFIXc>"
EMPTY_TEXT = re.compile(rb"\st=[\"']str[\"']")  # the type of a formula's result that is an empty text


@dataclass(frozen=True)
class Look:
    """What the XML of a sheet says and the parser does not: cells without a value, rows that do not show."""

    broken: Broken
    hidden_rows: frozenset[int]


def inspect(path: Path) -> dict[str, Look]:
    """A look at each sheet by its name; `Unreadable` where parsing the workbook could do harm."""
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_locked_or_huge(archive)
            return {name: _inspect_sheet(name, archive.read(member)) for name, member in _sheets(archive)}
    except DAMAGED:
        raise Unreadable(f"buku kerja ini rusak; buka di Excel, {SAVE_AS}.") from None


def _refuse_locked_or_huge(archive: zipfile.ZipFile) -> None:
    if any(member.flag_bits & 1 for member in archive.infolist()):
        raise Unreadable("buku kerja ini terkunci kata sandi; simpan tanpa kata sandi, lalu kirim lagi.")
    size = sum(member.file_size for member in archive.infolist())
    if size > UNPACKED:
        raise Unreadable(
            f"isi buku kerja ini {size // 1_000_000} MB sesudah dibuka, batasnya {UNPACKED // 1_000_000} MB;"
            " bagi menjadi beberapa berkas atau simpan sebagai CSV."
        )


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Names of the sheets and of the members that hold them."""
    relations = {
        each.get("Id"): each.get("Target", "") for each in _xml(archive, "xl/_rels/workbook.xml.rels")
    }
    for element in _xml(archive, "xl/workbook.xml").iter():
        if element.tag.endswith("}sheet"):
            target = next((value for key, value in element.items() if key.endswith("}id")), "")
            yield element.get("name", ""), posixpath.normpath(posixpath.join("/xl", relations[target]))[1:]


def _xml(archive: zipfile.ZipFile, member: str) -> ElementTree.Element:
    text = archive.read(member)
    if b"<!DOCTYPE" in text:  # Excel writes none; entities are a way to fill the memory
        raise Unreadable(
            f"buku kerja ini memuat DOCTYPE, yang tidak ditulis Excel; buka di Excel, {SAVE_AS}."
        )
    return ElementTree.fromstring(text)


def _inspect_sheet(name: str, text: bytes) -> Look:
    opening = re.search(rb"<(\w+:)?sheetData", text)
    prefix = (opening and opening[1]) or b""
    _refuse_far_cells(name, re.compile(FILLED.replace(b"PREFIX", prefix)), text)
    broken: dict[int, dict[int, str]] = defaultdict(dict)
    for letters, row, fault in (*_errors(text, prefix), *_without_result(text, prefix)):
        broken[row][column_of(letters)] = f"sel {letters}{row} memuat {fault}"
    hidden = re.finditer(HIDDEN_ROW.replace(b"PREFIX", prefix), text)
    return Look(dict(broken), frozenset(int(row[1]) for row in hidden))


def _errors(text: bytes, prefix: bytes) -> Iterator[tuple[str, int, str]]:
    for found in re.finditer(ERROR, text):
        tag, end = _cell_before(text, prefix, found.start())
        address = re.match(ADDRESS, tag)
        if address and found.start() < end:
            yield address[1].decode(), int(address[2]), "galat Excel"


def _without_result(text: bytes, prefix: bytes) -> Iterator[tuple[str, int, str]]:
    for found in re.finditer(NO_RESULT.replace(b"PREFIX", prefix), text):
        tag, end = _cell_before(text, prefix, found.start())
        address = re.match(ADDRESS, tag)
        if address and end + 1 == found.start() and not EMPTY_TEXT.search(tag):
            yield address[1].decode(), int(address[2]), "rumus tanpa hasil"


def _cell_before(text: bytes, prefix: bytes, place: int) -> tuple[bytes, int]:
    """The tag of the last cell that opens before `place`, and where the tag ends."""
    start = text.rfind(b"<" + prefix + b"c", max(0, place - 1_000), place)
    end = text.find(b">", start)
    return text[start:end], end


def _refuse_far_cells(name: str, filled: re.Pattern[bytes], text: bytes) -> None:
    columns: set[bytes | None] = set()
    rows: set[bytes | None] = set()
    for cell in filled.finditer(text):
        columns.add(cell[1])
        rows.add(cell[2])
    if None in columns:
        raise Unreadable(f"lembar “{name}” memuat sel tanpa alamat; buka di Excel, {SAVE_AS}.")
    width = max((column_of(letters.decode()) + 1 for letters in columns if letters), default=0)
    height = max((int(row) for row in rows if row), default=0)
    if width * height > AREA:
        raise Unreadable(
            f"lembar “{name}” terisi sampai baris {height} dan kolom ke-{width}, lebih dari {AREA} sel;"
            " hapus sel yang terisi jauh di luar tabel, lalu kirim lagi."
        )


def column_of(letters: str) -> int:
    """The place of a column by Excel's letters; A is 0."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
