"""What is known of a file before its office fills it in: its months, its rows' keys, and what each column takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from etl import stage
from etl.state import State
from warehouse import current, loads, senders
from warehouse import engine as engines
from warehouse.declarations import Column, Dataset, Entity
from warehouse.periods import add_months
from warehouse.spelling import LEVELS, MONTH, YEAR
from warehouse.vocabulary import KABUPATEN

Row = Mapping[str, Any]
WORDS = {"kecamatan": "Kecamatan", "nagari": "Nagari"}  # said before a name, they tell the two apart


@dataclass(frozen=True)
class Template:
    """A form of a dataset for an office and month: each column with its header, the rows to complete, the lists."""

    dataset: Dataset
    office: Entity
    month: date
    headers: Mapping[str, str]
    rows: Sequence[Row]
    lists: Mapping[str, Sequence[str]]


def template(state: State, dataset: Dataset, office: Entity, month: date | None, today: date) -> Template:
    """The form of a month, else of the month after the last one that came, else of the one before `today`."""
    parts = _parts(state, dataset, office)
    newest = max(parts, key=lambda part: (senders.month_and_sender(part)[0] or date.min, part), default=None)
    last = senders.month_and_sender(newest)[0] if newest else None
    of = month or add_months(last or add_months(today.replace(day=1), -2), 1)
    rows = [] if dataset.personal else list(_rows(state, dataset, office, newest))
    stated = {"tahun": of.year, "bulan": of.month}
    return Template(
        dataset,
        office,
        of,
        {name: header(dataset, name) for name in _asked(dataset)},
        [
            {**row, **{name: value for name, value in stated.items() if name in dataset.columns}}
            for row in rows
        ],
        {name: values for name, column in dataset.columns.items() if (values := _choices(state, column))},
    )


def _asked(dataset: Dataset) -> Iterator[str]:
    """The columns that an office fills in; those that reading makes of a form are not among them."""
    made = {dataset.tree.level, dataset.tree.deepest} if dataset.tree else set()
    return (name for name in dataset.columns if name not in made)


def header(dataset: Dataset, name: str) -> str:
    """How the dataset's first form spells a column, in one cell; else the column's own name."""
    layout = next(iter(dataset.layouts), None)
    spellings = layout.headers.get(name, ()) if layout else ()
    one_cell = (one for one in spellings if not any(sign in one for sign in (LEVELS, YEAR, MONTH)))
    return next(one_cell, name.replace("_", " ").title())


def _parts(state: State, dataset: Dataset, office: Entity) -> list[str]:
    """The parts that count, of the office where parts name one."""
    accepted = loads.accepted(state.engine, dataset.name)
    parts = [part for _, part in loads.current_parts(accepted)]
    if dataset.senders in dataset.replaces:
        return [part for part in parts if f"{dataset.senders}={office.code}" in part.split(";")]
    return parts


def _rows(state: State, dataset: Dataset, office: Entity, newest: str | None) -> Iterator[Row]:
    """What tells rows apart, from the last file that counts; without one, from the lists that there are."""
    names = [
        name
        for name in (*dataset.key, *dataset.replaces, *dataset.prefilled)
        if _stays(dataset.columns[name])
    ]
    own = {dataset.senders: office.code} if dataset.senders else {}
    if newest is not None:
        for row in _current(state, dataset, newest):
            yield {name: row[name] for name in names if row[name] is not None} | own
    else:
        yield from ({**row, **own} for row in _listed(state, dataset, office))


def _stays(column: Column) -> bool:
    """Whether next month's file has the same in this column; periods and days move on."""
    return column.kind not in ("period", "date") and column.name not in ("tahun", "bulan")


def _current(state: State, dataset: Dataset, part: str) -> list[dict[str, Any]]:
    counted = loads.accepted(state.engine, dataset.name)
    wanted = {number for number, one in loads.current_parts(counted) if one == part}
    staged = [stage.ensure(state, one) for one in counted if one.id in wanted and not one.purged_at]
    rows = current.rows(engines.connect(), dataset, staged, {part})
    found: list[dict[str, Any]] = rows.order_by("load", "sheet", "sheet_row").to_pyarrow().to_pylist()
    return found


def _listed(state: State, dataset: Dataset, office: Entity) -> Iterator[Row]:
    """Every nagari where an area tells rows apart, every indicator of the office where its code does."""
    columns = [dataset.columns[name] for name in dataset.key]
    area = next((one.name for one in columns if one.kind == "area"), None)
    indicator = next((one.name for one in columns if one.form == "indicator"), None)
    if area:
        nagari = [one for one in state.catalogue.entities.values() if one.level == "nagari"]
        yield from ({area: one.code} for one in nagari if one.code.startswith(f"{KABUPATEN}."))
    elif indicator:
        ours = [one for one in state.catalogue.indicators.values() if one.owner == office.name]
        yield from ({indicator: one.id} for one in ours)
    elif dataset.senders:
        yield {}


def _choices(state: State, column: Column) -> Sequence[str]:
    """What may be chosen in a column's cells, as `take` reads it; nothing where anything may be written."""
    if column.kind == "choice":
        return [spellings[0] if spellings else choice for choice, spellings in column.choices.items()]
    if column.kind == "code" and column.of:
        return sorted(state.known.codes.get(column.of, ()))
    if column.kind != "area":
        return ()
    ours = [one for one in state.catalogue.entities.values() if one.kind == "area" and one.level in WORDS]
    return [area_text(state, one) for one in sorted(ours, key=lambda one: one.code)]


def area_text(state: State, area: Entity) -> str:
    """An area by its name with what it is before it, or by its code where others are called so too."""
    text = f"{WORDS.get(area.level, '')} {area.name}".strip()
    fits = {
        one.code
        for one in state.catalogue.entities.values()
        if (one.level, one.name) == (area.level, area.name)
    }
    return text if fits == {area.code} and area.level in WORDS else area.code
