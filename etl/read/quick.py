"""The regular stretch of a csv, read by Arrow in pieces of whole lines.

Each of its rows is what `Table.rows` would make of it, with the same number; the first piece of which that is not
certain, and all that comes after it, is left to `Table.rows`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from itertools import chain
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from etl.read.csv_text import CsvText, ends_lines_plainly
from etl.read.reading import Row
from etl.read.table import ORDINARY, Table

Made = TypeVar("Made")

PIECE = 1 << 23  # bytes
FEW = 100  # rows
WINDOW = 1 << 16  # bytes; where each holds the end of a line, no cell is too long for the csv module
BOM = b"\xef\xbb\xbf"  # Arrow takes it away at the top of whatever it is given
PLAIN = "^[" + "".join(f"\\x{byte:02x}" for byte in range(0x21, 0x7F) if ORDINARY.match(chr(byte))) + "]"
QUOTED = re.compile(rb'"[^"\n]*(?:""[^"\n]*)*"')


def read(
    table: Table, make: Callable[[int, pa.Table], Made], piece: int = PIECE
) -> Generator[Made, None, Iterator[Row]]:
    """What `make` makes of each piece of the stretch; answers the rows after it, to be read one by one.

    It is given the first row's number and a column of cells for each place.
    """
    text, below = table.sheet.rows, table.below()
    first = next(below, None)
    if (
        first is None
        or not isinstance(text, CsvText)
        or table.is_spread
        or (offset := text.offset_of(first[0])) is None
    ):
        return table.rows(chain([first] if first else [], below))
    line = first[0]
    for lines in _pieces(text.path, offset, piece):
        cells = _cells(lines, text, table.header.width)
        if cells is None or not _are_rows(cells, line, table):
            break
        _look_for_anything(table, cells)
        yield make(line, cells)
        offset, line = offset + len(lines), line + len(cells)
    return table.rows(text.rows_from(offset, line))


def _pieces(path: Path, offset: int, size: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(offset)
        while piece := file.read(size):
            yield piece + (b"" if piece.endswith(b"\n") else file.readline())


def _cells(piece: bytes, text: CsvText, width: int) -> pa.Table | None:
    """The cells of a piece whose lines are rows of `width` cells; None where that is not certain."""
    delimiter = text.delimiter.encode()
    if not _is_regular(piece, delimiter):
        return None
    if text.encoding == "cp1252":
        piece = piece.decode("cp1252").encode()
    names = [str(place) for place in range(width)]
    try:
        return pacsv.read_csv(
            pa.py_buffer(piece),
            pacsv.ReadOptions(column_names=names),
            pacsv.ParseOptions(
                delimiter=text.delimiter,
                quote_char='"' if b'"' in piece else False,
                ignore_empty_lines=False,
            ),
            pacsv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False
            ),
        )
    except pa.ArrowInvalid:  # a row that is longer or shorter
        return None


def _is_regular(piece: bytes, delimiter: bytes) -> bool:
    return (
        not piece.startswith(BOM)
        and b"\x1f" not in piece
        and ends_lines_plainly(piece)
        and all(
            piece.find(b"\n", place, place + WINDOW) >= 0 for place in range(0, len(piece) - WINDOW, WINDOW)
        )
        and (b'"' not in piece or _is_quoted_plainly(piece, delimiter))
    )


def _is_quoted_plainly(piece: bytes, delimiter: bytes) -> bool:
    """Whether quotes stand only around whole cells of one line, or twice inside them."""
    bare = QUOTED.sub(b"\x1f", b"\n" + piece.replace(b"\r\n", b"\n") + b"\n")
    quoted = bare.count(b"\x1f")
    opened = bare.count(delimiter + b"\x1f") + bare.count(b"\n\x1f")
    closed = bare.count(b"\x1f" + delimiter) + bare.count(b"\x1f\n")
    return b'"' not in bare and opened == quoted == closed


def _look_for_anything(table: Table, cells: pa.Table) -> None:
    """Tells the table that it is filled; nearly always by the first rows."""
    for start in range(0, 0 if table.filled else len(cells), FEW):
        some = zip(*(column.to_pylist() for column in cells.slice(start, FEW).columns), strict=True)
        if any(map(table.look, some)):
            return


def _are_rows(cells: pa.Table, line: int, table: Table) -> bool:
    """Whether all are rows of data; only those that do not say so at first sight are looked at."""
    place, again = table.header.opening
    if pc.any(pc.equal(cells.column(place), again)).as_py():  # the header once more, or another one
        return False
    first, *others = cells.columns
    lone = pc.equal(others[0], "") if others else pa.chunked_array([pa.repeat(True, len(cells))])
    for other in others[1:]:
        if not pc.any(lone).as_py():
            break
        lone = pc.and_(lone, pc.equal(other, ""))
    certain = pc.match_substring_regex(first, PLAIN)
    if table.key:
        certain = pc.and_(certain, pc.match_substring_regex(cells.column(table.key), PLAIN))
    doubtful = pc.or_(lone, pc.invert(certain))
    places = pc.indices_nonzero(doubtful)
    rows = zip(*(column.to_pylist() for column in cells.take(places).columns), strict=True)
    return all(
        table.verdict(line + place, list(row)) == "row" and not table.openings.has_headers(row)
        for place, row in zip(places.to_pylist(), rows, strict=True)
    )
