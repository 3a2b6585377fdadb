"""Which parts of its dataset a file speaks for, and what becomes of those that are there already."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.etl.conftest import NewState
from tests.etl.inside import answer, run, took
from tests.etl.writing import (
    BIRTHS,
    BUDGET,
    HEALTH,
    KOMINFO,
    LINE,
    OTHER_LINE,
    TAGS,
    Cells,
    birth,
    money,
    table,
    tag,
)

MAY, JUNE = "bulan=2023-05", "bulan=2023-06"


def births(folder: Path, *rows: Cells, above: Iterable[Cells] = ()) -> Path:
    """A file of births of its own name."""
    return table(folder / f"{len(list(folder.iterdir()))}.csv", BIRTHS, rows, above=above)


def budget(folder: Path, *rows: Cells) -> Path:
    """A file of the budget of its own name."""
    return table(folder / f"{len(list(folder.iterdir()))}.csv", BUDGET, rows)


def part(month: int, office: str = KOMINFO) -> str:
    return f"tahun=2023;bulan={month:02};kode_skpd={office}"


def explained(state: Path, *words: str) -> dict[str, Any]:
    """A release, and a number of it."""
    done = run(state, "release", "--today", "2026-01-20")
    assert done.returncode == 0, done.stderr
    return dict(answer(state, "explain", *words))


def recorded(state: Path, month: str) -> Any:
    """How many certificates were recorded in a month, after a release."""
    return explained(state, "reg-03-lapor", "13.05", month)["denominator"]


# ---- the month of a file of births


@pytest.mark.parametrize(
    "title",
    [
        [["LAPORAN KELAHIRAN"], ["Bulan : Mei 2023"]],
        [["Periode", "05/2023"]],
        [["Bulan Pelaporan:", "", "Mei 2023"], []],
        [["Bulan: 2023-05", "", "Bulan: Mei 2023"]],
    ],
)
def test_the_form_states_its_month_above_the_table(
    state: Path, tmp_path: Path, title: list[list[str]]
) -> None:
    load = took(state, "births", births(tmp_path, birth(1), above=title))
    assert (load["state"], load["parts"]) == ("accepted", {MAY: 1})


def test_a_month_that_nobody_states_is_proposed_and_the_file_waits(state: Path, tmp_path: Path) -> None:
    rows = [birth(1), birth(2), birth(3, told="1/6/2023")]
    titles = [[], [["Bulan: Mei 2023"], ["Bulan: Juni 2023"]], [["Keadaan Mei 2023"]]]
    for above in titles:
        load = took(state, "births", births(tmp_path, *rows, above=above), exits=1)
        assert load["message"] == (
            f"Bulan berkas belum dinyatakan; isinya kebanyakan {MAY}. Nyatakan dengan --set {MAY}."
        )
        done = run(state, "accept", str(load["load"]))  # it would replace June by one row
        assert done.returncode == 2
        assert done.stderr.endswith(f"Nyatakan dengan --set {MAY}.\n")


def test_rows_outside_the_stated_month_are_refused(state: Path, tmp_path: Path) -> None:
    file = births(tmp_path, birth(1), birth(2, told="1/6/2023"))
    load = took(state, "births", file, "--set", MAY, exits=1)
    (fault,) = load["faults"]
    assert (fault["row"], fault["column"]) == (3, "tanggal_lapor")
    assert fault["reason"] == "di luar bulan yang dinyatakan (2023-05)"
    assert fault["value"] == "9/9/9999"


def test_a_range_states_every_month_in_it_the_empty_ones_too(state: Path, tmp_path: Path) -> None:
    file = births(tmp_path, birth(1), birth(2), birth(3, told="1/7/2023"))
    load = took(state, "births", file, "--set", "bulan=2023-05..2023-07")
    assert load["parts"] == {MAY: 2, JUNE: 0, "bulan=2023-07": 1}


def test_what_the_sender_states_counts_before_what_the_form_states(state: Path, tmp_path: Path) -> None:
    file = births(tmp_path, birth(1, told="1/6/2023"), above=[["Bulan: Mei 2023"]])
    assert took(state, "births", file, exits=1)["state"] == "refused"
    assert took(state, "births", file, "--set", JUNE)["parts"] == {JUNE: 1}


# ---- a month that comes again


@pytest.fixture(scope="module")
def two_months(new_state: NewState, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """May with ten births and June with two, the last of them a number of May's once more."""
    state, folder = new_state(), tmp_path_factory.mktemp("births")
    took(state, "births", births(folder, *map(birth, range(1, 11))), "--set", MAY)
    june = [birth(21, told="1/6/2023"), birth(10, told="2/6/2023")]
    took(state, "births", births(folder, *june), "--set", JUNE)
    return state


def test_of_a_key_in_two_parts_the_newest_load_wins(two_months: Path) -> None:
    # Certificate 10 stands in May's file and in June's, which came later: 10 - 1 in May, 2 in June.
    assert recorded(two_months, "2023-05") == 9
    assert answer(two_months, "explain", "reg-03-lapor", "13.05", "2023-06")["denominator"] == 2


def test_a_month_that_comes_again_replaces_its_part_and_no_other(two_months: Path, tmp_path: Path) -> None:
    again = births(tmp_path, *map(birth, range(1, 9)), birth(31), birth(32), birth(33))
    took(two_months, "births", again, "--set", MAY)
    # 8 of the first file's certificates and 3 new ones; number 10 is June's alone now.
    assert recorded(two_months, "2023-05") == 11
    assert answer(two_months, "explain", "reg-03-lapor", "13.05", "2023-06")["denominator"] == 2


def test_the_parts_are_exactly_the_combinations_with_kept_rows(state: Path, tmp_path: Path) -> None:
    lines = [f"2.16.03.2.02.{number:04}" for number in range(1, 31)]
    rows = [money(month, line=line) for month in (1, 2) for line in lines]
    rows.append(money(3, HEALTH, spent="tiada"))  # type: ignore[arg-type]
    rows.append(money(2, HEALTH))
    load = took(state, "budget", budget(tmp_path, *rows))
    # 62 rows, one refused (within 2 %), and with it all that the office said of March.
    assert load["refused"] == 1
    assert load["parts"] == {part(1): 30, part(2): 30, part(2, HEALTH): 1}


# ---- the guard against parts that shrink


@pytest.fixture
def ten_lines(state: Path, tmp_path: Path) -> list[Cells]:
    """January of an office with ten lines, loaded."""
    rows: list[Cells] = [money(1, line=f"2.16.03.2.02.00{number}") for number in range(10, 20)]
    took(state, "budget", budget(tmp_path, *rows))
    return rows


def test_a_fifth_fewer_rows_pass(state: Path, tmp_path: Path, ten_lines: list[Cells]) -> None:
    assert took(state, "budget", budget(tmp_path, *ten_lines[:8]))["state"] == "accepted"


def test_more_than_a_fifth_fewer_wait_until_a_person_says_so(
    state: Path, tmp_path: Path, ten_lines: list[Cells]
) -> None:
    smaller = budget(tmp_path, *ten_lines[:7])
    load = took(state, "budget", smaller, exits=1)
    assert load["state"] == "waiting"
    assert load["message"] == (
        f"Bagian menyusut: {part(1)} dari 10 menjadi 7 baris. Bila benar, ulangi dengan --accept-shrink."
    )
    assert [one["load"] for one in answer(state, "status")["waiting"]] == [load["load"]]
    assert took(state, "budget", smaller, "--accept-shrink")["state"] == "accepted"
    assert answer(state, "status")["waiting"] == []  # its bytes were taken again


def test_a_waiting_load_counts_once_it_is_accepted(
    state: Path, tmp_path: Path, ten_lines: list[Cells]
) -> None:
    load = took(state, "budget", budget(tmp_path, *ten_lines[:7]), exits=1)
    assert run(state, "accept", str(load["load"])).returncode == 0
    # Now seven are there, so five are more than a fifth fewer.
    later = took(state, "budget", budget(tmp_path, *ten_lines[:5]), exits=1)
    assert "dari 7 menjadi 5 baris" in later["message"]


def test_a_word_on_a_load_must_fit_its_state(state: Path, tmp_path: Path, ten_lines: list[Cells]) -> None:
    refused = took(state, "budget", table(tmp_path / "x.csv", ["bukan"], [["tabel"]]), exits=1)["load"]
    told = {
        ("accept", "99"): "Muatan 99 tidak ada.",
        ("accept", "1"): "Muatan 1 sudah diterima; hanya yang menunggu dapat diterima.",
        (
            "withdraw",
            str(refused),
        ): f"Muatan {refused} ditolak; hanya yang diterima atau menunggu dapat ditarik.",
    }
    for words, sentence in told.items():
        done = run(state, *words)
        assert (done.returncode, done.stderr) == (2, f"{sentence}\n")


# ---- nothing to report


def test_a_month_stated_empty_counts_as_arrived_and_makes_a_cohort_final(state: Path, tmp_path: Path) -> None:
    # The cohort of March 2023 ends on 31 March 2023; its 365th day is 30 March 2024, in the file of March 2024.
    file = births(tmp_path, birth(1, born="1/3/2023", told="2/4/2023"))
    took(state, "births", file, "--set", "bulan=2023-03..2024-02")
    young = explained(state, "reg-03", "13.05", "2023-03")
    assert (young["finality"], young["denominator"]) == ("provisional", 1)
    load = took(state, "births", births(tmp_path), "--set", "bulan=2024-03", "--nihil")
    assert (load["state"], load["parts"]) == ("accepted", {"bulan=2024-03": 0})
    assert explained(state, "reg-03", "13.05", "2023-03")["finality"] == "final"


def test_the_same_empty_form_speaks_for_each_month_it_is_sent_for(state: Path, tmp_path: Path) -> None:
    empty = births(tmp_path)
    first = took(state, "births", empty, "--set", MAY, "--nihil")
    second = took(state, "births", empty, "--set", JUNE, "--nihil")
    again = took(state, "births", empty, "--set", JUNE, "--nihil")
    assert (first["state"], second["state"], second["parts"]) == ("accepted", "accepted", {JUNE: 0})
    assert (again["state"], again["duplicate_of"]) == ("duplicate", second["load"])


def test_an_empty_file_is_refused_unless_its_sender_says_it_is_empty(state: Path, tmp_path: Path) -> None:
    load = took(state, "births", births(tmp_path), "--set", MAY, exits=1)
    assert load["message"] == "Berkas tidak berisi baris data. Bila memang kosong, nyatakan dengan --nihil."
    load = took(state, "births", births(tmp_path), "--nihil", exits=1)
    assert (load["state"], load["parts"]) == ("waiting", {})
    load = took(state, "births", births(tmp_path, birth(1)), "--set", MAY, "--nihil", exits=1)
    assert load["message"] == "Dinyatakan kosong dengan --nihil, tetapi berisi 1 baris."


def test_an_office_states_its_empty_month_in_any_spelling(state: Path, tmp_path: Path) -> None:
    said = (
        "--nihil",
        "--set",
        "tahun=2.023",
        "--set",
        "bulan=3",
        "--set",
        f"kode_skpd={KOMINFO[:4]} {KOMINFO[4:]}",
    )
    assert took(state, "budget", budget(tmp_path), *said)["parts"] == {part(3): 0}


def test_an_empty_part_must_be_stated_whole_and_of_an_office_that_is_known(
    state: Path, tmp_path: Path
) -> None:
    load = took(state, "budget", budget(tmp_path), "--nihil", "--set", "tahun=2023", exits=1)
    assert (load["state"], load["parts"]) == ("refused", {})
    assert load["message"] == (
        "Bagian mana yang kosong belum jelas; nyatakan tahun, bulan, kode_skpd dengan --set."
    )
    assert [one["column"] for one in load["faults"]] == ["bulan", "kode_skpd"]
    nobody = ("--set", "tahun=2023", "--set", "bulan=1", "--set", "kode_skpd=9.99.0.00.0.00.99.0000")
    load = took(state, "budget", budget(tmp_path), "--nihil", *nobody, exits=1)
    assert [one["reason"] for one in load["faults"]] == ["kode perangkat daerah tidak dikenal"]
    assert took(state, "budget", budget(tmp_path), "--nihil", *nobody, "--dry-run")["state"] == "accepted"


def test_a_month_stated_empty_where_rows_were_waits_like_any_that_shrinks(
    state: Path, tmp_path: Path
) -> None:
    took(state, "births", births(tmp_path, birth(1)), "--set", MAY)
    load = took(state, "births", births(tmp_path), "--set", MAY, "--nihil", exits=1)
    assert "dari 1 menjadi 0 baris" in load["message"]


# ---- only improvements


def test_an_append_adds_and_replaces_by_key_inside_its_part(state: Path, tmp_path: Path) -> None:
    third = "2.16.01.2.02.0001"
    took(state, "tags", table(tmp_path / "tags.csv", TAGS, [tag(line=line, portion=100) for line in (LINE, OTHER_LINE, third)]))  # fmt: skip
    took(state, "budget", budget(tmp_path, money(1, spent=10), money(1, spent=20, line=OTHER_LINE)))
    better = budget(tmp_path, money(1, spent=25, line=OTHER_LINE), money(1, spent=7, line=third))
    load = took(state, "budget", better, "--set", "mode=perbaikan")
    assert load["parts"] == {part(1): 2}
    # 10 as it was, 25 in place of 20, 7 new: 42 of three ceilings of 1.000.
    found = explained(state, "bud-02", "13.05", "2023-01-ytd")
    assert (found["numerator"], found["denominator"]) == (42, 3000)
    # Replaced whole, the part forgets what was appended to it before.
    took(state, "budget", budget(tmp_path, money(1, spent=11), money(1, spent=22, line=OTHER_LINE), money(1, spent=1, line=third)))  # fmt: skip
    assert explained(state, "bud-02", "13.05", "2023-01-ytd")["numerator"] == 34


def test_a_load_accepted_late_does_not_go_before_a_newer_one(state: Path, tmp_path: Path) -> None:
    lines = [LINE, *(f"2.16.03.2.02.00{number}" for number in range(10, 14))]
    took(state, "tags", table(tmp_path / "tags.csv", TAGS, [tag(portion=100)]))
    took(state, "budget", budget(tmp_path, *(money(1, spent=10, line=line) for line in lines)))
    waiting = took(state, "budget", budget(tmp_path, money(1, spent=20)), exits=1)["load"]
    took(state, "budget", budget(tmp_path, *(money(1, spent=30, line=line) for line in lines)))
    run(state, "accept", str(waiting))
    assert explained(state, "bud-02", "13.05", "2023-01-ytd")["numerator"] == 30


# ---- a month shared by senders


NOTIFIED = ("No Surat", "NIK Ibu", "Tgl Lahir", "JK", "Nagari", "Kode Faskes", "Tgl Notifikasi")


def notified(folder: Path, facility: str, numbers: Iterable[int], day: str = "05/05/2023") -> Path:
    rows = [[f"SKL/{facility}/{n}", "", "04/05/2023", "L", "13.05.01.2001", facility, day] for n in numbers]
    return table(folder / f"{facility}-{len(list(folder.iterdir()))}.csv", NOTIFIED, rows)


def test_a_facilitys_month_is_replaced_by_its_own_file_and_by_no_other(
    new_state: NewState, tmp_path: Path
) -> None:
    state, may = new_state(), ("--set", MAY)
    first = took(state, "birth_notifications", notified(tmp_path, "PKM-01", range(3)), *may)
    assert first["parts"] == {f"{MAY};fasilitas=PKM-01": 3}
    took(state, "birth_notifications", notified(tmp_path, "PKM-02", range(2)), *may)
    again = took(state, "birth_notifications", notified(tmp_path, "PKM-01", range(1)), *may, exits=1)
    assert (again["state"], "dari 3 menjadi 1" in again["message"]) == ("waiting", True)
    unsaid = took(state, "birth_notifications", notified(tmp_path, "PKM-03", range(2)), exits=1)
    assert unsaid["message"].endswith(f"Nyatakan dengan --set {MAY}.")
    outside = notified(tmp_path, "PKM-04", range(2), day="05/06/2023")
    assert took(state, "birth_notifications", outside, *may, exits=1)["state"] == "refused"


def test_a_facility_without_births_says_so_for_its_month(new_state: NewState, tmp_path: Path) -> None:
    state, empty = new_state(), table(tmp_path / "kosong.csv", NOTIFIED, [])
    said = ("--set", MAY, "--set", "fasilitas=PKM-01", "--nihil")
    assert took(state, "birth_notifications", empty, *said)["parts"] == {f"{MAY};fasilitas=PKM-01": 0}
    without = took(state, "birth_notifications", empty, "--set", MAY, "--nihil", exits=1)
    assert without["state"] == "refused"
