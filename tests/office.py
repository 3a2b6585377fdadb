"""Opens files in LibreOffice as people do, and reads back what it made of them."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from openpyxl.workbook.workbook import Workbook

CSV = (
    "Text - txt - csv (StarCalc):44,34,76,1"  # comma, double quote, UTF-8, from line 1; formulas are computed
)


def opened(*files: Path) -> list[Workbook]:
    """Each file as LibreOffice saved it again; one that it would have to repair it refuses."""
    with TemporaryDirectory() as folder:
        for kind in {file.suffix for file in files}:
            _convert([file for file in files if file.suffix == kind], Path(folder), kind)
        return [openpyxl.load_workbook(Path(folder) / f"{file.stem}.xlsx") for file in files]


def converted(kind: str, files: Sequence[Path], folder: Path) -> None:
    """Workbooks as LibreOffice saves them in another format, xls or ods, under the same names."""
    command = ["soffice", f"-env:UserInstallation=file://{folder}-profile", "--headless"]
    words = [*command, "--convert-to", kind, "--outdir", folder, *files]
    subprocess.run(words, capture_output=True, timeout=120, check=True)


def _convert(files: Sequence[Path], folder: Path, kind: str) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    reading = [f"--infilter={CSV}"] if kind == ".csv" else []
    words = [*command, *reading, "--convert-to", "xlsx", "--outdir", folder, *files]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
    made = [folder / f"{file.stem}.xlsx" for file in files]
    assert all(path.exists() for path in made), done.stderr


def formulas(book: Workbook) -> list[str]:
    """The addresses of all formulas."""
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    return [f"{cell.parent.title}!{cell.coordinate}" for cell in cells if cell.data_type == "f"]


def values(book: Workbook, sheet: str) -> list[list[Any]]:
    """The values of a sheet, row by row; None where a cell is empty."""
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]
