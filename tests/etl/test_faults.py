"""A disk that fails or is full in the middle of a command: it never says that it did what it did not."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.both import copied
from tests.etl import faults
from tests.etl.faults import Fault
from tests.etl.inside import answer, run, took
from tests.etl.shown import TODAY, begun, numbers, shown

pytestmark = pytest.mark.skipif(faults.STRACE is None, reason="strace is missing: make strace")
RUNS = 8  # in the suite; `--times 13` for more than a hundred
ALONE = ("openat", "write")  # by them Python opens its own modules, and says its sentence
SENTENCE = re.compile(r"(ruang penyimpanan penuh|disk gagal membaca atau menulis)\.$", re.MULTILINE)


@dataclass(frozen=True)
class Ground:
    """A state with one release, the same with a load more, the same released, and a backup of that."""

    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "70.csv"


def taking(ground: Ground, _folder: Path) -> tuple[str | Path, ...]:
    return "take", "given", ground.file


def releasing(_ground: Ground, _folder: Path) -> tuple[str | Path, ...]:
    return "release", *TODAY


def saving(_ground: Ground, folder: Path) -> tuple[str | Path, ...]:
    return "backup", folder / "saved"


def restoring(ground: Ground, _folder: Path) -> tuple[str | Path, ...]:
    return "restore", ground.folder / "backup"


def rebuilding(_ground: Ground, _folder: Path) -> tuple[str | Path, ...]:
    return ("rebuild",)


# A command, and the state of the ground in which it is given.
COMMANDS: dict[str, tuple[Callable[[Ground, Path], tuple[str | Path, ...]], str]] = {
    "take": (taking, "before"),
    "release": (releasing, "taken"),
    "backup": (saving, "released"),
    "restore": (restoring, "nothing"),
    "rebuild": (rebuilding, "released"),
}


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    folder = tmp_path_factory.mktemp("ground")
    before = begun(folder / "before")
    numbers(folder, "70")
    taken = copied(before, folder / "taken")
    took(taken, "given", folder / "70.csv")
    shutil.rmtree(taken / "private" / "measured")
    released = copied(taken, folder / "released")
    answer(released, "release", *TODAY)
    assert run(released, "backup", folder / "backup").returncode == 0
    return Ground(folder)


@pytest.fixture(scope="module")
def whole(ground: Ground) -> dict[str, list[Any]]:
    """What an undisturbed life shows."""
    return shown(ground.folder / "released")


def placed(ground: Ground, command: str, folder: Path) -> Path:
    """The state in which a command is given, for it alone."""
    _, name = COMMANDS[command]
    state = folder / "var"
    if name == "nothing":
        state.mkdir(parents=True)
    else:
        copied(ground.folder / name, state)
    return state


def finish(ground: Ground, command: str, state: Path) -> None:
    """The same command again and what follows it, with no hand work between."""
    words = COMMANDS[command][0](ground, state.parent)
    if command != "restore" or not (state / "journal.jsonl").exists():
        done = run(state, *words)
        assert done.returncode == 0, done.stderr
    assert run(state, "take", "given", ground.file).returncode == 0
    assert run(state, "release", *TODAY).returncode == 0
    if command == "backup":
        assert run(state.parent / "again", "restore", state.parent / "saved").returncode == 0
    assert [*state.rglob(".*.tmp"), *state.parent.glob(".*.tmp")] == []


def test_no_fault_is_taken_for_a_success(
    ground: Ground, whole: dict[str, list[Any]], tmp_path: Path, times: int
) -> None:
    chance, failed = random.Random(1305), 0
    known = {
        name: faults.places(
            placed(ground, name, tmp_path / name),
            COMMANDS[name][0](ground, tmp_path / name),
            tmp_path,
            tmp_path / "log",
        )
        for name in COMMANDS
    }
    for number in range(RUNS * times):
        command = [*COMMANDS][number % len(COMMANDS)]
        call = chance.choice(sorted({call for call, _ in known[command]}))
        at = chance.choice([at for one, at in known[command] if one == call])
        error, stays = chance.choice(["EIO", "ENOSPC"]), chance.random() < 0.5
        stays = stays and call not in ALONE
        fault = Fault(call, at, error, stays)
        folder = tmp_path / str(number)
        state = placed(ground, command, folder)
        done = faults.run(state, COMMANDS[command][0](ground, folder), fault)
        told = f"{command} {fault}: exit {done.returncode}: {done.stderr}"
        print(told)
        failed += done.returncode != 0
        if done.returncode:
            assert done.returncode == 1, told
            assert "Traceback" not in done.stderr, told
            assert SENTENCE.search(done.stderr), told
        elif command in ("release", "restore"):
            assert shown(state) == whole, told
        elif command == "take":
            assert shown(state)["load"] == whole["load"], told
        elif command == "backup":
            assert run(folder / "trial", "restore", folder / "saved").returncode == 0, told
        finish(ground, command, state)
        assert shown(state) == whole, told
        shutil.rmtree(folder)
    assert failed > RUNS * times / 2
