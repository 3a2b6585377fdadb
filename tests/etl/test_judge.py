"""The judge: what a whole row becomes, parts, months, constants, hashes, masks, and rows of one key."""

from __future__ import annotations

import hmac
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from etl.judge import statement
from tests.etl.judging import SECRET, dataset, judged, reference_data
from warehouse import engine
from warehouse.declarations import Column, Dataset

BIRTH = (
    Column("no_akta", "text", required=True, hashed=True),
    Column("lahir", "date", required=True),
    Column("lapor", "date", required=True, not_before="lahir"),
    Column("berat_kg", "decimal"),
)
BUDGET = (
    Column("tahun", "count", required=True),
    Column("bulan", "count", required=True, maximum=Decimal(12)),
    Column("kode", "text", required=True),
    Column("pagu", "rupiah"),
)


def births(**said: Any) -> Dataset:
    return dataset(*BIRTH, **{"personal": True, "month_of": "lapor", "key": ("no_akta",), **said})


def budget(**said: Any) -> Dataset:
    return dataset(
        *BUDGET, **{"replaces": ("tahun", "bulan", "kode"), "key": ("tahun", "bulan", "kode"), **said}
    )


def line(
    kode: str = "A", pagu: str | None = "1", tahun: str = "2023", bulan: str = "5"
) -> dict[str, str | None]:
    return {"tahun": tahun, "bulan": bulan, "kode": kode, "pagu": pagu}


def birth(
    number: str, born: str = "1/5/2023", told: str = "2/5/2023", weight: str = ""
) -> dict[str, str | None]:
    return {"no_akta": number, "lahir": born, "lapor": told, "berat_kg": weight}


def hashed(text: str) -> str:
    return hmac.new(SECRET, text.encode(), "sha256").hexdigest()


def test_a_row_comes_out_typed_with_its_part_and_without_reasons() -> None:
    (row,) = judged(births(), [birth(" A 1 ", weight="3,1")])
    assert row == {
        "sheet": "",
        "row": 2,
        "at_column": 0,
        "part": "bulan=2023-05",
        "duplicate": False,
        "no_akta": hashed("A 1"),
        "lahir": date(2023, 5, 1),
        "lapor": date(2023, 5, 2),
        "berat_kg": Decimal("3.1"),
        **{f"{what}_{column.name}": None for what in ("why", "bad") for column in BIRTH},
    }


def test_the_types_of_the_result_are_those_of_the_engine() -> None:
    con, declared = engine.connect(), births()
    con.create_table(
        "raw", schema={"sheet": "string", "row": "int64", "at_column": "int64", "no_akta": "string"}
    )
    found = con.sql(statement(con, declared, reference_data(), SECRET), dialect="duckdb")
    types = {name: str(found[name].type()) for name in declared.columns}
    assert types == {name: engine.type_of(column) for name, column in declared.columns.items()}
    assert con.to_pyarrow(found).num_rows == 0


def test_a_row_keeps_all_its_reasons_and_shows_only_the_shape_of_a_persons_cells() -> None:
    (row,) = judged(births(), [birth("", "31/02/2023", "Senin, 2 Mei 2023", "3.250")])
    assert [row[f"why_{column.name}"] for column in BIRTH] == [
        "kosong",
        "tanggal tidak ada di kalender",
        "bukan tanggal",
        "dapat dibaca 9999 atau 9,999",
    ]
    assert [row[f"bad_{column.name}"] for column in BIRTH] == ["", "99/99/9999", "xxxxx, 9 xxx 9999", "9.999"]


def test_the_text_of_a_refused_cell_is_shown_where_nobody_is_a_person() -> None:
    (row,) = judged(budget(), [line(pagu="\x1f12345678901234567890")])
    assert (row["why_pagu"], row["bad_pagu"]) == ("angka terlalu besar", "12345678901234567890")


def test_a_date_before_the_one_it_follows_is_refused() -> None:
    rows = judged(births(), [birth("1", "2/5/2023", "1/5/2023"), birth("2", "salah", "1/5/2023")])
    assert [row["why_lapor"] for row in rows] == ["mendahului lahir", None]


def test_rows_outside_the_stated_months_are_refused() -> None:
    cells = [birth("1", told="1/5/2023"), birth("2", told="1/6/2023"), birth("3", told="salah")]
    rows = judged(births(), cells, months=("2023-05",))
    assert [row["why_lapor"] for row in rows] == [
        None,
        "di luar bulan yang dinyatakan (2023-05)",
        "bukan tanggal",
    ]
    assert [row["part"] for row in rows] == ["bulan=2023-05", "bulan=2023-06", ""]
    span = judged(births(), cells[:1], months=("2023-06", "2023-07"))
    assert span[0]["why_lapor"] == "di luar bulan yang dinyatakan (2023-06 s.d. 2023-07)"


def test_the_part_is_made_of_typed_values_with_the_month_in_two_digits() -> None:
    rows = judged(budget(), [line(tahun="2.023", bulan="5"), line(kode=" B ", bulan="\x1f12")])
    assert [row["part"] for row in rows] == ["tahun=2023;bulan=05;kode=A", "tahun=2023;bulan=12;kode=B"]
    assert judged(budget(replaces=()), [line()])[0]["part"] == "all"


def test_constants_fill_what_the_file_leaves_out() -> None:
    rows = judged(budget(), [{"kode": "A", "bulan": ""}, {"kode": "B", "bulan": "7"}],
                  constants={"tahun": "2023", "bulan": "6"})  # fmt: skip
    assert [(row["tahun"], row["bulan"]) for row in rows] == [(2023, 6), (2023, 7)]


def test_equal_rows_of_one_key_are_kept_once_and_different_ones_all_refused() -> None:
    rows = judged(budget(), [
        line("A", "1.000"), line("B", "2.000"), line(" A", "Rp 1000"), line("B", "3.000"),
        line("A", "1000", bulan="05"), line("C", "1"), line("D", None), line("D", "-"),
    ])  # fmt: skip
    conflict = "kunci sama, isi berbeda"
    assert [row["duplicate"] for row in rows] == [False, False, True, False, True, False, False, True]
    assert [row["why_tahun"] for row in rows] == [None, conflict, None, conflict, None, None, None, None]


def test_a_row_with_a_fault_and_another_row_of_its_key_differ() -> None:
    rows = judged(births(), [birth("1"), birth("1", born="salah"), birth("2"), birth("2")])
    assert [row["why_no_akta"] for row in rows] == ["kunci sama, isi berbeda"] * 2 + [None, None]
    assert [row["bad_no_akta"] for row in rows] == ["9", "9", None, None]
    assert [row["duplicate"] for row in rows] == [False, False, False, True]


def test_refused_cells_are_compared_as_they_arrived() -> None:
    rows = judged(
        births(),
        [birth("1", born="salah"), birth("1", born="rusak"), birth("2", born="?"), birth("2", born="?")],
    )
    assert [row["why_no_akta"] for row in rows] == ["kunci sama, isi berbeda"] * 2 + [None, None]
    assert [row["duplicate"] for row in rows] == [False, False, False, True]


def test_a_key_that_cannot_be_read_has_no_twins_and_without_a_key_none_has() -> None:
    rows = judged(budget(), [line(tahun="x"), line(tahun="x", pagu="2")])
    assert [(row["why_tahun"], row["duplicate"]) for row in rows] == [("bukan angka", False)] * 2
    assert [row["duplicate"] for row in judged(budget(key=()), [line(), line()])] == [False, False]


def test_an_empty_part_of_a_key_is_a_part_like_another() -> None:
    declared = dataset(Column("kode", "text"), Column("nilai", "count"), key=("kode",))
    rows = judged(declared, [{"kode": "", "nilai": "1"}, {"kode": None, "nilai": "1"}])
    assert [row["duplicate"] for row in rows] == [False, True]


@pytest.mark.parametrize("secret", [b"k", b"k" * 32, bytes(range(64))])
def test_hashes_are_those_of_pythons_hmac(secret: bytes) -> None:
    texts = ["A1", "Žluťoučký", "1305-LU-01012023-0001", "'"]
    declared = dataset(Column("x", "text", hashed=True), personal=True)
    rows = judged(declared, [{"x": text} for text in texts], secret=secret)
    assert [row["x"] for row in rows] == [
        hmac.new(secret, text.encode(), "sha256").hexdigest() for text in texts
    ]


def test_hashed_columns_need_a_key_that_fits() -> None:
    with pytest.raises(ValueError, match="no key"):
        judged(births(), [birth("1")], secret=None)
    with pytest.raises(ValueError, match="1 to 64 bytes"):
        judged(births(), [birth("1")], secret=b"k" * 65)


def test_a_value_is_computed_once_and_not_again_in_every_reason() -> None:
    con, declared = engine.connect(), dataset(*BUDGET)
    places = {"sheet": "string", "row": "int64", "at_column": "int64"}
    con.create_table("raw", schema=dict.fromkeys(declared.columns, "string") | places)
    sql = statement(con, declared, reference_data())
    assert len(re.findall(r"AS DECIMAL\(18, 2\)", sql)) == 3  # as it stands, from a workbook, in a frame


def test_files_of_a_dataset_share_their_statement_whatever_their_months_and_twins() -> None:
    texts = []
    for months, numbers in (("2023-05",), ["1", "1"]), (("2024-01", "2024-02"), ["1", "2"]):
        con = engine.connect()
        cells = {
            "no_akta": numbers,
            "lahir": ["1/5/2023"] * 2,
            "lapor": ["2/5/2023"] * 2,
            "berat_kg": ["", ""],
        }
        con.create_table("raw", pa.table({"sheet": ["", ""], "row": [2, 3], "at_column": [0, 0], **cells}))
        texts.append(statement(con, births(), reference_data(), SECRET, months=months))
    assert texts[0] == texts[1]


def test_two_hundred_thousand_rows_are_judged() -> None:
    con, count = engine.connect(), 200_000
    numbers = range(count)
    con.create_table("raw", pa.table({
        "sheet": pa.array([""] * count), "row": pa.array(numbers), "at_column": pa.array([0] * count),
        "no_akta": [str(number - (number % 1000 == 1)) for number in numbers],
        "lahir": [f"{number % 28 + 1:02}/0{number % 9 + 1}/2015" for number in numbers],
        "lapor": ["1 Desember 2015"] * count, "berat_kg": [f"3,{number % 10}" for number in numbers],
    }))  # fmt: skip
    judging = statement(con, births(), reference_data(), SECRET)
    (totals,) = con.raw_sql(
        f"SELECT count(*), count(why_no_akta), sum(duplicate::int) FROM ({judging})"
    ).fetchall()
    assert totals == (count, 400, 0)  # 200 pairs of numbers, the rows of each different
