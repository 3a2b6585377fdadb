"""Revenue by the accounts of either chart, from the deepest rows alone; sums worked out by hand."""

from __future__ import annotations

import shutil
from decimal import Decimal as D
from pathlib import Path

from settings import DATA
from tests.making import staged
from tests.warehouse import declared
from tests.warehouse.test_building import CATALOGUE, build, one
from warehouse.building import Built

TREASURY = "5.02.0.00.0.00.01.0000"


def revenue(folder: Path, year: int, rows: dict[str, tuple[int, int]]) -> Built:
    """A form of December: code -> (realised, 1 where the row is no sum of others)."""
    lines = [
        {
            "tahun": year, "bulan": 12, "kode_skpd": TREASURY, "kode_rekening": code,
            "anggaran": D(1), "realisasi": D(spent), "terdalam": deepest,
        }
        for code, (spent, deepest) in rows.items()
    ]  # fmt: skip
    part = "tahun={tahun};bulan={bulan:02};kode_skpd={kode_skpd}"
    return build(folder, [staged(folder, CATALOGUE.datasets["lra"], 1, lines, part)])


def test_in_the_new_chart_hotels_are_4_1_01_06_and_since_2024_part_of_the_tax_on_goods(
    tmp_path: Path,
) -> None:
    # 60 + 5 + 20 + 3 = 88; parking (19.04) is none of tourism. PAD 60 + 5 + 20 + 3 + 12 = 100 of 400.
    built = revenue(
        tmp_path,
        2024,
        {
            "4": (400, 0), "4.1": (100, 0), "4.1.01.06": (60, 0), "4.1.01.06.01.0001": (60, 1),
            "4.1.01.19.03.0001": (5, 1), "4.1.01.19.01.0001": (20, 1), "4.1.01.19.04.0001": (12, 1),
            "4.1.02.02.09.0001": (3, 1), "4.2.01.01.01.0001": (300, 1), "5.1.02.01.01.0001": (999, 1),
            "6.1.01.01.01.0001": (777, 1),
        },
    )  # fmt: skip
    assert one(built, "brd-07", "13.05", "2024")["value"] == 88
    assert one(built, "brd-07", "13.05", "2024-12-ytd")["value"] == 88
    fiscal = one(built, "eco-06", "13.05", "2024")
    assert (fiscal["numerator"], fiscal["denominator"], fiscal["display"]) == (100, 400, D("25.0"))


def test_in_the_old_chart_the_same_code_means_another_tax(tmp_path: Path) -> None:
    # In 2020 4.1.1.01 is the hotel tax, 4.1.1.06 is not; a prefix of the office does not hide the account.
    built = revenue(
        tmp_path,
        2020,
        {
            "4.1.1.01.01": (40, 1), "4.1.1.02.01": (10, 1), "4.1.1.06.01": (500, 1),
            "1.20.05.00.00.4.1.1.03.01": (7, 1), "4.2.1.01.01": (443, 1),
        },
    )  # fmt: skip
    assert one(built, "brd-07", "13.05", "2020")["value"] == 57
    fiscal = one(built, "eco-06", "13.05", "2020")
    assert (fiscal["numerator"], fiscal["denominator"]) == (557, 1000)


def test_a_form_of_spending_alone_tells_no_revenue(tmp_path: Path) -> None:
    built = revenue(tmp_path, 2024, {"5.1.02.01.01.0001": (999, 1)})
    assert one(built, "brd-07", "13.05", "2024")["value"] is None
    assert one(built, "eco-06", "13.05", "2024")["value"] is None


def test_groups_of_accounts_are_refused_where_one_chart_lacks_a_group_or_months_fall(tmp_path: Path) -> None:
    root = Path(shutil.copytree(DATA, tmp_path / "data"))
    declared.swap(
        root, "reference/accounts.csv", "belanja,baru,2021,,5.2,modal", "belanja,baru,2021,,5.2,aset"
    )
    declared.swap(root, "reference/plan_bounds.csv", "\n6,10,30", "\n6,10,12")
    found = declared.faults(root)
    assert any("belanja maps aset, modal in one chart only" in fault for fault in found)
    assert any("plan_bounds.csv: falls" in fault for fault in found)
