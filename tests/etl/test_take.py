"""`take` as people use it: what it answers, what it writes, and how it ends."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.both import address
from tests.etl.conftest import NewState
from tests.etl.inside import answer, run, took
from tests.etl.writing import (
    APBD,
    BATANG_ANAI,
    BIRTHS,
    BUDGET,
    GIVEN,
    HEALTH,
    KOMINFO,
    LINE,
    birth,
    given,
    money,
    table,
    workbook,
)
from tests.line import run as run_command
from warehouse import database, tables

KEYS = {
    "file", "load", "dataset", "rows", "kept", "refused", "duplicates", "state", "message", "parts", "duplicate_of",
    "skipped", "warnings", "faults", "corrections",
}  # fmt: skip
PART = "tahun=2023;bulan={:02};kode_skpd={}"


def loaded(state: Path, dataset: str) -> dict[str, Any]:
    """What status says of a dataset."""
    every = answer(state, "status")["datasets"]
    return next(one for one in every if one["dataset"] == dataset)


def contents(state: Path) -> tuple[dict[str, str], list[str]]:
    """Every file of a state by its hash, and every row of its database."""
    files = {
        str(path.relative_to(state)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in state.rglob("*")
        if path.is_file() and not path.name.startswith("warehouse.db")
    }
    engine = database.connect(address(state))
    with engine.connect() as connection:
        rows = [
            f"{table.name} {row}"
            for table in tables.metadata.sorted_tables
            for row in connection.execute(select(table))
        ]
    engine.dispose()
    return files, rows


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


# ---- what it answers


@pytest.fixture(scope="module")
def mixed(new_state: NewState, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A file as offices send them, taken by the real command; its answer with what was told beside it."""
    file = table(
        tmp_path_factory.mktemp("mixed") / "angka.csv",
        GIVEN,
        [
            given("soc-01", "2021", "70,76"),
            given("soc-01", "2022", "71,63"),
            given("soc-01", "2022", "71,63"),  # equal to the one above: a twin, no fault
            [],
            given("eco-01", "2021", "2,18"),
            given("eco-01", "2019", "2,51/6,42"),
            ["JUMLAH", "", "", "144,57"],
            ["Catatan: angka contoh – bukan angka resmi"],
        ],
        delimiter=";",
        above=[["ANGKA DARI BPS – kompilasi"], []],
        encoding="cp1252",
    )
    done = run_command(new_state(), "take", "given", file, "--json")
    return {"code": done.returncode, "told": done.stderr, **json.loads(done.stdout)}


def test_the_answer_has_the_contracts_shape_and_counts(mixed: dict[str, Any]) -> None:
    # Rows of data: 5. The second 71,63 is a twin, 2,51/6,42 is refused: 5 - 1 - 1 = 3 kept; 1 of 5 is 20 %, the most allowed.
    (load,) = mixed["loads"]
    assert mixed["code"] == 0
    assert set(load) == KEYS
    assert (load["file"], load["dataset"], load["load"], load["state"]) == (
        "angka.csv",
        "given",
        1,
        "accepted",
    )
    assert (load["rows"], load["kept"], load["refused"], load["duplicates"]) == (5, 3, 1, 1)
    assert load["duplicate_of"] is None
    assert load["skipped"] == {"totals": 1, "blanks": 1, "notes": 1, "columns": [], "sheets": []}
    assert load["parts"] == {
        f"kode_indikator={indicator};periode={year};sumber=Uji": 1
        for indicator, year in (("eco-01", "2021"), ("soc-01", "2021"), ("soc-01", "2022"))
    }


def test_a_fault_names_the_editors_line_the_column_the_value_and_why(mixed: dict[str, Any]) -> None:
    # Two title lines, the header on line 3: the fifth row of data stands on line 9, a blank one before it.
    assert mixed["loads"][0]["faults"] == [
        {"sheet": "", "row": 9, "column": "nilai", "value": "2,51/6,42", "reason": "dua nilai dalam satu sel"}
    ]


def test_what_people_are_told_stands_on_standard_error_alone(mixed: dict[str, Any]) -> None:
    assert "angka.csv: muatan 1, diterima · 3 baris baik, 1 ditolak, 1 kembar" in mixed["told"]
    assert "baris 9 nilai: dua nilai dalam satu sel (2,51/6,42)" in mixed["told"]


def test_without_json_standard_output_stays_empty(state: Path, tmp_path: Path) -> None:
    done = run_command(state, "take", "budget", table(tmp_path / "a.csv", BUDGET, [money(1)]))
    assert (done.returncode, done.stdout) == (0, "")
    assert f"bagian: {PART.format(1, KOMINFO)}" in done.stderr


def test_a_refused_file_shows_all_its_faults_at_once(state: Path, tmp_path: Path) -> None:
    # The quoted name of line 2 holds a line break, so the next row stands on line 4.
    good = money(1)
    good[4] = "dua\nbaris"
    bad = ["dua ribu", "13", "2.16", "x", "", "sepuluh", "-1", "1.234.5", "100", "101"]
    load = took(state, "budget", table(tmp_path / "a.csv", BUDGET, [good, bad]), exits=1)
    assert (load["state"], load["rows"], load["kept"], load["refused"]) == ("refused", 2, 1, 1)
    assert load["message"].startswith("1 dari 2 baris ditolak, lebih dari 2 % yang dibolehkan.")
    assert [(one["row"], one["column"], one["value"]) for one in load["faults"]] == [
        (4, "tahun", "dua ribu"), (4, "bulan", "13"), (4, "kode_skpd", "2.16"), (4, "kode_sub_kegiatan", "x"),
        (4, "pagu_murni", "sepuluh"), (4, "pagu", "-1"), (4, "rak", "1.234.5"), (4, "realisasi_fisik", "101"),
    ]  # fmt: skip
    assert all(one["reason"] for one in load["faults"])


def test_a_file_that_waits_ends_with_1_and_says_what_to_do(state: Path, tmp_path: Path) -> None:
    load = took(state, "births", table(tmp_path / "a.csv", BIRTHS, [birth(1)]), exits=1)
    assert load["state"] == "waiting"
    assert load["message"].endswith("Nyatakan dengan --set bulan=2023-05.")


def test_what_was_refused_or_waits_is_the_same_load_when_it_is_taken_again(
    state: Path, tmp_path: Path
) -> None:
    wrong = table(tmp_path / "a.csv", GIVEN, [given("soc-01", "2020", "?")])
    unclear = table(tmp_path / "b.csv", BIRTHS, [birth(1)])
    first = [took(state, "given", wrong, exits=1), took(state, "births", unclear, exits=1)]
    journal = (state / "journal.jsonl").read_text(encoding="utf-8")
    again = [took(state, "given", wrong, exits=1), took(state, "births", unclear, exits=1)]
    assert again == first
    assert [(one["load"], one["state"]) for one in again] == [(1, "refused"), (2, "waiting")]
    assert (state / "journal.jsonl").read_text(encoding="utf-8") == journal
    # What its sender says otherwise is told of another load, and so is what was decided on.
    assert took(state, "given", wrong, "--sample", exits=1)["load"] == 3
    assert run_command(state, "withdraw", "2").returncode == 0
    assert took(state, "births", unclear, exits=1)["load"] == 4


def test_a_load_that_waits_is_new_again_once_another_spoke_for_its_part(state: Path, tmp_path: Path) -> None:
    def sent(name: str, *spent: int) -> Path:
        rows = [money(1, line=f"2.16.03.2.02.000{number}", spent=one) for number, one in enumerate(spent, 1)]
        return table(tmp_path / name, BUDGET, rows)

    took(state, "budget", sent("1.csv", 10, 20, 30))
    fewer = sent("2.csv", 10)
    waits = took(state, "budget", fewer, exits=1)["load"]
    assert took(state, "budget", fewer, exits=1)["load"] == waits == 2
    took(state, "budget", sent("3.csv", 11, 21, 31))
    assert took(state, "budget", fewer, exits=1)["load"] == 4
    # Accepted, it is the newest that speaks for the part.
    assert run_command(state, "accept", "4").returncode == 0


def test_a_file_without_its_columns_is_refused_with_a_sentence(state: Path, tmp_path: Path) -> None:
    load = took(state, "budget", table(tmp_path / "a.csv", ["Tahun", "Bulan"], [[2023, 1]]), exits=1)
    assert (load["state"], load["rows"]) == ("refused", 0)
    assert load["message"].startswith("a.csv: kepala tabel tidak ditemukan")
    assert [one["reason"] for one in load["faults"]] == [load["message"]]


def test_strict_refuses_a_file_for_one_row(state: Path, tmp_path: Path) -> None:
    rows = [given("soc-01", str(year), "70,5") for year in range(2010, 2020)] + [given("soc-01", "2020", "?")]
    file = table(tmp_path / "a.csv", GIVEN, rows)
    assert took(state, "given", file, "--strict", exits=1)["state"] == "refused"
    assert took(state, "given", file)["state"] == "accepted"  # 1 of 11 is within the declared 20 %


# ---- wrong use

WRONG = {
    "a dataset that is not declared": (["births2", "FILE"], "Dataset births2 tidak ada. Yang ada: adoptions, apbd"),
    "a derived dataset": (["smart_budget", "FILE"], "Dataset smart_budget tidak ada."),
    "an unknown column": (["budget", "FILE", "--set", "kode_opd=1"], "budget tidak mempunyai kolom itu"),
    "a setting without =": (["budget", "FILE", "--set", "tahun"], "tulis sebagai KOLOM=NILAI"),
    "a month that is none": (["births", "FILE", "--set", "bulan=Mei 2023"], "tulis 2023-05"),
    "a range that ends before it begins": (["births", "FILE", "--set", "bulan=2023-05..2023-04"], "mendahului"),
    "a mode that is none": (["budget", "FILE", "--set", "mode=tambah"], "pilih perbaikan atau ganti"),
    "a person's number as a setting": (["births", "FILE", "--set", "nik_ibu=99"], "hanya dibaca dari berkas"),
    "a file that is not there": (["budget", "FILE", "tiada.csv"], "Berkas tidak ada: tiada.csv"),
    "a folder": (["budget", "."], "Bukan berkas biasa"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_use_ends_with_2_and_a_sentence(empty_state: Path, tmp_path: Path, wrong: str) -> None:
    words, sentence = WRONG[wrong]
    file = table(tmp_path / "a.csv", BUDGET, [money(1)])
    done = run(empty_state, "take", *(file if word == "FILE" else word for word in words), "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
    assert loaded(empty_state, "budget")["loads"] == 0


def test_what_is_no_plain_file_is_refused_before_anything_opens_it(empty_state: Path, tmp_path: Path) -> None:
    file = table(tmp_path / "a.csv", BUDGET, [money(1)])
    pipe, link, odd = tmp_path / "pipa.csv", tmp_path / "tautan.csv", tmp_path / "a\x1b[2J\n.csv"
    os.mkfifo(pipe)
    link.symlink_to(file)
    odd.write_bytes(file.read_bytes())
    for path, named in ((pipe, "pipa.csv"), (link, "tautan.csv"), (odd, r"'a\x1b[2J\n.csv'")):
        done = run(empty_state, "take", "budget", path)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert f"{named}. Tidak ada yang dimuat." in done.stderr


def test_an_option_that_is_none_ends_with_2_and_no_traceback(empty_state: Path) -> None:
    done = run_command(empty_state, "take", "budget", "a.csv", "--dryrun")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_state_without_tables_says_how_to_make_them(tmp_path: Path) -> None:
    file = table(tmp_path / "a.csv", BUDGET, [money(1)])
    done = run(tmp_path / "var", "take", "budget", file)
    assert (done.returncode, done.stderr) == (1, "Basis data belum siap. Jalankan: python -m etl migrate\n")


def test_personal_files_need_a_strong_key_and_others_none(state: Path, tmp_path: Path) -> None:
    births = table(tmp_path / "b.csv", BIRTHS, [birth(1)])
    weak = {"DASBOR_LINK_KEY": "pendek"}
    done = run(state, "take", "births", births, "--set", "bulan=2023-05", environ=weak)
    assert done.returncode == 1
    assert done.stderr.startswith("DASBOR_LINK_KEY: ")
    budget = table(tmp_path / "a.csv", BUDGET, [money(1)])
    assert run(state, "take", "budget", budget, environ=weak).returncode == 0


# ---- what it writes


def test_a_dry_run_judges_and_writes_nothing(state: Path, tmp_path: Path) -> None:
    took(state, "budget", table(tmp_path / "a.csv", BUDGET, [money(1)]))
    before = contents(state)
    births = table(tmp_path / "b.csv", BIRTHS, [birth(1), birth(2, area="Antah")])
    load = took(state, "births", births, "--set", "bulan=2023-05", "--dry-run", exits=1)
    assert (load["state"], load["load"], load["rows"], load["kept"]) == ("refused", None, 2, 1)
    rows = tmp_path / "rows.csv"
    budget = table(tmp_path / "c.csv", BUDGET, [money(2)])
    load = took(state, "budget", budget, "--dry-run", "--rows", str(rows))
    assert (load["state"], load["load"]) == ("accepted", None)
    assert len(rows_of(rows)) == 1
    assert contents(state) == before


def test_a_dry_run_sees_what_is_there(state: Path, tmp_path: Path) -> None:
    rows = [money(1, line=f"2.16.03.2.02.00{number}") for number in range(10, 20)]
    took(state, "budget", table(tmp_path / "a.csv", BUDGET, rows))
    fewer = table(tmp_path / "b.csv", BUDGET, rows[:7])
    assert took(state, "budget", fewer, "--dry-run", exits=1)["state"] == "waiting"


def test_the_same_bytes_twice_are_one_load(state: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    file = table(tmp_path / "a.csv", BUDGET, [money(1), money(1, HEALTH)])
    first = took(state, "budget", file)
    renamed = file.rename(tmp_path / "salinan.csv")
    second = took(state, "budget", renamed, "--rows", str(rows))
    assert (second["state"], second["duplicate_of"], second["load"]) == ("duplicate", first["load"], None)
    assert (second["rows"], second["kept"], second["refused"]) == (2, 2, 0)
    assert [row["kode_skpd"] for row in rows_of(rows)] == [KOMINFO, HEALTH]
    assert loaded(state, "budget")["loads"] == 1


def test_of_several_files_the_good_ones_are_kept_and_one_refused_ends_with_1(
    state: Path, tmp_path: Path
) -> None:
    files = [
        table(tmp_path / "1.csv", BUDGET, [money(1)]),
        table(tmp_path / "2.csv", BUDGET, [money(2, spent="tiada")]),  # type: ignore[arg-type]
        table(tmp_path / "3.csv", ["bukan"], [["tabel"]]),
        table(tmp_path / "4.csv", BUDGET, [money(4)]),
    ]
    loads = answer(state, "take", "budget", *files, exits=1)["loads"]
    assert [(one["file"], one["state"]) for one in loads] == [
        ("1.csv", "accepted"),
        ("2.csv", "refused"),
        ("3.csv", "refused"),
        ("4.csv", "accepted"),
    ]
    budget = loaded(state, "budget")
    assert (budget["loads"], budget["rows"], budget["newest_part"]) == (2, 2, PART.format(4, KOMINFO))


# ---- the kept rows


def test_the_kept_rows_are_typed_in_the_order_of_the_declaration(state: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    file = table(
        tmp_path / "apbd.csv",
        APBD,
        [
            ["2023", "APBD Murni", "14 Februari 2023", "Rp 1.234.567,50", " Perda 1 / 2023 "],
            ["2023", "perubahan", "2023-09-20", "Rp2.000.000", "Perda 2"],
        ],
        delimiter=";",
        above=[["RINGKASAN APBD"]],
    )
    took(state, "apbd", file, "--rows", str(rows))
    assert rows.read_text(encoding="utf-8").splitlines() == [
        "tahun,versi,berlaku_dari,total_belanja,total_pendapatan,sumber,file,sheet,row",
        "2023,murni,2023-02-14,1234567.5,,Perda 1 / 2023,apbd.csv,,3",
        "2023,perubahan,2023-09-20,2000000,,Perda 2,apbd.csv,,4",
    ]


def test_codes_have_no_spaces_and_decimals_a_dot_in_csv_and_workbook_alike(
    state: Path, tmp_path: Path
) -> None:
    spaced = [2023, 1, KOMINFO.replace(".", " ."), f" {LINE[:7]} {LINE[7:]} ", "Uji", "1.000", "1.000", "100", "12,5", "5,25"]  # fmt: skip
    typed = [2023, 1, HEALTH, LINE, "Uji", 1000, 1000, 100, 12.5, 5.25]
    files = [
        table(tmp_path / "a.csv", BUDGET, [spaced], delimiter=";"),
        workbook(tmp_path / "b.xlsx", BUDGET, [typed], above=[["REALISASI"], []]),
    ]
    rows = tmp_path / "rows.csv"
    answer(state, "take", "budget", *files, "--rows", rows)
    line = {
        "tahun": "2023", "bulan": "1", "kode_sub_kegiatan": LINE, "nama_sub_kegiatan": "Uji", "pagu_murni": "1000",
        "pagu": "1000", "rak": "100", "realisasi_anggaran": "12.5", "realisasi_fisik": "5.25",
    }  # fmt: skip
    assert rows_of(rows) == [
        line | {"kode_skpd": KOMINFO, "file": "a.csv", "sheet": "", "row": "2"},
        line | {"kode_skpd": HEALTH, "file": "b.xlsx", "sheet": "Data", "row": "4"},
    ]


def test_kept_rows_leave_out_refused_rows_and_twins(state: Path, tmp_path: Path) -> None:
    cells = [birth(1), birth(1), birth(2, area=BATANG_ANAI), *(birth(number) for number in range(4, 24))]
    cells.append(birth(3, told="1/4/2023"))
    rows = tmp_path / "rows.csv"
    file = table(tmp_path / "a.csv", BIRTHS, cells)
    load = took(state, "births", file, "--set", "bulan=2023-05", "--rows", str(rows))
    # 24 rows: one twin, one outside May (1 of 24 is within 5 %), 22 kept on the lines that hold neither.
    assert (load["rows"], load["kept"], load["refused"], load["duplicates"]) == (24, 22, 1, 1)
    assert [int(row["row"]) for row in rows_of(rows)] == [2, *range(4, 25)]


# ---- offices that nobody knows

NOBODY = "9.99.0.00.0.00.99.0000"


@pytest.fixture
def without_office(tmp_path: Path) -> Path:
    header = [name for name in BUDGET if name != "Kode SKPD"]
    row = money(1)
    return table(tmp_path / "a.csv", header, [row[:2] + row[3:]])


def test_a_stated_office_fills_what_the_form_leaves_out(state: Path, without_office: Path) -> None:
    load = took(state, "budget", without_office, "--set", f"kode_skpd={HEALTH}")
    assert load["parts"] == {PART.format(1, HEALTH): 1}
    assert load["warnings"] == []


def test_a_stated_office_that_nobody_knows_is_refused(state: Path, without_office: Path) -> None:
    load = took(state, "budget", without_office, "--set", f"kode_skpd={NOBODY}", exits=1)
    assert load["state"] == "refused"
    assert [(one["column"], one["reason"]) for one in load["faults"]] == [
        ("kode_skpd", "kode perangkat daerah tidak dikenal")
    ]


def test_in_a_dry_run_a_stated_office_that_nobody_knows_is_a_warning(
    state: Path, without_office: Path
) -> None:
    said = ("--set", f"kode_skpd={NOBODY}", "--dry-run")
    load = took(state, "budget", without_office, *said)
    sentence = (
        f"--set kode_skpd={NOBODY}: kode perangkat daerah belum dikenal; tanpa --dry-run berkas ini ditolak."
    )
    assert (load["state"], load["kept"], load["warnings"]) == ("accepted", 1, [sentence])
    assert f"Peringatan: {sentence}" in run(state, "take", "budget", without_office, *said).stderr


def test_a_dry_run_knows_no_office_that_stands_in_the_file_alone(state: Path, tmp_path: Path) -> None:
    file = table(tmp_path / "a.csv", BUDGET, [money(1, NOBODY)])
    assert took(state, "budget", file, "--dry-run", exits=1)["state"] == "refused"


def test_a_stated_office_must_have_the_form_of_one_even_in_a_dry_run(
    state: Path, without_office: Path
) -> None:
    load = took(state, "budget", without_office, "--set", "kode_skpd=kominfo", "--dry-run", exits=1)
    assert load["state"] == "refused"
    assert load["faults"][0]["reason"].startswith("bukan kode perangkat daerah")
