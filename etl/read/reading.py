"""What reading a file answers, and the fault that stops it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

AT = "at_column"  # of a row that stands under a label with others in one row of the sheet: where, 1 is A
Row = tuple[int, list[str]]  # the number that an editor or Excel shows, and the cells' text
Block = tuple[int, int, int, int]  # first row, first place, last row, last place


class Unreadable(Exception):
    """A file cannot be read as its dataset declares; its sender has to mend it and send it again."""


@dataclass(frozen=True)
class OddRow:
    """A row that is no row of the table, and why; it is a fault of the file and not in the Parquet."""

    sheet: str
    row: int
    reason: str


@dataclass(frozen=True)
class Total:
    """A totals row: its text, and its cells in the columns of numbers; it is compared, never counted.

    `at` is the label's column, as of the rows under it, where a row of the sheet is several of the table.
    """

    sheet: str
    row: int
    text: str
    values: Mapping[str, str]
    at: int = 0


@dataclass(frozen=True)
class Said:
    """What a sheet states of a column for all its rows; where it does not, why that cannot be told."""

    sheet: str
    column: str
    value: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class Beside:
    """A cell that is not kept and bears witness to its row: what is left over (`sisa`), or a percent (`persen`)."""

    sheet: str
    row: int
    kind: str
    text: str


@dataclass(frozen=True)
class Skipped:
    """What the file holds and the Parquet does not: rows counted, columns and sheets by name."""

    totals: int = 0
    blanks: int = 0
    notes: int = 0
    columns: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heading:
    """Where a table's header stands: its sheet, its row, and the place of each declared column, 1 is A.

    `repeats` has the places of the columns under each label, by the first of them.
    """

    sheet: str
    row: int
    columns: Mapping[str, int]
    repeats: Mapping[int, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """What was read: rows written, sheets they came from, layout that fitted, declared columns not found.

    `sheets` is `("",)` for a csv; `notes` are sentences for the sender; `above` are the texts over the headers;
    `totals` are the rows to compare with; `said` is what the form states once for all rows; `beside` bears witness.
    """

    rows: int
    sheets: tuple[str, ...]
    skipped: Skipped
    layout: str
    missing: tuple[str, ...]
    odd: tuple[OddRow, ...] = ()
    notes: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    totals: tuple[Total, ...] = ()
    said: tuple[Said, ...] = ()
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, or a csv with the name "".

    `rows()` starts from the top each time. `broken` has the cells without a value, by row and place.
    In a `ragged` one a stray delimiter may have shifted the cells of a row. `merged` has the blocks of
    cells that show as one, each as first row, first place, last row, last place: rows as Excel numbers them,
    places as in a row's cells, 0 is A. `notes` are sentences for the sender.
    """

    name: str
    rows: Callable[[], Iterator[Row]]
    broken: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    hidden: bool = False
    ragged: bool = False
    merged: tuple[Block, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The sheet's part of a sentence, empty for a csv."""
        return f"lembar “{self.name}”, " if self.name else ""
