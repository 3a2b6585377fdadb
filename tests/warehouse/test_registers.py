"""Registers become records as they are, and checks say where what they tell does not fit together."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from settings import DATA
from tests.making import staged
from warehouse import building, catalogue, checks, senders
from warehouse.building import Built, Ingredients

CATALOGUE = catalogue.load(DATA)
Rows = list[Mapping[str, Any]]


def build(folder: Path, **datasets: Rows) -> Built:
    """What a release would show of rows by dataset."""
    loads = [
        staged(folder, CATALOGUE.datasets[name], number, rows)
        for number, (name, rows) in enumerate(datasets.items(), start=1)
    ]
    return building.build(Ingredients(CATALOGUE, loads, date(2026, 1, 20), folder / "measured"))


def warnings(folder: Path, **datasets: Rows) -> list[str]:
    return [one.sentence for one in checks.run(build(folder, **datasets)).warnings]


def award(source: str, year: int, day: date | None) -> dict[str, Any]:
    said = {"nama": "Smart City", "kategori": "Dimensi Branding", "pemberi": "Kominfo", "url": None}
    return {"tahun": year, "tanggal": day, "sumber": source, **said}


def test_two_dates_told_of_one_award_are_two_records_and_a_warning_with_both_and_their_sources(
    tmp_path: Path,
) -> None:
    told: Rows = [award("gpriority.co.id", 2021, date(2021, 12, 14)), award("Pelita Sumbar", 2022, None)]
    built = build(tmp_path, awards=told)
    assert set(built.records["kind"]) == {"award"}
    assert {json.loads(one)["tahun"] for one in built.records["fields"]} == {2021, 2022}
    assert [one.sentence for one in checks.run(built).warnings] == [
        "Penghargaan Smart City (Dimensi Branding): 2022 menurut Pelita Sumbar, "
        "14 Desember 2021 menurut gpriority.co.id."
    ]


def test_an_award_is_told_alike_by_two_sources_without_a_warning(tmp_path: Path) -> None:
    told: Rows = [award("a", 2021, date(2021, 12, 14)), award("b", 2021, None)]
    assert warnings(tmp_path, awards=told) == []
    (tmp_path / "b").mkdir()
    (wrong,) = warnings(tmp_path / "b", awards=[award("a", 2022, date(2021, 12, 14))])
    assert wrong == "Penghargaan Smart City (Dimensi Branding): 14 Desember 2021 tidak dalam tahun 2022 (a)."


def test_men_and_women_add_to_the_whole_and_an_estimate_lies_in_its_bounds(tmp_path: Path) -> None:
    def people(area: str, sex: str, number: int, low: int | None = None) -> dict[str, Any]:
        said = {"kode_wilayah": area, "tahun": 2020, "kelompok": "total", "sumber": "uji"}
        return {**said, "jenis_kelamin": sex, "nilai": number, "rendah": low, "tinggi": None}

    # 215.038 + 215.588 = 430.626; 5 + 6 is not 12; 9 lies below 10.
    rows: Rows = [
        people("13.05", "1", 215_038),
        people("13.05", "2", 215_588),
        people("13.05", "semua", 430_626),
    ]
    rows += [people("13.05.01", "1", 5), people("13.05.01", "2", 6), people("13.05.01", "semua", 12)]
    rows += [people("13.05.02", "semua", 9, low=10)]
    assert warnings(tmp_path, population=rows) == [
        "Penduduk 13.05.01 2020 total: laki-laki dan perempuan berjumlah 11, seluruhnya 12 (uji).",
        "Penduduk 13.05.02 2020 total: 9 di luar batasnya sendiri (uji).",
    ]


def people(area: str, number: int) -> dict[str, Any]:
    said = {
        "kode_wilayah": area,
        "tahun": 2020,
        "kelompok": "total",
        "sumber": "uji",
        "jenis_kelamin": "semua",
    }
    return {**said, "nilai": number, "rendah": None, "tinggi": None}


def test_the_parts_of_an_area_add_to_it_or_a_warning_names_it(tmp_path: Path) -> None:
    # 13.05.04 has three nagari: 3 + 4 + 5 = 12. 13.05.13 has three: 1 + 1 of two are fewer than 9, and may be.
    nagari = {
        "13.05.04.2002": 3,
        "13.05.04.2003": 4,
        "13.05.04.2004": 5,
        "13.05.13.2001": 1,
        "13.05.13.2002": 1,
    }
    whole = [people("13.05.04", 12), people("13.05.13", 9), people("13.05", 99)]
    parts = [people(area, number) for area, number in nagari.items()]
    assert warnings(tmp_path, population=[*whole, *parts]) == []
    (tmp_path / "b").mkdir()
    wrong = [people("13.05.04", 13), people("13.05.13", 1), people("13.05", 13)]
    assert warnings(tmp_path / "b", population=[*wrong, *parts]) == [
        "Penduduk total 13.05 2020: 2 dari 17 bagiannya berjumlah lebih daripada seluruhnya (uji).",
        "Penduduk total 13.05.04 2020: 3 dari 3 bagiannya berjumlah kurang daripada seluruhnya (uji).",
        "Penduduk total 13.05.13 2020: 2 dari 3 bagiannya berjumlah lebih daripada seluruhnya (uji).",
    ]


def test_what_an_office_counts_by_area_adds_up_too_and_no_figure_of_it_is_told(tmp_path: Path) -> None:
    def counted(area: str, number: int) -> dict[str, Any]:
        said = {"kode_indikator": "reg-01", "kode_entitas": area, "periode": "2024-S1", "sumber": "DKB"}
        return {**said, "pembilang": Decimal(number), "penyebut": Decimal(50)}

    rows: Rows = [counted("13.05.04", 13), counted("13.05.04.2002", 9), counted("13.05.04.2003", 7)]
    assert warnings(tmp_path, counts=rows) == [
        "Pembilang reg-01 13.05.04 2024-S1: 2 dari 3 bagiannya berjumlah lebih daripada seluruhnya (DKB).",
        "Penyebut reg-01 13.05.04 2024-S1: 2 dari 3 bagiannya berjumlah lebih daripada seluruhnya (DKB).",
    ]


def meeting(body: str, year: int, day: date | None, agenda: str | None = "Rapat") -> dict[str, Any]:
    decree = {"sk": "12/2022", "tanggal_sk": date(2022, 3, 4), "rapat_setahun": None}
    return {"lembaga": body, "tahun": year, **decree, "tanggal": day, "acara": agenda, "keputusan": agenda}


def test_a_meeting_before_its_decree_and_a_year_without_meetings_are_told(tmp_path: Path) -> None:
    rows: Rows = [meeting("dewan", 2022, date(2022, 3, 3)), meeting("dewan", 2022, date(2022, 3, 4))]
    rows.append(meeting("tim_pelaksana", 2022, None, None))
    assert warnings(tmp_path, institutions=rows) == [
        "Rapat dewan 2022-03-03 mendahului SK 12/2022 (2022-03-04).",
        "Tidak ada rapat tim_pelaksana yang tercatat pada 2022.",
    ]


def test_a_regulation_in_force_before_its_year_is_told(tmp_path: Path) -> None:
    rows: Rows = [regulation("7", 2022, date(2021, 12, 31)), regulation("8", 2022, date(2022, 1, 1))]
    assert warnings(tmp_path, regulations=rows) == [
        "Regulasi perbup 7/2022 disebut berlaku sejak 2021-12-31."
    ]


def regulation(
    number: str, year: int, since: date, revoked: date | None = None, direct: str = "ya"
) -> dict[str, Any]:
    said = {"nomor": number, "tahun": year, "jenis": "perbup", "judul": "Uji", "url": None}
    return {**said, "terkait_langsung": direct, "berlaku_dari": since, "dicabut": revoked}


def test_what_a_sheet_of_scores_says_of_last_year_is_compared_with_last_years_sheet(tmp_path: Path) -> None:
    def score(year: int, value: str, before: str | None) -> dict[str, Any]:
        said = {"instrumen": "kominfo", "tahun": year, "komponen": "output", "dimensi": None, "sumber": "uji"}
        return {**said, "nilai": Decimal(value), "nilai_tahun_lalu": before and Decimal(before)}

    rows: Rows = [score(2022, "3.21", None), score(2023, "3.30", "3.12")]
    assert warnings(tmp_path, scores=rows) == [
        "Nilai kominfo output 2022: 3,21, tetapi lembar 2023 menyebut 3,12."
    ]


def test_a_death_before_the_registered_birth_of_the_same_person_is_told_without_the_person(
    tmp_path: Path,
) -> None:
    child = {"no_akta": "a", "jenis_kelamin": "1", "kode_wilayah": "13.05.01"}
    born = {**child, "nik_anak": "hash", "tanggal_lahir": date(2023, 5, 2), "tanggal_lapor": date(2023, 5, 9)}
    died = {**child, "nik": "hash", "tanggal_kematian": date(2023, 5, 1), "tanggal_lapor": date(2023, 6, 1)}
    assert warnings(tmp_path, births=[born], deaths=[died]) == [
        "Kematian yang dilaporkan pada 2023-06 mendahului kelahiran orang yang sama pada daftar kelahiran; "
        "periksa muatan 2."
    ]


def one(built: Built, indicator: str, period: str, entity: str = "13.05") -> dict[str, Any]:
    frame = built.observations
    found = frame[
        (frame["indicator"] == indicator) & (frame["period"] == period) & (frame["entity"] == entity)
    ]
    assert len(found) == 1, found
    return dict(found.astype(object).where(found.notna(), None).iloc[0])


def test_regulations_in_force_are_those_begun_and_not_ended_on_the_last_day_of_the_year(
    tmp_path: Path,
) -> None:
    # End of 2022: the first and the second. End of 2023: the second ended on that very day, so the first and the
    # third. 2024 and 2025 bring no change. The fourth only supports and never counts.
    rows: Rows = [
        regulation("1", 2022, date(2022, 3, 1)),
        regulation("2", 2022, date(2022, 12, 31), revoked=date(2023, 12, 31)),
        regulation("3", 2023, date(2023, 12, 31)),
        regulation("4", 2022, date(2022, 3, 1), direct="tidak"),
        regulation("5", 2026, date(2026, 2, 1)),  # not yet
    ]
    built = build(tmp_path, regulations=rows)
    shown = {year: one(built, "rdy-01", year) for year in ("2022", "2023", "2024", "2025", "2026")}
    assert {year: int(found["value"]) for year, found in shown.items()} == dict.fromkeys(shown, 2)
    (tmp_path / "b").mkdir()
    fewer = build(tmp_path / "b", regulations=rows[:2])
    assert [int(one(fewer, "rdy-01", year)["value"]) for year in ("2022", "2023", "2025")] == [2, 1, 1]
    # The register came in on 1 January 2026: it speaks for all of 2025 and not yet for 2026.
    assert (shown["2025"]["finality"], shown["2026"]["finality"]) == ("final", "provisional")
    assert shown["2025"]["denominator"] is None


def test_the_council_met_this_often_of_what_its_decree_asks_or_of_twelve(tmp_path: Path) -> None:
    # 2024: four meetings asked for, three held with a decision: 75 %; by June two of four: 50 %.
    # 2025: the decree names no number, one of twelve held: 8,3 %. The team's meetings do not count.
    def asked(one: dict[str, Any]) -> dict[str, Any]:
        return {**one, "rapat_setahun": 4}

    rows: Rows = [asked(meeting("dewan", 2024, date(2024, month, 5))) for month in (2, 6, 11)]
    rows.append(asked({**meeting("dewan", 2024, date(2024, 12, 5)), "keputusan": None}))
    rows += [meeting("dewan", 2025, date(2025, 1, 7)), meeting("tim_pelaksana", 2025, date(2025, 2, 7))]
    loads = [
        staged(tmp_path, CATALOGUE.datasets["institutions"], 1, rows, "lembaga={lembaga};tahun={tahun}"),
    ]
    built = building.build(Ingredients(CATALOGUE, loads, date(2026, 1, 20), tmp_path / "measured"))
    assert one(built, "rdy-02", "2024")["value"] == 75
    assert one(built, "rdy-02", "2024-06-ytd")["value"] == 50
    assert one(built, "rdy-02", "2024")["finality"] == "final"
    assert str(one(built, "rdy-02", "2025")["display"]) == "8.3"


def test_a_service_is_online_only_when_all_of_it_is_and_offices_that_sent_nothing_are_counted(
    tmp_path: Path,
) -> None:
    # Kominfo 1 of 2, Health 1 of 3: 2 of 5 = 40 %, not the mean of 50 and 33,3.
    kominfo, health = "2.16.2.20.2.21.01.0000", "1.02.0.00.0.00.01.0000"
    told = [
        (kominfo, "digital"),
        (kominfo, "sebagian"),
        (health, "digital"),
        (health, "manual"),
        (health, "sebagian"),
    ]
    rows: Rows = [
        {"kode_skpd": office, "layanan": f"Layanan {number}", "tahun": 2025, "tingkat": level, "sejak": None}
        for number, (office, level) in enumerate(told)
    ]
    part = "tahun={tahun};kode_skpd={kode_skpd}"
    loads = [staged(tmp_path, CATALOGUE.datasets["digital"], 1, rows, part)]
    built = building.build(Ingredients(CATALOGUE, loads, date(2026, 1, 20), tmp_path / "measured"))
    whole = one(built, "gov-02", "2025")
    assert (whole["value"], whole["reported"], whole["expected"], whole["finality"]) == (40, 2, 2, "final")
    assert one(built, "gov-02", "2025", kominfo)["value"] == 50


def test_a_list_of_a_year_speaks_for_its_months_until_it_came_in() -> None:
    assert senders.spoken_for("tahun=2025;kode_skpd=x", date(2025, 2, 3)) == [
        date(2025, 1, 1),
        date(2025, 2, 1),
    ]
    assert len(senders.spoken_for("tahun=2024;kode_skpd=x", date(2025, 2, 3))) == 12
    assert senders.spoken_for("tahun=2025;kode_skpd=x", date(2024, 12, 3)) == []
    assert senders.spoken_for("all", date(2025, 2, 3))[-1] == date(2025, 2, 1)
    assert senders.spoken_for("bulan=2025-03", date(2025, 2, 3)) == [date(2025, 3, 1)]
