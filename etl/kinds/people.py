"""NIK: sixteen digits with a day of birth inside (plus 40 for women), and what Excel makes of them."""

from __future__ import annotations

from etl.kinds.cells import BLANK, WORKBOOK, Pair, Setting, Text, Value, first

# PPKKCC DDMMYY SSSS; the day must exist in some century, which only matters for 29 February.
DAYS_28 = "(?:0[1-9]|1[0-9]|2[0-8]|4[1-9]|5[0-9]|6[0-8])"
MONTHS_30, MONTHS_31, MONTHS_ALL = "(?:0[469]|11)", "(?:0[13578]|1[02])", "(?:0[1-9]|1[0-2])"
LEAP_YEAR = "(?:[02468][048]|[13579][26])"
DAY_AND_MONTH = (
    f"(?:{DAYS_28}{MONTHS_ALL}[0-9]{{2}}|(?:29|30|69|70)(?:{MONTHS_30}|{MONTHS_31})[0-9]{{2}}"
    f"|(?:31|71){MONTHS_31}[0-9]{{2}}|(?:29|69)02{LEAP_YEAR})"
)
SERIAL = "(?:[0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)"
GOOD = f"^[0-9]{{6}}{DAY_AND_MONTH}{SERIAL}$"
DAYS = "(?:0[1-9]|[12][0-9]|3[01]|4[1-9]|[56][0-9]|7[01])"

AS_NUMBER = (
    "Excel menyimpan NIK ini sebagai angka sehingga digit terakhirnya hilang; "
    "ubah kolom menjadi teks dan ketik ulang NIK"
)


def value(cell: Text, setting: Setting) -> Value:
    """The sixteen digits."""
    digits = _digits(cell)
    return first((cell.re_search(GOOD), cell), (digits.re_search(GOOD), digits))


def fault(cell: Text, setting: Setting) -> Text:
    """Which rule of the number is broken."""
    digits = _digits(cell)
    return first(
        (cell.re_search(f"^{BLANK}*{WORKBOOK}|[0-9] ?[eE] ?\\+?[0-9]"), AS_NUMBER),
        (~digits.re_search("^[0-9]*$"), "NIK hanya boleh berisi angka"),
        (~digits.re_search("^[0-9]{16}$"), "NIK harus 16 angka"),
        (~digits.re_search(f"^[0-9]{{6}}{DAYS}"), "hari lahir dalam NIK bukan 01-31 atau 41-71"),
        (~digits.re_search(f"^[0-9]{{8}}{MONTHS_ALL}"), "bulan lahir dalam NIK bukan 01-12"),
        (~digits.re_search(f"^[0-9]{{6}}{DAY_AND_MONTH}"), "tanggal lahir dalam NIK tidak ada di kalender"),
        otherwise="nomor urut NIK 0000",
    )


def _digits(cell: Text) -> Text:
    """A cell without what people and Excel put around the digits: blanks, dots, apostrophes."""
    return cell.re_replace(f"(?:{BLANK}|[.'\\x{{2018}}\\x{{2019}}`])+", "")


PAIR = Pair(value, fault)
