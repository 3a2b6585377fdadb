"""How the sheets come back: a file of rows in blocks of JSON, then what is known of each sheet, then where that begins."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Iterable, Iterator
from typing import IO, Any, BinaryIO

from etl.workbooks.grid import Grid, refuse_too_many_faults

BLOCK = 20_000  # of rows that are kept together: their cells, and a tenth of their letters
END = struct.Struct("!Q")
STATUS = struct.Struct("!i")  # how the child ended that wrote it


def write(grids: Iterable[Grid], out: BinaryIO) -> None:
    """Writes the rows of all sheets and what is known of them."""
    _finish(out, {"sheets": [_write_sheet(grid, out) for grid in grids]})


def write_refusal(sentence: str, out: BinaryIO) -> None:
    """Writes why there are no sheets, over whatever was written before."""
    out.seek(0)
    out.truncate()
    _finish(out, {"refused": sentence})


def known(file: IO[bytes]) -> dict[str, Any]:
    """What is known of the sheets, or the sentence that refuses them."""
    size = os.fstat(file.fileno()).st_size
    (begin,) = END.unpack(_bytes(file, size - END.size, END.size))
    answer: dict[str, Any] = json.loads(_bytes(file, begin, size - END.size - begin))
    return answer


def rows(file: IO[bytes], blocks: Iterable[tuple[int, int]]) -> Iterator[list[str]]:
    """The rows of a sheet from row 1; `blocks` are places and sizes."""
    for begin, size in blocks:
        yield from json.loads(_bytes(file, begin, size))


def _bytes(file: IO[bytes], begin: int, size: int) -> bytes:
    """Without moving the file's own place: several may read it at a time."""
    return os.pread(file.fileno(), size, begin)


def _write_sheet(grid: Grid, out: BinaryIO) -> dict[str, Any]:
    blocks, height = [], 0
    pending = iter(grid.rows)
    while block := _block(pending):
        text = json.dumps(block, separators=(",", ":")).encode()
        blocks.append((out.tell(), len(text)))
        out.write(text)
        height += len(block)
    refuse_too_many_faults(grid)
    return {
        "name": grid.name,
        "hidden": grid.hidden,
        "blocks": blocks,
        "broken": grid.broken,
        "merged": grid.merged,
        "hidden_rows": [row for row in grid.hidden_rows if row <= height],
        "notes": grid.notes,
    }


def _block(pending: Iterator[list[str]]) -> list[list[str]]:
    """The next rows, few where they are wide or long."""
    block: list[list[str]] = []
    size = 0
    for row in pending:
        block.append(row)
        size += len(row) + sum(map(len, row)) // 10
        if size > BLOCK:
            break
    return block


def _finish(out: BinaryIO, answer: dict[str, Any]) -> None:
    begin = out.tell()
    out.write(json.dumps(answer, separators=(",", ":")).encode())
    out.write(END.pack(begin))
    out.flush()
