"""How numbers are written: the patterns of each numeric kind in each decimal style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from etl.kinds.cells import BLANK, Style
from warehouse.vocabulary import Kind

SIGN = r"[-+\x{2212}\x{2013}]"
RUPIAH = r"(?i:rp\.?|idr)"
THINGS = (
    "jiwa|orang|org|kk|anak|bayi|balita|peserta|unit|buah|kali|kegiatan|paket|dokumen|laporan|berkas|akta"
)
TIMES: Mapping[str, int] = {"rb|ribu": 10**3, "jt|juta": 10**6, "m|mil[iy]ar": 10**9, "t|tril[iy]un": 10**12}
MULTIPLIER = rf"(?i:{'|'.join(TIMES)})\.?"
ANY = "[0-9][0-9.,]*"
SIGNS: Mapping[Style, tuple[str, str]] = {"id": (r"\.", ","), "en": (",", r"\.")}  # of thousands, of decimals


@dataclass(frozen=True)
class Numeric:
    """A numeric kind: its engine type, decimals, a narrow type that holds most values, what may stand around.

    In a kind without `fractions` a separator before three digits can only be one of thousands.
    """

    type: str
    scale: int
    narrow: str | None = None
    before: str = ""
    after: str = ""
    fractions: bool = True


NUMERIC: Mapping[Kind, Numeric] = {
    "count": Numeric("int64", 0, after=rf"(?i:{THINGS})\.?", fractions=False),
    "decimal": Numeric("decimal(28, 8)", 8, "decimal(18, 8)"),
    "percent": Numeric("decimal(12, 6)", 6, after="%|(?i:persen)"),
    "rupiah": Numeric(
        "decimal(20, 2)", 2, "decimal(18, 2)", before=RUPIAH, after=",-{1,2}|,=", fractions=False
    ),
}
# Rupiah in thousands to trillions may have any decimals; with five at most the product is exact. DuckDB
# multiplies decimals of up to 18 digits in 64 bits, whatever comes out; wider ones do not overflow.
MULTIPLIED = Numeric("decimal(19, 6)", 5, before=RUPIAH, after=MULTIPLIER)


def framed(body: str, numeric: Numeric) -> str:
    """A whole cell around a number: sign or parentheses, what stands before and after, blanks."""
    before, sign, gap = f"(?:{numeric.before})", SIGN, f"{BLANK}*"
    must = "" if numeric is MULTIPLIED else "?"
    inner = f"(?:{body}){gap}(?:{numeric.after}){must}"
    signed = f"(?:{sign}{gap}{before}?|{before}?{gap}{sign}?){gap}{inner}"
    negative = rf"(?:{before}{gap})?\({gap}(?:{before}{gap})?{inner}{gap}\)"
    return f"^{gap}(?:{signed}|{negative}){gap}$"


def grouped(thousands: str, groups: str = "+") -> str:
    """Digits in groups of three, the first without a leading zero."""
    return f"[1-9][0-9]{{0,2}}(?:{thousands}[0-9]{{3}}){groups}"


def readable(numeric: Numeric, style: Style) -> str:
    """The numbers that a column of this style may hold, sign and frame apart; all else is refused."""
    if style in SIGNS:
        thousands, decimal = SIGNS[style]
        return f"(?:{grouped(thousands)}|[0-9]+)(?:{decimal}{_decimals(numeric)})?"
    if style == "plain" and not numeric.fractions:
        return f"(?:{grouped('[.,]', '')}|[0-9]+)"
    return "[0-9]+"


def evident(numeric: Numeric, style: Style) -> str:
    """The numbers that can only be read in this style.

    Thousands and decimals together, several groups, one or two decimals, decimals after a lone zero. Three
    digits after one separator say nothing, nor do four: `22.2106` was printed where 222.106 was meant.
    """
    thousands, decimal = SIGNS[style]
    sure = f"{grouped(thousands)}{decimal}[0-9]+|{grouped(thousands, '{2,}')}|[0-9]+{decimal}[0-9]{{1,2}}"
    return f"{sure}|0{decimal}[0-9]{{3,}}" if numeric.fractions else sure


def any_decimals(style: Style) -> str:
    """The numbers of this style that have decimals, however many."""
    thousands, decimal = SIGNS[style]
    return f"(?:{grouped(thousands)}|[0-9]+){decimal}[0-9]+"


def _decimals(numeric: Numeric) -> str:
    """As many decimals as the type holds, and zeros that change nothing."""
    return f"[0-9]{{1,{numeric.scale}}}0*" if numeric.scale else "0{1,2}"
