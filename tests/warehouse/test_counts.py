"""Counts of offices put together over time and places, with sums worked out by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest

from settings import DATA
from tests.making import staged
from warehouse import building, catalogue, formulas
from warehouse.building import Built, Ingredients
from warehouse.loads import Staged

CATALOGUE = catalogue.load(DATA)
COUNTS, SCORES = CATALOGUE.datasets["counts"], CATALOGUE.datasets["scores"]
TODAY = date(2026, 1, 20)
KECAMATAN = [code for (kind, code), one in CATALOGUE.entities.items() if one.level == "kecamatan"]
Sent = tuple[str, str, str, str, str | None]  # indicator, entity, period, numerator, denominator


def rows(sent: Iterable[Sent], source: str = "uji") -> list[dict[str, Any]]:
    names = ("kode_indikator", "kode_entitas", "periode", "pembilang", "penyebut", "sumber")
    return [
        dict(zip(names, (*one[:3], D(one[3]), one[4] and D(one[4]), source), strict=True)) for one in sent
    ]


def load(
    folder: Path, number: int, sent: Iterable[Sent], source: str = "uji", sample: bool = False
) -> Staged:
    part = "kode_indikator={kode_indikator};periode={periode};sumber={sumber}"
    return staged(folder, COUNTS, number, rows(sent, source), part, sample)


def build(folder: Path, *loads: Staged, known: catalogue.Catalogue = CATALOGUE, today: date = TODAY) -> Built:
    return building.build(Ingredients(known, loads, today, folder / "measured"))


def one(built: Built, indicator: str, period: str, entity: str = "13.05") -> dict[str, Any]:
    frame = built.observations
    frame = frame[
        (frame["indicator"] == indicator) & (frame["period"] == period) & (frame["entity"] == entity)
    ]
    assert len(frame) == 1, frame
    return dict(frame.astype(object).where(frame.notna(), None).iloc[0])


def periods(built: Built, indicator: str) -> set[str]:
    return {row.period for row in built.observations.itertuples() if row.indicator == indicator}


# ---- a share, as published


@pytest.mark.parametrize(
    ("indicator", "numerator", "denominator", "share"),
    [
        ("reg-01", "149181", "161879", "92.16"),  # Kabupaten Agam
        ("reg-01", "101947", "103704", "98.31"),  # Kabupaten Tanah Datar
        ("reg-09", "49074", "96872", "50.66"),  # Kabupaten Tanah Datar
        ("reg-10", "3657555", "3929243", "93.09"),  # Sumatera Barat
    ],
)
def test_published_coverages_come_out(
    tmp_path: Path, indicator: str, numerator: str, denominator: str, share: str
) -> None:
    built = build(tmp_path, load(tmp_path, 1, [(indicator, "13.05", "2021-S1", numerator, denominator)]))
    found = one(built, indicator, "2021-S1")
    assert formulas.rounded(found["value"], 2) == D(share)
    assert (found["numerator"], found["denominator"]) == (D(numerator), D(denominator))
    assert (found["finality"], found["reference_source"], found["reported"]) == ("final", "uji", None)


def test_a_share_per_ten_thousand_and_a_plain_count(tmp_path: Path) -> None:
    # 215 of 430.626 people: 215 x 10.000 / 430.626 = 4,99...
    sent: list[Sent] = [
        ("soc-04", "13.05", "2025-Q1", "215", "430626"),
        ("brd-02", "13.05", "2025-S1", "12", None),
    ]
    built = build(tmp_path, load(tmp_path, 1, sent))
    assert one(built, "soc-04", "2025-Q1")["display"] == D("5.0")
    tourism = one(built, "brd-02", "2025-S1")
    assert (tourism["value"], tourism["denominator"], tourism["reason"]) == (D(12), None, "")


def test_a_share_without_its_denominator_has_no_value_and_says_why(tmp_path: Path) -> None:
    built = build(tmp_path, load(tmp_path, 1, [("gov-05", "13.05", "2025-Q1", "12", None)]))
    found = one(built, "gov-05", "2025-Q1")
    assert (found["value"], found["reason"]) == (None, "penyebut belum ada")


# ---- over time


def test_flows_are_summed_and_a_window_is_final_when_all_its_periods_are_there(tmp_path: Path) -> None:
    # January 8 of 10, February 6 of 10, March 9 of 20: 23 of 40 is 57,5 %, not the mean of 80, 60 and 45.
    sent: list[Sent] = [
        ("gov-03", "13.05", "2025-01", "8", "10"),
        ("gov-03", "13.05", "2025-02", "6", "10"),
        ("gov-03", "13.05", "2025-03", "9", "20"),
    ]
    built = build(tmp_path, load(tmp_path, 1, sent))
    quarter = one(built, "gov-03", "2025-Q1")
    assert (quarter["numerator"], quarter["denominator"], quarter["display"]) == (D(23), D(40), D("57.5"))
    assert quarter["finality"] == "final"
    assert one(built, "gov-03", "2025-02-ytd")["display"] == D("70.0")
    year = one(built, "gov-03", "2025")
    assert (year["display"], year["finality"]) == (D("57.5"), "provisional")


def test_of_stocks_the_last_period_stands(tmp_path: Path) -> None:
    sent: list[Sent] = [
        ("rdy-03", "13.05", "2024-S1", "80", "103"),
        ("rdy-03", "13.05", "2024-S2", "90", "103"),
        ("rdy-03", "13.05", "2025-S1", "95", "103"),
    ]
    built = build(tmp_path, load(tmp_path, 1, sent))
    assert (one(built, "rdy-03", "2024")["numerator"], one(built, "rdy-03", "2024")["finality"]) == (
        D(90),
        "final",
    )
    # Of 2025 the second half is still missing.
    assert one(built, "rdy-03", "2025")["numerator"] == D(95)
    assert one(built, "rdy-03", "2025")["finality"] == "provisional"


def test_nothing_is_made_finer_than_what_was_sent_and_a_year_that_was_sent_stands(tmp_path: Path) -> None:
    sent: list[Sent] = [
        ("rdy-03", "13.05", "2024", "88", "103"),
        ("rdy-03", "13.05", "2024-S2", "90", "103"),
        ("rdy-03", "13.05", "2024-12", "91", "103"),  # finer than the indicator: no number
    ]
    built = build(tmp_path, load(tmp_path, 1, sent))
    assert periods(built, "rdy-03") == {"2024-S2", "2024"}
    assert one(built, "rdy-03", "2024")["numerator"] == D(88)


def test_a_period_that_has_not_ended_is_provisional_and_one_to_come_is_none(tmp_path: Path) -> None:
    sent: list[Sent] = [("gov-05", "13.05", "2026-Q1", "1", "9"), ("gov-05", "13.05", "2026-Q2", "2", "9")]
    built = build(tmp_path, load(tmp_path, 1, sent))
    assert periods(built, "gov-05") == {"2026-Q1", "2026"}
    assert one(built, "gov-05", "2026-Q1")["finality"] == "provisional"


# ---- over places


def test_the_kabupaten_is_the_sum_of_its_kecamatan_and_says_how_many_are_there(tmp_path: Path) -> None:
    # 5 of 10 in one, 9 of 30 in another: 14 of 40 is 35 %; 15 kecamatan have sent nothing.
    sent: list[Sent] = [
        ("soc-03", KECAMATAN[0], "2025-S1", "5", "10"),
        ("soc-03", KECAMATAN[1], "2025-S1", "9", "30"),
    ]
    found = one(build(tmp_path, load(tmp_path, 1, sent)), "soc-03", "2025-S1")
    assert (found["numerator"], found["denominator"], found["display"]) == (D(14), D(40), D("35.0"))
    assert (found["reported"], found["expected"], found["finality"]) == (2, 17, "provisional")


def test_all_kecamatan_make_the_kabupaten_final_and_nagari_make_their_kecamatan(tmp_path: Path) -> None:
    nagari = [code for _, code in CATALOGUE.entities if code.startswith("13.05.01.")]
    sent: list[Sent] = [("rdy-03", code, "2025-S1", "1", "9") for code in KECAMATAN[1:]]
    sent += [("rdy-03", code, "2025-S1", "1", "1") for code in nagari]
    built = build(tmp_path, load(tmp_path, 1, sent))
    whole = one(built, "rdy-03", "2025-S1")
    # 16 x 1 + 9 nagari of Lubuak Aluang; 16 x 9 + 9.
    assert (whole["numerator"], whole["denominator"]) == (D(25), D(153))
    assert (whole["reported"], whole["expected"], whole["finality"]) == (17, 17, "final")
    assert one(built, "rdy-03", "2025-S1", "13.05.01")["expected"] == len(nagari) == 9


def test_a_row_of_its_own_stands_before_the_sum_of_what_lies_below(tmp_path: Path) -> None:
    sent: list[Sent] = [
        ("soc-03", "13.05", "2025-S1", "400", "450"),
        ("soc-03", KECAMATAN[0], "2025-S1", "5", "10"),
    ]
    found = one(build(tmp_path, load(tmp_path, 1, sent)), "soc-03", "2025-S1")
    assert (found["numerator"], found["reported"], found["finality"]) == (D(400), None, "final")


# ---- what it says of itself


def test_sources_that_count_differently_are_disputed_and_so_is_every_sum_of_them(tmp_path: Path) -> None:
    key = ("gov-03", "13.05", "2025-01")
    loads = (
        load(tmp_path, 1, [(*key, "8", "10")], "LAPOR"),
        load(tmp_path, 2, [(*key, "7", "10")], "Kominfo"),
        load(tmp_path, 3, [(*key, "7", "10")], "Inspektorat"),
        load(tmp_path, 4, [("gov-03", "13.05", "2025-02", "1", "1")], sample=True),
    )
    built = build(tmp_path, *loads)
    month = one(built, "gov-03", "2025-01")
    assert (month["numerator"], month["notes"], month["reference_source"]) == (
        D(7),
        "disputed",
        "Inspektorat",
    )
    quarter = one(built, "gov-03", "2025-Q1")
    assert quarter["notes"].split() == ["disputed", "sample"]
    assert quarter["reference_source"] == ""


def test_the_rows_behind_a_sum_are_all_its_months_rows(tmp_path: Path) -> None:
    sent: list[Sent] = [("gov-03", "13.05", f"2025-{month:02}", "1", "2") for month in (1, 2, 3, 4)]
    trace = build(tmp_path, load(tmp_path, 1, sent)).lineage
    trace = trace[(trace["dataset"] == "sent/gov-03") & (trace["month"] == "2025-Q1")]
    assert trace[["entity", "load", "rows", "ranges"]].to_numpy().tolist() == [["13.05", 1, 3, "2-4"]]


def test_few_persons_below_the_kabupaten_are_hidden_though_no_personal_dataset_counts_them(
    tmp_path: Path,
) -> None:
    # In the first kecamatan 3 of 500 children have no certificate; the sum over 17 would tell it.
    sent: list[Sent] = [("reg-01", code, "2024-S2", "400", "500") for code in KECAMATAN[1:]]
    sent += [("reg-01", KECAMATAN[0], "2024-S2", "497", "500")]
    built = build(tmp_path, load(tmp_path, 1, sent))
    frame = built.observations
    frame = frame[(frame["indicator"] == "reg-01") & (frame["level"] == "kecamatan")]
    half, year = frame[frame["window"] == "semester"], frame[frame["window"] == "year"]
    assert set(half["public_reason"]) == {"rincian ini belum dibuka untuk umum"}
    hidden = set(year[year["public_reason"] != ""]["entity"])
    assert KECAMATAN[0] in hidden
    assert len(hidden) >= 2
    assert one(built, "reg-01", "2024")["public_display"] == one(built, "reg-01", "2024")["display"]


# ---- indices


def test_satisfaction_is_what_was_sent_and_never_rolled_up(tmp_path: Path) -> None:
    # PermenPANRB 14/2017: 9 elements of 100 answers sum to 2.970; 2970 / 900 x 25 = 82,5.
    office = "2.12.0.00.0.00.01.0000"
    sent: list[Sent] = [
        ("gov-01", office, "2025-S1", "2970", "900"),
        ("gov-01", "13.05", "2024-S2", "29000", "9000"),
    ]
    built = build(tmp_path, load(tmp_path, 1, sent))
    assert one(built, "gov-01", "2025-S1", office)["display"] == D("82.50")
    assert one(built, "gov-01", "2024-S2")["display"] == D("80.56")
    assert periods(built, "gov-01") == {"2025-S1", "2024-S2"}


def scored(folder: Path, number: int, year: int, levels: Iterable[tuple[str, str]]) -> Staged:
    said = [
        {"instrumen": "SPBE", "tahun": year, "komponen": name, "nilai": D(level), "sumber": "uji"}
        for name, level in levels
    ]
    return staged(folder, SCORES, number, said, f"instrumen=SPBE;tahun={year}")


def test_all_at_level_three_is_an_spbe_index_of_three(tmp_path: Path) -> None:
    assert len(CATALOGUE.weights) == 47
    levels = [(str(number), "3") for number in range(1, 48)]
    found = one(build(tmp_path, scored(tmp_path, 1, 2024, levels)), "rdy-05", "2024")
    assert (found["display"], found["numerator"], found["denominator"]) == (D("3.00"), D(300), D(100))
    assert (found["reported"], found["expected"], found["finality"]) == (47, 47, "final")


def test_an_index_of_some_components_says_of_how_many(tmp_path: Path) -> None:
    # 1 weighs 1,3 and 42 weighs 3: (1 x 1,3 + 5 x 3) / 4,3 = 16,3 / 4,3 = 3,79.
    found = one(build(tmp_path, scored(tmp_path, 1, 2024, [("1", "1"), ("42", "5")])), "rdy-05", "2024")
    assert (found["display"], found["reported"], found["expected"]) == (D("3.79"), 2, 47)
    assert found["finality"] == "provisional"


def test_scores_of_a_year_before_any_weights_make_no_index(tmp_path: Path) -> None:
    assert periods(build(tmp_path, scored(tmp_path, 1, 2018, [("1", "3")])), "rdy-05") == set()


@pytest.mark.parametrize(("year", "index"), [("2018", "2.64"), ("2019", "3.33")])
def test_the_published_spbe_indices_come_out_of_scores(
    tmp_path: Path, real_files: Path, year: str, index: str
) -> None:
    import csv

    with (real_files / "spbe_known_answer.csv").open(encoding="utf-8", newline="") as lines:
        real = [row for row in csv.DictReader(lines) if row["year"] == year]
    weights = tuple(
        replace(CATALOGUE.weights[0], since=2018, component=row["no"], weight=D(row["weight_pct"]))
        for row in real
    )
    levels = [(row["no"], row["maturity_final"]) for row in real]
    known = replace(CATALOGUE, weights=weights)
    found = one(build(tmp_path, scored(tmp_path, 1, int(year), levels), known=known), "rdy-05", year)
    assert (found["display"], found["reported"], found["expected"]) == (D(index), 37, 37)
