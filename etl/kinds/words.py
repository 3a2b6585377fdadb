"""Choices by value or spelling, and free text."""

from __future__ import annotations

from etl.kinds.cells import (
    LOST_DIGITS,
    WORKBOOK,
    Pair,
    Setting,
    Text,
    Value,
    blank,
    first,
    folded,
    looked_up,
    stripped,
)
from warehouse.lazily import ibis

CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"  # a cell may hold tabs and line ends
TIDY = "^[!-~](?:[ -~]*[!-~])?$"
WHOLE = rf"^{WORKBOOK}?0*([0-9]+)(?:\.0+)?$"

CUT_SHORT = (
    "Excel menyimpan nomor ini sebagai angka sehingga digit terakhirnya hilang; "
    "ubah kolom menjadi teks dan ketik ulang nomornya"
)


def choice(cell: Text, setting: Setting) -> Value:
    """The value whose spelling this is; 1.0, 01 and a workbook's number 1 are spellings of 1."""
    choices = setting.column.choices
    spellings = {form: name for name, forms in choices.items() for form in forms}
    forms = {_plain(form): name for form, name in spellings.items()} | {
        _plain(name): name for name in choices
    }
    return first(
        (cell.isin(list(choices)), cell),
        (cell.isin(list(spellings)), looked_up(cell, spellings)),
        (cell.re_search(WHOLE), looked_up(cell.re_extract(WHOLE, 1), {name: name for name in choices})),
        otherwise=looked_up(folded(cell), forms),
    )


def _plain(form: str) -> str:
    return " ".join(form.lower().split())


def no_choice(cell: Text, setting: Setting) -> Text:
    """The choices there are."""
    return ibis.literal("bukan salah satu pilihan: " + ", ".join(setting.column.choices))


def text(cell: Text, setting: Setting) -> Value:
    """The text without outer blanks; null where it holds control characters, a number cut short, or nothing."""
    trimmed = stripped(cell)
    return first(
        (cell.re_search(TIDY), cell),
        (blank(cell) | cell.re_search(LOST_DIGITS), ibis.null("string")),
        (trimmed.re_search(CONTROL), ibis.null("string")),
        otherwise=trimmed,
    )


def no_text(cell: Text, setting: Setting) -> Text:
    """Why a text that is not empty is none."""
    return first(
        (cell.re_search(LOST_DIGITS), CUT_SHORT), otherwise="berisi karakter kendali yang tidak terlihat"
    )


CHOICE = Pair(choice, no_choice)
TEXT = Pair(text, no_text)
