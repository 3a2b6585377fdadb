"""Ceilings and spending by account, and the LRA of offices with the revenue of the treasury; all invented."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from etl.seed import money, places
from etl.seed.forms import COMMAS, MONTHS, SEMICOLONS, Form, save
from etl.seed.money import YEARS, Line
from etl.seed.workbook import Cell

TREASURY = "5.02.0.00.0.00.01.0000"
STAFF, GOODS, CAPITAL = "5.1.01.01.01.0001", "5.1.02.01.01.0024", "5.2.02.10.01.0002"
CAPITAL_PERCENT = {True: 45, False: 8}  # of lines that are spent late in the year, and of the others
NAMES = {
    "4": "PENDAPATAN DAERAH",
    "4.1": "PENDAPATAN ASLI DAERAH",
    "4.2": "PENDAPATAN TRANSFER",
    "5": "BELANJA DAERAH",
}
ACCOUNT_HEADERS = (
    "Tahun Anggaran", "Bulan Ke", "Kode OPD", "Kode Sub Kegiatan", "Kode Akun", "Pagu (Rp)", "Realisasi (Rp)",
)  # fmt: skip
LRA_HEADERS = ("Kode Rekening", "Uraian", "Anggaran", "Realisasi")

# Million rupiah of a year by account; in 2020 in the old chart, where the same taxes have other codes.
OLD_REVENUE = {
    "4.1.1.01.01": 190, "4.1.1.02.01": 2_450, "4.1.1.03.01": 110, "4.1.1.11.01": 21_300, "4.1.2.02.09": 640,
    "4.1.4.01.01": 68_200, "4.2.1.01.01": 812_400, "4.3.1.01.01": 301_500,
}  # fmt: skip
REVENUE = {
    "4.1.01.06.01.0001": 230, "4.1.01.07.01.0001": 2_900, "4.1.01.08.01.0001": 140, "4.1.01.15.01.0001": 24_800,
    "4.1.02.02.09.0001": 870, "4.1.04.01.01.0001": 79_400, "4.2.01.01.01.0001": 904_000, "4.2.02.01.01.0001": 318_000,
}  # fmt: skip
# From 2024 the taxes on hotels, restaurants and shows are one tax on goods and services (PBJT).
RENAMED = {
    "4.1.01.06.01.0001": "4.1.01.19.03.0001",
    "4.1.01.07.01.0001": "4.1.01.19.01.0001",
    "4.1.01.08.01.0001": "4.1.01.19.05.0001",
}
Amounts = Mapping[str, tuple[int, int]]  # account -> ceiling, spent


def write(out: Path, seed: int) -> list[Path]:
    """One file a year by account; the LRA of the treasury of every year, in the last by month and with the other offices."""
    return [*_of_lines(out / "budget_accounts", seed), *_forms(out / "lra", seed)]


def split(line: Line, amount: int) -> dict[str, int]:
    """An amount of a line by account; the parts sum to it."""
    if line.exponent == 1:
        return {STAFF: amount}
    capital = amount * CAPITAL_PERCENT[line.exponent > 1.5] // 100
    return {GOODS: amount - capital, CAPITAL: capital}


def _of_lines(folder: Path, seed: int) -> Iterator[Path]:
    for year in YEARS:
        rows = [
            [str(year), str(month), line.office, line.code_in(year), account, str(ceiling), str(spent)]
            for month in range(1, 13)
            for line in money.lines()
            for account, (ceiling, spent) in _amounts(seed, line, year, month).items()
        ]
        yield save(folder / f"akun-{year}", COMMAS, (), [ACCOUNT_HEADERS, *rows])


def _amounts(seed: int, line: Line, year: int, month: int) -> Amounts:
    at = money.year_of(seed, line, year)[month - 1]
    spent = split(line, at.spent)
    return {account: (ceiling, spent[account]) for account, ceiling in split(line, at.ceiling).items()}


def _forms(folder: Path, seed: int) -> Iterator[Path]:
    for year, revenue in ((2020, OLD_REVENUE), (2021, REVENUE)):
        yield _form(folder, year, 12, TREASURY, _collected(seed, revenue, year, 12))
    for year in YEARS:
        for month in range(1, 13) if year == YEARS[-1] else (12,):
            for office in sorted(money.offices()) if (year, month) == (YEARS[-1], 12) else (TREASURY,):
                found = dict(_spent(seed, office, year, month))
                if office == TREASURY:
                    found = {**_collected(seed, REVENUE, year, month), **found}
                yield _form(folder, year, month, office, found)


def _collected(seed: int, revenue: Mapping[str, int], year: int, month: int) -> Amounts:
    """What has come in since January: a part of each account's year that grows by the month."""
    found = {}
    for account, million in revenue.items():
        rng = random.Random(f"{seed} revenue {account} {year}")
        ceiling = int(million * 1.04 ** (year - 2021)) * 1_000_000
        code = RENAMED.get(account, account) if year >= 2024 else account
        found[code] = (ceiling, round(ceiling * rng.uniform(0.86, 1.08) * month / 12))
    return found


def _spent(seed: int, office: str, year: int, month: int) -> Iterator[tuple[str, tuple[int, int]]]:
    ceilings: Counter[str] = Counter()
    spent: Counter[str] = Counter()
    for line in money.lines():
        if line.office == office:
            for account, (ceiling, done) in _amounts(seed, line, year, month).items():
                ceilings[account] += ceiling
                spent[account] += done
    yield from ((account, (ceilings[account], spent[account])) for account in sorted(ceilings))


def _form(folder: Path, year: int, month: int, office: str, leaves: Amounts) -> Path:
    """A form with the sums of every level above its accounts."""
    names = {row["code"]: row["name"] for row in places.rows("entities") if row["kind"] == "organisation"}
    titles = (
        "LAPORAN REALISASI ANGGARAN (DATA CONTOH)",
        f"Kode SKPD : {office}",
        f"Nama SKPD : {names[office]}",
        f"Tahun Anggaran {year}",
        f"Sampai dengan Bulan {MONTHS[month - 1]} {year}",
        "",
    )
    rows = [_row(SEMICOLONS, code, amounts) for code, amounts in sorted(_levels(leaves).items())]
    return save(folder / f"lra-{year}-{month:02}-{office}", SEMICOLONS, titles, [LRA_HEADERS, *rows])


def _levels(leaves: Amounts) -> dict[str, tuple[int, int]]:
    sums: dict[str, tuple[int, int]] = {}
    for account, (ceiling, spent) in leaves.items():
        levels = account.split(".")
        for depth in range(1, len(levels) + 1):
            code = ".".join(levels[:depth])
            before = sums.get(code, (0, 0))
            sums[code] = (before[0] + ceiling, before[1] + spent)
    return sums


def _row(form: Form, code: str, amounts: tuple[int, int]) -> list[Cell]:
    return [code, NAMES.get(code, f"Rekening {code} (contoh)"), *(form.rupiah(amount) for amount in amounts)]
