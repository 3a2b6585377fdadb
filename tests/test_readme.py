"""The README does not lie: tables, commands and their output, targets, links and pictures are held to the program."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from html import unescape
from pathlib import Path
from typing import Any, get_args

import pytest
import typer

import settings
from dashboard.app import create_app
from etl.__main__ import app
from tests import readme
from tests.line import ROOT
from warehouse.declarations import Layout
from warehouse.people import PERMISSIONS, Permission, Role

HEAVIEST_PICTURE = 250_000  # bytes
LONGEST_DECISION = 60  # lines: one page
INSTALLED = {"node_modules", "var", "test-results"}
DECISIONS = ROOT / "docs" / "decisions"
SPLIT = "@@@"


# ---- tables


def test_the_table_of_settings_is_that_of_the_program() -> None:
    said = readme.table("## Settings", "Variable")
    assert said == [[one.name, one.default, one.meaning] for one in settings.VARIABLES]


def test_the_table_of_roles_is_the_table_of_permissions() -> None:
    assert f"| Role | {' | '.join(f'`{one}`' for one in get_args(Permission))} |" in readme.TEXT
    said = readme.table("## Who may see what", "Role")
    assert said == [
        [role, *("yes" if role in PERMISSIONS[permission] else "" for permission in get_args(Permission))]
        for role in get_args(Role)
    ]


def test_the_table_of_layouts_has_every_key() -> None:
    told = [key for key, _ in readme.table("#### Layouts", "key")]
    assert sorted(told) == sorted(one.name for one in fields(Layout) if one.name != "name")


def test_the_map_of_the_tree_names_what_is_there() -> None:
    (drawn,) = re.findall(r"^```\n(README\.md .*?)^```$", readme.TEXT, re.MULTILINE | re.DOTALL)
    above, named = "", set()
    for line in drawn.splitlines():
        name = line.split()[0]
        above = "" if not line.startswith(" ") else above
        named.add(above + name)
        above = name if not line.startswith(" ") and name.endswith("/") else above
    assert {name for name in named - {"var/"} if not (ROOT / name).exists()} == set()
    top = {path.name for path in ROOT.iterdir() if path.name[0] not in "._"} - INSTALLED
    assert top - {name.rstrip("/") for name in named} == set()


# ---- commands


def declared() -> dict[str, Any]:
    """Every command of the command line by its words; typer gives its own kind of commands, without types."""
    found: dict[str, Any] = {}
    for name, command in vars(typer.main.get_command(app))["commands"].items():
        inside = vars(command).get("commands")
        found |= {f"{name} {inner}": one for inner, one in inside.items()} if inside else {name: command}
    return found


def named(words: list[str]) -> str:
    """The command that some words call."""
    return " ".join(words[:2]) if words[0] == "user" else words[0]


def test_every_command_that_is_named_exists_and_every_one_is_named() -> None:
    called = [words for words in readme.commands() if words]
    assert {named(words) for words in called} == set(declared())


def test_every_option_that_is_named_exists() -> None:
    options = {
        name: {opt for one in command.params for opt in one.opts} for name, command in declared().items()
    }
    wrong = [
        (named(words), word)
        for words in readme.commands()
        for word in words
        if word.startswith("--") and word not in options[named(words)]
    ]
    assert wrong == []
    everywhere = set().union(*options.values())
    described = re.findall(r"`(--[a-z-]+)", readme.section("## The command line"))
    assert set(described) - everywhere == set()


def test_every_target_of_make_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    targets = {word for said in re.findall(r"`make ([a-z ]+)`", readme.TEXT) for word in said.split()}
    assert {"run", "test", "help"} <= targets
    assert targets - set(phony.split()) == set()


# ---- the walk


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], dict[str, str]]:
    """What each command of the walk printed, run in one shell, and the DASBOR_ variables it left."""
    folder = tmp_path_factory.mktemp("walk")
    after = f'\nstatus=$?; echo "{SPLIT}$status"\n'
    script = "".join(f"{step.command}{after}" for step in readme.walk()) + "env | grep ^DASBOR_"
    outside = {name: value for name, value in os.environ.items() if not name.startswith("DASBOR_")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", f"exec 2>&1\n{script}"],
        cwd=ROOT,
        env={**outside, "PATH": path, "TMPDIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    printed, left = re.split(rf"^{SPLIT}", done.stdout, flags=re.MULTILINE), ""
    *printed, left = _without_status(printed)
    return printed, dict(line.split("=", 1) for line in left.splitlines())


def _without_status(printed: list[str]) -> Iterator[str]:
    """The texts between the marks; each but the first begins with the status of the command before it."""
    first, *others = printed
    yield first
    for text in others:
        status, rest = text.split("\n", 1)
        assert status == "0", f"exit {status} before:\n{rest}"
        yield rest


def test_every_command_of_the_walk_prints_what_the_readme_says(
    walked: tuple[list[str], dict[str, str]],
) -> None:
    printed, _ = walked
    steps = readme.walk()
    assert len(printed) == len(steps) > 0
    for step, text in zip(steps, printed, strict=True):
        assert step.says(text), f"$ {step.command}\n{text}"


def test_every_face_that_the_walk_looks_at_shows_what_the_readme_says(
    walked: tuple[list[str], dict[str, str]],
) -> None:
    _, left = walked
    client = create_app(settings.load(left)).server.test_client()
    faces = readme.faces()
    assert len(faces) > 1
    for address, said in faces:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert said in _plain(answer.text, answer.mimetype), address


def _plain(text: str, kind: str) -> str:
    """A page's words with single spaces; what is no page as it is, line ends apart."""
    if kind != "text/html":
        return text.replace("\r\n", "\n")
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())


# ---- links, pictures, decisions


def linked(text: str) -> list[str]:
    """Every address that a text links to or shows."""
    prose = readme.FENCED.sub("", text)
    return re.findall(r"\]\(([^)\s]+)\)", prose) + re.findall(r'src="([^"]+)"', prose)


def headings(text: str) -> set[str]:
    """The names under which a text's headings can be linked to."""
    said = re.findall(r"^#+ (.+)$", readme.FENCED.sub("", text), re.MULTILINE)
    return {"#" + re.sub(r"[^a-z0-9 -]", "", one.lower()).replace(" ", "-") for one in said}


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted(DECISIONS.glob("*.md"))], ids=lambda path: path.stem
)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    inside = [link for link in linked(text) if not link.startswith(("http://", "https://"))]
    missing = [link for link in inside if not link.startswith("#") and not (page.parent / link).exists()]
    assert missing == []
    assert {link for link in inside if link.startswith("#")} - headings(text) == set()


def test_every_picture_is_shown_and_light() -> None:
    pictures = set((ROOT / "docs" / "pictures").glob("*.png"))
    assert pictures == {ROOT / link for link in linked(readme.TEXT) if link.endswith(".png")}
    assert [path.name for path in pictures if path.stat().st_size >= HEAVIEST_PICTURE] == []


def test_every_decision_is_one_page_that_the_readme_links_to() -> None:
    pages = {path.relative_to(ROOT).as_posix(): path for path in DECISIONS.glob("*.md")}
    assert pages
    assert set(pages) - set(linked(readme.TEXT)) == set()
    numbers = sorted(path.name.split("-")[0] for path in pages.values())
    assert numbers == [f"{number:02}" for number in range(1, len(numbers) + 1)]
    long = [name for name, path in pages.items() if len(path.read_text().splitlines()) > LONGEST_DECISION]
    assert long == []
