"""Smart-city money: versions, plans, revision, capital and concentration; sums worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from pathlib import Path
from typing import Any

from tests.making import staged
from tests.warehouse.test_building import CATALOGUE, HEALTH, KOMINFO, LINE, apbd, build, one
from warehouse import checks, msind, values
from warehouse.building import Built
from warehouse.loads import Staged

PART = "tahun={tahun};bulan={bulan:02};kode_skpd={kode_skpd}"
OFFICES = tuple(
    code
    for (kind, code), entity in CATALOGUE.entities.items()
    if kind == "organisation" and entity.level == kind
)


def line(office: str, month: int, **said: Any) -> dict[str, Any]:
    """A budget line in a month of 2023; amounts are whole rupiah."""
    amounts = {name: None if value is None else D(value) for name, value in said.items()}
    usual = {"pagu_murni": D(1000), "pagu": D(1000), "rak": D(0), "realisasi_anggaran": D(0)}
    keys = {"tahun": 2023, "bulan": month, "kode_skpd": office, "kode_sub_kegiatan": LINE}
    return keys | usual | amounts


def tags(
    folder: Path, portions: dict[str, int], version: str = "v1", since: date = date(2023, 1, 1)
) -> Staged:
    """The part of each office's line that is smart city, all of it gov."""
    rows = [
        {
            "tahun": 2023, "versi": version, "berlaku_dari": since, "kode_skpd": office,
            "kode_sub_kegiatan": LINE, "dimensi": "gov", "porsi_persen": D(portion),
        }
        for office, portion in portions.items()
    ]  # fmt: skip
    return staged(folder, CATALOGUE.datasets["tags"], 200 + len(version), rows, "versi={versi}")


def lines(folder: Path, rows: list[dict[str, Any]], *others: Staged) -> Built:
    return build(folder, [staged(folder, CATALOGUE.datasets["budget"], 101, rows, PART), *others])


def test_the_published_deviations_come_out(tmp_path: Path) -> None:
    # West Sumatra, third quarter of 2021: 57,4 - 73,92 = -16,52 physical; 45,65 - 80,13 = -34,48 of money.
    indicator = CATALOGUE.indicators["prg-03"]
    row = {"numerator": D("5740"), "subtrahend": D("7392"), "denominator": D(100)}  # percent x 100
    assert values.of(indicator, row)["value"] == D("-16.52")
    rows = [line(KOMINFO, 1, pagu=10_000, rak=8_013, realisasi_anggaran=4_565)]
    found = one(lines(tmp_path, rows, tags(tmp_path, {KOMINFO: 100})), "bud-03", "13.05", "2023-01-ytd")
    assert (found["value"], found["display"]) == (D("-34.48"), D("-34.48"))


def test_without_a_cash_plan_the_upper_bound_of_the_month_is_the_plan_and_the_number_says_so(
    tmp_path: Path,
) -> None:
    # By May 20 % of 1.000 should be spent where nobody says else: (150 - 200) / 1.000 = -5 points.
    rows = [line(KOMINFO, month, rak=None, realisasi_anggaran=30 * month) for month in range(1, 6)]
    rows += [line(HEALTH, month, rak=10, realisasi_anggaran=50) for month in range(1, 6)]
    built = lines(tmp_path, rows, tags(tmp_path, {KOMINFO: 100, HEALTH: 100}))
    alone = one(built, "bud-03", KOMINFO, "2023-05-ytd")
    assert (alone["value"], alone["notes"]) == (-5, "plan_default")
    assert one(built, "bud-03", HEALTH, "2023-05-ytd")["notes"] == "plan_rak"
    # (150 + 50 - 200 - 50) / 2.000 = -2,5 points.
    both = one(built, "bud-03", "13.05", "2023-05-ytd")
    assert (both["value"], both["notes"]) == (D("-2.5"), "plan_mixed")
    assert "plan_mixed" in one(built, "bud-02", "13.05", "2023-05-ytd")["notes"]


def test_the_plan_so_far_is_of_the_portion_in_force_and_its_rows_are_those_of_all_months(
    tmp_path: Path,
) -> None:
    # Half is tagged until March, all from April: spent 200 of 1.000, planned 4 x 100: -20 points.
    rows = [line(KOMINFO, month, rak=100, realisasi_anggaran=50 * month) for month in range(1, 5)]
    later = tags(tmp_path, {KOMINFO: 100}, "v2x", date(2023, 4, 10))
    built = lines(tmp_path, rows, tags(tmp_path, {KOMINFO: 50}), later)
    assert one(built, "bud-03", "13.05", "2023-03-ytd")["value"] == -15
    found = one(built, "bud-03", "13.05", "2023-04-ytd")
    assert found["value"] == -20
    assert "break_in_series" in found["notes"]


def test_the_revision_is_measured_only_where_the_revised_budget_is_in_force(tmp_path: Path) -> None:
    # Half of each line is tagged: (600 + 550 - 500 - 500) / 1.000 = 15 %.
    rows = [line(office, 12, pagu=pagu) for office, pagu in ((KOMINFO, 1200), (HEALTH, 1100))]
    marked = tags(tmp_path, {KOMINFO: 50, HEALTH: 50})
    shifted = apbd(tmp_path, ("murni", date(2023, 1, 1), 9_000), ("pergeseran-1", date(2023, 3, 1), 9_000))
    found = one(lines(tmp_path, rows, marked, shifted), "bud-04", "13.05", "2023")
    assert (found["value"], found["reason"]) == (None, values.VERSION_MISSING)
    other = tmp_path / "revised"
    other.mkdir()
    revised = apbd(other, ("murni", date(2023, 1, 1), 9_000), ("perubahan", date(2023, 9, 1), 9_500))
    found = one(lines(other, rows, marked, revised), "bud-04", "13.05", "2023")
    assert (found["numerator"], found["denominator"], found["display"]) == (150, 1000, D("15.0"))
    assert found["band"] is None


def test_the_five_largest_offices_are_summed_ties_or_not_and_fewer_hold_all(tmp_path: Path) -> None:
    # 400 + 300 + 200 + 100 + 100 of 400 + 300 + 200 + 3 x 100 = 1.100 / 1.200.
    pagu = dict(zip(OFFICES, (100, 400, 100, 300, 100, 200), strict=False))
    built = lines(
        tmp_path,
        [line(office, 12, pagu=one) for office, one in pagu.items()],
        tags(tmp_path, dict.fromkeys(pagu, 100)),
    )
    found = one(built, "bud-06", "13.05", "2023")
    assert (found["numerator"], found["denominator"], found["display"]) == (1100, 1200, D("91.7"))
    other = tmp_path / "few"
    other.mkdir()
    few = lines(other, [line(KOMINFO, 12), line(HEALTH, 12)], tags(other, {KOMINFO: 100, HEALTH: 100}))
    assert one(few, "bud-06", "13.05", "2023")["value"] == 100


def test_an_office_that_lost_its_tags_is_none_of_the_largest(tmp_path: Path) -> None:
    rows = [line(office, month) for office in (KOMINFO, HEALTH) for month in (8, 12)]
    later = tags(tmp_path, {KOMINFO: 100, HEALTH: 0}, "v2x", date(2023, 9, 1))
    found = one(
        lines(tmp_path, rows, tags(tmp_path, {KOMINFO: 100, HEALTH: 100}), later), "bud-06", "13.05", "2023"
    )
    assert (found["numerator"], found["denominator"]) == (1000, 1000)


def test_capital_is_5_2_by_portion_and_the_other_groups_stand_beside_it(tmp_path: Path) -> None:
    # Half of 5.2 (400) and of all (100 + 300 + 400 + 200 = 1.000): 40 %; staff 10, goods 30, other 20.
    rows = [
        {
            "tahun": 2023, "bulan": 12, "kode_skpd": KOMINFO, "kode_sub_kegiatan": LINE,
            "kode_akun": code, "pagu": D(amount), "realisasi": D(0),
        }
        for code, amount in (
            ("5.1.01.03.07.0001", 100), ("5.1.02.01.01.0001", 300), ("5.2.02.10.01.0002", 400), ("5.1.05.05.01.0001", 200),
        )
    ]  # fmt: skip
    accounts = staged(tmp_path, CATALOGUE.datasets["budget_accounts"], 104, rows, PART)
    built = build(tmp_path, [accounts, tags(tmp_path, {KOMINFO: 50})])
    found = one(built, "bud-05", "13.05", "2023")
    assert (found["numerator"], found["denominator"], found["display"]) == (200, 500, D("40.0"))
    groups = ("pegawai", "barang-jasa", "lain")
    assert [one(built, "bud-05", "gov", "2023", f"belanja={name}")["value"] for name in groups] == [
        10,
        30,
        20,
    ]


def population(folder: Path, *rows: tuple[str, int, str], sample: bool = False, number: int = 105) -> Staged:
    """People of all sexes in 2023: (area, how many, source)."""
    said = [
        {
            "kode_wilayah": area, "tahun": 2023, "kelompok": "total", "jenis_kelamin": "semua",
            "nilai": people, "sumber": source,
        }
        for area, people, source in rows
    ]  # fmt: skip
    part = "tahun={tahun};sumber={sumber};kelompok={kelompok}"
    return staged(folder, CATALOGUE.datasets["population"], number, said, part, sample)


def test_a_share_names_the_versions_behind_it(tmp_path: Path) -> None:
    rows = [line(KOMINFO, 12, pagu=1200)]
    versions = apbd(tmp_path, ("murni", date(2023, 1, 1), 9_000), ("perubahan", date(2023, 9, 1), 9_600))
    built = lines(tmp_path, rows, tags(tmp_path, {KOMINFO: 50}), versions)
    whole = one(built, "bud-01", "13.05", "2023")
    assert (whole["numerator"], whole["denominator"], whole["display"]) == (600, 9600, D("6.3"))
    assert whole["reference_source"] == (
        "total belanja APBD perubahan 2023 (uji); pembilang menurut pagu APBD perubahan, penandaan v1"
    )
    first = one(built, "bud-01", "13.05", "2023", "versi=murni")
    assert (first["numerator"], first["denominator"]) == (500, 9000)
    assert "APBD murni 2023" in first["reference_source"]


def test_ceilings_of_a_version_that_is_not_loaded_are_no_share_of_another(tmp_path: Path) -> None:
    # In December the ceilings are no longer those of murni, and murni is all that is loaded.
    rows = [line(KOMINFO, 8), line(KOMINFO, 12, pagu=1200)]
    built = lines(
        tmp_path, rows, tags(tmp_path, {KOMINFO: 50}), apbd(tmp_path, ("murni", date(2023, 1, 1), 9_000))
    )
    assert one(built, "bud-01", "13.05", "2023-08")["value"] is not None
    for period in ("2023-12", "2023"):
        found = one(built, "bud-01", "13.05", period)
        assert (found["value"], found["denominator"], found["reason"]) == (None, None, values.VERSION_MISSING)
    assert one(built, "bud-01", "13.05", "2023", "versi=murni")["value"] is not None


def test_a_running_year_is_of_the_version_of_its_last_month_not_of_one_to_come(tmp_path: Path) -> None:
    versions = apbd(tmp_path, ("murni", date(2023, 1, 1), 9_000), ("perubahan", date(2023, 9, 1), 9_600))
    found = one(
        lines(tmp_path, [line(KOMINFO, 6)], tags(tmp_path, {KOMINFO: 50}), versions),
        "bud-01",
        "13.05",
        "2023",
    )
    assert found["denominator"] == 9000


def test_money_per_inhabitant_names_its_source_and_takes_no_other_year(tmp_path: Path) -> None:
    rows = [line(KOMINFO, 12, realisasi_anggaran=900)]
    marked = tags(tmp_path, {KOMINFO: 100})
    real = population(tmp_path, ("13.05", 300, "DKB"), ("13.05.01", 7, "DKB"))
    sample = population(tmp_path, ("13.05", 900, "contoh"), sample=True, number=106)
    found = one(lines(tmp_path, rows, marked, real, sample), "bud-02-kapita", "13.05", "2023")
    assert (found["value"], found["denominator"]) == (3, 300)
    assert found["reference_source"].startswith("penduduk 2023 menurut DKB; pembilang menurut pagu APBD")
    other = tmp_path / "part"
    other.mkdir()
    few = population(other, ("13.05.01", 7, "DKB"))  # one kecamatan is not the kabupaten
    found = one(lines(other, rows, tags(other, {KOMINFO: 100}), few), "bud-02-kapita", "13.05", "2023")
    assert (found["value"], found["reason"]) == (None, values.NO_DENOMINATOR)


def test_ceilings_that_no_version_explains_and_accounts_that_do_not_add_up_are_told(tmp_path: Path) -> None:
    rows = [line(KOMINFO, 8), line(KOMINFO, 12, pagu=1200, pagu_murni=1100)]
    account = {
        "tahun": 2023, "bulan": 12, "kode_skpd": KOMINFO, "kode_sub_kegiatan": LINE,
        "kode_akun": "5.2.02.10.01.0002", "pagu": D(900), "realisasi": D(0),
    }  # fmt: skip
    accounts = staged(tmp_path, CATALOGUE.datasets["budget_accounts"], 104, [account], PART)
    built = lines(
        tmp_path,
        rows,
        tags(tmp_path, {KOMINFO: 50}),
        apbd(tmp_path, ("murni", date(2023, 1, 1), 900)),
        accounts,
    )
    told = [one.sentence for one in checks.run(built).warnings]
    assert any("sejak bulan 12 ada 1 sub-kegiatan yang pagunya bukan pagu murni" in one for one in told)
    assert any("1 sub-kegiatan berubah di antara bulan" in one for one in told)
    assert any("melebihi total belanjanya" in one for one in told)
    assert any("2023-12: 1 sub-kegiatan tidak sama dengan pagunya, selisih Rp -300" in one for one in told)


def test_the_first_year_of_the_new_chart_says_that_it_is_not_compared_with_the_old(tmp_path: Path) -> None:
    rows = [line(KOMINFO, 1) | {"tahun": year} for year in (2021, 2022)]
    marked = [
        {
            "tahun": year, "versi": f"v{year}", "berlaku_dari": date(year, 1, 1), "kode_skpd": KOMINFO,
            "kode_sub_kegiatan": LINE, "dimensi": "gov", "porsi_persen": D(100),
        }
        for year in (2021, 2022)
    ]  # fmt: skip
    built = lines(tmp_path, rows, staged(tmp_path, CATALOGUE.datasets["tags"], 300, marked, "versi={versi}"))
    assert "other_chart" in one(built, "bud-02", "13.05", "2021-01-ytd")["notes"].split()
    assert "other_chart" not in one(built, "bud-02", "13.05", "2022-01-ytd")["notes"].split()


def test_every_unit_has_a_kind_of_size_for_the_form_of_indicators() -> None:
    assert {one.unit for one in CATALOGUE.indicators.values() if not msind.measure(one)} == set()
