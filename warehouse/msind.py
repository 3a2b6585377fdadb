"""The dictionary as BPS's form for the metadata of indicators (MS-Ind) asks for it: one row per indicator."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from warehouse.declarations import Catalogue, Indicator
from warehouse.vocabulary import IndicatorKind, Window

# What kind of size a number is; an indicator that still waits for its data is sized by its unit.
MEASURES: Mapping[IndicatorKind, str] = {
    "count": "jumlah",
    "index": "indeks",
    "difference": "selisih",
}
BY_UNIT = {
    "persen": "persentase",
    "poin persen": "selisih",
    "per 10.000 penduduk": "rasio",
    "indeks": "indeks",
    "indeks 1-5": "indeks",
    "indeks 0-100": "indeks",
    "nilai 0-100": "nilai",
    "nilai 25-100": "indeks",
    "hari": "nilai tengah",
    "menit": "nilai tengah",
    "tahun": "rata-rata",
    "rupiah": "jumlah",
    "rupiah per orang": "rata-rata",
    "orang": "jumlah",
    "jumlah": "jumlah",
}
MEDIAN = 50  # percent; any other quantile is no middle
PERIODS: Mapping[Window, str] = {
    "month": "bulanan",
    "quarter": "triwulanan",
    "semester": "semesteran",
    "year": "tahunan",
}


def measure(indicator: Indicator) -> str:
    """The kind of size (`ukuran`): persentase, indeks, jumlah."""
    if indicator.quantile not in (None, MEDIAN):
        return "persentil"
    return MEASURES.get(indicator.kind) or BY_UNIT[indicator.unit]


def classification(indicator: Indicator) -> str:
    """By what the indicator is shown apart: levels below the kabupaten, and breakdowns."""
    names: list[str] = [level for level in indicator.levels if level != "kabupaten"]
    names += [name.partition("=")[0] for name in indicator.breakdowns if name]
    return ", ".join(dict.fromkeys(names))


# column -> what stands in it.
COLUMNS: Mapping[str, Callable[[Indicator], str]] = {
    "kode": lambda one: one.id,
    "nama": lambda one: one.name,
    "konsep": lambda one: one.concept,
    "definisi": lambda one: one.definition,
    "interpretasi": lambda one: one.interpretation,
    "ukuran": measure,
    "satuan": lambda one: one.unit,
    "rumus": lambda one: one.formula,
    "klasifikasi": classification,
    "komposit": lambda one: "ya" if one.composite else "tidak",
    "variabel_pembangun": lambda one: "; ".join(one.variables),
    "level_estimasi": lambda one: ", ".join(one.levels),
    "diakses_umum": lambda one: "ya" if one.public else "tidak",
    "periode": lambda one: PERIODS[one.period],
    "pemilik": lambda one: one.owner,
    "sumber": lambda one: one.source,
    "acuan": lambda one: one.legal,
    "ditinjau": lambda one: one.reviewed.isoformat() if one.reviewed else "",
}


def rows(catalogue: Catalogue) -> list[dict[str, str]]:
    """Every indicator with the columns of the form, in the order of the dictionary."""
    return [{column: say(one) for column, say in COLUMNS.items()} for one in catalogue.indicators.values()]
