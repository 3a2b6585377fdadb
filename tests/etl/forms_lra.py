"""Makes realisation forms in the ways that offices write them, together with what they say."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl

Cells = list[Any]
TITLES = {
    "4": "PENDAPATAN DAERAH", "4.1": "PENDAPATAN ASLI DAERAH", "4.1.02": "Retribusi Daerah", "4.1.2": "Hasil Retribusi Daerah",
    "5": "BELANJA DAERAH", "5.1": "BELANJA OPERASI", "5.2": "BELANJA MODAL", "5.1.01": "Belanja Pegawai",
    "5.1.02": "Belanja Barang dan Jasa", "5.2.02": "Belanja Modal Peralatan dan Mesin", "5.1.1": "Belanja Pegawai",
    "5.2.1": "Belanja Pegawai", "5.2.2": "Belanja Barang dan Jasa",
}  # fmt: skip
NEW = {
    "4": ["4.1"], "4.1": ["4.1.02"], "4.1.02": ["4.1.02.01"], "4.1.02.01": ["4.1.02.01.03"],
    "5": ["5.1", "5.2"], "5.1": ["5.1.01", "5.1.02"], "5.2": ["5.2.02", "5.2.05"],
    "5.1.01": ["5.1.01.01", "5.1.01.02", "5.1.01.10"], "5.1.02": ["5.1.02.01", "5.1.02.02", "5.1.02.04"],
    "5.1.02.01": ["5.1.02.01.01"], "5.1.02.01.01": ["5.1.02.01.01.0001", "5.1.02.01.01.0024", "5.1.02.01.01.0030"],
    "5.1.02.04": ["5.1.02.04.01"], "5.1.02.04.01": ["5.1.02.04.01.0001", "5.1.02.04.01.0003"],
    "5.2.02": ["5.2.02.05", "5.2.02.10"],
}  # fmt: skip
OLD = {
    "4": ["4.1"], "4.1": ["4.1.2"], "4.1.2": ["4.1.2.01"], "4.1.2.01": ["4.1.2.01.12"],
    "5": ["5.1", "5.2"], "5.1": ["5.1.1"], "5.2": ["5.2.1", "5.2.2", "5.2.3"], "5.1.1": ["5.1.1.01", "5.1.1.02"],
    "5.1.1.01": ["5.1.1.01.01", "5.1.1.01.10"], "5.2.2": ["5.2.2.01", "5.2.2.03"], "5.2.2.01": ["5.2.2.01.01", "5.2.2.01.20"],
}  # fmt: skip
CHARTS = {"new": NEW, "old": OLD}


@dataclass(frozen=True)
class Account:
    """A row of a form and what it says."""

    code: str
    title: str
    budget: float
    spent: float
    last_month: float = 0.0


@dataclass(frozen=True)
class Variation:
    """One way of writing a form; `period` is a phrase with its year and month."""

    name: str
    chart: str = "new"
    classes: tuple[str, ...] = ("5",)
    codes: str = "text"
    figures: str = "number"
    header: str = "plain"
    period: tuple[str, int, int] = ("s.d. Nopember 2022", 2022, 11)
    totals: bool = True
    work: str = ""
    delimiter: str = ""
    letters: bool = False
    decimals: bool = False
    sheet: str = "LRA"
    indent: bool = False
    foot: bool = True
    broken: Callable[[list[Account]], list[Account]] = field(default=lambda rows: rows)


def accounts(variation: Variation, seed: int) -> list[Account]:
    """The rows of a form in the order of print: sums before their parts."""
    rng = random.Random(seed)
    chart = CHARTS[variation.chart]
    if variation.work:
        return _of_work(variation, chart, rng)
    return [row for name in variation.classes for row in _tree(variation, chart, name, "", rng)]


def _tree(
    variation: Variation, chart: Mapping[str, Sequence[str]], code: str, before: str, rng: random.Random
) -> list[Account]:
    title = TITLES.get(code, f"Belanja {code.replace('.', ' ')} lainnya")
    below = [row for child in chart.get(code, ()) for row in _tree(variation, chart, child, before, rng)]
    if not below:
        budget = rng.randrange(1_000_000, 9_000_000_000, 500)
        spent = rng.choice([0, budget, rng.randrange(0, budget)])
        cents = rng.choice([0.25, 0.5, 0]) if variation.decimals else 0
        return [Account(before + code, title, budget + cents, spent, round(spent * rng.random()))]
    children = [row for row in below if len(row.code.split(".")) == len(below[0].code.split("."))]
    sums = (sum(getattr(row, name) for row in children) for name in ("budget", "spent", "last_month"))
    return [Account(before + code, title, *sums), *below]


def _of_work(variation: Variation, chart: Mapping[str, Sequence[str]], rng: random.Random) -> list[Account]:
    """Accounts under activities: their codes put before the accounts', or only printed above them."""
    lines = {"2.16.02.2.01": ["2.16.02.2.01.01", "2.16.02.2.01.04"], "2.16.03.2.02": ["2.16.03.2.02.09"]}
    whole: list[Account] = []
    for activity, several in lines.items():
        below: list[Account] = []
        for line in several:
            before = f"{line}." if variation.work == "prefixed" else ""
            inside = _tree(variation, chart, "5", before, rng)[1:]  # from 5.1 on
            tops = [row for row in inside if row.code.removeprefix(before) in ("5.1", "5.2")]
            below += [_sum(line, "Penyediaan Layanan", tops), *inside]
        heads = [row for row in below if row.code in several]
        whole += [_sum(activity, "Pengelolaan Informasi", heads), *below]
    return whole


def _sum(code: str, title: str, parts: Sequence[Account]) -> Account:
    sums = (sum(getattr(row, name) for row in parts) for name in ("budget", "spent", "last_month"))
    return Account(code, title, *sums)


# ---- how codes and figures are written


def _code(variation: Variation, code: str) -> Cells:
    levels = code.split(".")
    if variation.codes == "columns":
        return [*levels, *[None] * (12 - len(levels))]
    if variation.codes == "relative":
        return [*[None] * (len(levels) - 1), levels[-1], *[None] * (12 - len(levels))]
    if variation.codes == "numbers" and len(levels) <= 2:
        return [float(code) if len(levels) == 2 else int(code)]
    if variation.codes == "undotted":
        return [int("".join(levels))]
    spelt = {
        "spaced": " . ".join(levels),
        "dotted": code + ".",
        "blanks": f" {code}\u00a0",
        "gaps": " ".join(levels),
    }
    return [spelt.get(variation.codes, code)]


def _figure(variation: Variation, amount: float) -> Any:
    plain = {
        "number": amount if variation.decimals else round(amount),
        "plain": f"{amount:.2f}" if variation.decimals else f"{amount:.0f}",
        "decimal": f"{amount:.2f}",
        "english": f"{amount:,.2f}",
        "indonesian": f"{amount:,.2f}".translate(str.maketrans(",.", ".,")),
        "whole": f"{amount:,.0f}".replace(",", "."),
        "rupiah": f"Rp {amount:,.0f},-".replace(",", ".").replace(".-", ",-"),
        "in blanks": f"{amount:,.0f}".replace(",", "\u00a0"),
        "marked": f"'{amount:,.0f}".replace(",", "."),
        "spaced": f" {amount:,.2f} ".translate(str.maketrans(",.", ".,")),
    }[variation.figures]
    if amount < 0 and isinstance(plain, str):
        return f"({plain.replace('-', '', 1)})"
    return plain


# ---- headers: their rows, merged cells, and the cells of a row of the table

Made = Callable[[Variation, Account], Cells]
HEADERS: dict[str, tuple[list[Cells], Sequence[str], Made]] = {}


def _header(name: str, rows: list[Cells], merged: Sequence[str] = ()) -> Callable[[Made], Made]:
    def keep(made: Made) -> Made:
        HEADERS[name] = (rows, merged, made)
        return made

    return keep


def _percent(row: Account) -> float:
    return round(100 * row.spent / row.budget, 2) if row.budget else 0


@_header("plain", [["KODE REKENING", "URAIAN", "ANGGARAN", "REALISASI"]])
def _plain(v: Variation, row: Account) -> Cells:
    return [row.title, _figure(v, row.budget), _figure(v, row.spent)]


@_header("rest", [["Kode Rek.", "Uraian", "Anggaran (Rp)", "Realisasi (Rp)", "Sisa Anggaran (Rp)", "(%)"]])
def _rest(v: Variation, row: Account) -> Cells:
    return [*_plain(v, row), _figure(v, row.budget - row.spent), _percent(row)]


@_header(
    "months",
    [
        ["KODE REKENING", "URAIAN", "JUMLAH ANGGARAN", "REALISASI", None, None, "LEBIH/(KURANG)", "%"],
        [None, None, None, "s.d. Bulan Lalu", "Bulan Ini", "s/d Bulan Ini", None, None],
    ],
    ("A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:G2", "H1:H2"),
)
def _months(v: Variation, row: Account) -> Cells:
    figures = (row.budget, row.last_month, row.spent - row.last_month, row.spent, row.budget - row.spent)
    return [row.title, *(_figure(v, one) for one in figures), _percent(row)]


@_header(
    "sum over both",
    [["NO. REK", "URAIAN", "JUMLAH (Rp)", None, "BERTAMBAH/ (BERKURANG)", None], [None, None, "ANGGARAN", "REALISASI", "(Rp)", "%"]],
    ("A1:A2", "B1:B2", "C1:D1", "E1:F1"),
)  # fmt: skip
def _sum_over_both(v: Variation, row: Account) -> Cells:
    return [*_plain(v, row), _figure(v, row.spent - row.budget), _percent(row)]


@_header("years", [["Kode", "Uraian", "Anggaran 2022", "Realisasi 2022", "(%)", "Realisasi 2021"]])
def _years(v: Variation, row: Account) -> Cells:
    return [*_plain(v, row), _percent(row), _figure(v, row.last_month)]


@_header(
    "years over",
    [
        ["Kode", "Uraian", "TAHUN 2022", None, "TAHUN 2021"],
        [None, None, "ANGGARAN", "REALISASI", "REALISASI"],
    ],
    ("A1:A2", "B1:B2", "C1:D1"),
)
def _years_over(v: Variation, row: Account) -> Cells:
    return [*_plain(v, row), _figure(v, row.last_month)]


@_header("named month", [["KODE REKENING", "URAIAN", "PAGU ANGGARAN", "REALISASI S.D. NOVEMBER 2022"]])
def _named_month(v: Variation, row: Account) -> Cells:
    return _plain(v, row)


@_header(
    "change",
    [["Kode Rekening", "Uraian", "Anggaran", None, "Realisasi", "Persentase"], [None, None, "Murni", "Perubahan", None, None]],
    ("A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:F2"),
)  # fmt: skip
def _change(v: Variation, row: Account) -> Cells:
    return [
        row.title,
        _figure(v, row.budget * 2 + 1),
        _figure(v, row.budget),
        _figure(v, row.spent),
        _percent(row),
    ]


@_header(
    "numbered", [["No", "Kode Rekening", "Uraian", "Anggaran Setelah Perubahan", "Jumlah Realisasi", "Ket"]]
)
def _numbered(v: Variation, row: Account) -> Cells:
    return [*_plain(v, row), None]


# ---- the whole form


def grid(variation: Variation, rows: Sequence[Account]) -> tuple[list[Cells], list[str]]:
    """The cells of a form, and what is merged in them."""
    headers, merged, made = HEADERS[variation.header]
    wide = variation.codes in ("columns", "relative")
    shift = 11 if wide else 0
    above: list[Cells] = [
        ["PEMERINTAH KABUPATEN PADANG PARIAMAN"], ["LAPORAN REALISASI ANGGARAN PENDAPATAN DAN BELANJA"],
        ["DINAS KOMUNIKASI DAN INFORMATIKA"], [variation.period[0]], [],
    ]  # fmt: skip
    head = [[row[0], *[None] * shift, *row[1:]] for row in headers]
    if wide:
        merged = ["A1:L2" if len(headers) > 1 else "A1:L1"]
    body = [*above, *head]
    if variation.letters:
        body.append([chr(ord("a") + place) for place in range(len(head[0]) - shift)])
    number = variation.header == "numbered"
    for place, row in enumerate(rows, start=1):
        cells = [*_code(variation, row.code), *made(variation, row)]
        if variation.indent:
            cells[1] = "  " * row.code.count(".") + row.title
        body.append([place, *cells] if number else cells)
    body += _totals(variation, rows, made, shift, number) if variation.totals else []
    if variation.foot:
        body += [
            [],
            [None, None, "Parit Malintang, 5 Desember 2022"],
            [None, None, "NIP. 19700101 199503 1 001"],
        ]
    return body, [_lowered(area, len(above)) for area in merged]


def _lowered(area: str, by: int) -> str:
    (first, last) = area.split(":")
    return f"{first[0]}{int(first[1:]) + by}:{last[0]}{int(last[1:]) + by}"


def _totals(
    variation: Variation, rows: Sequence[Account], made: Made, shift: int, number: bool
) -> Iterator[Cells]:
    revenue = [row for row in rows if row.code == "4"]
    lines = [row for row in rows if row.code == "5" or row.code in ("2.16.02.2.01", "2.16.03.2.02")]
    spent = _sum("", "JUMLAH BELANJA", lines)
    zero = Account("", "", 0, 0, 0)
    earned = revenue[0] if revenue else zero
    balance = Account(
        "", "TOTAL SURPLUS / (DEFISIT)" if variation.letters else "SURPLUS / (DEFISIT)", earned.budget - spent.budget, earned.spent - spent.spent, earned.last_month - spent.last_month
    )  # fmt: skip
    for row in (
        [Account("", "JUMLAH PENDAPATAN", earned.budget, earned.spent, earned.last_month)] if revenue else []
    ) + [spent, balance]:
        cells = [None, *[None] * shift, *made(variation, row)]
        yield [None, *cells] if number else cells


def write(folder: Path, variation: Variation, rows: Sequence[Account]) -> Path:
    """The form as a workbook, or as a csv where the variation has a delimiter."""
    cells, merged = grid(variation, rows)
    name = variation.name.replace(" ", "-").replace("/", "-")
    if variation.delimiter:
        path = folder / f"{name}.csv"
        text = io.StringIO()
        csv.writer(text, delimiter=variation.delimiter).writerows(
            [["" if one is None else one for one in row] for row in cells]
        )
        path.write_text(text.getvalue(), encoding="utf-8")
        return path
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = variation.sheet
    for row in cells:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    path = folder / f"{name}.xlsx"
    book.save(path)
    return path
