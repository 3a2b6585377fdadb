"""What a form says of itself above its table: the year, the month up to which it counts, and its office's code.

Officers write it as free text. What can be read in two ways, or not at all, is asked for and never guessed.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from etl.kinds.cells import MONTHS

NUMBERS = {name: number for number, names in enumerate(MONTHS, start=1) for name in names}
FULL = {names[0] for names in MONTHS} | {"nopember", "pebruari"}
PARTS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "pertama": 1, "kedua": 2}

_MONTH = rf"(?<![a-z])({'|'.join(sorted(NUMBERS, key=len, reverse=True))})(?![a-z])\.?"
_YEAR = r"((?:19|20)\d\d)(?!\d)"
_LATER = rf"(?:\s*,?\s*(?:tahun anggaran|tahun|thn|ta)?\s*{_YEAR})?"
_DAY = r"(?:(?<!\d)(\d{1,2})\s*)?"
_WORDS = r"(?:(?:akhir|tanggal|tgl|bulan|bln|periode|dengan)\s*)*"
UNTIL = re.compile(r"\bs\s*[./]?\s*d\b\.?|\bsampai(?:\s+dengan)?\b|\bhingga\b")
BOTH_YEARS = re.compile(rf"{_YEAR}\s*(?:dan|&)\s*{_YEAR}")
SPAN = re.compile(rf"{_DAY}{_MONTH}{_LATER}\s*(?:sd|[-–—])\s*{_WORDS}{_DAY}{_MONTH}{_LATER}")
NUMERIC_DATE = rf"(\d{{1,2}})[/.-](\d{{1,2}})[/.-]{_YEAR}"
NUMERIC_SPAN = re.compile(rf"(?<!\d){NUMERIC_DATE}\s*(?:sd|[-–—])\s*{_WORDS}{NUMERIC_DATE}")
UP_TO = re.compile(rf"\bsd\s*{_WORDS}{_DAY}{_MONTH}{_LATER}")
UP_TO_NUMERIC = re.compile(rf"\b(?:sd|per|posisi|keadaan|berakhir)\b\s*:?\s*{_WORDS}{NUMERIC_DATE}")
DATE = re.compile(rf"(?<!\d)(\d{{1,2}})\s*{_MONTH}\s*{_YEAR}")
MONTH = re.compile(rf"{_MONTH}{_LATER}")
LABELLED = re.compile(r"\b(?:bulan|bln|periode|keadaan|posisi)\b(?:\s*ke)?\s*:?\s*$")
NUMBERED = re.compile(
    rf"\b(?:bulan|bln|periode)\b(?:\s*ke)?\s*[-:]?\s*(\d{{1,2}})(?!\d)(?:\s*[/-]\s*{_YEAR})?"
)
QUARTER = re.compile(r"\b(?:triwulan|tri\s?wulan|tw|trw)\b\.?\s*(?:ke\s*-?\s*)?(iv|i{1,3}|[1-4])\b")
SEMESTER = re.compile(r"\b(?:semester|smt|sem)\b\.?\s*(?:ke\s*-?\s*)?(ii?|[12]|pertama|kedua)\b")
PART_SPENT = re.compile(r"\brealisasi\W+(?:semester|triwulan)\b")
IN_YEAR = re.compile(
    rf"\b(?:tahun\s+anggaran|tahun|thn|ta|t\s?\.\s?a|apbd(?:\s?-?\s?p)?|perubahan|anggaran)\b\.?\s*:?\s*{_YEAR}"
)
BARE_YEAR = re.compile(rf"(?<![\d./-]){_YEAR}(?![./-]?\d)")
OFFICE = re.compile(r"(?<![\d.])\d\.\d{2}\.\d\.\d{2}\.\d\.\d{2}\.\d{2}\.\d{4}(?![\d.])")
# Lines about when something was decreed, printed or signed, not about the months that are counted.
ELSEWHERE = re.compile(
    r"\b(?:nomor|perda|perbup|peraturan|lampiran|keputusan|dicetak|cetak|print(?:ed)?|jl|jalan)\b"
)


@dataclass(frozen=True)
class Stated:
    """What a form states, by the column that it fills, and what cannot be told: columns and sentences."""

    values: dict[str, str] = field(default_factory=dict)
    doubts: tuple[tuple[str, str], ...] = ()


@dataclass
class _Found:
    """Years and months as they are found; those said for the period outweigh those in passing."""

    months: set[int] = field(default_factory=set)
    passing_months: set[int] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    passing_years: set[int] = field(default_factory=set)
    doubts: list[str] = field(default_factory=list)


def stated(
    rows: Iterable[Sequence[str]],
    sheet: str = "",
    year: int | None = None,
    headers: Iterable[Sequence[str]] = (),
) -> Stated:
    """What the rows above a table state; a sheet's name and the headers fill what they leave out.

    `year` is the newest in the headers.
    """
    lines = [_line(cells) for cells in rows]
    found = _Found()
    for line in lines:
        _read(line, found)
    named = _Found()
    if sheet:
        _read(_line([sheet]), named)
    for cell in (cell for cells in headers for cell in cells):
        if UNTIL.search(cell.casefold()) or PART_SPENT.search(cell.casefold()):
            _read(_line([cell]), named)
    months = _agreed(found.months or found.passing_months, named.months | named.passing_months)
    years = _agreed(found.years or found.passing_years, {year} if year else named.years)
    offices = {code for line in lines for code in OFFICE.findall(line.replace(" ", ""))}
    values = {
        name: str(*several)
        for name, several in (("tahun", years), ("bulan", months), ("kode_skpd", offices))
        if len(several) == 1
    }
    doubts = (
        *(("bulan", said) for said in found.doubts),
        *_several("tahun", years),
        *_several("bulan", months),
    )
    return Stated(values, doubts)


def _agreed(above: set[int], aside: set[int]) -> set[int]:
    """What stands above the table, with what is said aside where that is something else."""
    return above | aside if above and aside else above or aside


def _several(name: str, found: set[int]) -> Iterator[tuple[str, str]]:
    if len(found) > 1:
        yield name, f"{name} dapat dibaca {' atau '.join(map(str, sorted(found)))}"


def _line(cells: Sequence[str]) -> str:
    text = " ".join(cell.replace("\x1f", "") for cell in cells if cell and not cell.isspace())
    text = " ".join(text.casefold().split()).replace("t.a.", "ta ").replace("t.a", "ta ")
    text = BOTH_YEARS.sub(lambda years: str(max(years[1], years[2])), text)
    return UNTIL.sub(" sd ", text)


def _read(line: str, found: _Found) -> None:
    """Adds what a line says; each expression is taken out of it when it has been read."""
    if ELSEWHERE.search(line):
        return
    for pattern, tell in READERS:
        line = pattern.sub(lambda match, tell=tell: tell(match, found) or " | ", line)  # type: ignore[misc]
    found.years |= {int(match[1]) for match in IN_YEAR.finditer(line)}
    found.passing_years |= {int(match[1]) for match in BARE_YEAR.finditer(line)}


def _span(match: re.Match[str], found: _Found) -> None:
    day, month, year, until_day, until, until_year = match.groups()
    first = (int(day or 1), NUMBERS[month], year or until_year)
    _from_to(match[0], first, (until_day, NUMBERS[until], until_year or year), found)


def _numeric_span(match: re.Match[str], found: _Found) -> None:
    day, month, year, until_day, until, until_year = match.groups()
    _from_to(match[0], (int(day), int(month), year), (until_day, int(until), until_year), found)


def _from_to(
    text: str, first: tuple[int, int, str | None], last: tuple[str | None, int, str | None], found: _Found
) -> None:
    """A span counts from the first of January of its year, or its figures are not those to date."""
    if first[:2] != (1, 1) or first[2] != last[2]:
        found.doubts.append(f"periode “{' '.join(text.split())}” tidak dihitung dari Januari tahun itu")
        return
    _ends(text, *last, found)


def _ends(text: str, day: str | None, month: int, year: str | None, found: _Found) -> None:
    """A day must be the last of its month."""
    if not 1 <= month <= 12 or (day and int(day) not in _last_days(month, year)):
        found.doubts.append(f"periode “{' '.join(text.split())}” tidak berakhir pada akhir bulan")
        return
    found.months.add(month)
    if year:
        found.years.add(int(year))


def _last_days(month: int, year: str | None) -> set[int]:
    last = calendar.monthrange(int(year or 2023), month)[1]
    return {last, 29} if month == 2 and not year else {last}


def _up_to(match: re.Match[str], found: _Found) -> None:
    day, month, year = match.groups()
    _ends(match[0], day, NUMBERS[month], year, found)


def _up_to_numeric(match: re.Match[str], found: _Found) -> None:
    day, month, year = match.groups()
    _ends(match[0], day, int(month), year, found)


def _date(match: re.Match[str], found: _Found) -> None:
    """A date in passing is the end of a period if it is the end of a month; else it is when somebody signed."""
    day, month, year = match.groups()
    before = match.string[: match.start()]
    if int(day) in _last_days(NUMBERS[month], year):
        found.months.add(NUMBERS[month])
        found.years.add(int(year))
    elif re.search(r"\b(?:per|berakhir|posisi|keadaan)\b[^|]*$", before):
        found.doubts.append(f"periode “{match[0]}” tidak berakhir pada akhir bulan")


def _month(match: re.Match[str], found: _Found) -> None:
    name, year = match.groups()
    labelled = LABELLED.search(match.string[: match.start()]) is not None
    if not (labelled or year or name in FULL):
        return
    (found.months if labelled or year else found.passing_months).add(NUMBERS[name])
    if year:
        found.years.add(int(year))


def _numbered(match: re.Match[str], found: _Found) -> None:
    if 1 <= int(match[1]) <= 12:
        found.months.add(int(match[1]))
        if match[2]:
            found.years.add(int(match[2]))


def _quarter(match: re.Match[str], found: _Found) -> None:
    found.months.add(PARTS[match[1]] * 3)


def _semester(match: re.Match[str], found: _Found) -> None:
    found.months.add(PARTS[match[1]] * 6)


READERS = (
    (NUMERIC_SPAN, _numeric_span),
    (SPAN, _span),
    (UP_TO, _up_to),
    (UP_TO_NUMERIC, _up_to_numeric),
    (DATE, _date),
    (MONTH, _month),
    (NUMBERED, _numbered),
    (QUARTER, _quarter),
    (SEMESTER, _semester),
)
