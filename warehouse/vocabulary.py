"""The closed vocabularies that declarations, formulas and faces share."""

from __future__ import annotations

from typing import Literal, get_args

Kind = Literal[
    "area", "date", "choice", "nik", "code", "count", "decimal", "percent", "rupiah", "period", "text"
]
CodeForm = Literal[
    "skpd", "program", "kegiatan", "sub_kegiatan", "akun", "rekening",
    "programme", "indicator", "entity", "plain",
]  # fmt: skip
DateForm = Literal["day_first", "ddmmyyyy"]
Time = Literal["flow", "stock", "cumulative", "change"]
Counting = Literal[
    "flow", "stock", "as_sent"
]  # how counts of offices run over time; as_sent is never added up
IndicatorKind = Literal[
    "ratio", "difference", "count", "quantile", "matched", "dual_system", "index", "top_share", "given", "awaited"
]  # fmt: skip
Window = Literal["month", "quarter", "semester", "year", "ytd"]
EntityKind = Literal["area", "organisation", "programme", "subdimension", "dimension"]
Level = Literal["kabupaten", "kecamatan", "nagari", "organisation", "programme", "subdimension", "dimension"]
Direction = Literal["higher", "lower", "neutral"]
Unit = Literal[
    "persen", "poin persen", "indeks", "orang", "rupiah", "jumlah", "hari", "tahun", "menit",
    "indeks 1-5", "indeks 0-100", "nilai 0-100", "nilai 25-100", "per 10.000 penduduk", "rupiah per orang",
]  # fmt: skip
Pace = Literal["straight", "plan", "none"]

KABUPATEN = "13.05"
OUTSIDE = "luar"
UNSTATED = "??"  # in a part: what neither the form nor its sender has stated
DIMENSIONS = ("gov", "brd", "eco", "liv", "soc", "env")

KINDS = get_args(Kind)
WINDOWS = get_args(Window)
LEVELS = get_args(Level)
