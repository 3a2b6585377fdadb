"""Files are whole or absent, and a line that was added stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from warehouse.files import append_line, durably, make_folder


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_file_appears_when_the_block_ends_and_nothing_else_stays(tmp_path: Path) -> None:
    with durably(tmp_path / "var/deep/a.txt") as temporary:
        temporary.write_text("isi")
        assert not (tmp_path / "var/deep/a.txt").exists()
        assert temporary.parent == tmp_path / "var/deep"
    assert (tmp_path / "var/deep/a.txt").read_text() == "isi"
    assert names(tmp_path / "var/deep") == ["a.txt"]


@pytest.mark.parametrize("stop", [ValueError, KeyboardInterrupt])
def test_a_block_that_fails_leaves_the_old_file(tmp_path: Path, stop: type[BaseException]) -> None:
    (tmp_path / "a.txt").write_text("lama")

    def write_and_stop() -> None:
        with durably(tmp_path / "a.txt") as temporary:
            temporary.write_text("baru")
            raise stop

    with pytest.raises(stop):
        write_and_stop()
    assert (tmp_path / "a.txt").read_text() == "lama"
    assert names(tmp_path) == ["a.txt"]


def test_a_file_is_closed_to_others_until_it_has_its_mode(tmp_path: Path) -> None:
    with durably(tmp_path / "a") as temporary:
        assert mode(temporary) == 0o600
    with durably(tmp_path / "b", mode=0o600):
        pass
    assert (mode(tmp_path / "a"), mode(tmp_path / "b")) == (0o644, 0o600)


def test_file_and_folder_are_on_the_disk_in_this_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    real = os.fsync

    def watch(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink().suffix or "folder")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", watch)
    with durably(tmp_path / "a.txt") as temporary:
        temporary.write_text("isi")
    assert synced == [".tmp", "folder"]


def test_lines_are_added_at_the_end(tmp_path: Path) -> None:
    append_line(tmp_path / "var/j.jsonl", "satu")
    append_line(tmp_path / "var/j.jsonl", "dua é")
    assert (tmp_path / "var/j.jsonl").read_bytes() == "satu\ndua é\n".encode()


def test_a_line_that_a_crash_cut_short_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    path.write_bytes(b"satu\ndu")
    append_line(path, "tiga")
    assert path.read_text() == "satu\ntiga\n"


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_line_that_could_not_be_written_whole_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    append_line(tmp_path / "j.jsonl", "satu")
    real = os.write

    def full(descriptor: int, data: bytes = b"") -> int:
        if len(data) > 3:
            return real(descriptor, data[:3])  # the disk takes three bytes and is full
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        with pytest.raises(OSError, match="No space"):
            append_line(tmp_path / "j.jsonl", "dua")
    assert (tmp_path / "j.jsonl").read_text() == "satu\n"


def test_a_text_of_two_lines_is_no_line(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="line break"):
        append_line(tmp_path / "j.jsonl", "a\nb")


def test_folders_that_are_missing_get_the_mode_and_the_others_keep_theirs(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir(mode=0o755)
    make_folder(tmp_path / "var/private", 0o700)
    make_folder(tmp_path / "var", 0o700)
    assert (mode(tmp_path / "var"), mode(tmp_path / "var/private")) == (0o755, 0o700)
