"""Numbers, money, dates and periods as the language of the request writes them; decimals stay decimals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from dashboard.language import ENGLISH, INDONESIAN, N_, _, current

MONTHS = (
    N_("Januari"), N_("Februari"), N_("Maret"), N_("April"), N_("Mei"), N_("Juni"),
    N_("Juli"), N_("Agustus"), N_("September"), N_("Oktober"), N_("November"), N_("Desember"),
)  # fmt: skip
MONTHS_SHORT = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("Mei"), N_("Jun"),
    N_("Jul"), N_("Agu"), N_("Sep"), N_("Okt"), N_("Nov"), N_("Des"),
)  # fmt: skip
COUNTED = {INDONESIAN: ("I", "II", "III", "IV"), ENGLISH: ("1", "2", "3", "4")}
SCALES = (
    (Decimal(10) ** 12, N_("{money} triliun")),
    (Decimal(10) ** 9, N_("{money} miliar")),
    (Decimal(10) ** 6, N_("{money} juta")),
)
SEPARATORS = {INDONESIAN: ",.", ENGLISH: ".,"}  # before decimals, between thousands
MARKS = {language: str.maketrans(".,", marks) for language, marks in SEPARATORS.items()}
PERIODS = {
    "Q": N_("Triwulan {number} {year}"),
    "S": N_("Semester {number} {year}"),
    "month": N_("{month} {year}"),
    "ytd": N_("s.d. {month} {year}"),
}
PERIODS_SHORT = {**PERIODS, "Q": N_("Tw {number} {year}"), "S": N_("Sem {number} {year}")}
JAKARTA = ZoneInfo("Asia/Jakarta")

NOTHING = N_("belum ada")


def rounded(value: Decimal, decimals: int) -> Decimal:
    """The value at so many decimals, half away from zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def number(value: Decimal, decimals: int | None = None) -> str:
    """`1.234.567,89`; with the decimals that the value carries unless told otherwise."""
    value = value if decimals is None else rounded(value, decimals)
    return _signed(f"{value:,f}".translate(MARKS[current()]))


def trimmed(value: Decimal) -> Decimal:
    """The value without idle zeros behind the comma."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def rupiah(value: Decimal) -> str:
    """`Rp550.095.736.327`, in whole rupiah."""
    text = number(rounded(value, 0))
    return f"−Rp{text[1:]}" if text.startswith("−") else f"Rp{text}"


def short(value: Decimal) -> str:
    """`Rp550,1 miliar`; below a million in full."""
    for scale, form in SCALES:
        if abs(rounded(value * 1000 / scale, 1)) >= 1000:  # it would read 1.000,0 of the smaller word
            sign = "−" if value < 0 else ""
            return _(form).format(money=f"{sign}Rp{number(abs(value) / scale, 1)}")
    return rupiah(value)


def percent(value: Decimal, decimals: int | None = None) -> str:
    """`71,7%`."""
    return f"{number(value, decimals)}%"


def points(value: Decimal, decimals: int | None = None) -> str:
    """`−16,52 poin`, `+3,10 poin`: a difference of two percentages always shows its sign."""
    text = number(value, decimals)
    sign = "" if text.startswith("−") or not any(digit in text for digit in "123456789") else "+"
    return in_points(f"{sign}{text}")


def in_points(text: str) -> str:
    """`16,52 poin`."""
    return _("{number} poin").format(number=text)


def day(value: date) -> str:
    """`14 Desember 2021`."""
    return _("{day} {month} {year}").format(day=value.day, month=_(MONTHS[value.month - 1]), year=value.year)


def moment(value: datetime) -> str:
    """`14 Desember 2021 pukul 23.59 WIB`; a moment without a zone is UTC."""
    aware = value if value.tzinfo else value.replace(tzinfo=ZoneInfo("UTC"))
    local = aware.astimezone(JAKARTA)
    return _("{day} pukul {hour}.{minute} WIB").format(
        day=day(local.date()), hour=f"{local:%H}", minute=f"{local:%M}"
    )


def period(text: str) -> str:
    """`Mei 2023`, `Triwulan II 2023`, `Semester I 2023`, `s.d. Mei 2023`, `2023`."""
    return _period(text, MONTHS, PERIODS)


def period_short(text: str) -> str:
    """The same for narrow places: `Mei 2023`, `Tw II 2023`, `Sem I 2023`."""
    return _period(text, MONTHS_SHORT, PERIODS_SHORT)


def month(text: str) -> str:
    """The period's name alone: `Mei 2023` also for what is counted up to May."""
    return period(text.removesuffix("-ytd"))


def month_short(text: str) -> str:
    """The same for narrow places."""
    return period_short(text.removesuffix("-ytd"))


def show(value: Decimal | None, unit: str, decimals: int | None = None) -> str:
    """The text of a number in its unit; a missing one says so."""
    if value is None:
        return _(NOTHING)
    form = FORMS.get(unit)
    return form(value, decimals) if form else number(value, decimals)


def capital(text: str) -> str:
    """With a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def unit_label(unit: str) -> str:
    """What stands at an axis or in a table's head: the unit in words."""
    return _(LABELS.get(unit, unit))


def _signed(text: str) -> str:
    """With a true minus sign, and none at zero."""
    if not text.startswith("-"):
        return text
    return f"−{text[1:]}" if any(digit in text for digit in "123456789") else text[1:]


def _period(text: str, months: tuple[str, ...], forms: dict[str, str]) -> str:
    year, _dash, part = text.partition("-")
    if not part:
        return year
    if part[0] in forms:
        return _(forms[part[0]]).format(number=COUNTED[current()][int(part[1]) - 1], year=year)
    form = forms["ytd" if part.endswith("-ytd") else "month"]
    return _(form).format(month=_(months[int(part[:2]) - 1]), year=year)


def _counted(form: str) -> Callable[[Decimal, int | None], str]:
    return lambda value, decimals: _(form).format(number=number(value, decimals))


FORMS: dict[str, Callable[[Decimal, int | None], str]] = {
    "persen": percent,
    "poin persen": points,
    "rupiah": lambda value, decimals: rupiah(value),
    "rupiah per orang": lambda value, decimals: _("{amount} per orang").format(amount=rupiah(value)),
    "orang": _counted(N_("{number} orang")),
    "hari": _counted(N_("{number} hari")),
    "tahun": _counted(N_("{number} tahun")),
    "menit": _counted(N_("{number} menit")),
    "per 10.000 penduduk": _counted(N_("{number} per 10.000 penduduk")),
}
LABELS = {
    "persen": N_("persen (%)"),
    "poin persen": N_("poin persen"),
    "rupiah": N_("rupiah (Rp)"),
    "rupiah per orang": N_("rupiah per orang"),
    "jumlah": N_("jumlah"),
    "indeks": N_("indeks"),
    "orang": N_("orang"),
    "hari": N_("hari"),
    "tahun": N_("tahun"),
    "menit": N_("menit"),
    "per 10.000 penduduk": N_("per 10.000 penduduk"),
    "indeks 1-5": N_("indeks (1–5)"),
    "indeks 0-100": N_("indeks (0–100)"),
    "nilai 0-100": N_("nilai (0–100)"),
    "nilai 25-100": N_("nilai (25–100)"),
}
