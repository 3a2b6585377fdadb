"""What README.md says, in parts that tests can follow: recipes, commands and their output, tables."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.line import ROOT

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
FENCED = re.compile(r"^```[a-z]*\n.*?^```$", re.MULTILINE | re.DOTALL)
EDIT = re.compile(
    r"(?P<verb>Write|Add to the end of|Add to)\s`(?P<path>[^`]+)`(?:, above `(?P<anchor>[^`]+)`)?:\n\n"
    r"```[a-z]*\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
CUT = "…"


@dataclass(frozen=True)
class Edit:
    """One file that a recipe writes or adds to; `anchor` is the line above which the text goes."""

    path: str
    text: str
    adds: bool
    anchor: str | None

    def apply(self, root: Path) -> None:
        """Do it in the project at `root`, to the letter."""
        file = root / self.path
        assert file.exists() == self.adds, self.path
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text(encoding="utf-8") if self.adds else ""
        place = self._place(before) if self.anchor else len(before)
        file.write_text(before[:place] + self.text + before[place:], encoding="utf-8")

    def _place(self, before: str) -> int:
        lines = [
            match.start() for match in re.finditer(rf"^.*{re.escape(self.anchor or '')}.*$", before, re.M)
        ]
        assert len(lines) == 1, f"{self.path}: {self.anchor}"
        return lines[0]


@dataclass(frozen=True)
class Step:
    """A command of the walk and what it prints; `…` stands for whatever else it prints."""

    command: str
    output: tuple[str, ...]

    def says(self, printed: str) -> bool:
        """Whether the output is that of the README."""
        pattern = "".join(
            r"(?:.*\n)*" if line == CUT else ".*".join(map(re.escape, line.split(CUT))) + r"\n"
            for line in self.output
        )
        return re.fullmatch(pattern, printed) is not None


def section(heading: str) -> str:
    """The text under a heading, up to the next one of its depth or above."""
    depth = len(heading) - len(heading.lstrip("#"))
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{depth}}} |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def recipes() -> list[str]:
    """The headings of the recipes."""
    return re.findall(r"^### (.+)$", section("## How to add things"), re.MULTILINE)


def edits(recipe: str) -> list[Edit]:
    """The files of a recipe in its order."""
    found = EDIT.finditer(section(f"### {recipe}"))
    return [Edit(one["path"], one["text"], one["verb"] != "Write", one["anchor"]) for one in found]


def blocks(text: str, kind: str) -> list[str]:
    """The fenced blocks of one kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def walk() -> list[Step]:
    """The commands of the walk with their output, in order."""
    steps: list[Step] = []
    for block in blocks(section("## A file's way to a page"), "console"):
        for said in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *output = said.splitlines()
            steps.append(Step(command, tuple(output)))
    return steps


def faces() -> list[tuple[str, str]]:
    """The addresses that the walk looks at, each with what stands there."""
    text = section("## A file's way to a page")
    return re.findall(r"`(/[^`\s]+)`:\n\n```text\n(.*?)\n```$", text, re.MULTILINE | re.DOTALL)


def table(heading: str, head: str) -> list[list[str]]:
    """The rows of the table under a heading whose first cell is `head`, code marks left out."""
    lines = [line for line in section(heading).splitlines() if line.startswith("|")]
    begin = next(number for number, line in enumerate(lines) if line.startswith(f"| {head} |"))
    return [[cell.strip().strip("`") for cell in line[1:-1].split("|")] for line in lines[begin + 2 :]]


def commands() -> Iterator[list[str]]:
    """The words after every `python -m etl`, wherever the README writes one."""
    for found in re.findall(r"python -m etl\b([^`\n|]*)", TEXT):
        yield shlex.split(found, comments=True)
