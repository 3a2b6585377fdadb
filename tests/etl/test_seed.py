"""The sample files: the same bytes each time, in the offices' declared shapes, and nobody real in them."""

from __future__ import annotations

import hashlib
import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl import seed
from etl.seed import births, deaths, forms, people, places, workbook
from tests.etl.seeded import DATASETS, Table, declaration, plain, tables_in

NOBODYS = {
    "births": {"No", "NAMA ANAK", "NAMA IBU"},
    "deaths": {"No", "NAMA ALMARHUM", "NAMA PELAPOR"},
    "birth_notifications": {"No", "NAMA IBU"},
    "budget": {"No", "no", "Nama SKPD", "Nama OPD", "nama_skpd"},
}

NIKS = {"births": ("nik_anak", "nik_ibu"), "deaths": ("nik",), "birth_notifications": ("nik_ibu",)}
# Spellings that no form has, put there to be refused.
FAULTY = {("births", "jenis_kelamin"): {"x"}, ("deaths", "sebab"): {"7"}}


@pytest.fixture(scope="module")
def tables(sample_files: Path) -> dict[str, list[Table]]:
    return tables_in(sample_files)


def of_area(code: str) -> bool:
    return re.fullmatch(r"13\.05\.\d\d(\.\d{4})?", code) is not None


def hash_of(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def hashes(root: Path, files: Sequence[Path]) -> dict[str, str]:
    return {str(file.relative_to(root)): hash_of(file) for file in files}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_gives_others(
    sample_files: Path, tmp_path: Path
) -> None:
    again = hashes(tmp_path / "again", seed.write(tmp_path / "again"))
    assert again == {name: hash_of(sample_files / name) for name in again}
    other = hashes(tmp_path / "other", seed.write(tmp_path / "other", seed=1))
    assert {name for name, found in again.items() if other[name] != found} >= {
        "births/kelahiran-2022-01.csv",
        "budget/rfk-2025-12.xlsx",
        "progress/kemajuan-2024-06.csv",
    }


def test_files_are_small_and_come_in_an_order_in_which_what_was_sent_later_is_last(tmp_path: Path) -> None:
    paths = seed.write(tmp_path)
    assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) < 18_000_000
    assert set(paths) == {path for path in tmp_path.rglob("*") if path.is_file()}
    for dataset in DATASETS:
        inside = [path.name for path in paths if path.parent.name == dataset]
        assert inside == sorted(inside)


def test_every_header_is_declared_or_known_to_be_nobodys(tables: dict[str, list[Table]]) -> None:
    for dataset, found in tables.items():
        for one in found:
            unknown = {name for name, column in zip(one.headers, one.columns, strict=True) if column is None}
            assert unknown <= NOBODYS.get(dataset, set()), one.path.name
            named = [column for column in one.columns if column]
            assert sorted(named) == sorted(_written(declaration(dataset))), one.path.name


def _written(declared: Mapping[str, Any]) -> set[str]:
    """The columns of a table: what is stated stands above it, and the program fills two of a tree."""
    filled = {declared["tree"]["level"], declared["tree"]["deepest"]} if "tree" in declared else set()
    return {name for name, column in declared["columns"].items() if not column.get("stated")} - filled


def test_every_choice_is_a_declared_spelling(tables: dict[str, list[Table]]) -> None:
    for dataset, found in tables.items():
        for name, column in declaration(dataset)["columns"].items():
            if column["kind"] != "choice":
                continue
            known = {plain(word) for key, words in column["choices"].items() for word in (key, *words)}
            written = Counter(plain(value) for one in found for value in one.values(name) if value)
            assert written.keys() - known <= FAULTY.get((dataset, name), set()), (dataset, name)


def test_births_are_about_7300_a_year_over_all_nagari_in_one_file_a_month(
    tables: dict[str, list[Table]],
) -> None:
    assert [one.path.stem for one in tables["births"]] == [
        f"kelahiran-{year}-{month:02}" for year in range(2022, 2026) for month in range(1, 13)
    ]
    for year in range(2022, 2026):
        registered = sum(len(one.rows) for one in tables["births"] if f"-{year}-" in one.path.stem)
        assert registered == pytest.approx(7_300, rel=0.05)
    codes = {code for one in tables["births"] for code in one.values("kode_wilayah") if of_area(code)}
    assert len({code[:8] for code in codes}) == 17
    assert len({code for code in codes if len(code) > 8}) == 103


def test_every_file_of_births_states_its_month_above_the_table(tables: dict[str, list[Table]]) -> None:
    for one in tables["births"]:
        year, month = map(int, one.path.stem.split("-")[1:])
        assert f"Bulan : {forms.MONTHS[month - 1]} {year}" in one.above


def test_deaths_are_about_2500_a_year_in_quarterly_files_that_state_their_months(
    tables: dict[str, list[Table]],
) -> None:
    assert [one.path.stem for one in tables["deaths"]] == [
        f"kematian-{year}-T{quarter}" for year in range(2022, 2026) for quarter in range(1, 5)
    ]
    assert "Periode : Juli s.d. September 2024" in tables["deaths"][10].above
    for year in range(2022, 2026):
        registered = sum(len(one.rows) for one in tables["deaths"] if f"-{year}-" in one.path.stem)
        assert registered == pytest.approx(2_500, rel=0.06)


def test_a_death_is_registered_more_punctually_from_year_to_year_and_nobody_is_born_after_it() -> None:
    rng = random.Random(7)
    found = deaths.registered(places.read(rng), rng)
    share = {}
    for year in (2022, 2024):
        delays = [(one.registered - one.died).days for one in found if one.died.year == year]
        within = [days for days in delays if days <= 365]
        share[year] = sum(days <= 30 for days in within) / len(within)
    assert 0.45 < share[2022] < share[2024] < 0.75
    assert all(one.born <= one.died <= one.registered for one in found)


def test_every_nik_belongs_to_nobody_and_names_stand_in_two_columns_only(
    tables: dict[str, list[Table]],
) -> None:
    for dataset, niks in NIKS.items():
        for one in tables[dataset]:
            numbers = [value for name in niks for value in one.values(name)]
            assert all(re.fullmatch(r"99\d{13,14}", value) for value in numbers if value)
            assert {name for name in NOBODYS[dataset] if name.startswith("NAMA")} <= set(one.headers)


def test_births_have_the_faults_of_real_files_and_few_enough_to_be_accepted(
    tables: dict[str, list[Table]],
) -> None:
    every = [row for one in tables["births"] for row in one.records("no_akta", "jenis_kelamin", "nik_anak")]
    certificates = Counter(row[0] for row in every)
    repeated = sum(times - 1 for times in certificates.values())
    assert 0.002 < repeated / len(every) < 0.005
    assert any(row[1] == "X" for row in every)
    assert any(len(row[2]) == 15 for row in every)
    days = [day for one in tables["births"] for day in one.values("tanggal_lahir")]
    assert any(re.fullmatch(r"31[-/ ](02|Feb|Februari)[-/ ]\d+", day) for day in days)
    outside = [
        code for one in tables["births"] for code in one.values("kode_wilayah") if code in places.OUTSIDE
    ]
    assert 0.01 < len(outside) / len(every) < 0.02
    assert any(area == "Lubuk Alung" for one in tables["births"] for area in one.values("kode_wilayah"))
    kecamatan = [
        code
        for one in tables["births"]
        for code in one.values("kode_wilayah")
        if of_area(code) and len(code) == 8
    ]
    assert len(kecamatan) > 100


def test_registration_gets_more_punctual_and_has_a_long_tail() -> None:
    rng = random.Random(7)
    found = births.registered(places.read(rng), rng)
    delays = {
        year: [(one.registered - one.born).days for one in found if one.born.year == year]
        for year in (2022, 2024)
    }
    within = {year: [days for days in one if days <= 365] for year, one in delays.items()}
    share = {year: sum(days <= 60 for days in one) / len(one) for year, one in within.items()}
    assert 0.74 < share[2022] < share[2024] < 0.88
    assert max(delays[2022]) > 600
    assert all(one.registered.weekday() < 5 and one.registered > one.born for one in found)


def test_a_workbook_keeps_text_numbers_and_dates_apart(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    workbook.write(path, [["0101", 7, Decimal("45.2"), date(2022, 2, 14), None, "a < b & “c”"]])
    (row,) = openpyxl.load_workbook(path).worksheets[0].iter_rows()
    assert [cell.value for cell in row[:3]] == ["0101", 7, 45.2]
    assert row[3].is_date
    assert row[3].value.date() == date(2022, 2, 14)
    assert [cell.value for cell in row[4:]] == [None, "a < b & “c”"]
    assert [workbook.column(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_days_are_written_as_offices_write_them() -> None:
    styles = (
        forms.slashes,
        forms.dashes,
        forms.full_words,
        forms.short_words,
        forms.real_date,
        forms.serial_number,
    )
    assert [style(15, 8, 2024) for style in styles] == [
        "15/08/2024", "15-08-2024", "15 Agustus 2024", "15-Agt-24", date(2024, 8, 15), 45519,
    ]  # fmt: skip
    assert forms.serial_number(31, 2, 2024) == "31/02/2024"


def test_a_nik_has_forty_added_to_a_womans_day_and_is_given_once() -> None:
    registry = people.Registry(random.Random(1))
    assert registry.nik("13.05.07", 2, date(2023, 5, 9)) == "9905074905230001"
    assert registry.nik("13.05.07", 2, date(2023, 5, 9)) == "9905074905230002"
    assert registry.nik("13.05.07", 1, date(2023, 5, 9)) == "9905070905230001"
