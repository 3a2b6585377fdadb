"""Every recipe of the README, followed to the letter in a copy: the numbers are there, and no Python changed for them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import readme
from tests.copies import copy_of_project
from tests.line import ROOT, answer, environment, run

OFFICE = "2.15.0.00.0.00.01.0000"  # the one that the first recipe adds
BUDGET = f"""\
tahun;bulan;kode_skpd;kode_sub_kegiatan;pagu_murni;pagu;rak;realisasi_anggaran
2025;1;{OFFICE};2.15.02.2.01.0001;1.000.000.000;1.000.000.000;50.000.000;40.000.000
2025;2;{OFFICE};2.15.02.2.01.0001;1.000.000.000;1.000.000.000;100.000.000;120.000.000
"""
TAGS = f"""\
tahun;versi;berlaku_dari;kode_skpd;kode_sub_kegiatan;dimensi;porsi_persen;dasar
2025;v1;01/01/2025;{OFFICE};2.15.02.2.01.0001;liv;50;contoh
"""
ASKING = """
import json, sys
import settings
from dashboard.app import create_app
client = create_app(settings.load()).server.test_client()
answers = {address: client.get(address) for address in sys.argv[1:]}
print(json.dumps({address: [one.status_code, one.text] for address, one in answers.items()}))
"""


def births() -> str:
    """Twenty births of June 2025, every fourth of them at home: 15 of 20 in a facility."""
    lines = ["no_akta;jenis_kelamin;tanggal_lahir;tanggal_lapor;kode_wilayah;tempat_dilahirkan"]
    lines += [f"C-{day};1;{day:02}/06/2025;28/06/2025;13.05.02;{1 if day % 4 else 4}" for day in range(1, 21)]
    return "\n".join(lines) + "\n"


def followed(recipe: str, project: Path, state: Path) -> None:
    """Make the recipe's edits, then run its commands."""
    for edit in readme.edits(recipe):
        edit.apply(project)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for block in readme.blocks(readme.section(f"### {recipe}"), "sh"):
        done = subprocess.run(
            ["bash", "-ec", block],
            cwd=project,
            env={**environment(state), "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{recipe}: {done.stderr}"


def sent(project: Path, state: Path) -> None:
    """Take in the small files that the recipes' numbers are made from."""
    files = {"budget": BUDGET, "tags": TAGS, "births": births()}
    for dataset, text in files.items():
        file = project / f"{dataset}.csv"
        file.write_text(text, encoding="utf-8")
        month = ["--set", "bulan=2025-06"] if dataset == "births" else []
        done = run(state, "take", dataset, file, *month, root=project)
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = copy_of_project(tmp_path_factory.mktemp("recipes"))
    shutil.copytree(ROOT / "assets" / "vendor", copy / "assets" / "vendor")
    return copy


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """A state in which every recipe has been followed; the first one adds the office that the files are from."""
    state = tmp_path_factory.mktemp("state")
    assert run(state, "migrate", root=project).returncode == 0
    first, *others = readme.recipes()
    followed(first, project, state)
    sent(project, state)
    for recipe in others:
        followed(recipe, project, state)
    return state


@pytest.fixture(scope="module")
def shown(state: Path, project: Path) -> dict[str, str]:
    """What a stranger sees at every address that the recipes speak of."""
    faces = [
        f"/{face}" for id in ("bud-07", "reg-12", "liv-07") for face in (f"indikator/{id}", f"embed/{id}")
    ]
    faces += [f"/indikator/bud-07?wilayah={OFFICE}", "/embed/liv-07.csv", "/penerangan-jalan", "/dimensi/liv"]
    faces += ["/evaluasi?periode=2025&rincian=kominfo_2026"]
    done = subprocess.run(
        [sys.executable, "-c", ASKING, *faces],
        cwd=project,
        env=environment(state),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    assert {address: status for address, (status, _) in answers.items() if status != 200} == {}
    return {address: text for address, (_, text) in answers.items()}


def test_an_indicator_needs_one_table(shown: dict[str, str]) -> None:
    # Half of the line is smart: spent 60 of 25 + 50 million planned, 80.0 %.
    for address in ("/indikator/bud-07", "/embed/bud-07", f"/indikator/bud-07?wilayah={OFFICE}"):
        assert "80,0%" in shown[address], address


def test_an_office_needs_one_line(shown: dict[str, str]) -> None:
    assert "Dinas Perhubungan" in shown[f"/indikator/bud-07?wilayah={OFFICE}"]


def test_a_new_measure_counts_the_files_that_were_taken_before(shown: dict[str, str]) -> None:
    for address in ("/indikator/reg-12", "/embed/reg-12"):
        assert "75,0%" in shown[address], address  # 15 of 20


def test_a_dataset_is_one_folder(shown: dict[str, str], state: Path, project: Path) -> None:
    # 1140 + 640 of 1200 + 800.
    for address in ("/indikator/liv-07", "/embed/liv-07", "/dimensi/liv"):
        assert "89,0%" in shown[address], address
    row = shown["/embed/liv-07.csv"].splitlines()[1].split(",")
    assert row[:5] == ["liv-07", "13.05", "Kabupaten Padang Pariaman", "month", "2025-06"]
    found = answer(state, "explain", "liv-07", "13.05", "2025-06", "--recount", root=project)
    assert (found["numerator"], found["denominator"], found["display"]) == (1780, 2000, "89.0")
    assert [(one["file"], one["ranges"]) for one in found["sources"]] == [("pju-2025-06.csv", "5-6")]
    assert found["recount"]["equal"]


def test_a_page_is_one_file(shown: dict[str, str]) -> None:
    page = shown["/penerangan-jalan"]
    # Batang Anai 1140 of 1200, Nan Sabaris 640 of 800.
    assert [text for text in ("89,0%", "95,0%", "80,0%", "Nan Sabaris") if text not in page] == []


def test_an_evaluation_year_is_one_file(shown: dict[str, str]) -> None:
    page = shown["/evaluasi?periode=2025&rincian=kominfo_2026"]
    assert "Penilaian mandiri 2025 belum dimulai." in page
    assert [text for text in ("Inovasi berlanjut", "60%", "Lembar quick win") if text not in page] == []


def test_only_the_page_is_python() -> None:
    written = {recipe: [edit.path for edit in readme.edits(recipe)] for recipe in readme.recipes()}
    python = {recipe for recipe, paths in written.items() if any(path.endswith(".py") for path in paths)}
    assert python == {"A page"}
    assert all(written.values())


@pytest.mark.usefixtures("shown")
def test_a_check_stops_a_release_until_the_load_is_withdrawn(state: Path, project: Path) -> None:
    file = project / "pju-2025-08.csv"
    file.write_text("tahun;bulan;kecamatan;lampu;menyala\n2025;8;Batang Anai;1200;1201\n", encoding="utf-8")
    (load,) = answer(state, "take", "street_lights", file, root=project)["loads"]
    stopped = answer(state, "release", root=project, exits=1)
    assert stopped["failed_checks"] == [
        {
            "check": "lights_working_above_lights",
            "sentence": "Kecamatan 13.05.02 2025-8: 1201 dari 1200 lampu menyala",
        }
    ]
    assert run(state, "withdraw", str(load["load"]), root=project).returncode == 0
    assert answer(state, "release", root=project)["changed"] == 0


@pytest.mark.usefixtures("shown")
def test_a_doubt_makes_a_file_wait(state: Path, project: Path) -> None:
    file = project / "pju-2025-09.csv"
    file.write_text("tahun;bulan;kecamatan;lampu;menyala\n2025;9;Nan Sabaris;799;640\n", encoding="utf-8")
    (load,) = answer(state, "take", "street_lights", file, "--dry-run", root=project, exits=1)["loads"]
    (doubt,) = load["faults"]
    assert (doubt["row"], doubt["value"], doubt["reason"]) == (2, "799", "kurang dari bulan sebelumnya, 800")
