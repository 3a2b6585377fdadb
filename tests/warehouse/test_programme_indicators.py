"""The indicators of programmes, worked out by hand."""

from __future__ import annotations

from decimal import Decimal as D
from pathlib import Path

from tests.warehouse.programmes import KOMINFO, build, one, programme, report

LINK = "https://bukti.contoh.invalid/p-gov-01/2023-03.pdf"


def test_physical_progress_is_weighted_by_the_ceiling_of_who_says_plan_and_progress(tmp_path: Path) -> None:
    # (300 x 40 + 100 x 20) / 400 = 35 %; the third says no plan and does not count.
    reports = [
        report("P-GOV-01", 3, 300, 50, 40),
        report("P-GOV-02", 3, 100, 20, 20),
        report("P-BRD-01", 3, 900, None, 90),
    ]
    plan = [programme(code) for code in ("P-GOV-01", "P-GOV-02", "P-BRD-01")]
    built = build(tmp_path, programs=plan, progress=reports)
    assert one(built, "prg-02", "2023-03")["value"] == 35
    assert one(built, "prg-02", "2023-03", "gov-1")["value"] == 35
    assert one(built, "prg-02", "2023-03", "P-GOV-01")["value"] == 40
    # prg-03 = prg-02 less the plan of the same programmes: (300 x 50 + 100 x 20) / 400 = 42,5.
    assert one(built, "prg-03", "2023-03")["value"] == D("-7.5")


# status, plan and progress of a quick win, and whether it counts: a case a quarter.
QUICK_WINS = (
    ("berjalan", "40", "40", 1),
    ("berjalan", "40", "39.9", 0),
    ("berkelanjutan", "40", "45", 1),
    ("selesai", "100", "95", 1),
    ("berjalan", "0", "0", 0),
    ("berjalan", None, "80", 0),
    ("ditunda", "40", "60", 0),
    ("direncanakan", "0", "0", 0),
)


def test_a_quick_win_reaches_its_plan_or_is_done(tmp_path: Path) -> None:
    # Two quick wins, the second reports nothing; the third programme is none.
    masterplan = [
        programme("P-GOV-01", quick_win="ya"),
        programme("P-BRD-01", quick_win="ya"),
        programme("P-ENV-01"),
    ]
    quarters = [(year, quarter) for year in (2023, 2024) for quarter in (1, 2, 3, 4)]
    reports = []
    for (year, quarter), (status, plan, done, _) in zip(quarters, QUICK_WINS, strict=True):
        reports.append(report("P-GOV-01", 3 * quarter, 10, plan, done, tahun=year, status=status))
        reports.append(report("P-ENV-01", 3 * quarter, 10, 40, 60, tahun=year))
    built = build(tmp_path, programs=masterplan, progress=reports)
    found = [one(built, "prg-04", f"{year}-Q{quarter}") for year, quarter in quarters]
    assert [row["numerator"] for row in found] == [reached for *_, reached in QUICK_WINS]
    assert {row["denominator"] for row in found} == {2}
    assert found[0]["value"] == 50


# What an office wrote as evidence, and whether it is complete: a case a month.
EVIDENCE = (
    (LINK, 1),
    (f"{LINK}; http://arsip.contoh.invalid", 1),
    (f"{LINK};{LINK}", 1),
    (f" {LINK} ", 1),
    (None, 0),
    ("Menyusul", 0),
    (f"{LINK}; menyusul", 0),
    ("https:/bukti.contoh.invalid/a.pdf", 0),
    ("https://bukti/a.pdf", 0),
    ("https://bukti.contoh.invalid/laporan maret.pdf", 0),
    ("ftp://bukti.contoh.invalid/a.pdf", 0),
)


def test_evidence_is_complete_where_every_piece_is_a_well_formed_link(tmp_path: Path) -> None:
    # The second runs and has its link; the third is postponed and owes none: complete + 1 of 2.
    masterplan = [programme(code) for code in ("P-GOV-01", "P-BRD-01", "P-ENV-01")]
    reports = []
    for month, (evidence, _) in enumerate(EVIDENCE, start=1):
        reports += [
            report("P-GOV-01", month, 10, 40, 40, data_dukung=evidence),
            report("P-BRD-01", month, 10, 40, 40, data_dukung=LINK, status="selesai"),
            report("P-ENV-01", month, 10, 40, 40, status="ditunda"),
        ]
    built = build(tmp_path, programs=masterplan, progress=reports)
    found = [one(built, "prg-05", f"2023-{month:02}") for month in range(1, len(EVIDENCE) + 1)]
    assert [row["numerator"] - 1 for row in found] == [complete for _, complete in EVIDENCE]
    assert {row["denominator"] for row in found} == {2}


def test_the_programmes_under_way_are_those_that_run_are_done_or_go_on(tmp_path: Path) -> None:
    told = ("berjalan", "selesai", "berkelanjutan", "direncanakan", "ditunda", "dibatalkan", "diganti")
    masterplan = [programme(f"P-GOV-{number:02}") for number in range(1, 9)]  # the eighth reports nothing
    masterplan.append(programme("P-GOV-09", bobot=D(0)))  # struck, and still listed
    masterplan.append(programme("P-GOV-10", aksi_revisi="dihapus"))
    reports = [
        report(f"P-GOV-{number:02}", 3, 10, 40, 40, status=said) for number, said in enumerate(told, 1)
    ]
    built = build(tmp_path, programs=masterplan, progress=reports)
    assert (one(built, "prg-01", "2023-Q1")["numerator"], one(built, "prg-01", "2023-Q1")["denominator"]) == (
        3,
        8,
    )
    assert one(built, "prg-01", "2023-Q1", KOMINFO)["value"] == D("37.5")
