"""The sample's budgets, tags and programmes: they fit each other, and late offices are late."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from etl.seed import late, money, programmes, versions
from tests.etl.seeded import Table, number, tables_in


@pytest.fixture(scope="module")
def tables(sample_files: Path) -> dict[str, list[Table]]:
    return tables_in(sample_files)


def test_budget_lines_reach_their_ceiling_in_plan_and_never_pass_it_in_spending() -> None:
    for line in money.lines():
        for year in money.YEARS:
            months = money.year_of(1305, line, year)
            assert sum(month.planned for month in months) == months[-1].ceiling
            assert all(month.planned >= 0 and month.spent <= month.ceiling for month in months)
            assert [month.spent for month in months] == sorted(month.spent for month in months)


def test_smart_money_is_a_quarter_of_the_apbd_and_never_above_a_hundred_percent_of_a_line(
    tables: dict[str, list[Table]],
) -> None:
    sums: Counter[tuple[str, ...]] = Counter()
    for one in tables["tags"]:
        for tag_year, tag_version, office, code, percent in one.records(
            "tahun", "versi", "kode_skpd", "kode_sub_kegiatan", "porsi_persen"
        ):
            sums[tag_year, tag_version, office, code] += int(percent)
    assert max(sums.values()) <= 100
    for year in money.YEARS:
        for version, month in ((1, 1), (2, 12)):
            smart = sum(
                money.year_of(1305, line, year)[month - 1].ceiling * tag.percent // 100
                for line, tags in versions.tagged(1305, year, version).items()
                for tag in tags
            )
            assert 300e9 < smart < 420e9
            assert 0.2 < smart / (versions.SPENDING[year][version - 1] * 1_000_000) < 0.3


def test_tags_name_lines_and_programmes_that_exist(tables: dict[str, list[Table]]) -> None:
    lines = {
        row for one in tables["budget"] for row in one.records("tahun", "kode_skpd", "kode_sub_kegiatan")
    }
    known = {programme.code for programme in programmes.programmes()}
    for one in tables["tags"]:
        assert set(one.records("tahun", "kode_skpd", "kode_sub_kegiatan")) <= lines
        assert {code for code in one.values("kode_program") if code} <= known


def test_budget_and_progress_lack_the_offices_that_were_late(tables: dict[str, list[Table]]) -> None:
    offices = set(money.offices())
    assert len(offices) == 12
    for dataset in ("budget", "progress"):
        arrived = {one.path.stem.split("-", 1)[1]: set(one.values("kode_skpd")) for one in tables[dataset]}
        assert len(arrived) == 50
        assert arrived["2025-12"] == offices - {late.POLICE}
        assert arrived["2025-11"] == arrived["2025-10"] == offices - {late.TOURISM}
        assert arrived["susulan-2025-10-11-disparpora"] == {late.TOURISM}
        assert arrived["2024-12"] == offices


def test_a_few_amounts_are_typed_by_hand_and_every_one_can_be_read(tables: dict[str, list[Table]]) -> None:
    amounts = [
        value
        for dataset, columns in {
            "budget": ("pagu", "rak", "realisasi_anggaran"),
            "progress": ("pagu",),
        }.items()
        for one in tables[dataset]
        for column in columns
        for value in one.values(column)
        if value  # an office without a cash plan leaves it empty
    ]
    assert all(number(value) >= 0 for value in amounts)
    by_hand = [value for value in amounts if value.startswith("Rp") or value.endswith(",00")]
    assert 0.01 < len(by_hand) / len(amounts) < 0.03


def test_the_masterplan_has_sixty_programmes_and_its_revision_says_what_it_did(
    tables: dict[str, list[Table]],
) -> None:
    _, first, second = (
        {
            row[0]: row
            for row in one.records(
                "kode_program", "nama", "subdimensi", "kode_skpd", "anggaran", "aksi_revisi", "quick_win"
            )
        }
        for one in tables["programs"]
    )
    assert first.pop("P-LIV-20")[5] == "dihapus"  # struck for Covid-19, and still listed
    assert (len(first), len(second)) == (60, 62)
    assert Counter(row[5] for row in second.values()) == {
        "tetap": 46,
        "diubah": 10,
        "ditunda": 2,
        "dihapus": 2,
        "baru": 2,
    }
    assert second.keys() - first.keys() == {code for code, row in second.items() if row[5] == "baru"}
    for code, row in second.items():
        if row[5] == "tetap":
            assert row[1:4] == first[code][1:4]
            assert number(row[4]) == number(first[code][4])
    for version in (first, second):
        quick = [row[2] for row in version.values() if row[6] == "ya"]
        dimensions = {programmes.SUBDIMENSIONS[key]: key[:3] for key in programmes.SUBDIMENSIONS}
        assert sorted(dimensions[name] for name in quick) == sorted(programmes.DIMENSIONS)
        assert len({row[2] for row in version.values()}) == 18


def test_weights_of_a_masterplan_sum_to_a_hundred() -> None:
    for version in (0, 1):
        assert sum(programme.weight[version] for programme in programmes.programmes()) == 100


def test_who_is_far_behind_says_why(tables: dict[str, list[Table]]) -> None:
    for one in tables["progress"]:
        for plan, done, obstacle in one.records("rencana_fisik", "realisasi_fisik", "kendala"):
            if plan:
                behind = Decimal(done.replace(",", ".")) - Decimal(plan.replace(",", ".")) <= -5
                assert behind == bool(obstacle)
