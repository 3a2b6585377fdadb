"""Reads what a sender states with --set: constant columns, the months of the file, how it meets older ones."""

from __future__ import annotations

import re
from collections.abc import Iterable

from etl.decide import Options
from warehouse.declarations import Dataset

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
MODES = {"perbaikan": "append", "append": "append", "ganti": "replace", "replace": "replace"}


class WrongUse(Exception):
    """The command was called with something that means nothing; exit 2."""


def parse_settings(
    dataset: Dataset,
    settings: Iterable[str],
    sample: bool = False,
    strict: bool = False,
    nihil: bool = False,
    accept_shrink: bool = False,
    accept: str = "",
) -> Options:
    """The options that `COLUMN=VALUE` pairs and flags state; raises WrongUse."""
    constants: dict[str, str] = {}
    months: tuple[str, ...] = ()
    mode = dataset.mode
    for setting in settings:
        name, equals, value = setting.partition("=")
        name, value = name.strip(), value.strip()
        if not equals:
            raise WrongUse(f"--set {setting}: tulis sebagai KOLOM=NILAI.")
        if name == "mode":
            mode = _mode(value)
        elif name == "bulan" and dataset.month_of:
            months = parse_months(value)
        else:
            constants[_column(dataset, name)] = value
    return Options(constants, months, mode, sample, strict, nihil, accept_shrink, accept=accept.strip())


def _column(dataset: Dataset, name: str) -> str:
    """A column that may be stated; what identifies persons would stand in the journal."""
    if name not in dataset.columns:
        raise WrongUse(f"--set {name}: {dataset.name} tidak mempunyai kolom itu.")
    if dataset.columns[name].hashed:
        raise WrongUse(f"--set {name}: kolom ini berisi nomor orang dan hanya dibaca dari berkas.")
    return name


def _mode(value: str) -> str:
    if value not in MODES:
        raise WrongUse(f"--set mode={value}: pilih perbaikan atau ganti.")
    return MODES[value]


def parse_months(value: str) -> tuple[str, ...]:
    """`2023-05`, or every month of `2010-01..2020-10`."""
    from etl.statements import months_between

    first, dots, last = value.partition("..")
    last = last if dots else first
    for month in (first, last):
        if not MONTH.fullmatch(month):
            raise WrongUse(f"bulan={value}: tulis 2023-05 atau 2010-01..2020-10.")
    months = months_between(first, last)
    if not months:
        raise WrongUse(f"bulan={value}: bulan akhir mendahului bulan awal.")
    return months
