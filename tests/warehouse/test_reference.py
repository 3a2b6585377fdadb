"""Reference data: the areas and offices of the regency, their other names, and the bands."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from tests.warehouse import declared
from warehouse import catalogue
from warehouse.declarations import Catalogue, Entity
from warehouse.reference import folded
from warehouse.vocabulary import DIMENSIONS, KABUPATEN, OUTSIDE

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def known() -> Catalogue:
    return catalogue.load(DATA)


def named(known: Catalogue, name: str) -> set[str]:
    """Codes of the areas that a name or another spelling fits, as files write it."""
    names = [(one.code, one.name) for one in known.entities.values() if one.kind == "area"]
    names += [(one.code, one.alias) for one in known.aliases if one.kind == "area"]
    return {code for code, spelling in names if folded(spelling) == folded(name)}


def children(known: Catalogue, parent: str) -> list[Entity]:
    return [one for one in known.entities.values() if one.parent == parent]


def test_the_regency_has_17_kecamatan_and_103_nagari(known: Catalogue) -> None:
    assert Counter(one.level for one in known.entities.values()) == {
        "kabupaten": 1, "luar": 1, "kecamatan": 17, "nagari": 103, "dimension": 6, "subdimension": 18,
        "organisation": 12,
    }  # fmt: skip
    sizes = [len(children(known, f"13.05.{number:02}")) for number in range(1, 18)]
    assert sizes == [9, 8, 9, 3, 12, 8, 4, 4, 5, 8, 5, 6, 3, 4, 4, 6, 5]


def test_a_code_lies_inside_its_parents_code(known: Catalogue) -> None:
    for one in known.entities.values():
        if one.level in ("kecamatan", "nagari"):
            assert one.parent == one.code.rpartition(".")[0]
        if one.level == "subdimension":
            assert one.parent == one.code.partition("-")[0]


def test_every_entity_ends_in_the_kabupaten_except_what_lies_outside(known: Catalogue) -> None:
    by_code = {one.code: one for one in known.entities.values()}
    for one in known.entities.values():
        top = one
        while top.parent:
            top = by_code[top.parent]
        assert top.code == (OUTSIDE if one.code == OUTSIDE else KABUPATEN)


def test_each_dimension_has_three_sub_dimensions(known: Catalogue) -> None:
    for dimension in DIMENSIONS:
        assert [one.code for one in children(known, dimension)] == [
            f"{dimension}-{number}" for number in (1, 2, 3)
        ]


def test_the_code_of_the_neighbour_in_the_other_code_system_is_no_name(known: Catalogue) -> None:
    """BPS 1305 is Tanah Datar, and the regency is BPS 1306 but Kemendagri 13.05."""
    assert named(known, "1305") == set()
    assert named(known, "1306") == {"13.05"}
    assert named(known, "13.06") == set()


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("V Koto", {"13.05.06"}),
        ("V Koto Timur", {"13.05.14"}),
        ("V Koto Kampung Dalam", {"13.05.06"}),
        ("IV Koto Aur Malintang", {"13.05.09"}),
        ("VII Koto", {"13.05.05"}),
        ("VII KOTO  PADANG SAGO", {"13.05.12"}),
        ("Padang Sago", {"13.05.12"}),
        ("VII Koto Patamuan", {"13.05.16"}),
        ("Anam Lingkuang", {"13.05.17"}),
        ("2 x 11 Anam Lingkuang", {"13.05.04"}),
        ("2X11 ENAM LINGKUNG", {"13.05.04"}),
        ("Buayan Lubuk Alung", {"13.05.02.2004"}),
        ("Malai III Koto", {"13.05.07.2002"}),
        ("Balai Baiak Malai III Koto", {"13.05.09.2005"}),
        ("1306071004", {"13.05.14.2001"}),
        ("Koto", set()),
        ("Lubuk Alung", {"13.05.01", "13.05.01.2001"}),  # a kecamatan once and a nagari now: both are told
    ],
)
def test_a_name_fits_whole_and_exactly(known: Catalogue, name: str, codes: set[str]) -> None:
    assert named(known, name) == codes


def test_within_a_parent_a_spelling_fits_one_entity(known: Catalogue) -> None:
    parent = {(one.kind, one.code): one.parent for one in known.entities.values()}
    spellings = [(one.kind, folded(one.name), one.parent) for one in known.entities.values()]
    spellings += [(one.kind, folded(one.alias), parent[one.kind, one.code]) for one in known.aliases]
    assert [key for key, times in Counter(spellings).items() if times > 1] == []


def test_every_area_is_known_by_its_code_of_the_statistics_office(known: Catalogue) -> None:
    by_code = {one.code: one.alias for one in known.aliases if one.kind == "area" and one.alias.isdigit()}
    areas = {one.code for one in known.entities.values() if one.kind == "area"} - {OUTSIDE}
    assert set(by_code) == areas
    assert all(code.startswith("1306") for code in by_code.values())


def test_offices_and_dimensions_are_known_by_their_short_names(known: Catalogue) -> None:
    short = {one.alias: one.code for one in known.aliases}
    names = {
        code: known.entities["organisation", code].name for code in short.values() if code.endswith(".0000")
    }
    assert names[short["Disdukcapil"]] == "Dinas Kependudukan dan Pencatatan Sipil"
    assert names[short["Diskominfo"]] == "Dinas Komunikasi dan Informatika"
    assert names[short["LHKPP"]] == "Dinas Lingkungan Hidup, Kawasan Permukiman dan Pertanahan"
    assert short["Smart Government"] == "gov"
    assert short["People"] == "soc"


def test_bands_of_achievement_have_no_holes(known: Catalogue) -> None:
    """Permendagri 86/2017 prints 91, 76-90, 66-75, 51-65 and 50, and nothing for 90,4: half-open bands."""
    bounds = [(one.low, one.inclusive, one.code) for one in known.bands if one.scheme == "capaian"]
    assert bounds == [
        (Decimal(90), False, "sangat_tinggi"),
        (Decimal(75), False, "tinggi"),
        (Decimal(65), False, "sedang"),
        (Decimal(50), False, "rendah"),
        (None, False, "sangat_rendah"),
    ]
    assert [one.light for one in known.bands if one.scheme == "capaian"] == [
        "hijau",
        "kuning",
        "kuning",
        "merah",
        "merah",
    ]


def test_small_numbers_stand_in_one_file(known: Catalogue) -> None:
    assert known.disclosure == {"small_from": 1, "small_to": 4, "least_denominator": 8, "least_interval": 3}


def published(name: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for file in sorted((DATA / "published" / name).glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as rows:
            found += csv.DictReader(rows, delimiter=";")
    return found


def test_published_numbers_name_their_source_and_known_indicators(known: Catalogue) -> None:
    codes = {code for _, code in known.entities}
    for row in published("given") + published("claims"):
        assert row["kode_indikator"] in known.indicators
        assert row["kode_entitas"] in codes
        assert row["sumber"]
        assert row["url"].startswith("https://")


def test_the_growth_of_two_years_stays_as_it_was_printed() -> None:
    growth = {row["periode"]: row["nilai"] for row in published("given") if row["kode_indikator"] == "eco-01"}
    assert growth == {
        "2018": "5,47",
        "2019": "2,51/6,42",
        "2020": "−10,46/−1,02*",
        "2021": "2,18",
        "2022": "6,87",
    }


def test_the_claims_of_the_dimensions_add_to_38_and_not_to_the_43_that_was_claimed() -> None:
    claims = [
        row for row in published("claims") if row["periode"] == "2021" and row["kode_indikator"] == "prg-01"
    ]
    parts = [int(row["pembilang"]) for row in claims if row["kode_entitas"] in DIMENSIONS]
    assert sum(parts) == 38
    assert [row["pembilang"] for row in claims if row["kode_entitas"] == KABUPATEN and row["pembilang"]] == [
        "43"
    ]


def test_the_spans_of_critical_programmes_lead_from_0_to_100(tmp_path: Path, known: Catalogue) -> None:
    found = [(one.plan_from, one.plan_to, one.more_than_behind) for one in known.critical]
    assert found == [(0, 70, 10), (70, 100, 5)]
    root = declared.copy(tmp_path / "data")
    declared.swap(root, "reference/critical.csv", "70,100,5", "80,100,5")
    assert declared.faults(root) == (
        "reference/critical.csv: the spans of the plan do not lead from 0 to 100 without a gap",
    )
