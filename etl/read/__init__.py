"""Finds the table in what an office sent and writes it as one raw text Parquet, rows numbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from etl.read import csv_file, headers, workbook
from etl.read.accounts import AccountTable, Codes, stated_columns
from etl.read.content import kind_of
from etl.read.headers import Header
from etl.read.raw import write
from etl.read.reading import AT, Heading, OddRow, Reading, Sheet, Skipped, Total, Unreadable
from etl.read.table import Found, Table
from warehouse.declarations import Dataset
from warehouse.files import PRIVATE_FILE, durably

__all__ = ["Heading", "OddRow", "Reading", "Skipped", "Total", "Unreadable", "read", "sheets_of"]

Headers = Sequence[tuple[Sheet, Header | None]]


NO_CODES: Codes = {}


def read(
    path: Path,
    dataset: Dataset,
    raw: Path,
    given: frozenset[str] = frozenset(),
    name: str = "",
    codes: Codes = NO_CODES,
) -> Reading:
    """Writes the file's rows to the Parquet `raw`: sheet, row and every declared column as text.

    `given` are columns that need not be in the file; `name` is what its sender calls it; `codes` are those of
    entities that a form may state. Raises `Unreadable`, and then writes nothing.
    """
    try:
        found = _find(path, dataset, given | stated_columns(dataset))
        if not any(header and header.fits for _, header in found):
            raise _no_header(found)
        _refuse_near_misses(found)
        tables: list[Table] = []
        with durably(raw, PRIVATE_FILE if dataset.personal else 0o644) as temporary:
            rows = write(_tables(found, dataset, given, codes, tables), dataset, temporary)
            if rows:
                _refuse_empty_forms(tables)
    except Unreadable as fault:
        raise Unreadable(f"{name or path.name}: {fault}") from None
    unfit = tuple(sheet.name for sheet, header in found if header and not header.fits)
    return _reading(tables, unfit, rows, dataset)


def _find(path: Path, dataset: Dataset, given: frozenset[str]) -> Headers:
    """The sheets of the file, each with its header or the row that comes nearest to one."""
    sheets = sheets_of(path, dataset, given)
    return [(sheet, headers.find(sheet.rows(), dataset, given, sheet.merged)) for sheet in sheets]


def _tables(
    found: Headers, dataset: Dataset, given: frozenset[str], codes: Codes, kept: list[Table]
) -> Iterator[Table]:
    """Every table, put into `kept` too; a sheet's next one is known when the rows of the last have been read."""
    for sheet, header in found:
        here = Found(header, sheet.rows(), _above(sheet, header)) if header and header.fits else None
        while here:
            _refuse_ambiguous(sheet, here.header)
            if dataset.tree and header:
                table: Table = AccountTable(sheet, here, dataset, given, dataset.tree, header.row, codes)
            else:
                table = Table(sheet, here, dataset, given)
            kept.append(table)
            yield table
            here = table.following


def _above(sheet: Sheet, header: Header) -> tuple[str, ...]:
    """The texts over the header, cell by cell: titles, and what the form states of itself."""
    titles = takewhile(lambda row: row[0] < header.row, sheet.rows())
    return tuple(cell.strip() for _, cells in titles for cell in cells if cell.strip())


def sheets_of(path: Path, dataset: Dataset, given: frozenset[str]) -> list[Sheet]:
    """The sheets of a workbook, or the one of a csv; raises `Unreadable`."""
    return csv_file.sheets(path, dataset, given) if kind_of(path) == "csv" else workbook.sheets(path)


def _refuse_ambiguous(sheet: Sheet, header: Header) -> None:
    if header.twice:
        named = " dan ".join(f"“{one}”" for one in header.twice)
        raise Unreadable(
            f"{sheet.place}baris {header.row}: {named} berarti kolom yang sama;"
            " hapus atau ganti nama salah satunya."
        )


def _refuse_near_misses(found: Headers) -> None:
    """A sheet that lacks one column of a table is more likely misspelt than something else."""
    for sheet, header in found:
        if header and len(header.missing) == 1 and len(header.places) > 1:
            raise Unreadable(
                f"{sheet.place}baris {header.row} hampir menjadi kepala tabel, tetapi tanpa kolom"
                f" “{header.spelling(header.missing[0])}”, sedangkan lembar lain lengkap. Betulkan, atau hapus lembar"
                " itu bila bukan data, lalu kirim lagi."
            )


def _refuse_empty_forms(tables: Sequence[Table]) -> None:
    """A form that nobody filled in is no row of zeros."""
    filled = {table.sheet.name for table in tables if table.filled}
    for table in tables:
        if table.sheet.name not in filled:
            raise Unreadable(
                f"{table.sheet.place}formulir kosong: di bawah kepala tabel pada baris {table.header.row} tidak ada"
                " isian (semua kosong, nol, “-”, “...” atau contoh isian). Isi, lalu kirim lagi; bila memang nihil,"
                " kirim kepala tabelnya saja dengan --nihil."
            )


def _no_header(found: Headers) -> Unreadable:
    near = [(sheet, header) for sheet, header in found if header]
    if not near:
        return Unreadable(
            f"tidak ada sel yang terisi dalam {headers.WITHIN} baris pertama;"
            " periksa berkas aslinya, lalu kirim lagi."
        )
    sheet, header = max(near, key=lambda pair: pair[1].likeness)
    if not header.places:
        return Unreadable(
            f"kepala tabel tidak ditemukan dalam {headers.WITHIN} baris pertama; kolom yang wajib: {header.lacking}."
        )
    form = f" (bentuk “{header.layout.name}”)" if header.layout.name else ""
    return Unreadable(
        f"kepala tabel tidak ditemukan; {sheet.place}baris {header.row} paling mendekati{form}, tetapi tanpa"
        f" kolom {header.lacking}. Tambahkan kolom itu atau betulkan namanya, lalu kirim lagi."
    )


def _reading(tables: Sequence[Table], unfit: tuple[str, ...], rows: int, dataset: Dataset) -> Reading:
    headings = [table.header for table in tables]
    present = {name for table in tables for name in table.places} - {AT}
    skipped = Skipped(
        totals=sum(table.skipped["total"] for table in tables),
        blanks=sum(table.skipped["blank"] for table in tables),
        notes=sum(table.skipped["note"] for table in tables),
        columns=tuple(dict.fromkeys(name for header in headings for name in header.unknown)),
        sheets=unfit,
    )
    return Reading(
        rows=rows,
        sheets=tuple(dict.fromkeys(table.sheet.name for table in tables)),
        skipped=skipped,
        layout=", ".join(dict.fromkeys(header.layout.name for header in headings)),
        missing=tuple(name for name in dataset.columns if name not in present),
        odd=tuple(row for table in tables for row in table.odd),
        notes=tuple(dict.fromkeys(note for table in tables for note in _notes(table, present))),
        above=tuple(text for table in tables for text in table.above),
        headings=tuple(_headings(tables)),
        totals=tuple(total for table in tables for total in table.totals),
        said=tuple(dict.fromkeys(said for table in tables for said in table.said)),
        beside=tuple(one for table in tables for one in table.beside),
    )


def _headings(tables: Sequence[Table]) -> Iterator[Heading]:
    """Where the headers stand; one that is only repeated, as on every page, once."""
    last: Heading | None = None
    for table in tables:
        places = {name: place + 1 for name, place in table.header.places.items()}
        heading = Heading(table.sheet.name, table.header.row, places, table.repeats)
        if last is None or replace(heading, row=last.row) != last:
            yield heading
            last = heading


def _notes(table: Table, present: set[str]) -> list[str]:
    name = table.sheet.name
    lacking = ", ".join(sorted(present - set(table.places)))
    hidden = f"lembar “{name}” tersembunyi di dalam berkas; isinya ikut dibaca" if table.sheet.hidden else ""
    partly = f"lembar “{name}” tidak mempunyai kolom {lacking}, lembar lain punya" if lacking else ""
    return [note for note in (*table.sheet.notes, hidden, _hidden_rows(table.sheet), partly) if note]


def _hidden_rows(sheet: Sheet) -> str:
    """Says which rows do not show in Excel."""
    rows = sorted(sheet.hidden_rows)
    return f"{sheet.place}baris {_spans(rows)} tersembunyi; isinya ikut dibaca" if rows else ""


def _spans(rows: Sequence[int]) -> str:
    """Rows as people write them: `12-15, 20`; many gaps are only counted."""
    starts = [row for before, row in zip((0, *rows), rows, strict=False) if row != before + 1]
    ends = [row for row, after in zip(rows, (*rows[1:], 0), strict=True) if after != row + 1]
    spans = [f"{start}-{end}" if end > start else f"{start}" for start, end in zip(starts, ends, strict=True)]
    return ", ".join(spans) if len(spans) <= 10 else f"{spans[0]} sampai {spans[-1]} ({len(rows)} baris)"
