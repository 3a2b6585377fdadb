"""Versions of the masterplan: what became of a programme is computed, and what the sender says of it is checked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from pathlib import Path

import hypothesis
from hypothesis import strategies
from sqlalchemy import Engine

from tests.warehouse.programmes import CATALOGUE, KOMINFO, Row, build, one, programme, published
from warehouse import checks, masterplan
from warehouse.masterplan import Change
from warehouse.people import STRANGER

COVID, LATER = date(2020, 8, 3), date(2024, 1, 1)
PANDEMIC = "2020-revisi-covid19"


def three_versions() -> list[Row]:
    """The first with four programmes; the pandemic's postpones one, strikes one by its weight and leaves one out."""
    return [
        programme("P-GOV-01"),
        programme("P-GOV-02"),
        programme("P-GOV-03"),
        programme("P-GOV-04"),
        programme("P-GOV-01", PANDEMIC, COVID, aksi_revisi="tetap"),
        programme("P-GOV-02", PANDEMIC, COVID, tahun_awal=2022, anggaran=D(1), aksi_revisi="diubah"),
        programme("P-GOV-03", PANDEMIC, COVID, bobot=D(0), aksi_revisi="dihapus"),
        programme("P-GOV-05", PANDEMIC, COVID, aksi_revisi="baru"),
        programme("P-GOV-01", "2024-revisi", LATER, kode_skpd="1.02.0.00.0.00.01.0000"),
        programme("P-GOV-02", "2024-revisi", LATER, tahun_awal=2022, anggaran=D("1.0"), aksi_revisi="diubah"),
        programme("P-GOV-05", "2024-revisi", LATER, nama="program  p-gov-05", aksi_revisi="tetap"),
    ]


def test_what_became_of_every_programme_is_said_by_the_columns() -> None:
    found = {one.programme: one for one in masterplan.differences(three_versions(), "asli", PANDEMIC)}
    assert {code: one.action for code, one in found.items()} == {
        "P-GOV-01": "tetap",
        "P-GOV-02": "ditunda",
        "P-GOV-03": "dihapus",
        "P-GOV-04": "dihapus",
        "P-GOV-05": "baru",
    }
    assert found["P-GOV-02"].changes == (
        Change("tahun_awal", 2020, 2022),
        Change("anggaran", D(2_000_000), D(1)),
    )
    assert [code for code, one in found.items() if one.contradicts] == ["P-GOV-02"]


def test_any_two_versions_are_compared_not_only_neighbours() -> None:
    found = {
        one.programme: one.action for one in masterplan.differences(three_versions(), "asli", "2024-revisi")
    }
    assert found == {
        "P-GOV-01": "diubah",
        "P-GOV-02": "ditunda",
        "P-GOV-03": "dihapus",
        "P-GOV-04": "dihapus",
        "P-GOV-05": "baru",
    }
    # A number of other zeros and a name in other letters are no change.
    later = {
        one.programme: one.action for one in masterplan.differences(three_versions(), PANDEMIC, "2024-revisi")
    }
    assert later == {"P-GOV-01": "diubah", "P-GOV-02": "tetap", "P-GOV-05": "tetap"}


def test_a_programme_that_begins_earlier_is_changed_and_not_postponed() -> None:
    rows = [programme("P-GOV-01", tahun_awal=2022), programme("P-GOV-01", "b", COVID, tahun_awal=2021)]
    assert [one.action for one in masterplan.differences(rows, "asli", "b")] == ["diubah"]


def test_the_chain_has_every_version_until_the_next_one() -> None:
    found = masterplan.chain(three_versions())
    assert [(one.name, one.since, one.until, one.programmes) for one in found] == [
        ("asli", date(2020, 1, 1), COVID, 4),
        (PANDEMIC, COVID, LATER, 3),
        ("2024-revisi", LATER, None, 3),
    ]


def test_each_contradiction_of_a_sender_is_a_warning_that_names_it(tmp_path: Path) -> None:
    found = checks.run(build(tmp_path, programs=three_versions())).warnings
    assert [one.sentence for one in found] == [
        "Masterplan 2020-revisi-covid19 menyebut program P-GOV-02 diubah, padahal dibandingkan dengan asli isinya "
        "ditunda (tahun_awal, anggaran).",
        "Masterplan 2024-revisi menyebut program P-GOV-02 diubah, padahal dibandingkan dengan 2020-revisi-covid19 "
        "isinya tetap.",
        "Masterplan 2024-revisi tidak menyebut apa yang terjadi pada program P-GOV-01; dibandingkan dengan "
        "2020-revisi-covid19 isinya diubah.",
    ]


def test_the_pandemic_revised_three_of_the_four_first_programmes_and_a_new_one_does_not_count(
    tmp_path: Path,
) -> None:
    # Postponed, struck by weight, left out: 3 of 4 = 75 %, in the year in which the revision began.
    built = build(tmp_path, programs=three_versions())
    found = one(built, "prg-06", "2020")
    assert (found["numerator"], found["denominator"], found["value"]) == (3, 4, 75)
    assert (found["finality"], found["band"], found["notes"]) == ("final", None, "")
    assert one(built, "prg-06", "2020", KOMINFO)["value"] == 75
    ours = built.observations[built.observations["indicator"] == "prg-06"]
    assert set(ours["period"]) == {"2020"}


def test_a_masterplan_whose_revisions_name_no_pandemic_has_no_such_number(tmp_path: Path) -> None:
    rows = [programme("P-GOV-01"), programme("P-GOV-01", "2022-revisi", COVID, anggaran=D(5))]
    built = build(tmp_path, programs=rows)
    assert "indicator" not in built.observations or "prg-06" not in set(built.observations["indicator"])


def test_a_release_tells_everybody_how_two_versions_differ(tmp_path: Path, engine: Engine) -> None:
    published(engine, build(tmp_path, programs=three_versions()))
    chain = masterplan.read_chain(engine, CATALOGUE, STRANGER)
    assert [one.name for one in chain] == ["asli", PANDEMIC, "2024-revisi"]
    found = masterplan.read(engine, CATALOGUE, "asli", PANDEMIC, STRANGER)
    assert [(one.programme, one.action, one.claimed) for one in found][:3] == [
        ("P-GOV-01", "tetap", "tetap"),
        ("P-GOV-02", "ditunda", "diubah"),
        ("P-GOV-03", "dihapus", "dihapus"),
    ]
    assert [(change.column, change.before, change.after) for change in found[1].changes] == [
        ("tahun_awal", 2020, 2022),
        ("anggaran", "2000000", "1"),
    ]
    # What the sender says of a revision is of the version before it, and of no other.
    across = masterplan.read(engine, CATALOGUE, "asli", "2024-revisi", STRANGER)
    assert {one.claimed for one in across} == {None}


COLUMNS = strategies.fixed_dictionaries(
    {
        "tahun_awal": strategies.integers(2020, 2022),
        "bobot": strategies.sampled_from([None, D(0), D(5)]),
        "nama": strategies.sampled_from(["Satu", "satu ", "Dua"]),
    }
)
VERSIONS = strategies.dictionaries(strategies.sampled_from(["P-GOV-01", "P-GOV-02", "P-ENV-01"]), COLUMNS)


@hypothesis.given(VERSIONS, VERSIONS)
def test_one_way_a_programme_is_new_where_the_other_way_it_is_struck(
    old: dict[str, Row], new: dict[str, Row]
) -> None:
    rows = [programme(code, "a", **said) for code, said in old.items()]
    rows += [programme(code, "b", COVID, **said) for code, said in new.items()]
    forth = {one.programme: one.action for one in masterplan.differences(rows, "a", "b")}
    back = {one.programme: one.action for one in masterplan.differences(rows, "b", "a")}
    mirror = {"baru": "dihapus", "dihapus": "baru", "tetap": "tetap"}
    assert forth.keys() == back.keys()
    for code, action in forth.items():
        assert back[code] == mirror.get(action, back[code])
        assert (action == "tetap") == (back[code] == "tetap")
