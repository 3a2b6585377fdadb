"""Numbers, money, dates and periods as they are written in Indonesian; decimals stay decimals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
MONTHS_SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
ROMAN = ("I", "II", "III", "IV")
SCALES = ((Decimal(10) ** 12, "triliun"), (Decimal(10) ** 9, "miliar"), (Decimal(10) ** 6, "juta"))
JAKARTA = ZoneInfo("Asia/Jakarta")

NOTHING = "belum ada"


def rounded(value: Decimal, decimals: int) -> Decimal:
    """The value at so many decimals, half away from zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def number(value: Decimal, decimals: int | None = None) -> str:
    """`1.234.567,89`; with the decimals that the value carries unless told otherwise."""
    value = value if decimals is None else rounded(value, decimals)
    text = f"{value:,f}".translate(str.maketrans(",.", ".,"))
    return _signed(text)


def trimmed(value: Decimal) -> Decimal:
    """The value without idle zeros behind the comma."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def rupiah(value: Decimal) -> str:
    """`Rp550.095.736.327`, in whole rupiah."""
    text = number(rounded(value, 0))
    return f"−Rp{text[1:]}" if text.startswith("−") else f"Rp{text}"


def short(value: Decimal) -> str:
    """`Rp550,1 miliar`; below a million in full."""
    for scale, word in SCALES:
        if abs(rounded(value * 1000 / scale, 1)) >= 1000:  # it would read 1.000,0 of the smaller word
            sign = "−" if value < 0 else ""
            return f"{sign}Rp{number(abs(value) / scale, 1)} {word}"
    return rupiah(value)


def percent(value: Decimal, decimals: int | None = None) -> str:
    """`71,7%`."""
    return f"{number(value, decimals)}%"


def points(value: Decimal, decimals: int | None = None) -> str:
    """`−16,52 poin`, `+3,10 poin`: a difference of two percentages always shows its sign."""
    text = number(value, decimals)
    sign = "" if text.startswith("−") or not any(digit in text for digit in "123456789") else "+"
    return f"{sign}{text} poin"


def day(value: date) -> str:
    """`14 Desember 2021`."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    """`14 Desember 2021 pukul 23.59 WIB`; a moment without a zone is UTC."""
    aware = value if value.tzinfo else value.replace(tzinfo=ZoneInfo("UTC"))
    local = aware.astimezone(JAKARTA)
    return f"{day(local.date())} pukul {local:%H.%M} WIB"


def period(text: str) -> str:
    """`Mei 2023`, `Triwulan II 2023`, `Semester I 2023`, `s.d. Mei 2023`, `2023`."""
    return _period(text, MONTHS, "Triwulan", "Semester")


def period_short(text: str) -> str:
    """The same for narrow places: `Mei 2023`, `Tw II 2023`, `Sem I 2023`."""
    return _period(text, MONTHS_SHORT, "Tw", "Sem")


def show(value: Decimal | None, unit: str, decimals: int | None = None) -> str:
    """The text of a number in its unit; a missing one says so."""
    if value is None:
        return NOTHING
    form = FORMS.get(unit)
    return form(value, decimals) if form else number(value, decimals)


def capital(text: str) -> str:
    """With a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def unit_label(unit: str) -> str:
    """What stands at an axis or in a table's head: the unit in words."""
    return LABELS.get(unit, unit)


def _signed(text: str) -> str:
    """With a true minus sign, and none at zero."""
    if not text.startswith("-"):
        return text
    return f"−{text[1:]}" if any(digit in text for digit in "123456789") else text[1:]


def _period(text: str, months: tuple[str, ...], quarter: str, semester: str) -> str:
    year, _, part = text.partition("-")
    if not part:
        return year
    if part[0] == "Q":
        return f"{quarter} {ROMAN[int(part[1]) - 1]} {year}"
    if part[0] == "S":
        return f"{semester} {ROMAN[int(part[1]) - 1]} {year}"
    month = f"{months[int(part[:2]) - 1]} {year}"
    return f"s.d. {month}" if part.endswith("-ytd") else month


def _counted(word: str) -> Callable[[Decimal, int | None], str]:
    return lambda value, decimals: f"{number(value, decimals)} {word}"


FORMS: dict[str, Callable[[Decimal, int | None], str]] = {
    "persen": percent,
    "poin persen": points,
    "rupiah": lambda value, decimals: rupiah(value),
    "orang": _counted("orang"),
    "hari": _counted("hari"),
    "tahun": _counted("tahun"),
    "menit": _counted("menit"),
    "per 10.000 penduduk": _counted("per 10.000 penduduk"),
}
LABELS = {
    "persen": "persen (%)",
    "poin persen": "poin persen",
    "rupiah": "rupiah (Rp)",
    "jumlah": "jumlah",
    "indeks 1-5": "indeks (1–5)",
    "indeks 0-100": "indeks (0–100)",
    "nilai 0-100": "nilai (0–100)",
    "nilai 25-100": "nilai (25–100)",
}
