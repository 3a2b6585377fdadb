"""What arrived is kept under the hash of its bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from etl import land as landing
from etl.land import ChangedMeanwhile, Landed, land

CONTENT = b"no_akta;nik\nA1;9901010101010001\n"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Kelahiran Mei.CSV"
    path.write_bytes(CONTENT)
    return path


def files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def modes(folder: Path) -> set[int]:
    return {path.stat().st_mode & 0o777 for path in [folder, *folder.rglob("*")]}


def test_a_file_lands_under_its_hash_and_keeps_its_name_in_the_answer(file: Path, tmp_path: Path) -> None:
    landed = land(file, tmp_path / "landing")
    target = tmp_path / "landing" / SHA256[:2] / f"{SHA256}.csv"
    assert landed == Landed(target, SHA256, "Kelahiran Mei.CSV", len(CONTENT))
    assert target.read_bytes() == CONTENT
    assert file.read_bytes() == CONTENT


def test_a_suffix_that_is_none_is_left_out(tmp_path: Path) -> None:
    for name in (f"a.{'x' * 200}", "a.x;y", "a.ü"):
        (tmp_path / name).write_bytes(CONTENT)
        assert land(tmp_path / name, tmp_path / "landing").path.name == SHA256


def test_the_same_bytes_twice_are_written_once(file: Path, tmp_path: Path) -> None:
    first = land(file, tmp_path / "landing")
    before = first.path.stat()
    renamed = file.rename(tmp_path / "lain.csv")
    second = land(renamed, tmp_path / "landing")
    assert (second.path, second.name) == (first.path, "lain.csv")
    assert (second.path.stat().st_ino, second.path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert files_below(tmp_path / "landing") == [first.path]


def test_a_landed_file_that_lost_bytes_is_written_again(file: Path, tmp_path: Path) -> None:
    path = land(file, tmp_path / "landing").path
    path.write_bytes(CONTENT[:5])
    land(file, tmp_path / "landing")
    assert path.read_bytes() == CONTENT


def test_a_private_landing_is_closed_to_everybody_else(file: Path, tmp_path: Path) -> None:
    (tmp_path / "var/private").mkdir(parents=True, mode=0o755)
    path = land(file, tmp_path / "var/private", private=True).path
    assert path.stat().st_mode & 0o777 == 0o600
    assert modes(tmp_path / "var/private") == {0o700, 0o600}
    assert (tmp_path / "var").stat().st_mode & 0o777 == 0o755


def test_a_file_that_changes_while_it_is_copied_does_not_land(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = landing._copy

    def after_a_change(source: Path, target: Path) -> str:
        file.write_bytes(b"lain")
        return copy(source, target)

    monkeypatch.setattr(landing, "_copy", after_a_change)
    with pytest.raises(ChangedMeanwhile, match=r"^Kelahiran Mei\.CSV: berkas berubah selagi disalin"):
        land(file, tmp_path / "landing")
    assert files_below(tmp_path / "landing") == []
