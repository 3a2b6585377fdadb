"""Temporary copies of the project, for tests that add to it by the README's recipes."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.line import ROOT

PARTS = ("assets", "dashboard", "data", "etl", "tests", "warehouse", "settings.py")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "vendor")


def copy_of_project(folder: Path) -> Path:
    """A copy of what the program is made of."""
    copy = folder / "copy"
    copy.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, copy / part, ignore=LEFT_OUT)
        else:
            shutil.copy(source, copy / part)
    return copy
