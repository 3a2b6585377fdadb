"""Releases by command: what changed is counted, what was stays readable, what is wrong is not published."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.etl.conftest import NewState
from tests.etl.inside import answer, run, took
from tests.etl.writing import BUDGET, GIVEN, HEALTH, KOMINFO, TAGS, given, money, table, tag
from tests.line import ROOT
from tests.line import answer as answer_of_command
from warehouse.releases import WIB

CLAIMS = (
    "Kode Indikator",
    "Kode Entitas",
    "Periode",
    "Nilai",
    "Pembilang",
    "Penyebut",
    "Teks Asli",
    "Sumber",
    "URL",
)


def release(state: Path, **named: Any) -> dict[str, Any]:
    return dict(answer(state, "release", "--today", "2026-01-20", **named))


def numbers(folder: Path, name: str, values: dict[str, str]) -> Path:
    return table(folder / name, GIVEN, [given("soc-01", year, value) for year, value in values.items()])


@pytest.fixture(scope="module")
def published(new_state: NewState, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Any]]:
    """Two numbers, then one of them changed and a third added, then the third withdrawn; what each release said."""
    state, folder = new_state(), tmp_path_factory.mktemp("published")
    took(state, "given", numbers(folder, "1.csv", {"2021": "70,76", "2022": "71,36"}))
    said = [answer_of_command(state, "release", "--today", "2026-01-20"), release(state)]
    took(state, "given", numbers(folder, "2.csv", {"2022": "71,63"}))
    third = took(state, "given", numbers(folder, "3.csv", {"2020": "70,61"}))["load"]
    said.append(release(state))
    assert run(state, "withdraw", str(third)).returncode == 0
    said.append(release(state))
    return state, said


def test_a_release_answers_what_it_added_changed_and_ended(published: tuple[Path, list[Any]]) -> None:
    said = [
        (one["release"], one["since"], one["added"], one["changed"], one["ended"]) for one in published[1]
    ]
    assert said == [
        (1, None, 2, 0, 0),  # two numbers
        (1, 1, 0, 0, 0),  # nothing has changed: no number is given
        (2, 1, 1, 1, 0),  # 2020 is new, 2022 differs, 2021 is untouched
        (3, 2, 0, 0, 1),  # 2020 no longer has a source
    ]
    keys = {"release", "since", "added", "changed", "ended", "failed_checks", "warnings"}
    assert all(set(one) == keys for one in published[1])


def test_every_release_stays_readable_as_it_was(published: tuple[Path, list[Any]]) -> None:
    state, _ = published
    read = {
        (year, number): run(state, "explain", "soc-01", "13.05", year, "--as-of", number, "--json").returncode
        for year in ("2020", "2021", "2022")
        for number in ("1", "2", "3")
    }
    assert {key for key, code in read.items() if code != 0} == {("2020", "1"), ("2020", "3")}
    values = [
        answer(state, "explain", "soc-01", "13.05", "2022", "--as-of", number)["value"] for number in "123"
    ]
    assert values == [71.36, 71.63, 71.63]


def test_a_day_stands_for_the_last_release_published_by_its_end(published: tuple[Path, list[Any]]) -> None:
    state, _ = published
    today = datetime.now(UTC).astimezone(WIB).date()
    found = answer(state, "explain", "soc-01", "13.05", "2022", "--as-of", str(today + timedelta(days=1)))
    assert found["release"] == 3
    for word in (str(today - timedelta(days=2)), "99", "kemarin"):
        done = run(state, "explain", "soc-01", "13.05", "2022", "--as-of", word)
        assert (done.returncode, done.stderr) == (2, f"Rilis {word} tidak ada.\n")


def test_people_are_told_the_same(published: tuple[Path, list[Any]], tmp_path: Path) -> None:
    state, _ = published
    done = run(state, "release", "--today", "2026-01-20")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "Tidak ada yang berubah; tidak ada rilis baru.\n"


def test_a_failing_check_publishes_nothing_and_leaves_what_was(state: Path, tmp_path: Path) -> None:
    took(state, "given", numbers(tmp_path, "1.csv", {"2022": "71,63"}))
    release(state)
    tags = [tag(portion=60), tag(portion=50, dimension="eco")]
    load = took(state, "tags", table(tmp_path / "tags.csv", TAGS, tags))["load"]
    found = release(state, exits=1)
    assert (found["release"], found["since"]) == (None, None)
    (failed,) = found["failed_checks"]
    assert failed["check"] == "tags_above_100"
    assert "porsi berjumlah 110" in failed["sentence"]
    assert answer(state, "status")["release"] == 1
    done = run(state, "release", "--today", "2026-01-20")
    assert "GAGAL tags_above_100: Tag v1 " in done.stderr
    assert done.stderr.endswith("Tidak ada yang diterbitkan; perbaiki yang gagal di atas.\n")
    run(state, "withdraw", str(load))
    assert release(state)["release"] == 1


def test_the_published_claims_contradict_each_other_and_both_figures_are_told(state: Path) -> None:
    # 17 + 3 + 6 + 5 + 5 + 2 = 38 against 43; 43 / 60 = 71,67 %, printed 71,6.
    for file in (ROOT / "data" / "published" / "claims").iterdir():
        took(state, "claims", file)
    warnings = {one["check"]: one["sentence"] for one in release(state)["warnings"]}
    assert "berjumlah 38" in warnings["claimed_parts_do_not_add_up"]
    assert "menyebut 43" in warnings["claimed_parts_do_not_add_up"]
    assert "71,6 persen" in warnings["claimed_share_is_not_its_fraction"]
    assert "43/60 adalah 71,7 persen" in warnings["claimed_share_is_not_its_fraction"]
    assert set(answer(state, "status")["warnings"]) == set(warnings.values())


def test_a_claim_is_compared_with_a_real_number_and_never_with_a_sample(state: Path, tmp_path: Path) -> None:
    rows = [["soc-01", "13.05", year, "72,5", "", "", "IPM 72,5", "Koran", ""] for year in ("2021", "2022")]
    took(state, "claims", table(tmp_path / "claims.csv", CLAIMS, rows))
    took(state, "given", numbers(tmp_path, "real.csv", {"2021": "70,76"}))
    took(state, "given", numbers(tmp_path, "sample.csv", {"2022": "71,63"}), "--sample")
    (warning,) = release(state)["warnings"]
    assert warning["sentence"] == ("Angka terbit soc-01 13.05 2021: disebut 72,5, dihitung 70,76 (Koran).")


def test_a_file_touches_only_the_numbers_made_from_it(state: Path, tmp_path: Path) -> None:
    took(state, "tags", table(tmp_path / "tags.csv", TAGS, [tag(), tag(HEALTH)]))
    took(state, "budget", table(tmp_path / "1.csv", BUDGET, [money(1, spent=10), money(1, HEALTH, spent=20)]))
    release(state)
    before = answer(state, "explain", "bud-02", HEALTH, "2023-01-ytd")
    took(state, "budget", table(tmp_path / "2.csv", BUDGET, [money(1, spent=30)]))
    second = release(state)
    numerators = {
        entity: [
            answer(state, "explain", "bud-02", entity, "2023-01-ytd", "--as-of", number)["numerator"]
            for number in "12"
        ]
        for entity in (KOMINFO, "gov", "13.05")
    }
    # Half of each line is smart: 30 in place of 10 is 15 in place of 5, and 25 in place of 15 in the sums.
    assert numerators == {KOMINFO: [5, 15], "gov": [15, 25], "13.05": [15, 25]}
    # Absorption and deviation, to date and of the year, of these three, and spending per head; nothing is new or ended.
    assert (second["added"], second["changed"], second["ended"]) == (0, 2 * 2 * 3 + 1, 0)
    after = answer(state, "explain", "bud-02", HEALTH, "2023-01-ytd")
    assert {**before, "release": 2} == after
