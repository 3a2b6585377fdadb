"""Looks through the XML of a worksheet for what the parser does not tell: far cells, cells without a value, styles of numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from etl.workbooks.cells import ERROR, NO_RESULT, column_of
from etl.workbooks.grid import SAVE_AS, Refused, refuse_too_many_cells

LETTERS = rb"[^>]*?\sr=[\"']([A-Z]{1,3})[0-9]"
ADDRESS = rb"[^>]*?\sr=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']"
FILLED = rb"<PREFIXc(?=[\s>])(?:" + ADDRESS + rb")?[^>]*(?<!/)>"
ERROR_TYPE = rb"t=[\"']e[\"']"
FORMULA = rb"<PREFIXf(?:[^>]*/>|[^>]*>[^<]*</PREFIXf>)(?:<PREFIXv\s*/>|<PREFIXv>([^<]*)</PREFIXv>)?</PREFIXc>"
HIDDEN_ROW = rb"<PREFIXrow(?=\s)(?=[^>]*\shidden=[\"'](?:1|true)[\"'])[^>]*?\sr=[\"']([0-9]{1,7})[\"']"
TEXT_RESULT = re.compile(rb"\st=[\"']str[\"']")  # an empty one is the result of a formula too
NO_NUMBER = re.compile(rb"\st=[\"'](?!n[\"'])")


@dataclass(frozen=True)
class Look:
    """What the XML of a sheet says and the parser does not; `styled` has places and their styles by row."""

    broken: Sequence[tuple[int, int, str]]
    hidden_rows: Sequence[int]
    styled: Mapping[int, Sequence[tuple[int, int]]]


def look(name: str, text: bytes, styles: Collection[int], uncomputed: bool) -> Look:
    """A look at one sheet and its numbers of some styles; where formulas are `uncomputed` a result of 0 is what the writing program put in."""
    opening = re.search(rb"<(\w+:)?sheetData", text)
    xml = Xml(text, (opening and opening[1]) or b"")
    _refuse_far_cells(name, xml)
    styled = defaultdict(list)
    for row, place, style in _styled(xml, styles):
        styled[row].append((place, style))
    return Look(
        broken=[*_errors(xml), *_without_result(xml, uncomputed)],
        hidden_rows=[int(row[1]) for row in xml.find(HIDDEN_ROW)],
        styled=styled,
    )


@dataclass(frozen=True)
class Xml:
    """A sheet's text, and the prefix that its elements have."""

    text: bytes
    prefix: bytes

    def find(self, pattern: bytes) -> Iterator[re.Match[bytes]]:
        return re.finditer(pattern.replace(b"PREFIX", self.prefix), self.text)

    def cell_before(self, place: int) -> tuple[bytes, int]:
        """The tag of the last cell that opens before `place`, and where the tag ends."""
        start = self.text.rfind(b"<" + self.prefix + b"c", max(0, place - 1_000), place)
        end = self.text.find(b">", start)
        return self.text[start:end], end


def _errors(xml: Xml) -> Iterator[tuple[int, int, str]]:
    for found in xml.find(ERROR_TYPE):
        tag, end = xml.cell_before(found.start())
        address = re.match(ADDRESS, tag)
        if address and found.start() < end:
            yield int(address[2]), column_of(address[1].decode()), ERROR


def _without_result(xml: Xml, uncomputed: bool) -> Iterator[tuple[int, int, str]]:
    for found in xml.find(FORMULA):
        result = (found[1] or b"").strip()
        if result and not (uncomputed and result == b"0"):
            continue
        tag, end = xml.cell_before(found.start())
        address = re.match(ADDRESS, tag)
        if address and end + 1 == found.start() and (result or not TEXT_RESULT.search(tag)):
            yield int(address[2]), column_of(address[1].decode()), NO_RESULT


def _styled(xml: Xml, styles: Collection[int]) -> Iterator[tuple[int, int, int]]:
    if not styles:
        return
    style = rb"s=[\"'](%b)[\"']" % b"|".join(b"%d" % style for style in styles)
    for found in xml.find(style):
        tag, end = xml.cell_before(found.start())
        address = re.match(ADDRESS, tag)
        if address and found.start() < end and not NO_NUMBER.search(tag):
            yield int(address[2]), column_of(address[1].decode()), int(found[1])


def _refuse_far_cells(name: str, xml: Xml) -> None:
    """Measures the sheet by its filled cells; a cell that only has a style may stand anywhere."""
    columns: set[bytes | None] = set()
    rows: set[bytes | None] = set()
    for cell in xml.find(FILLED):
        columns.add(cell[1])
        rows.add(cell[2])
    if None in columns:
        raise Refused(f"lembar “{name}” memuat sel tanpa alamat; buka di Excel, {SAVE_AS}.")
    width = max((column_of(letters.decode()) + 1 for letters in columns if letters), default=0)
    height = max((int(row) for row in rows if row), default=0)
    refuse_too_many_cells(name, height, width)
