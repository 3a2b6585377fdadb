"""The same job in plain pandas, as an office's analyst would write it.

Run as `python -m bench.by_pandas FILE SPELLINGS FOLDER`; what `bench.by_hand` writes, this writes.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import shutil
import sys
from pathlib import Path

import pandas as pd

from bench.by_hand import CHOICES, HEADERS, SECRET, numbers_of

TIDY = re.compile(r"[!-~](?:[ -~]*[!-~])?")
NIK = re.compile(r"[0-9]{6}(?:[0-6][0-9]|7[01])(?:0[1-9]|1[0-2])[0-9]{2}[0-9]{4}")
FAR = re.compile(r"[1-9][0-9](?:\.[0-9]{2}){0,2}(?:\.[0-9]{4})?")
FIRST, LAST = pd.Timestamp("2025-01-01"), pd.Timestamp("2025-12-31")


def main(file: Path, spellings: Path, folder: Path) -> None:
    """The whole job; writes kept.parquet, refused.parquet and numbers.parquet."""
    copied = folder / hashlib.sha256(file.read_bytes()).hexdigest()
    shutil.copyfile(file, copied)
    raw = pd.read_csv(copied, sep=";", dtype=str, keep_default_na=False).rename(columns=HEADERS)[
        list(HEADERS.values())
    ]
    raw.insert(0, "row", range(2, len(raw) + 2))
    values, why = typed(raw, pd.read_parquet(spellings))
    _compare_twins(values, why)
    refused = why.notna().any(axis=1)
    for name in ("no_akta", "nik_anak", "nik_ibu"):
        values[name] = values[name].map(_hashed, na_action="ignore")
    kept = values[~refused & ~values["duplicate"]]
    kept.to_parquet(folder / "kept.parquet")
    _refusals(raw, values, why)[refused].to_parquet(folder / "refused.parquet")
    numbers(kept).to_parquet(folder / "numbers.parquet")


def typed(raw: pd.DataFrame, spellings: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The value of every cell, and why it has none."""
    values, why = pd.DataFrame({"row": raw["row"]}), pd.DataFrame(index=raw.index)
    text = {name: raw[name].str.strip() for name in HEADERS.values()}
    values["no_akta"] = text["no_akta"].where(text["no_akta"].str.fullmatch(TIDY))
    why["no_akta"] = _why(
        values["no_akta"], text["no_akta"], True, "berisi karakter kendali yang tidak terlihat"
    )
    for name in ("nik_anak", "nik_ibu"):
        digits = text[name].str.replace(r"[\s.'`]+", "", regex=True)
        values[name] = digits.where(digits.str.fullmatch(NIK) & ~digits.str.endswith("0000"))
        why[name] = _why(values[name], text[name], False, "NIK harus 16 angka")
    for name in ("tanggal_lahir", "tanggal_lapor"):
        values[name] = pd.to_datetime(text[name], format="%d-%m-%Y", errors="coerce")
        why[name] = _why(values[name], text[name], True, "tanggal tidak ada di kalender")
    late = values["tanggal_lapor"] < values["tanggal_lahir"]
    why.loc[late, "tanggal_lapor"] = "mendahului tanggal_lahir"
    outside = ~values["tanggal_lapor"].between(FIRST, LAST) & values["tanggal_lapor"].notna()
    why.loc[outside & ~late, "tanggal_lapor"] = "di luar bulan yang dinyatakan"
    values["kode_wilayah"] = _areas(text["kode_wilayah"], spellings)
    why["kode_wilayah"] = _why(
        values["kode_wilayah"], text["kode_wilayah"], True, "nama wilayah tidak dikenal"
    )
    for name in CHOICES:
        values[name] = text[name].str.lower().map(numbers_of(name))
        why[name] = _why(values[name], text[name], name == "jenis_kelamin", "bukan salah satu pilihan")
    weight = text["berat_kg"].str.replace(".", "", regex=False).str.replace(",", ".", regex=False)
    values["berat_kg"] = pd.to_numeric(weight, errors="coerce")
    why["berat_kg"] = _why(values["berat_kg"], text["berat_kg"], False, "bukan angka")
    why.loc[values["berat_kg"] < 0.2, "berat_kg"] = "kurang dari 0,2"
    why.loc[values["berat_kg"] > 9, "berat_kg"] = "lebih dari 9"
    return values, why


def _why(value: pd.Series, text: pd.Series, required: bool, reason: str) -> pd.Series:
    found = pd.Series(None, index=text.index, dtype=object)
    empty = text == ""
    found[value.isna() & ~empty] = reason
    if required:
        found[empty] = "kosong"
    return found


def _areas(text: pd.Series, spellings: pd.DataFrame) -> pd.Series:
    known = spellings[spellings["parent"].isna() & (spellings["n_codes"] == 1)].set_index("key")["code"]
    key = text.str.lower().str.replace(r"\s+", " ", regex=True)
    far = key.str.fullmatch(FAR) & ~key.str.startswith(("13.05", "1305", "1306"))
    return key.map(known).where(~far, "luar")


def _compare_twins(values: pd.DataFrame, why: pd.DataFrame) -> None:
    """Equal rows of one key: the first stays; different ones: all refused."""
    whole = [name for name in values.columns if name != "row"]
    shared = values["no_akta"].notna() & values["no_akta"].duplicated(keep=False)
    alike = values[shared].duplicated(whole, keep=False)
    conflict = alike[~alike].index
    why.loc[conflict, "no_akta"] = "kunci sama, isi berbeda"
    values["duplicate"] = values.duplicated(whole) & shared


def _hashed(text: str) -> str:
    return hmac.digest(SECRET, text.encode(), "sha256").hex()


def _refusals(raw: pd.DataFrame, values: pd.DataFrame, why: pd.DataFrame) -> pd.DataFrame:
    masked = {
        f"bad_{name}": raw[name]
        .where(why[name].notna())
        .str.replace("[0-9]", "9", regex=True)
        .str.replace("[A-Za-z]", "x", regex=True)
        for name in why.columns
    }
    return values.join(why.add_prefix("why_")).join(pd.DataFrame(masked))


def numbers(kept: pd.DataFrame) -> pd.DataFrame:
    """Births by month of birth and area, up to the kabupaten."""
    days = (kept["tanggal_lapor"] - kept["tanggal_lahir"]).dt.days
    ours = kept[(kept["kode_wilayah"] != "luar") & (days <= 365)].assign(within_60=days <= 60)
    levels = [ours.assign(area=ours["kode_wilayah"].str[:length]) for length in (None, 8, 5)]
    whole = pd.concat(levels).assign(
        month=lambda rows: rows["tanggal_lahir"].dt.to_period("M").dt.to_timestamp()
    )
    return (
        whole.groupby(["month", "area"])
        .agg(within_60=("within_60", "sum"), within_365=("row", "size"))
        .reset_index()
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
