"""A disk that is full: commands say so, readers notice nothing, and nothing has to be started again."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.both import copied
from tests.dashboard.conftest import PASSWORD
from tests.etl.inside import answer, run, took
from tests.etl.shown import TODAY, begun, numbers, shown
from tests.serving import Server, ask, serving
from warehouse import accounts, database

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
LOGIN = f"nama=eko&sandi={quote(PASSWORD)}"
PAGES = ("/", "/indikator/soc-01", "/embed/soc-01.csv", "/embed/soc-01")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", str(folder)]
    if os.getuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can only be made by root, where mounting is allowed")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def state(disk: Path, tmp_path: Path) -> Path:
    """A state on it, with a release and an account."""
    before = begun(tmp_path / "before")
    engine = database.connect(f"sqlite:///{before / 'warehouse.db'}")
    accounts.add(engine, "eko", "editor", accounts.hashed(PASSWORD), datetime(2026, 1, 2))
    engine.dispose()
    return copied(before, disk / "var")


def fill(disk: Path, free: int) -> Path:
    """Take all of the disk but `free` bytes."""
    filler = disk / "filler"
    with filler.open("wb") as file:
        space = os.statvfs(disk)
        os.posix_fallocate(file.fileno(), 0, space.f_bavail * space.f_frsize - free)
    return filler


def login(server: Server) -> tuple[int, str, dict[str, str]]:
    done = ask(server.port, "/masuk", "POST", FORM, LOGIN)
    return done.status, done.text, {"Cookie": done.headers.get("set-cookie", "").split(";")[0]}


def test_a_full_disk_is_told_and_survived(state: Path, disk: Path, tmp_path: Path) -> None:
    file = numbers(tmp_path, "70")
    whole = copied(state, tmp_path / "whole")
    took(whole, "given", file)
    answer(whole, "release", *TODAY)
    with serving(state, tmp_path / "log") as server:
        status, _, session = login(server)
        assert status == 303
        for page in PAGES:
            assert ask(server.port, page).status == 200
        for free in (0, 1 << 16, 1 << 18):
            filler = fill(disk, free)
            backup = ("backup", disk / "saved")
            for words in (("take", "given", file), ("release", *TODAY, "--json"), backup):
                done = run(state, *words)
                if free == 0:
                    assert done.returncode == (0 if words[0] == "release" else 1), (words, done.stderr)
                assert done.returncode == 0 or "ruang penyimpanan penuh." in done.stderr, done.stderr
                assert "Traceback" not in done.stderr
            for page in PAGES:
                for who in ({}, session):
                    told = ask(server.port, page, headers=who)
                    assert told.status == 200, (free, page, told.text)
            if free == 0:
                status, text, _ = login(server)
                assert (status, "Ruang penyimpanan" in text) == (507, True), text
            filler.unlink()
            (disk / "saved").unlink(missing_ok=True)
        assert login(server)[0] == 303
        assert run(state, "take", "given", file).returncode == 0
        assert run(state, "release", *TODAY).returncode == 0
        assert run(state, *backup).returncode == 0
        assert shown(state) == shown(whole)
        assert "70" in ask(server.port, "/embed/soc-01.csv").text
    shutil.rmtree(whole)
