"""Registration from staged rows to numbers: each was worked out by hand, in the comment above it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest

from tests.making import staged
from tests.warehouse.test_building import (
    CATALOGUE,
    birth,
    births,
    build,
    death,
    deaths,
    every_month,
    one,
)
from warehouse.building import Built
from warehouse.loads import Staged

BORN = date(2023, 3, 1)
MONTHS = ("2023-01", "2024-12")


def registered(folder: Path, *rows: dict[str, Any]) -> list[Staged]:
    """Births in the files of their months, and empty files of all others up to the end of 2024."""
    months = every_month(*MONTHS)
    for row in rows:
        months[f"{row['tanggal_lapor']:%Y-%m}"].append(row)
    return births(folder, months)


def after(number: int, days: int, area: str = "13.05.01.2001", **said: Any) -> dict[str, Any]:
    return birth(number, BORN, BORN + timedelta(days=days), area) | said


def estimates(
    folder: Path, number: int, *rows: tuple[str, int, int | None, int | None], sumber: str = "Proyeksi A"
) -> Staged:
    """Estimates of the kabupaten for 2023: group, value, low, high."""
    return staged(
        folder,
        CATALOGUE.datasets["population"],
        number,
        [
            {
                "kode_wilayah": "13.05",
                "tahun": 2023,
                "kelompok": group,
                "jenis_kelamin": "semua",
                "nilai": value,
                "rendah": low,
                "tinggi": high,
                "sumber": sumber,
            }
            for group, value, low, high in rows
        ],
        "tahun={tahun};sumber={sumber};kelompok={kelompok}",
    )


# ---- completeness


def test_completeness_is_held_against_an_estimate_with_its_source_and_bounds(tmp_path: Path) -> None:
    # 9 births within a year (the tenth took 366 days) of 12 estimated, 10 to 15: 75 %, at least 9/15, at most 9/10.
    loads = registered(tmp_path, *[after(number, 10) for number in range(9)], after(9, 366))
    loads.append(estimates(tmp_path, 500, ("lahir_hidup_estimasi", 12, 10, 15)))
    found = one(build(tmp_path, loads), "reg-04", "13.05", "2023")
    assert (found["numerator"], found["denominator"], found["value"]) == (9, 12, 75)
    assert (found["low"], found["high"]) == (60, 90)
    assert (found["reference_source"], found["finality"], found["notes"]) == (
        "Proyeksi A (2023)",
        "final",
        "",
    )


def test_completeness_above_100_is_marked_and_not_clipped(tmp_path: Path) -> None:
    loads = registered(tmp_path, *[after(number, 10) for number in range(9)])
    loads.append(estimates(tmp_path, 500, ("lahir_hidup_estimasi", 8, None, None)))
    found = one(build(tmp_path, loads), "reg-04", "13.05", "2023")
    assert (found["value"], found["notes"]) == (D("112.5"), "above_100")
    assert (found["low"], found["high"]) == (None, None)


def test_without_an_estimate_completeness_is_unknown_and_says_so(tmp_path: Path) -> None:
    loads = registered(tmp_path, *[after(number, 10) for number in range(9)])
    found = one(build(tmp_path, loads), "reg-04", "13.05", "2023")
    assert (found["value"], found["denominator"], found["reason"]) == (
        None,
        None,
        "perkiraan untuk tahun ini belum dimuat",
    )


def test_of_two_estimates_the_one_that_came_in_last_counts(tmp_path: Path) -> None:
    loads = registered(tmp_path, *[after(number, 10) for number in range(9)])
    loads.append(estimates(tmp_path, 500, ("lahir_hidup_estimasi", 12, 10, 15)))
    loads.append(estimates(tmp_path, 501, ("lahir_hidup_estimasi", 18, None, None), sumber="Proyeksi B"))
    found = one(build(tmp_path, loads), "reg-04", "13.05", "2023")
    assert (found["denominator"], found["value"], found["reference_source"]) == (18, 50, "Proyeksi B (2023)")


def test_deaths_have_their_completeness_and_the_share_that_a_doctor_certified(tmp_path: Path) -> None:
    # 8 deaths within a year of 20 estimated; a doctor certified 6 of them, one form says nothing.
    rows = [death(n, BORN, date(2023, 3, 5)) | {"yang_menerangkan": "1" if n < 6 else None} for n in range(8)]
    months = every_month(*MONTHS) | {"2023-03": rows}
    loads = [*deaths(tmp_path, months), estimates(tmp_path, 500, ("kematian_estimasi", 20, 16, 40))]
    built = build(tmp_path, loads)
    found = one(built, "reg-07", "13.05", "2023")
    assert (found["value"], found["low"], found["high"]) == (40, 20, 50)
    certified = one(built, "reg-08", "13.05", "2023-Q1")
    assert (certified["numerator"], certified["denominator"], certified["value"]) == (6, 8, 75)


# ---- late and delayed


def test_the_work_of_a_month_tells_late_from_delayed_on_their_very_days(tmp_path: Path) -> None:
    # All recorded in July 2024: day 60 in time, day 61 and 365 late, day 366 and 400 delayed.
    day = date(2024, 7, 10)
    rows = [birth(days, day - timedelta(days=days), day) for days in (60, 61, 365, 366, 400)]
    built = build(tmp_path, registered(tmp_path, *rows))
    on_time = one(built, "reg-03-lapor", "13.05", "2024-07")
    assert (on_time["numerator"], on_time["denominator"]) == (1, 5)
    delayed = one(built, "reg-03-tunda", "13.05", "2024-07")
    assert (delayed["numerator"], delayed["denominator"], delayed["value"]) == (2, 4, 50)


def test_a_death_is_late_after_day_30_and_delayed_after_day_365(tmp_path: Path) -> None:
    day = date(2024, 7, 10)
    rows = [death(days, day - timedelta(days=days), day) for days in (30, 31, 365, 366)]
    built = build(tmp_path, deaths(tmp_path, every_month(*MONTHS) | {"2024-07": rows}))
    on_time = one(built, "reg-06-lapor", "13.05", "2024-07")
    assert (on_time["numerator"], on_time["denominator"]) == (1, 4)
    delayed = one(built, "reg-06-tunda", "13.05", "2024-07")
    assert (delayed["numerator"], delayed["denominator"]) == (1, 3)


# ---- who, where, by whom


def test_births_are_counted_by_sex_place_and_helper_and_what_nobody_wrote_is_unknown(tmp_path: Path) -> None:
    said = [("1", "1", "1"), ("2", "1", "2"), ("2", "4", "3"), ("2", None, None)]
    rows = [
        after(
            number,
            10 + 60 * (number == 3),
            jenis_kelamin=sex,
            tempat_dilahirkan=place,
            penolong_kelahiran=helper,
        )
        for number, (sex, place, helper) in enumerate(said)
    ]
    built = build(tmp_path, registered(tmp_path, *rows))

    def counted(breakdown: str) -> int:
        return int(one(built, "reg-04-jumlah", "13.05", "2023", breakdown)["value"])

    assert counted("") == 4
    assert (counted("jenis_kelamin=laki-laki"), counted("jenis_kelamin=perempuan")) == (1, 3)
    assert [counted(f"tempat={place}") for place in ("rumah_sakit", "rumah", "tidak_diketahui")] == [2, 1, 1]
    assert [
        counted(f"penolong={who}") for who in ("dokter", "bidan_perawat", "dukun", "tidak_diketahui")
    ] == [1, 1, 1, 1]
    girls = one(built, "reg-03", "13.05", "2023", "jenis_kelamin=perempuan")
    assert (girls["numerator"], girls["denominator"]) == (2, 3)  # the one of day 70 is a girl


def test_the_public_sees_parts_of_the_births_by_year_only(tmp_path: Path) -> None:
    rows = [after(number, 10, jenis_kelamin="12"[number % 2]) for number in range(40)]
    built = build(tmp_path, registered(tmp_path, *rows))
    sex = "jenis_kelamin=perempuan"
    assert one(built, "reg-04-jumlah", "13.05", "2023", sex)["public_value"] == 20
    for period in ("2023-03", "2023-Q1"):
        assert one(built, "reg-04-jumlah", "13.05", period, sex)["public_value"] is None


# ---- the delay


def test_median_and_p90_are_exact_and_add_up_over_places(tmp_path: Path) -> None:
    # Lubuk Alung 1, 2, 3, 30; Batang Anai 5, 7, 90, 300, 365, 20 (and one after 366 days, in no cohort).
    # All ten in order: 1 2 3 5 7 20 30 90 300 365. Median (7 + 20) / 2; P90 between the ninth and the tenth: 332,5.
    first = [after(days, days) for days in (1, 2, 3, 30)]
    second = [after(days, days, "13.05.02.2001") for days in (5, 7, 90, 300, 365, 20, 366)]
    built = build(tmp_path, registered(tmp_path, *first, *second))
    for period in ("2023-03", "2023-Q1", "2023"):
        found = one(built, "reg-05", "13.05", period)
        assert (found["value"], found["numerator"], found["denominator"]) == (D("13.5"), None, 10)
        assert one(built, "reg-05-p90", "13.05", period)["value"] == D("332.5")
    assert one(built, "reg-05", "13.05.01", "2023-03")["value"] == D("2.5")
    assert one(built, "reg-05-p90", "13.05.01", "2023-03")["value"] == 30  # 3,6 of four: the fourth
    assert one(built, "reg-05", "13.05.02", "2023-03")["value"] == 55  # 5 7 20 90 300 365


@pytest.mark.parametrize(("persons", "seen"), [(7, False), (8, True)])
def test_a_median_of_fewer_than_eight_births_is_not_for_the_public(
    tmp_path: Path, persons: int, seen: bool
) -> None:
    found = one(
        build(tmp_path, registered(tmp_path, *[after(n, n) for n in range(persons)])),
        "reg-05",
        "13.05",
        "2023-03",
    )
    assert found["value"] is not None
    assert (found["public_value"] is not None) is seen


# ---- two lists


def notified(folder: Path, *rows: dict[str, Any], number: int = 900) -> list[Staged]:
    """Notifications in the files of their months, and empty ones of all others up to the end of 2024."""
    months: dict[str, list[dict[str, Any]]] = every_month(*MONTHS)
    for row in rows:
        months[f"{row['tanggal_notifikasi']:%Y-%m}"].append(row)
    return [
        staged(
            folder,
            CATALOGUE.datasets["birth_notifications"],
            number + place,
            found,
            f"fasilitas=RSUD;bulan={month}",
        )
        for place, (month, found) in enumerate(sorted(months.items()))
    ]


def told(
    number: int, mother: str | None, born: date = BORN, sex: str = "1", area: str = "13.05.01.2001"
) -> dict[str, Any]:
    return {
        "no_surat": f"surat-{number}",
        "nik_ibu": mother,
        "tanggal_lahir": born,
        "jenis_kelamin": sex,
        "kode_wilayah": area,
        "fasilitas": "RSUD",
        "tanggal_notifikasi": born + timedelta(days=2),
    }


LAST = date(2024, 12, 31)  # both lists have come to this day
END = (
    birth(9_000, date(2024, 12, 30), LAST, "luar"),
    told(9_000, None, date(2024, 12, 29), area="luar"),
)


def matches(folder: Path, births_: list[dict[str, Any]], told_: list[dict[str, Any]]) -> Built:
    return build(folder, [*registered(folder, *births_, END[0]), *notified(folder, *told_, END[1])])


def test_a_pair_is_of_one_mother_and_sex_born_on_one_day_or_the_next(tmp_path: Path) -> None:
    # Pairs: a on the day, b a day later, c a day before, twins d twice. Not: e two days off, f another sex, g twice
    # notified and once registered (one pair), h without NIK on either side, i only registered.
    day = timedelta(days=1)
    listed = ["a", "b", "c", "d", "d", "e", "f", "g", None, "i"]
    rows = [after(number, 10, nik_ibu=mother) for number, mother in enumerate(listed)]
    also = [
        told(0, "a"),
        told(1, "b", BORN + day),
        told(2, "c", BORN - day),
        *[told(3 + n, "d") for n in range(3)],  # triplets in one list, twins in the other
        told(6, "e", BORN + 2 * day),
        told(7, "f", sex="2"),
        told(8, "g"),
        told(9, "g", BORN + day),
        told(10, None),
    ]
    found = one(matches(tmp_path, rows, also), "reg-11", "13.05", "2023")
    # 10 registered, 11 notified, 6 pairs: 15 births in either list.
    assert (found["numerator"], found["denominator"], found["value"]) == (6, 15, 40)


def test_the_estimate_from_two_lists_is_chapmans(tmp_path: Path) -> None:
    # 9 registered, 7 notified, 3 in both: (9 + 1)(7 + 1)/(3 + 1) - 1 = 19, where 13 stand in either list.
    rows = [after(number, 10, nik_ibu=f"m{number}") for number in range(9)]
    also = [told(number, f"m{number + 6}") for number in range(7)]
    built = matches(tmp_path, rows, also)
    for entity in ("13.05", "13.05.01"):
        found = one(built, "reg-11-taksir", entity, "2023")
        assert (found["value"], found["numerator"], found["denominator"]) == (19, 3, 13)


def test_both_lists_are_seen_as_on_the_last_day_that_both_have_come_to(tmp_path: Path) -> None:
    # The registry ends on 20 March; the notification of 22 March is not looked at, so nobody seems unregistered.
    months = every_month("2023-03", "2023-03")
    months["2023-03"] = [after(0, 19, nik_ibu="a")]
    loads = [*births(tmp_path, months), *notified(tmp_path, told(0, "a"), told(1, "b", date(2023, 3, 20)))]
    found = one(build(tmp_path, loads), "reg-11", "13.05", "2023-03")
    assert (found["numerator"], found["denominator"], found["finality"]) == (1, 1, "provisional")


def test_a_pair_lives_where_the_registry_says_and_one_from_outside_is_in_neither_list(tmp_path: Path) -> None:
    rows = [after(0, 10, "13.05.02.2001", nik_ibu="a"), after(1, 10, "luar", nik_ibu="b")]
    built = matches(tmp_path, rows, [told(0, "a"), told(1, "b")])
    assert one(built, "reg-11", "13.05.02", "2023")["value"] == 100
    assert one(built, "reg-11", "13.05", "2023")["denominator"] == 1


def test_with_one_list_alone_nothing_is_said_of_a_match(tmp_path: Path) -> None:
    built = build(tmp_path, registered(tmp_path, after(0, 10, nik_ibu="a")))
    assert built.observations[built.observations["indicator"].str.startswith("reg-11")].empty
