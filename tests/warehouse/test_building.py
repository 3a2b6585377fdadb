"""From staged rows to observations, with sums worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from settings import DATA
from tests.making import staged
from warehouse import building, catalogue
from warehouse.building import Built, Ingredients
from warehouse.loads import Staged

CATALOGUE = catalogue.load(DATA)
KOMINFO, HEALTH = "2.16.2.20.2.21.01.0000", "1.02.0.00.0.00.01.0000"
LINE = "2.16.03.2.02.0009"


def build(folder: Path, loads: list[Staged]) -> Built:
    return building.build(Ingredients(CATALOGUE, loads, date(2026, 1, 20), folder / "measured"))


def one(built: Built, indicator: str, entity: str, period: str, breakdown: str = "") -> dict[str, Any]:
    frame = built.observations
    for name, value in (
        ("indicator", indicator),
        ("entity", entity),
        ("period", period),
        ("breakdown", breakdown),
    ):
        frame = frame[frame[name] == value]
    assert len(frame) == 1, frame
    return dict(frame.astype(object).where(frame.notna(), None).iloc[0])


def birth(number: int, born: date, registered: date, area: str = "13.05.01.2001") -> dict[str, Any]:
    return {
        "no_akta": f"akta-{number}",
        "jenis_kelamin": "1",
        "tanggal_lahir": born,
        "tanggal_lapor": registered,
        "kode_wilayah": area,
    }


def births(folder: Path, months: dict[str, list[dict[str, Any]]], sample: bool = False) -> list[Staged]:
    """One load a reporting month."""
    return [
        staged(folder, CATALOGUE.datasets["births"], number, rows, f"bulan={month}", sample)
        for number, (month, rows) in enumerate(sorted(months.items()), start=1)
    ]


def every_month(first: str, last: str) -> dict[str, list[dict[str, Any]]]:
    return {f"{month:%Y-%m}": [] for month in pd.date_range(first, last, freq="MS")}


def test_day_60_is_on_time_and_day_61_is_late(tmp_path: Path) -> None:
    # Born 1 March 2023: day 60 is 30 April, day 61 is 1 May. One of two is on time: 50 %.
    months = every_month("2023-03", "2024-04")
    months["2023-04"] = [birth(1, date(2023, 3, 1), date(2023, 4, 30))]
    months["2023-05"] = [birth(2, date(2023, 3, 1), date(2023, 5, 1))]
    found = one(build(tmp_path, births(tmp_path, months)), "reg-03", "13.05", "2023-03")
    assert (found["numerator"], found["denominator"], found["display"]) == (1, 2, D("50.0"))


def test_day_365_is_in_the_cohort_and_day_366_is_not(tmp_path: Path) -> None:
    months = every_month("2023-03", "2024-04")
    months["2024-02"] = [
        birth(1, date(2023, 3, 1), date(2024, 2, 29)),  # 365 days: 2024 is a leap year
        birth(2, date(2023, 3, 2), date(2024, 2, 20)),
    ]
    months["2024-03"] = [birth(3, date(2023, 3, 1), date(2024, 3, 1))]  # 366 days
    found = one(build(tmp_path, births(tmp_path, months)), "reg-03", "13.05", "2023-03")
    assert (found["numerator"], found["denominator"]) == (0, 2)


def test_a_cohort_is_final_when_the_files_of_all_months_to_its_365th_day_have_arrived(tmp_path: Path) -> None:
    # The cohort of March 2023 ends on 31 March 2023; 365 days later is 30 March 2024.
    months = every_month("2023-03", "2024-03")
    months["2023-04"] = [birth(1, date(2023, 3, 1), date(2023, 4, 2))]
    whole = one(build(tmp_path, births(tmp_path, months)), "reg-03", "13.05", "2023-03")
    assert (whole["finality"], whole["maturity_days"]) == ("final", 366)
    without_last = {month: rows for month, rows in months.items() if month != "2024-03"}
    (tmp_path / "b").mkdir()
    part = one(build(tmp_path, births(tmp_path / "b", without_last)), "reg-03", "13.05", "2023-03")
    # 29 February 2024 is 335 days after 31 March 2023.
    assert (part["finality"], part["maturity_days"]) == ("provisional", 335)


def test_a_gap_in_the_files_keeps_a_cohort_provisional_however_late_it_is(tmp_path: Path) -> None:
    months = every_month("2023-03", "2024-06")
    months["2023-04"] = [birth(1, date(2023, 3, 1), date(2023, 4, 2))]
    del months["2023-09"]
    found = one(build(tmp_path, births(tmp_path, months)), "reg-03", "13.05", "2023-03")
    assert (found["finality"], found["maturity_days"]) == ("provisional", 153)  # 31 August 2023


def test_a_cohort_before_the_first_file_has_no_number(tmp_path: Path) -> None:
    built = build(tmp_path, births(tmp_path, {"2023-04": [birth(1, date(2023, 3, 1), date(2023, 4, 2))]}))
    assert built.observations[built.observations["indicator"] == "reg-03"].empty


def test_a_share_of_the_whole_is_a_ratio_of_sums(tmp_path: Path) -> None:
    # Lubuk Alung: 1 of 1 on time, Batang Anai: 1 of 3. Mean of shares 66,7; ratio of sums 2/4 = 50,0.
    months = every_month("2023-03", "2024-04")
    months["2023-03"] = [
        birth(1, date(2023, 3, 1), date(2023, 3, 2), "13.05.01.2001"),
        birth(2, date(2023, 3, 1), date(2023, 3, 2), "13.05.02.2001"),
    ]
    months["2023-07"] = [
        birth(3, date(2023, 3, 1), date(2023, 7, 2), "13.05.02.2001"),
        birth(4, date(2023, 3, 1), date(2023, 7, 2), "13.05.02"),
    ]
    built = build(tmp_path, births(tmp_path, months))
    assert one(built, "reg-03", "13.05.02", "2023-03")["display"] == D("33.3")
    assert one(built, "reg-03", "13.05", "2023-03")["display"] == D("50.0")


def test_residence_outside_is_workload_and_no_part_of_the_cohort(tmp_path: Path) -> None:
    months = every_month("2023-03", "2024-04")
    months["2023-03"] = [
        birth(1, date(2023, 3, 1), date(2023, 3, 2)),
        birth(2, date(2023, 3, 1), date(2023, 3, 2), "luar"),
    ]
    built = build(tmp_path, births(tmp_path, months))
    assert one(built, "reg-03", "13.05", "2023-03")["denominator"] == 1
    reported = one(built, "reg-03-lapor", "13.05", "2023-03")
    assert (reported["denominator"], reported["finality"]) == (2, "final")


def test_registration_below_the_kabupaten_is_not_for_the_public(tmp_path: Path) -> None:
    months = every_month("2023-03", "2024-04")
    months["2023-03"] = [birth(number, date(2023, 3, 1), date(2023, 3, 2)) for number in range(20)]
    built = build(tmp_path, births(tmp_path, months))
    assert one(built, "reg-03", "13.05", "2023-03")["public_value"] == 100
    for entity in ("13.05.01", "13.05.01.2001"):
        assert one(built, "reg-03", entity, "2023-03")["public_value"] is None


def test_a_small_cell_of_persons_is_masked_even_for_the_kabupaten(tmp_path: Path) -> None:
    # 18 of 20 on time: the difference 2 lies in 1..4.
    months = every_month("2023-03", "2024-04")
    months["2023-03"] = [birth(number, date(2023, 3, 1), date(2023, 3, 2)) for number in range(18)]
    months["2023-08"] = [birth(number, date(2023, 3, 1), date(2023, 8, 2)) for number in (18, 19)]
    found = one(build(tmp_path, births(tmp_path, months)), "reg-03", "13.05", "2023-03")
    assert found["value"] == 90
    assert found["public_value"] is None
    assert "disamarkan" in found["public_reason"]


def death(number: int, died: date, registered: date, area: str = "13.05.01.2001") -> dict[str, Any]:
    return {
        "no_akta": f"akta-{number}",
        "jenis_kelamin": "1",
        "tanggal_kematian": died,
        "tanggal_lapor": registered,
        "kode_wilayah": area,
    }


def deaths(folder: Path, months: dict[str, list[dict[str, Any]]]) -> list[Staged]:
    """One load a reporting month."""
    return [
        staged(folder, CATALOGUE.datasets["deaths"], number, rows, f"bulan={month}")
        for number, (month, rows) in enumerate(sorted(months.items()), start=301)
    ]


def test_a_death_is_on_time_on_day_30_and_counts_in_its_month_until_day_365(tmp_path: Path) -> None:
    # Died 1 March 2023: day 30 is 31 March, day 31 is 1 April, day 365 is 29 February 2024, day 366 1 March.
    # On time is 1 of 3; the resident of elsewhere and day 366 are in neither.
    months = every_month("2023-03", "2024-04")
    months["2023-03"] = [
        death(1, date(2023, 3, 1), date(2023, 3, 31)),
        death(2, date(2023, 3, 1), date(2023, 3, 2), "luar"),
    ]
    months["2023-04"] = [death(3, date(2023, 3, 1), date(2023, 4, 1))]
    months["2024-02"] = [death(4, date(2023, 3, 1), date(2024, 2, 29))]
    months["2024-03"] = [death(5, date(2023, 3, 1), date(2024, 3, 1))]
    found = one(build(tmp_path, deaths(tmp_path, months)), "reg-06", "13.05", "2023-03")
    assert (found["numerator"], found["denominator"], found["display"]) == (1, 3, D("33.3"))
    assert (found["finality"], found["maturity_days"]) == (
        "final",
        396,
    )  # 30 April 2024: 366 + 30 days after 31 March 2023


def test_a_cohort_of_deaths_is_final_with_the_file_of_its_365th_day_and_public_for_the_kabupaten_only(
    tmp_path: Path,
) -> None:
    months = every_month("2023-03", "2024-03")
    months["2023-03"] = [death(number, date(2023, 3, 1), date(2023, 3, 2)) for number in range(20)]
    built = build(tmp_path, deaths(tmp_path, months))
    found = one(built, "reg-06", "13.05", "2023-03")
    assert (found["finality"], found["public_value"]) == ("final", 100)
    for entity in ("13.05.01", "13.05.01.2001"):
        assert one(built, "reg-06", entity, "2023-03")["public_value"] is None
    (tmp_path / "b").mkdir()
    del months["2024-03"]
    young = build(tmp_path, deaths(tmp_path / "b", months))
    assert one(young, "reg-06", "13.05", "2023-03")["finality"] == "provisional"


def money(folder: Path, months: dict[int, dict[str, int]], extra: list[Staged] | None = None) -> list[Staged]:
    """Budget lines of 1.000, half of each tagged gov, 100 planned a month; `months` says what was spent by then."""
    budget = staged(
        folder,
        CATALOGUE.datasets["budget"],
        101,
        [
            {
                "tahun": 2023,
                "bulan": month,
                "kode_skpd": office,
                "kode_sub_kegiatan": LINE,
                "pagu_murni": D(1000),
                "pagu": D(1000),
                "rak": D(100),
                "realisasi_anggaran": D(spent),
            }
            for month, offices in months.items()
            for office, spent in offices.items()
        ],
        "tahun={tahun};bulan={bulan:02};kode_skpd={kode_skpd}",
    )
    tags = staged(
        folder,
        CATALOGUE.datasets["tags"],
        102,
        [
            {
                "tahun": 2023,
                "versi": "v1",
                "berlaku_dari": date(2023, 1, 1),
                "kode_skpd": office,
                "kode_sub_kegiatan": LINE,
                "dimensi": "gov",
                "porsi_persen": D(50),
            }
            for office in (KOMINFO, HEALTH)
        ],
    )
    return [budget, tags, *(extra or [])]


def test_absorption_and_deviation_count_from_january(tmp_path: Path) -> None:
    # Tagged half: ceiling 2 x 500, spent by February (150 + 250) / 2 = 200, planned 4 x 100 / 2 = 200.
    built = build(tmp_path, money(tmp_path, {1: {KOMINFO: 50, HEALTH: 90}, 2: {KOMINFO: 150, HEALTH: 250}}))
    absorbed = one(built, "bud-02", "13.05", "2023-02-ytd")
    assert (absorbed["numerator"], absorbed["denominator"], absorbed["display"]) == (200, 1000, D("20.0"))
    assert (absorbed["reported"], absorbed["expected"], absorbed["finality"]) == (2, 2, "final")
    assert absorbed["pace"] == 100  # 20 % spent where 20 % was planned
    assert one(built, "bud-03", "13.05", "2023-02-ytd")["value"] == 0
    # Kominfo alone: (75 - 100) / 500 = -5 points.
    assert one(built, "bud-03", KOMINFO, "2023-02-ytd")["value"] == -5
    assert one(built, "bud-02", "gov", "2023-02-ytd")["numerator"] == 200


def test_a_missing_office_is_carried_and_the_total_says_so(tmp_path: Path) -> None:
    # Health sent January (90) and not February: 150 / 2 + 90 / 2 = 120 of 1.000; 1 of 2 offices reported.
    built = build(tmp_path, money(tmp_path, {1: {KOMINFO: 50, HEALTH: 90}, 2: {KOMINFO: 150}}))
    found = one(built, "bud-02", "13.05", "2023-02-ytd")
    assert (found["numerator"], found["denominator"]) == (120, 1000)
    assert (found["reported"], found["expected"], found["finality"]) == (1, 2, "provisional")
    assert "carried" in found["notes"].split()
    kominfo = one(built, "bud-02", KOMINFO, "2023-02-ytd")
    assert (kominfo["reported"], kominfo["expected"], kominfo["finality"]) == (1, 1, "final")
    lineage = built.lineage
    behind = lineage[
        (lineage["dataset"] == "smart_budget")
        & (lineage["entity"] == "13.05")
        & (lineage["month"] == "2023-02")
    ]
    # Rows 2 and 3 are January's, 4 is Kominfo's February: Health's January row 3 stands for its February.
    assert set(behind[behind["load"] == 101]["ranges"]) == {"3-4"}


def apbd(folder: Path, *versions: tuple[str, date, int]) -> Staged:
    rows = [
        {"tahun": 2023, "versi": name, "berlaku_dari": since, "total_belanja": D(total), "sumber": "uji"}
        for name, since, total in versions
    ]
    return staged(folder, CATALOGUE.datasets["apbd"], 103, rows)


def test_the_smart_share_uses_the_apbd_version_in_force_and_shows_the_first_beside_it(tmp_path: Path) -> None:
    # Smart 1.000; murni 10.000 -> 10 %; from September perubahan 8.000 -> 12,5 %.
    months = {month: {KOMINFO: 0, HEALTH: 0} for month in range(1, 10)}
    versions = apbd(tmp_path, ("murni", date(2023, 1, 1), 10_000), ("perubahan", date(2023, 9, 20), 8_000))
    built = build(tmp_path, money(tmp_path, months, [versions]))
    assert one(built, "bud-01", "13.05", "2023-08")["display"] == D("10.0")
    assert one(built, "bud-01", "13.05", "2023-09")["display"] == D("12.5")
    assert one(built, "bud-01", "13.05", "2023-09", "versi=murni")["display"] == D("10.0")


def test_a_share_without_its_denominator_is_empty_with_the_reason(tmp_path: Path) -> None:
    built = build(tmp_path, money(tmp_path, {1: {KOMINFO: 0, HEALTH: 0}}))
    found = one(built, "bud-01", "13.05", "2023-01")
    assert found["value"] is None
    assert found["reason"] == "versi yang sama belum dimuat"


def test_given_numbers_are_taken_as_they_are(tmp_path: Path) -> None:
    rows = [
        {
            "kode_indikator": "soc-01",
            "kode_entitas": "13.05",
            "periode": "2022",
            "nilai": D("71.63"),
            "status_angka": "tetap",
            "sumber": "uji",
        }
    ]
    built = build(tmp_path, [staged(tmp_path, CATALOGUE.datasets["given"], 1, rows)])
    found = one(built, "soc-01", "13.05", "2022")
    assert (found["display"], found["finality"], found["reference_source"]) == (D("71.63"), "final", "uji")


def test_sample_travels_to_every_number_made_from_it(tmp_path: Path) -> None:
    months = every_month("2023-03", "2024-04")
    months["2023-03"] = [birth(1, date(2023, 3, 1), date(2023, 3, 2))]
    built = build(tmp_path, births(tmp_path, months, sample=True))
    assert built.observations["sample"].all()


@pytest.mark.parametrize("revised", [False, True])
def test_programmes_are_counted_in_the_masterplan_version_in_force(tmp_path: Path, revised: bool) -> None:
    def version(name: str, since: date, number: int, codes: list[str]) -> Staged:
        rows = [
            {
                "versi_masterplan": name, "berlaku_dari": since, "kode_program": code, "nama": code, "dimensi": "gov",
                "subdimensi": "gov-1", "kode_skpd": KOMINFO, "quick_win": "tidak", "tahun_awal": 2020, "tahun_akhir": 2026,
            }
            for code in codes
        ]  # fmt: skip
        return staged(
            tmp_path, CATALOGUE.datasets["programs"], number, rows, "versi_masterplan={versi_masterplan}"
        )

    progress = [
        {
            "kode_skpd": KOMINFO, "kode_program": code, "tahun": 2023, "bulan": 3, "pagu": D(pagu), "rencana_fisik": D(40),
            "realisasi_fisik": D(done), "status": status,
        }
        for code, pagu, done, status in (("P-GOV-01", 300, 40, "berjalan"), ("P-GOV-02", 100, 20, "ditunda"))
    ]  # fmt: skip
    loads = [version("2019", date(2020, 1, 1), 1, ["P-GOV-01", "P-GOV-02", "P-GOV-03"])]
    if revised:
        loads.append(version("2023", date(2023, 3, 31), 2, ["P-GOV-01", "P-GOV-02"]))
    part = "tahun={tahun};bulan={bulan:02};kode_skpd={kode_skpd}"
    loads.append(staged(tmp_path, CATALOGUE.datasets["progress"], 3, progress, part))
    built = build(tmp_path, loads)
    done = one(built, "prg-01", "gov", "2023-Q1")
    assert (done["numerator"], done["denominator"]) == (1, 2 if revised else 3)
    # Deviation weighted by pagu: (300 x 0 + 100 x -20) / 400 = -5 points.
    assert one(built, "prg-03", "gov-1", "2023-03")["value"] == -5
    assert one(built, "prg-03", "P-GOV-02", "2023-03")["band"] == "kritis"


def test_a_nagari_that_moves_and_one_that_is_split_are_followed_and_marked(tmp_path: Path) -> None:
    """From 2023-05-01 on invented 13.05.01.9001 and .9002 take the place of .2001; 13.05.02.9003 begins beside them."""
    day = date(2023, 5, 1)
    entities = dict(CATALOGUE.entities)
    old = entities["area", "13.05.01.2001"]
    entities["area", old.code] = replace(old, valid_to=day)
    for code in ("13.05.01.9001", "13.05.01.9002", "13.05.02.9003"):
        named = replace(old, code=code, name=f"Uji {code}", parent=code[:8], valid_from=day)
        entities["area", code] = named
    data = replace(CATALOGUE, hash="borders", entities=entities)
    rows = {
        "2023-04": [birth(1, date(2023, 4, 2), date(2023, 4, 9))],
        "2023-05": [
            birth(number, date(2023, 5, 2), date(2023, 5, 9), code)
            for number, code in enumerate(["13.05.01.9001", "13.05.01.9002", "13.05.02.9003"], start=2)
        ],
    }
    built = building.build(
        Ingredients(data, births(tmp_path, rows), date(2026, 1, 20), tmp_path / "measured")
    )
    # April: all of Lubuak Aluang is the old nagari; May: two of its new ones, and one elsewhere.
    counted = {
        (place, month): one(built, "reg-03", place, month)["denominator"]
        for place, month in [
            ("13.05.01.2001", "2023-04"),
            ("13.05.01.9001", "2023-05"),
            ("13.05.01", "2023-04"),
            ("13.05.01", "2023-05"),
            ("13.05.02", "2023-05"),
            ("13.05", "2023-05"),
        ]
    }
    assert list(counted.values()) == [1, 1, 1, 2, 1, 3]
    marked = {
        place
        for place in ("13.05.01.9001", "13.05.01.9002", "13.05.02.9003", "13.05.01", "13.05.02", "13.05")
        if "break_in_series" in one(built, "reg-03", place, "2023-05")["notes"].split()
    }
    assert marked == {"13.05.01.9001", "13.05.01.9002", "13.05.02.9003", "13.05.02"}
