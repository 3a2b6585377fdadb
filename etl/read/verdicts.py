"""What one row under a header is by itself: a row of data, a total, a note, or blank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from etl.read.claims import NUMERIC
from etl.read.headers import Header
from warehouse.declarations import Column, Dataset
from warehouse.spelling import plain

# What holds no number of the table: a `note` says that it is one, `signing` opens a block of signatures, a
# `loose` row is not even a key, a `bare` one has a name for it. A `page` row is a printer's.
Verdict = Literal["row", "blank", "total", "page", "note", "signing", "loose", "bare"]

_WORD = r"\s*(?:grand\s*total|sub\s*-?\s*(?:total|jumlah)|jumlah|total)"
_BUDGET = r"\s*(?:surplus|\(?defisit|pembiayaan\s+nett?o|sisa\s+lebih|silpa)"
TOTAL = re.compile(rf"(?:{_WORD}|{_BUDGET})\b", re.IGNORECASE)
BARE_TOTAL = re.compile(rf"{_WORD}(?:\s+(?:seluruhnya|keseluruhan|semua|umum))?[\s.:]*", re.IGNORECASE)
NOTE = re.compile(r"\s*(?:\*+\)|\*+\s|(?:sumber|catatan|keterangan|ket)\s*[.:]|nihil\s*$)", re.IGNORECASE)
SIGNING = re.compile(
    r"\s*(?:mengetahui|menyetujui|disetujui|disahkan|dibuat\s+oleh|diperiksa\s+oleh|nip\b|"
    r"[A-Za-z .]+,\s*(?:tgl\.?|tanggal)?[\s.…_]*(?:\d{1,2}[\s./-]*(?:[a-z]+|\d{1,2}))?[\s./-]*\d{4}\s*$)",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"\s*(?:kepala|plt\b|plh\b|a\.?n\.?\s|kuasa|pengguna|bendahara|pejabat|sekretaris|bupati|camat|wali|"
    r"inspektur|direktur|ttd\b)",
    re.IGNORECASE,
)
PAGE = re.compile(r"\s*(?:hal(?:aman)?\b\.?\s*:?\s*\d|page\s+\d|(?:di)?cetak\b|printed\b)", re.IGNORECASE)
SENTENCE = re.compile(r"\s*\S*[^\W\d_]\S*\s+\S")  # a word with a letter, and another word
NUMBER = re.compile(r"\x1f.*|\s*[-+(–−]?\s*(?:rp\.?\s*)?[-+(–−]?\s*\d[\d.,]*[,-]*\)?\s*%?\s*", re.IGNORECASE)
OFFICIAL = re.compile(r"\x1f?\d{18}")  # the number of a civil servant, longer than any sum
CODED = re.compile(r"[\s\x1f]*\d[\d.,\s-]*")  # what a code of digits looks like
NUMERIC_FORMS = ("skpd", "sub_kegiatan", "akun")
MANY = 3  # filled cells of the widest row of signatures


@dataclass(frozen=True)
class Verdicts:
    """Judges rows by the places of the key, of what is required and of numbers, and the words of totals.

    The key's `coded` places hold codes of digits, so that no word in them is a key.
    """

    key: tuple[int, ...]
    required: tuple[int, ...]
    numbers: tuple[int, ...]
    coded: frozenset[int]
    totals: tuple[str, ...]

    @classmethod
    def of(cls, header: Header, dataset: Dataset) -> Verdicts:
        """The verdicts on what stands under a header."""
        columns, places = dataset.columns, header.places
        required = [name for name in places if columns[name].required]
        key = [name for name in dataset.key if name in places] or required[:1] or list(places)[:1]
        numbers = [name for name in places if columns[name].kind in NUMERIC and name not in key]
        repeated = (one.place for one in header.repeats if columns[one.column].kind in NUMERIC)
        return cls(
            key=tuple(places[name] for name in key),
            required=tuple(places[name] for name in required if name not in header.ends),
            numbers=(*(place for name in numbers for place in _range(header, name)), *repeated),
            coded=frozenset(places[name] for name in key if _is_coded(columns[name])),
            totals=tuple(plain(word) for word in header.layout.totals),
        )

    def of_row(self, cells: Sequence[str]) -> Verdict:
        """The verdict on a row, wherever it stands."""
        filled = [cell for cell in cells if cell and not cell.isspace()]
        if not filled:
            return "blank"
        words = next((cell for cell in filled if not is_number(cell)), "")
        if self._opens_total(words) and all(self._is_no_key(_at(cells, place)) for place in self.key):
            return "total"
        if self.has_numbers(cells) or self._has_code(cells):
            return "row"
        return self._without_numbers(cells, filled)

    def has_numbers(self, cells: Sequence[str]) -> bool:
        """Whether there is a number in a column of numbers."""
        return any(is_number(_at(cells, place)) for place in self.numbers)

    def _without_numbers(self, cells: Sequence[str], filled: Sequence[str]) -> Verdict:
        first, alone = filled[0], len(filled) == 1 and len(cells) > 1
        keyed = any(_at(cells, place).strip() for place in self.key)
        if PAGE.match(first) and len(filled) < MANY:
            return "page"
        if NOTE.match(first):
            return "note"
        if len(filled) > MANY or self._is_complete(cells):
            return "row"
        if any(SIGNING.match(cell) for cell in filled):
            return "signing"
        if (self.numbers or alone) and any(OFFICE.match(cell) for cell in filled):
            return "signing"
        if alone and SENTENCE.match(first) and not (keyed and self.numbers and not self.coded):
            return "note"
        if not self.numbers:
            return "row"
        return "bare" if keyed and not self.coded else "loose"

    def _opens_total(self, text: str) -> bool:
        return TOTAL.match(text) is not None or self._is_declared_total(text)

    def _is_declared_total(self, text: str) -> bool:
        said = f"{plain(text)} "
        return any(said.startswith(f"{word} ") for word in self.totals)

    def _is_no_key(self, cell: str) -> bool:
        text = cell.strip()
        if not text or BARE_TOTAL.fullmatch(text) or self._is_declared_total(text):
            return True
        return bool(self.coded) and not CODED.fullmatch(text)

    def _has_code(self, cells: Sequence[str]) -> bool:
        return any(CODED.fullmatch(_at(cells, place)) for place in self.coded)

    def _is_complete(self, cells: Sequence[str]) -> bool:
        return all(_at(cells, place).strip() for place in (*self.key, *self.required))


def is_number(cell: str) -> bool:
    """Whether a cell has the look of a number, however it is written."""
    return NUMBER.fullmatch(cell) is not None and not OFFICIAL.fullmatch(cell.strip())


def _is_coded(column: Column) -> bool:
    return column.kind in (*NUMERIC, "date", "nik") or column.form in NUMERIC_FORMS


def _range(header: Header, name: str) -> range:
    return range(header.places[name], header.ends.get(name, header.places[name]) + 1)


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""
