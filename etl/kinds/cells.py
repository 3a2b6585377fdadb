"""What every kind needs to know about cells: blanks, dashes, workbook numbers, and numbers in reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from etl.kinds.known import Known
from warehouse.declarations import Column
from warehouse.lazily import ibis

Text = Any  # an ibis string column that is never null; ibis carries no types
Value = Any  # an ibis column of the kind's type, null where a cell gave no value
Test = Any  # an ibis boolean
Style = Literal["id", "en", "plain", "mixed"]

WORKBOOK = r"\x1f"  # stands before a number that a workbook held as a number, so its text is exact
LOST_DIGITS = rf"^{WORKBOOK}-?0*[1-9][0-9]{{15}}"  # a workbook's numbers hold fifteen
BLANK = r"[\s\x{00a0}\x{2007}\x{202f}\x{200b}\x{feff}]"
LETTER = r"[A-Za-z\x{80}-\x{10ffff}]"  # with every sign beyond ASCII
DASH = r"[-\x{2010}\x{2011}\x{2012}\x{2013}\x{2014}\x{2212}]"
MONTHS = (
    ("januari", "jan", "january"),
    ("februari", "pebruari", "feb", "peb", "february"),
    ("maret", "mar", "mrt", "march"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("agustus", "agu", "agt", "agst", "agts", "ags", "aug", "august"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "oct", "october"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "des", "dec", "december"),
)


@dataclass(frozen=True)
class Setting:
    """What a column's cells are judged by; `masked` says that a reason must not repeat what a cell holds."""

    column: Column
    known: Known
    style: Style = "plain"
    masked: bool = False


@dataclass(frozen=True)
class Pair:
    """A kind: the value of a cell, and why a cell that is neither empty nor a dash gave none."""

    value: Callable[[Text, Setting], Value]
    fault: Callable[[Text, Setting], Text]


def first(*branches: tuple[Test, Any], otherwise: Any = None) -> Any:
    """The result of the first branch that holds; later ones are not evaluated."""
    return ibis.cases(*branches, else_=ibis.null() if otherwise is None else otherwise)


def blank(cell: Text) -> Test:
    """Whether there is nothing in a cell."""
    return cell.re_search(f"^{BLANK}*$")


def unsaid(cell: Text) -> Test:
    """Whether a cell says nothing, or with dashes alone that its value is unknown."""
    return cell.re_search(f"^{BLANK}*{DASH}*{BLANK}*$")


def stripped(cell: Text) -> Text:
    """A cell without outer blanks and the mark of a workbook number; dear, so only for what is unusual."""
    return cell.re_replace(f"^{BLANK}*{WORKBOOK}?{BLANK}*|{BLANK}+$", "")


def folded(cell: Text) -> Text:
    """A cell as names are compared: lower case, single spaces."""
    return stripped(cell).lower().re_replace(f"{BLANK}+", " ")


def compact(cell: Text) -> Text:
    """A cell as codes are compared: no blanks anywhere."""
    return cell.re_replace(f"{BLANK}+|{WORKBOOK}", "")


def masked(text: Text) -> Text:
    """The shape of a text: digits as 9, letters as x."""
    return text.re_replace(r"[0-9]", "9").re_replace(LETTER, "x")


def looked_up(text: Text, pairs: Mapping[str, str]) -> Text:
    """What a text stands for in a small table, null for a text that is not in it.

    The table is one literal that is searched: `CASE text WHEN ...` computes the text anew for each of its
    branches.
    """
    table = ibis.literal("".join(f"\x1e{key}\x1f{found}" for key, found in pairs.items()) + "\x1e")
    at = table.find("\x1e" + text + "\x1f")
    found = table.substr(at + text.length() + 2).re_extract(r"^[^\x1e]*", 0)
    return first(((at >= 0) & ~text.re_search(r"[\x1e\x1f]"), found))


def month_number(name: Text) -> Text:
    """A month's two digits by its name in lower case, Indonesian or English; null for any other word."""
    return looked_up(
        name, {word: f"{number:02}" for number, words in enumerate(MONTHS, start=1) for word in words}
    )


def printed(number: Decimal) -> str:
    """A number of a declaration as Indonesians write it; four digits, as of a year, stand together."""
    groups = "," if abs(number) >= 10_000 else ""
    return f"{number.normalize():{groups}f}".translate(str.maketrans(",.", ".,"))


def printed_date(day: date) -> str:
    """A date of a declaration as Indonesians write it."""
    return f"{day.day} {MONTHS[day.month - 1][0].capitalize()} {day.year}"
