"""The job of `take` and `release` for one csv of births, as a script somebody writes for DuckDB by hand.

Run as `python -m bench.by_hand FILE SPELLINGS FOLDER`: copy and hash, read as text with row numbers, type every
column, list reasons, write kept and refused Parquet, aggregate by month up to the kabupaten.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

import duckdb

HERE = Path(__file__).parent
SECRET = b"k" * 32  # the hashing key of this bench
HEADERS = {
    "No. Akta Kelahiran": "no_akta",
    "NIK Anak": "nik_anak",
    "L/P": "jenis_kelamin",
    "Tgl Lahir": "tanggal_lahir",
    "Tgl Lapor": "tanggal_lapor",
    "Nagari": "kode_wilayah",
    "Tempat Dilahirkan": "tempat_dilahirkan",
    "Penolong Kelahiran": "penolong_kelahiran",
    "Jenis Kelahiran": "jenis_kelahiran",
    "Berat (kg)": "berat_kg",
    "NIK Ibu": "nik_ibu",
}
# The spellings of each choice, by its number from 1.
CHOICES = {
    "jenis_kelamin": (("l", "laki-laki", "lk"), ("p", "perempuan", "pr")),
    "tempat_dilahirkan": (("rs/rb",), ("puskesmas",), ("polindes",), ("rumah",), ("lainnya",)),
    "penolong_kelahiran": (("dokter",), ("bidan/perawat", "bidan", "perawat"), ("dukun",), ("lainnya",)),
    "jenis_kelahiran": (("tunggal",), ("kembar 2",), ("kembar 3",), ("kembar 4",), ("lainnya",)),
}
AGGREGATE = """
    SELECT date_trunc('month', tanggal_lahir)::date AS month, area,
        count(*) FILTER (date_diff('day', tanggal_lahir, tanggal_lapor) <= 60) AS within_60, count(*) AS within_365
    FROM (SELECT *, unnest([kode_wilayah, left(kode_wilayah, 8), left(kode_wilayah, 5)]) AS area FROM kept WHERE kode_wilayah <> 'luar')
    WHERE date_diff('day', tanggal_lahir, tanggal_lapor) <= 365
    GROUP BY ALL
"""


def numbers_of(column: str) -> dict[str, str]:
    """The number of each spelling of a choice; the numbers are spellings too."""
    listed = enumerate(CHOICES[column], start=1)
    return {spelling: str(number) for number, forms in listed for spelling in (str(number), *forms)}


def prepared(con: duckdb.DuckDBPyConnection, spellings: Path, months: tuple[str, str]) -> str:
    """Make the macros, variables and spellings that the judging statement names; returns the statement."""
    con.execute("set enable_progress_bar = false")
    con.execute((HERE / "words_by_hand.sql").read_text())
    con.execute(
        f"CREATE TABLE spellings AS SELECT key, code, n_codes FROM '{spellings}' WHERE parent IS NULL"
    )
    for name, byte in (("inner_pad", 0x36), ("outer_pad", 0x5C)):
        pad = bytes(each ^ byte for each in SECRET.ljust(64, b"\0"))
        con.execute(f"SET VARIABLE {name} = unhex('{pad.hex()}')")
    for name in CHOICES:
        con.execute(f"SET VARIABLE {name} = MAP {numbers_of(name)}")
    first, last = months
    con.execute(f"SET VARIABLE first_day = DATE '{first}-01'")
    con.execute(f"SET VARIABLE last_day = last_day(DATE '{last}-01')")
    con.execute(f"SET VARIABLE outside = 'di luar bulan yang dinyatakan ({first} s.d. {last})'")
    return (HERE / "judged_by_hand.sql").read_text()


def main(file: Path, spellings: Path, folder: Path) -> None:
    """The whole job; writes kept.parquet, refused.parquet and numbers.parquet."""
    copied = folder / hashlib.sha256(file.read_bytes()).hexdigest()
    shutil.copyfile(file, copied)
    con = duckdb.connect()
    judging = prepared(con, spellings, ("2025-01", "2025-12"))
    named = ", ".join(f'"{header}" AS {name}' for header, name in HEADERS.items())
    con.execute(
        f"CREATE TABLE raw AS SELECT row_number() OVER () + 1 AS row, {named} "
        f"FROM read_csv('{copied}', delim=';', all_varchar=true, header=true)"
    )
    con.execute(f"CREATE TABLE judged AS {judging}")
    refused = " OR ".join(f"why_{name} IS NOT NULL" for name in HEADERS.values())
    con.execute(
        f"CREATE TABLE kept AS SELECT COLUMNS('^(row|{'|'.join(HEADERS.values())})$') FROM judged WHERE NOT ({refused}) AND NOT duplicate"
    )
    con.execute(f"COPY kept TO '{folder}/kept.parquet'")
    con.execute(f"COPY (SELECT * FROM judged WHERE {refused}) TO '{folder}/refused.parquet'")
    con.execute(f"COPY ({AGGREGATE}) TO '{folder}/numbers.parquet'")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
