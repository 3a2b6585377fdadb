"""Hands a judged file back as a workbook: the sender's own, its bad cells marked, all faults on the first sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl import marking, read
from etl.options import WrongUse
from etl.read import Heading, Reading
from etl.read.content import kind_of
from etl.stage import Arrived, Judged
from warehouse import engine as engines
from warehouse.declarations import Dataset
from warehouse.files import PRIVATE_FILE, durably
from warehouse.spreadsheets import put

SUFFIX = ".xlsx"
CSV_SHEET = "Data"  # a csv has no name for its one sheet
UNSHOWN = "disamarkan"
SHOWN = {"choice", "area", "date", "period", "count", "decimal", "percent", "rupiah", "code"}
# What openpyxl raises on workbooks that others write and it does not understand.
NOT_UNDERSTOOD = (ValueError, TypeError, KeyError, IndexError, AttributeError)


def places(out: Path, files: Sequence[Path]) -> list[Path]:
    """A workbook for each file: `out` itself for one, `out` with the file's name behind it for several."""
    if out.suffix.lower() != SUFFIX:
        raise WrongUse(f"--rejects {out.name}: nama buku kerja harus berakhir dengan {SUFFIX}.")
    if len(files) == 1:
        return [out]
    named = [f"{out.stem}-{file.name}" for file in files]
    if len(set(named)) < len(named):
        raise WrongUse("--rejects: dua berkas bernama sama; muat satu per satu.")
    return [out.with_name(f"{name}{SUFFIX}") for name in named]


def write(arrived: Arrived, judged: Judged, out: Path) -> None:
    """Write the workbook; of a file with persons it shows no number or name of any."""
    book = _book(arrived, judged)
    headings = judged.reading.headings if judged.reading else ()
    marking.mark(book, arrived.name, judged, headings, CSV_SHEET)
    mode = PRIVATE_FILE if arrived.dataset.personal else 0o644
    with durably(out, mode) as temporary:
        book.save(temporary)


def _book(arrived: Arrived, judged: Judged) -> Workbook:
    """What the sender sent, as far as it may be handed back and can be opened."""
    if judged.reading is None or judged.path is None:
        return _empty()
    if arrived.dataset.personal:
        return _masked(arrived.dataset, judged.reading, judged.path)
    if kind_of(arrived.path) == "zipped":
        try:
            return _own(arrived.path)
        except NOT_UNDERSTOOD:
            pass  # its cells as they were read, then
    return _as_read(arrived, judged)


def _own(path: Path) -> Workbook:
    """The sender's workbook with the results of its formulas: what was judged, and nothing that computes."""
    with path.open("rb") as file:
        return load_workbook(file, data_only=True, keep_links=False)


def _empty() -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def _as_read(arrived: Arrived, judged: Judged) -> Workbook:
    """Every cell as text, each row under the number that an editor shows."""
    book = _empty()
    for sheet in read.sheets_of(arrived.path, arrived.dataset, frozenset(judged.options.constants)):
        written = book.create_sheet(sheet.name or CSV_SHEET)
        for row, cells in sheet.rows():
            for place, text in enumerate(cells, start=1):
                if text:
                    put(written.cell(row, place), text.removeprefix("\x1f"))
    return book


def _masked(dataset: Dataset, reading: Reading, path: Path) -> Workbook:
    """The declared columns where they stood; what identifies a person is not shown, nor are other columns."""
    book = _empty()
    for heading, following in zip_longest(reading.headings, reading.headings[1:]):
        name = heading.sheet or CSV_SHEET
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        for column, place in heading.columns.items():
            put(sheet.cell(heading.row, place), column)
        last = following.row if following and following.sheet == heading.sheet else None
        _write_rows(sheet, dataset, heading, _rows(path, heading, last))
    return book


def _write_rows(sheet: Worksheet, dataset: Dataset, heading: Heading, rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        for name, place in heading.columns.items():
            put(sheet.cell(row["row"], place), _shown(dataset, name, row))


def _rows(path: Path, heading: Heading, last: int | None) -> Iterator[dict[str, Any]]:
    """The judged rows under a heading, up to the sheet's next one."""
    table = engines.connect().read_parquet(str(path))
    below = table.filter(table.sheet == heading.sheet, table.row > heading.row)
    if last:
        below = below.filter(below.row < last)
    yield from below.order_by("row").to_pyarrow().to_pylist()


def _shown(dataset: Dataset, name: str, row: dict[str, Any]) -> Any:
    """A value, the shape of a refused cell, or that there is one."""
    column = dataset.columns[name]
    if row[f"why_{name}"]:
        return row[f"bad_{name}"]
    if row[name] is None or (column.kind in SHOWN and not column.hashed):
        return row[name]
    return UNSHOWN
