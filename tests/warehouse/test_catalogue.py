"""The catalogue of the repository: it loads, holds what was agreed, and its hash says when it changed."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from tests.warehouse.declared import DATA, IN_SQL, copy, swap
from warehouse import catalogue
from warehouse.declarations import Catalogue
from warehouse.vocabulary import DIMENSIONS


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy(tmp_path / "data")


def test_what_the_repository_declares_is_right() -> None:
    known = catalogue.load(DATA)
    assert {"births", "budget", "smart_budget", "given", "claims"} <= set(known.datasets)
    assert all(name == dataset.name for name, dataset in known.datasets.items())


def test_a_dataset_and_an_indicator_are_added_by_being_there(root: Path) -> None:
    known = catalogue.load(root)
    assert known.indicators["tes-01"].public == (("kabupaten", "quarter"),)
    school = known.datasets["sekolah"]
    assert list(school.columns) == [
        "npsn", "tanggal", "tutup", "kecamatan", "nagari", "kode_skpd", "jenjang", "siswa",
    ]  # fmt: skip
    assert school.columns["jenjang"].choices == {"sd": ("SD",), "smp": ("SMP",)}
    assert school.layouts[0].headers["siswa"] == ("Jumlah Siswa",)
    assert school.measures["schools"].time == "stock"


def test_the_hash_changes_with_what_is_declared_and_with_nothing_else(root: Path) -> None:
    before = catalogue.load(root).hash
    (root / "sekolah" / "sample.csv").write_text("npsn\n1\n")
    (root / "published" / "given").mkdir(parents=True, exist_ok=True)
    (root / "published" / "given" / "baru.csv").write_text("kode_indikator\n")
    assert catalogue.load(root).hash == before
    swap(root, IN_SQL, "1 AS schools", "2 AS schools")
    assert catalogue.load(root).hash != before


@pytest.fixture(scope="module")
def known() -> Catalogue:
    return catalogue.load(DATA)


def test_every_indicator_of_the_list_has_its_entry(known: Catalogue) -> None:
    assert Counter(name.split("-")[0] for name in known.indicators) == {
        "reg": 18, "bud": 7, "prg": 6, "rdy": 5, "gov": 6, "brd": 7, "eco": 6, "liv": 6, "soc": 6, "env": 6,
    }  # fmt: skip
    assert Counter(one.group for one in known.indicators.values()) == {
        "dimensi": 55,
        "lintas": 13,
        "kesiapan": 5,
    }
    assert {one.dimension for one in known.indicators.values()} == {*DIMENSIONS, None}
    assert {name for name, one in known.indicators.items() if one.direction == "lower"} == {
        "reg-03-tunda", "reg-05", "reg-05-p90", "reg-06-tunda", "eco-02", "eco-03", "liv-02", "liv-06", "env-06",
    }  # fmt: skip
    assert {name for name, one in known.indicators.items() if one.direction == "neutral"} == {
        "bud-01", "bud-02-kapita", "bud-04", "bud-05", "bud-06", "prg-06", "reg-04-jumlah", "reg-11-taksir",
    }  # fmt: skip
    assert sum(one.executive for one in known.indicators.values()) == 23


def test_what_offices_count_and_others_compute_is_built(known: Catalogue) -> None:
    assert sum(one.counted is not None for one in known.indicators.values()) == 28
    assert {name for name, one in known.indicators.items() if one.kind == "given"} == {
        "eco-01", "eco-02", "eco-03", "soc-01", "soc-02", "gov-04", "gov-06", "liv-02", "liv-03", "env-01", "env-04",
        "env-06",
    }  # fmt: skip
    assert {name for name, one in known.indicators.items() if one.kind == "index"} == {"gov-01", "rdy-05"}
    assert {one.awaits for one in known.indicators.values() if one.awaits} <= set(known.datasets)


def test_registration_is_public_at_the_grain_that_was_agreed(known: Catalogue) -> None:
    for name in ("reg-03", "reg-06"):
        assert {f"{level} {window}" for level, window in known.indicators[name].public} == {
            "kabupaten month", "kabupaten quarter", "kabupaten year", "kabupaten ytd",
            "kecamatan quarter", "kecamatan year", "nagari year",
        }  # fmt: skip
    counted = ("reg-01", "reg-02", "reg-09", "reg-10")
    for name in counted:
        assert {f"{level} {window}" for level, window in known.indicators[name].public} == {
            "kabupaten semester", "kabupaten year", "kecamatan year", "nagari year",
        }  # fmt: skip
    for name, one in known.indicators.items():
        if one.kind != "awaited" and not name.startswith("reg-") and name != "liv-01":
            assert set(one.public) == {(level, window) for level in one.levels for window in one.windows}, (
                name
            )


def test_an_entry_says_its_words_in_whole_sentences(known: Catalogue) -> None:
    for name, one in known.indicators.items():
        assert one.definition.endswith("."), name
        assert one.why.endswith("."), name
        assert one.definition.count(". ") < 3, name
        assert "  " not in one.definition + one.why + one.formula, name


def test_no_key_of_the_dictionary_repeats_its_default() -> None:
    defaults = {"executive": False, "decimals": 1, "factor": 1, "pace": "none"}
    for file in (DATA / "indicators").glob("*.toml"):
        for name, said in tomllib.loads(file.read_text(encoding="utf-8")).items():
            assert [key for key, value in defaults.items() if said.get(key) == value] == [], name
