"""Counts, decimals, percents and rupiah, read in the decimal style of their column and never as floats."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from etl.kinds import grammar
from etl.kinds.cells import BLANK, DASH, WORKBOOK, Pair, Setting, Style, Test, Text, Value, first, masked
from etl.kinds.grammar import ANY, MULTIPLIED, NUMERIC, SIGNS, Numeric, any_decimals, framed, readable
from warehouse.lazily import ibis
from warehouse.vocabulary import Kind

DIGITS = "[0-9](?:[0-9.,]*[0-9])?"  # from the first digit to the last, without a trailing ",-"
NEGATIVE = rf"^[^0-9]*(?:{DASH}|\()"
ONE_GROUP = "[1-9][0-9]{0,2}[.,][0-9]{3}"
TWO_VALUES = rf"[0-9]{BLANK}*[*%)]?{BLANK}*(?:[/;|]|s\.?d\.?){BLANK}*[-+(\x{{2212}}\x{{2013}}]?{BLANK}*[0-9]"
FOOTNOTE = (
    rf"^[^A-Za-z]*[0-9][0-9.,%)]*{BLANK}*"
    rf"(?:[*#\x{{2020}}\x{{2021}}\x{{00a7}}\x{{00b9}}\x{{00b2}}\x{{00b3}}\x{{2070}}-\x{{2079}}]+|{BLANK}[a-z0-9]\)){BLANK}*$"
)
TOO_BIG = "angka terlalu besar"
AS_PERCENT = "sel berformat persen; tulis angkanya tanpa format persen"
MIXED = "kolom ini mencampur titik dan koma sebagai tanda desimal"


def value(kind: Kind, cell: Text, setting: Setting) -> Value:
    """The number; a workbook's number is exact and rounded to the type, a written one never is."""
    numeric, style = NUMERIC[kind], setting.style
    body = readable(numeric, style)
    exact = "[0-9]+" if kind == "count" else r"[0-9]+(?:\.[0-9]+)?"
    branches = [
        (cell.re_search(f"^-?(?:{body})$"), _number(_plain(cell, style, numeric), numeric)),
        (cell.re_search(f"^{WORKBOOK}-?{exact}$"), _number(cell.substr(1), numeric)),
        *_shown_as_percent(kind, cell),
        (cell.re_search(framed(body, numeric)), _number(_signed(cell, style, numeric), numeric)),
    ]
    if kind == "rupiah":
        branches.append(
            (cell.re_search(framed(readable(MULTIPLIED, style), MULTIPLIED)), _product(cell, style))
        )
    return first(*branches, otherwise=ibis.null(numeric.type))


def fault(kind: Kind, cell: Text, setting: Setting) -> Text:
    """Why a text is no number of this column; one that reads two ways shows both."""
    numeric, style = NUMERIC[kind], setting.style
    branches = [
        (cell.re_search(f"^{WORKBOOK}.*%$"), TOO_BIG if kind == "percent" else AS_PERCENT),
        (cell.re_search(rf"^{WORKBOOK}[^.]*$"), TOO_BIG),
        (cell.re_search(f"^{WORKBOOK}"), "harus bilangan bulat" if kind == "count" else TOO_BIG),
        (cell.re_search(TWO_VALUES), "dua nilai dalam satu sel"),
        (cell.re_search(FOOTNOTE), "catatan kaki dalam sel angka"),
        (~_looks(cell, ANY, numeric), "bukan angka"),
        (_looks(cell, ONE_GROUP, numeric), _either_way(cell, setting)),
        (_looks(cell, readable(numeric, style), numeric), TOO_BIG),
    ]
    if style == "mixed":
        branches.append((cell.re_search("[.,][0-9]"), _either_style(cell, setting)))
    if style in SIGNS:
        branches.append((_looks(cell, any_decimals(style), numeric), _finest(numeric)))
    return first(*branches, otherwise="pengelompokan ribuan tidak sah")


def _shown_as_percent(kind: Kind, cell: Text) -> list[tuple[Test, Value]]:
    """A workbook's number in a cell with a percent format is a percent, and nothing else."""
    if kind != "percent":
        return []
    shown = cell.re_search(rf"^{WORKBOOK}-?[0-9]+(?:\.[0-9]+)?%$")
    return [(shown, _number(cell.substr(1).replace("%", ""), NUMERIC[kind]))]


def _plain(text: Text, style: Style, numeric: Numeric) -> Text:
    """The digits as the engine casts them: no separators of thousands, a dot before decimals."""
    if style == "id":
        return text.replace(".", "").replace(",", ".")
    if style == "en":
        return text.replace(",", "")
    return text if numeric.fractions or style == "mixed" else text.re_replace("[.,]", "")


def _number(text: Text, numeric: Numeric) -> Value:
    """The number of the kind's type; text becomes a narrow decimal twenty times faster than a wide one."""
    if numeric.narrow is None:
        return text.try_cast(numeric.type)
    return text.try_cast(numeric.narrow).cast(numeric.type).coalesce(text.try_cast(numeric.type))


def _sign(cell: Text) -> Text:
    return cell.re_search(NEGATIVE).ifelse("-", "")


def _signed(cell: Text, style: Style, numeric: Numeric) -> Text:
    return _sign(cell) + _plain(cell.re_extract(DIGITS, 0), style, numeric)


def _product(cell: Text, style: Style) -> Value:
    """Rupiah in thousands to trillions; the types are wide enough that no product overflows."""
    times = first(
        *(
            (
                cell.re_search(rf"(?i:[0-9]{BLANK}*(?:{words})\.?\)?{BLANK}*)$"),
                ibis.literal(Decimal(by), "decimal(13, 0)"),
            )
            for words, by in grammar.TIMES.items()
        )
    )
    return (_signed(cell, style, MULTIPLIED).try_cast(MULTIPLIED.type) * times).try_cast(
        NUMERIC["rupiah"].type
    )


def _looks(cell: Text, body: str, numeric: Numeric) -> Test:
    test = cell.re_search(framed(body, numeric))
    return test | cell.re_search(framed(body, MULTIPLIED)) if numeric is NUMERIC["rupiah"] else test


def _either_way(cell: Text, setting: Setting) -> Text:
    """Both readings of one separator before three digits."""
    digits = cell.re_extract(DIGITS, 0)
    return _both(cell, digits.re_replace("[.,]", ""), digits.replace(".", ","), setting)


def _either_style(cell: Text, setting: Setting) -> Text:
    """What a number would be in each style, where it can be one in both."""
    digits = cell.re_extract(DIGITS, 0)
    both = _both(cell, digits.replace(".", ""), digits.replace(",", "").replace(".", ","), setting)
    return first((digits.re_search(r"\..*\.|,.*,"), MIXED), otherwise=f"{MIXED}: " + both)


def _both(cell: Text, one: Text, other: Text, setting: Setting) -> Text:
    """Two readings, in shape only where the dataset is personal."""
    one, other = ((masked(text) if setting.masked else text) for text in (one, other))
    return "dapat dibaca " + _sign(cell) + one + " atau " + _sign(cell) + other


def _finest(numeric: Numeric) -> str:
    if numeric.scale:
        return f"lebih dari {numeric.scale} angka di belakang tanda desimal"
    return "harus bilangan bulat"


PAIRS = {kind: Pair(partial(value, kind), partial(fault, kind)) for kind in NUMERIC}
