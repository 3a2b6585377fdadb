"""A backup becomes the same state elsewhere, on either kind of database; one that is damaged is noticed."""

from __future__ import annotations

import gc
import io
import json
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

import settings
from dashboard.app import create_app
from etl import dumping, sealing
from etl.restore import BEGUN
from tests.both import Databases, address
from tests.etl.inside import answer, run, took
from tests.etl.killing import killed
from tests.etl.writing import GIVEN, given, table
from tests.line import environment
from warehouse import catalogue, database
from warehouse.tables import metadata

Members = dict[str, bytes]


@pytest.fixture(scope="module")
def saved(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of everything taken and released."""
    state = Path(shutil.copytree(built, tmp_path_factory.mktemp("saved") / "var"))
    file = state.parent / "cadangan.tar.gz"
    done = run(state, "backup", file)
    assert done.returncode == 0, done.stderr
    assert "Kunci DASBOR_LINK_KEY dan DASBOR_SECRET_KEY tidak di dalamnya" in done.stderr
    return file


def faces(state: Path, url: str = "") -> dict[str, bytes]:
    """What readers get of every indicator, to the byte."""
    environ = environment(state) | ({"DASBOR_DATABASE_URL": url} if url else {})
    client = create_app(settings.load(environ)).server.test_client()
    names = sorted(catalogue.load(settings.DATA).indicators)
    answers = {
        f"/embed/{name}{kind}": client.get(f"/embed/{name}{kind}") for name in names for kind in ("", ".csv")
    }
    return {address: answer.data for address, answer in answers.items() if answer.status_code == 200}


def rows(url: str) -> dict[str, list[bytes]]:
    engine = database.connect(url)
    with engine.connect() as connection:
        found = {one.name: list(dumping.lines(connection, one)) for one in metadata.sorted_tables}
    engine.dispose()
    return found


def test_the_drill(built: Path, saved: Path, tmp_path: Path, databases: Databases) -> None:
    state = tmp_path / "var"
    state.mkdir()
    url = databases.new(state)
    done = run(state, "restore", saved, environ={"DASBOR_DATABASE_URL": url})
    assert (done.returncode, done.stderr[:10]) == (0, "Dipulihkan")
    assert rows(url) == rows(f"sqlite:///{built / 'warehouse.db'}")
    assert faces(state, url) == faces(built)
    assert len(faces(built)) > 20
    kept = sorted(path.relative_to(state) for path in state.rglob("*") if "landing" in path.parts)
    assert kept == sorted(path.relative_to(built) for path in built.rglob("*") if "landing" in path.parts)
    private = [path.stat().st_mode & 0o777 for path in (state / "private").rglob("*")]
    assert set(private) == {0o700, 0o600}


def test_no_key_is_in_a_backup_and_nobody_else_may_read_it(state: Path, tmp_path: Path) -> None:
    (state / "demo.env").write_text("DASBOR_LINK_KEY=abc")
    assert run(state, "backup", tmp_path / "c").returncode == 0
    with tarfile.open(tmp_path / "c") as tar:
        assert [name for name in tar.getnames() if "env" in name] == []
    assert (tmp_path / "c").stat().st_mode & 0o777 == 0o600


def test_a_backup_stays_outside_the_state(state: Path) -> None:
    done = run(state, "backup", state / "c.tar.gz")
    assert (done.returncode, "di luar folder keadaan" in done.stderr) == (2, True)


# ---- damage


def repacked(change: Callable[[Members], None], seal: bool) -> Callable[[Path], None]:
    """Unpacks, changes and packs again, as somebody with ordinary tools would."""

    def harm(path: Path) -> None:
        with tarfile.open(path) as tar:
            members = {one.name: tar.extractfile(one).read() for one in tar}  # type: ignore[union-attr]
        change(members)
        with tarfile.open(path, "w:gz") as tar:
            for name, content in members.items():
                one = tarfile.TarInfo(name)
                one.size = len(content)
                tar.addfile(one, io.BytesIO(content))
        if seal:
            sealing.seal(path)

    return harm


def flipped(place: float) -> Callable[[Path], None]:
    def harm(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[int(place * (len(content) - 1))] ^= 1
        path.write_bytes(content)

    return harm


def cut(share: float) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])


def manifest(key: str, value: object) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | {key: value}).encode()

    return change


HARMS: dict[str, Callable[[Path], None]] = {
    "the first bit": flipped(0),
    "a bit of the head": flipped(0.00001),
    "a bit in the middle": flipped(0.5),
    "the last bit": flipped(1),
    "half of it": cut(0.5),
    "all but the end": cut(0.9999),
    "nothing left": cut(0),
    "text added": lambda path: path.write_bytes(path.read_bytes() + b"\n"),
    "a member less": repacked(lambda members: members.pop("state/journal.jsonl") and None, seal=True),
    "a member more": repacked(lambda members: members.update({"state/landing/x": b"x"}), seal=True),
    "a member outside": repacked(lambda members: members.update({"state/../../x": b"x"}), seal=True),
    "a member changed": repacked(lambda members: members.update({"tables/load": b""}), seal=True),
    "no manifest": repacked(lambda members: members.pop("manifest.json") and None, seal=True),
    "a manifest changed": repacked(manifest("release", 9), seal=False),
    "another layout": repacked(manifest("layout", "0000"), seal=True),
}


def test_every_damage_is_noticed_before_anything_is_written(state: Path, tmp_path: Path) -> None:
    took(state, "given", table(tmp_path / "1.csv", GIVEN, [given("soc-01", "2020", "70,61")]))
    whole = tmp_path / "whole"
    assert run(state, "backup", whole).returncode == 0
    unnoticed = {}
    for name, harm in HARMS.items():
        file = Path(shutil.copy(whole, tmp_path / "c.tar.gz"))
        harm(file)
        done = run(tmp_path / "empty", "restore", file)
        if done.returncode != 1 or "c.tar.gz" not in done.stderr or (tmp_path / "empty").exists():
            unnoticed[name] = done.stderr
    assert unnoticed == {}
    assert run(tmp_path / "empty", "restore", whole).returncode == 0


# ---- places that are not empty, restores that were stopped


def test_a_place_with_a_state_is_left_alone(state: Path, tmp_path: Path) -> None:
    took(state, "given", table(tmp_path / "1.csv", GIVEN, [given("soc-01", "2020", "70,61")]))
    assert run(state, "backup", tmp_path / "c").returncode == 0
    before = _times(state)
    done = run(state, "restore", tmp_path / "c")
    assert (done.returncode, "hanya dipulihkan ke tempat yang kosong" in done.stderr) == (1, True)
    assert _times(state) == before


def _times(state: Path) -> dict[Path, int]:
    """When each file was written, once no connection of a command inside this process holds its log open."""
    gc.collect()
    return {path: path.stat().st_mtime_ns for path in state.rglob("*") if path.name != "writer.lock"}


def test_a_restore_that_was_killed_is_begun_anew(state: Path, tmp_path: Path) -> None:
    took(state, "given", table(tmp_path / "1.csv", GIVEN, [given("soc-01", "2020", "70,61")]))
    assert run(state, "backup", tmp_path / "c").returncode == 0
    other = tmp_path / "var"
    for point in (
        "before etl.restore:_place",
        "after etl.restore:_place",
        "before etl.dumping:fill",
        "after etl.restore:_fill",
    ):
        killed(other, point, "restore", tmp_path / "c")
        assert (other / BEGUN).exists()
    done = run(other, "release", "--today", "2026-01-20")
    assert (done.returncode, "Pemulihan cadangan terhenti" in done.stderr) == (1, True)
    assert run(other, "restore", tmp_path / "c").returncode == 0
    assert rows(f"sqlite:///{other / 'warehouse.db'}") == rows(address(state))
    assert answer(other, "rebuild")["equal"]
