"""Nothing about one person leaves the private stage: every number and name of the input is searched for there."""

from __future__ import annotations

import csv
import json
import re
import stat
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.etl import inside, seeded, writing
from tests.etl.conftest import NewState

NIK = re.compile(rb"99\d{14}")
AREA = "13.05.01.2001"


def persons_in(file: Path) -> tuple[set[str], set[str]]:
    """The NIK and certificate numbers of a sample file, and the invented names in its undeclared columns."""
    found = seeded.table(file)
    hashed = [
        name for name, one in seeded.declaration(file.parent.name)["columns"].items() if one.get("hashed")
    ]
    numbers = {cell for name in hashed for cell in found.values(name)}
    places = [place for place, header in enumerate(found.headers) if header.startswith("NAMA")]
    names = {row[place].strip() for row in found.rows for place in places}
    return {cell for cell in numbers if len(cell) > 8}, {name for name in names if len(name) > 5}


def public_bytes(state: Path) -> dict[str, bytes]:
    """Every file of the state outside var/private."""
    found = (path for path in state.rglob("*") if path.is_file() and "private" not in path.parts)
    return {str(path.relative_to(state)): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a fault in every column, names in the area column and NIK where none belongs."""
    nik, mother = "9901014501230007", "9901015505920003"
    rows: list[writing.Cells] = [
        ["1305-LU-1", nik, "SITI RAHMAYULIS", "L", "05/03/2023", "20/03/2023", "SITI RAHMAYULIS", "3,1", mother, "BUNDO KANDUANG"],
        [nik, "SITI RAHMAYULIS", nik, "SITI RAHMAYULIS", nik, "20/03/2023", AREA, nik, "9,90101E+15", nik],
        ["1305-LU-2", nik + "1", "X", "Q", "31/02/2023", "01/03/2023", nik, "99", mother[:-1], "Y"],
    ]  # fmt: skip
    rows += [
        [f"1305-LU-1{number}", nik, "SITI RAHMAYULIS", "P", "05/03/2023", "21/03/2023", AREA, "3,0", mother, "BUNDO KANDUANG"]
        for number in range(3)
    ]  # fmt: skip
    return writing.table(tmp_path_factory.mktemp("faulty") / "lahir.csv", writing.BIRTHS, rows)


@pytest.fixture(scope="module")
def lived(
    new_state: NewState, sample_files: Path, faulty: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[Path], dict[str, bytes]]:
    """A state with births and a release, the files, and all that commands printed or wrote elsewhere."""
    state, rows = new_state(), tmp_path_factory.mktemp("rows") / "rows.csv"
    months = ("2022-02.csv", "2022-09.xlsx", "2023-01.csv", "2023-03.xlsx", "2024-01.csv", "2024-06.xlsx")
    files = [sample_files / "births" / f"kelahiran-{month}" for month in months]
    quarters = [sample_files / "deaths" / f"kematian-{quarter}" for quarter in ("2023-T1.csv",)]
    notified = rows.parent.parent / "birth_notifications" / "pemberitahuan-2023-S1.csv"
    notified.parent.mkdir(exist_ok=True)
    whole = (sample_files / "birth_notifications" / notified.name).read_bytes()
    notified.write_bytes(b"".join(whole.splitlines(keepends=True)[:400]))
    march = ("--set", "bulan=2023-03")
    answers = [
        inside.run(state, "take", "births", *files, "--sample", "--json", "--rows", rows),
        inside.run(state, "take", "births", *files),
        inside.run(state, "take", "births", faulty, *march, "--json"),
        inside.run(state, "take", "births", faulty, *march),
        inside.run(state, "take", "births", faulty, *march, "--dry-run", "--strict", "--json"),
        inside.run(new_state(), "take", "budget", faulty, "--json"),  # the wrong dataset, by mistake
        inside.run(
            state, "take", "deaths", *quarters, "--sample", "--json", "--rows", rows.with_name("d.csv")
        ),
        inside.run(state, "take", "birth_notifications", notified, "--sample", "--json"),
        inside.run(state, "take", "births", *quarters, "--json"),  # the wrong dataset, by mistake
        inside.run(state, "release", "--today", "2026-01-20", "--json"),
        inside.run(state, "status"),
        inside.run(state, "status", "--json"),
        inside.run(state, "explain", "reg-03", "13.05", "2022-02", "--recount"),
        inside.run(state, "explain", "reg-03-lapor", "13.05", "2023-03", "--json"),
        inside.run(state, "explain", "reg-06", "13.05", "2023-02", "--json"),
        inside.run(state, "rebuild"),
    ]
    assert [one.returncode for one in answers] == [0, 0, 1, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
    assert len(json.loads(answers[2].stdout)["loads"][0]["faults"]) >= 11
    printed = {f"answer {place}": (one.stdout + one.stderr).encode() for place, one in enumerate(answers)}
    assert stat.S_IMODE(rows.stat().st_mode) == 0o600
    written = {path.name: path.read_bytes() for path in rows.parent.iterdir()}
    return state, [*files, *quarters, notified, faulty], printed | written


def test_no_number_and_no_name_of_the_input_is_anywhere_but_in_the_private_stage(
    lived: tuple[Path, list[Path], dict[str, bytes]],
) -> None:
    state, files, printed = lived
    found = [persons_in(file) for file in files[:-1]]
    numbers = {number.encode() for ours, _ in found for number in ours} | set(
        NIK.findall(files[-1].read_bytes())
    )
    numbers |= {b"9901014501230007", b"9901015505920003", b"1305-LU-1"}
    names = {name.encode().lower() for _, ours in found for name in ours}
    names |= {b"siti rahmayulis", b"bundo kanduang"}
    assert len(numbers) > 3000
    assert len(names) > 3000
    for where, content in (public_bytes(state) | printed).items():
        lowered = content.lower()
        assert not [number for number in numbers if number in content], where
        assert not [name for name in names if name in lowered], where


def test_what_is_judged_and_measured_of_persons_holds_hashes_alone(
    lived: tuple[Path, list[Path], dict[str, bytes]],
) -> None:
    state, files, _ = lived
    numbers = set.union(*(persons_in(file)[0] for file in files[:-1]))
    parquets = list((state / "private").rglob("*.parquet"))
    assert len(parquets) >= 12  # nine files judged, three datasets measured
    for path in parquets:
        cells = {str(cell) for column in pq.read_table(path).to_pydict().values() for cell in column}
        assert not numbers & cells, path.name


def test_the_private_stage_is_closed_to_everybody_else(new_state: NewState, faulty: Path) -> None:
    state = new_state()
    inside.run(state, "take", "births", faulty, "--set", "bulan=2023-03")
    private = state / "private"
    folders = [private, *(path for path in private.rglob("*") if path.is_dir())]
    files = [path for path in private.rglob("*") if path.is_file()]
    assert files
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_another_key_makes_other_hashes(new_state: NewState, tmp_path: Path) -> None:
    row: list[writing.Cells] = [
        [
            "1305-LU-1",
            "9901014501230007",
            "A",
            "P",
            "05/03/2023",
            "20/03/2023",
            AREA,
            "3,1",
            "9901015505920003",
            "B",
        ]
    ]
    file = writing.table(tmp_path / "lahir.csv", writing.BIRTHS, row)
    found = []
    for key in ("Vn3Rt8Wq1Zk5Yx7Pb2Lm9Gs4Hd6Jf0Ca", "Qm7Tz2Xc9Lr4Vb6Ny1Kp8Hs3Jd5Wf0Ge"):
        state, rows = new_state(), tmp_path / f"{key[:3]}.csv"
        done = inside.run(
            state, "take", "births", file, "--set", "bulan=2023-03", "--rows", rows,
            environ={"DASBOR_LINK_KEY": key},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        (kept,) = csv.DictReader(rows.read_text(encoding="utf-8").splitlines())
        found.append((kept["no_akta"], kept["nik_anak"], kept["nik_ibu"]))
        stands_in_no_statement(key.encode(), state / "statements")
    assert all(re.fullmatch("[0-9a-f]{64}", value) for hashes in found for value in hashes)
    assert not set(found[0]) & set(found[1])


def stands_in_no_statement(key: bytes, folder: Path) -> None:
    texts = [file.read_text(encoding="utf-8") for file in folder.rglob("*.sql")]
    padded = [bytes(each ^ byte for each in key.ljust(64, b"\0")).hex() for byte in (0x36, 0x5C)]
    assert texts
    assert not [text for text in texts if any(said.lower() in text.lower() for said in (key.hex(), *padded))]
