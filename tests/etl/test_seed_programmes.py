"""The sample shows what programmes can show: revisions, a false claim, critical ones, obstacles, evidence."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from settings import DATA
from tests.etl.seeded import Table, declaration, number, tables_in
from warehouse import catalogue, critical, masterplan
from warehouse.declarations import Catalogue

ORIGINAL, PANDEMIC, REVISED = "2019-asli", "2020-revisi-covid19", "2024-revisi"
DAYS = {ORIGINAL: date(2020, 1, 1), PANDEMIC: date(2020, 8, 3), REVISED: date(2024, 1, 1)}


@pytest.fixture(scope="module")
def tables(sample_files: Path) -> dict[str, list[Table]]:
    return tables_in(sample_files)


@pytest.fixture(scope="module")
def known() -> Catalogue:
    return catalogue.load(DATA)


@pytest.fixture(scope="module")
def programmes(tables: dict[str, list[Table]]) -> list[dict[str, Any]]:
    """The rows of all versions, as the masterplan compares them."""
    columns = list(declaration("programs")["columns"])
    rows = [
        {name: cell or None for name, cell in zip(columns, row, strict=True)}
        for one in tables["programs"]
        for row in one.records(*columns)
    ]
    for row in rows:
        row["berlaku_dari"] = DAYS[row["versi_masterplan"]]
        row["bobot"] = percent(row["bobot"])
        row["anggaran"] = number(row["anggaran"])
    return rows


def percent(text: str) -> Decimal | None:
    return Decimal(text.replace(",", ".")) if text else None


def test_the_chain_is_the_original_the_pandemics_revision_and_a_later_one(
    programmes: list[dict[str, Any]],
) -> None:
    found = masterplan.chain(programmes)
    assert [(one.name, one.programmes) for one in found] == [(ORIGINAL, 60), (PANDEMIC, 60), (REVISED, 60)]


def test_both_revisions_do_all_that_a_revision_can_do_and_one_claim_is_false(
    programmes: list[dict[str, Any]],
) -> None:
    pandemic = masterplan.differences(programmes, ORIGINAL, PANDEMIC)
    assert Counter(one.action for one in pandemic) == {
        "tetap": 49, "diubah": 5, "ditunda": 5, "dihapus": 1, "baru": 1,
    }  # fmt: skip
    later = masterplan.differences(programmes, PANDEMIC, REVISED)
    assert Counter(one.action for one in later) == {
        "tetap": 46, "diubah": 10, "ditunda": 2, "dihapus": 2, "baru": 2,
    }  # fmt: skip
    false = [one for one in (*pandemic, *later) if one.contradicts]
    assert [(one.programme, one.claimed, one.action) for one in false] == [("P-ENV-03", "tetap", "ditunda")]


def test_each_year_has_critical_programmes_with_their_obstacle_and_most_are_not_critical(
    tables: dict[str, list[Table]], known: Catalogue
) -> None:
    said = ("tahun", "rencana_fisik", "realisasi_fisik", "kendala", "tindak_lanjut")
    judged: Counter[tuple[str, bool]] = Counter()
    for one in tables["progress"]:
        for year, plan, done, obstacle, remedy in one.records(*said):
            verdict = critical.judge(percent(plan), percent(done), known.critical)
            if verdict.critical is not None:
                judged[year, verdict.critical] += 1
            if verdict.critical:
                assert obstacle
                assert remedy
    print(judged)
    for year in ("2022", "2023", "2024", "2025"):
        assert 0 < judged[year, True] < judged[year, False]


def test_evidence_is_there_missing_promised_and_mistyped(tables: dict[str, list[Table]]) -> None:
    written = [cell for one in tables["progress"] for cell in one.values("data_dukung")]
    link = re.compile(r"https://bukti\.contoh\.invalid/p-[a-z]{3}-\d\d/\d{4}-\d\d(-foto)?\.(pdf|jpg)")
    whole = [cell for cell in written if cell and all(link.fullmatch(one) for one in cell.split("; "))]
    assert len(whole) > 1_000
    assert any("; " in cell for cell in whole)
    assert "" in written
    assert {cell for cell in written if cell and cell not in whole and not cell.startswith("https:/b")} == {
        "Menyusul (contoh)"
    }
