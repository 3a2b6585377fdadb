"""The datasets: every folder under data/ with a dataset.toml, and what must hold inside one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import get_args

from warehouse import layouts, sqlsubset
from warehouse.declarations import Column, Dataset
from warehouse.declaring import Faults, build, table
from warehouse.spelling import plain
from warehouse.vocabulary import CodeForm, DateForm

OTHER_FOLDERS = ("indicators", "instruments", "published", "reference")
HIERARCHIES = ("area", "organisation", "dimension", "programme")
MODES = ("replace", "append")
NAME = re.compile("[a-z][a-z0-9_]*")
# What measures.sql says of every contribution, before its places and its measures.
CONTRIBUTION = ("load", "sheet", "sheet_row", "month", "breakdown")
# What a query of doubts/ says of each doubt, and the tables that it may ask beside the dataset's own.
DOUBT = ("sheet", "sheet_row", "column_name", "value", "expected", "sentence")
ARRIVED, PARTS, DICTIONARY = "arrived", "parts", "indicators"
NUMBERS = ("count", "decimal", "percent", "rupiah")

# Keys of a column that only some kinds have.
ONLY_FOR: Mapping[str, tuple[str, ...]] = {
    "choices": ("choice",),
    "form": ("code", "date"),
    "of": ("code",),
    "named": ("code",),
    "within": ("area",),
    "outside": ("area",),
    "earliest": ("date",),
    "latest": ("date",),
    "not_before": ("date",),
    "minimum": NUMBERS,
    "maximum": NUMBERS,
}
FORMS: Mapping[str, tuple[str, ...]] = {"code": get_args(CodeForm), "date": get_args(DateForm)}


def read(root: Path, faults: Faults) -> dict[str, Dataset]:
    """Every declared dataset by its folder's name."""
    folders = sorted(path for path in root.iterdir() if path.is_dir() and path.name[0] not in "._")
    folders = [folder for folder in folders if folder.name not in OTHER_FOLDERS]
    datasets = {folder.name: _read(folder, faults) for folder in folders}
    for dataset in datasets.values():
        for name in dataset.inputs:
            if name not in datasets:
                faults.add(f"{dataset.name}/dataset.toml", f"inputs names {name}, which is not declared")
    return datasets


def _read(folder: Path, faults: Faults) -> Dataset:
    place = f"{folder.name}/dataset.toml"
    said = table(folder / "dataset.toml", place, faults)
    dataset = build(Dataset, said, place, faults, name=folder.name, folder=folder)
    for check in CHECKS:
        for fault in check(dataset):
            faults.add(place, fault)
    for file in (*sorted(folder.glob("*.sql")), *dataset.doubt_files):
        sql = file.read_text(encoding="utf-8")
        wrong = [*sqlsubset.faults(sql)] or (_doubt(dataset, sql) if file in dataset.doubt_files else ())
        for fault in wrong:
            faults.add(str(file.relative_to(folder.parent)), fault)
    return dataset


def _names(dataset: Dataset) -> Iterator[str]:
    for name in (dataset.name, *dataset.columns, *dataset.measures):
        if not NAME.fullmatch(name):
            yield f"{name!r} is no name: small letters, digits and _"


def _words(dataset: Dataset) -> Iterator[str]:
    if dataset.mode not in MODES:
        yield f"mode {dataset.mode!r} is none of {', '.join(MODES)}"
    for name in dataset.hierarchies:
        if name not in HIERARCHIES:
            yield f"hierarchy {name!r} is none of {', '.join(HIERARCHIES)}"
    times = {one.time for one in dataset.measures.values()}
    if "change" in times and len(times) > 1:
        yield "measures of change stand beside others; they need a dataset of their own"
    if not Decimal(0) <= dataset.tolerates <= Decimal(1):
        yield f"tolerates {dataset.tolerates} is no share between 0 and 1"


def _columns_named(dataset: Dataset) -> Iterator[str]:
    """Every column that a key of the dataset, or another column, names."""
    named = {
        "key": dataset.key,
        "replaces": dataset.replaces,
        "month_of": (dataset.month_of,),
        "senders": (dataset.senders,),
        "senders_own": (dataset.senders_own,),
        "prefilled": dataset.prefilled,
        "register.public": dataset.register.public or () if dataset.register else (),
        "register.entity": (dataset.register.entity,) if dataset.register else (),
        **{f"layouts.{one.name}{key}": names for one in dataset.layouts for key, names in layouts.named(one)},
        **{f"{one.name}.within": (one.within,) for one in dataset.columns.values()},
        **{f"{one.name}.not_before": (one.not_before,) for one in dataset.columns.values()},
        "tree": _of_tree(dataset),
    }
    for key, columns in named.items():
        for column in columns:
            if column is not None and column not in dataset.columns:
                yield f"{key} names {column}, which is no column"


def _of_tree(dataset: Dataset) -> tuple[str | None, ...]:
    tree = dataset.tree
    return (tree.code, tree.title, *(tree.amounts or ()), tree.level, tree.deepest) if tree else ()


def _kinds_named(dataset: Dataset) -> Iterator[str]:
    """A column that must be of one kind for what it is named for."""
    named = [("month_of", dataset.month_of, "date")]
    named += [(f"{one.name}.within", one.within, "area") for one in dataset.columns.values()]
    named += [(f"{one.name}.not_before", one.not_before, "date") for one in dataset.columns.values()]
    named += [
        (f"layouts.{one.name}{key}", name, kind)
        for one in dataset.layouts
        for key, name, kind in layouts.kinds(one)
    ]
    for key, name, kind in named:
        column = dataset.columns.get(name) if name else None
        if column and column.kind not in (kind, None):
            yield f"{key} names {name}, which is no {kind} column"


def _columns(dataset: Dataset) -> Iterator[str]:
    if not dataset.columns and not dataset.derived:
        yield "missing columns"
    for column in dataset.columns.values():
        yield from _column(column)
        if column.kind == "nik" and not (column.hashed and dataset.personal):
            yield f"columns.{column.name} holds NIK: it must be hashed and the dataset personal"


def _column(column: Column) -> Iterator[str]:
    if column.kind is None:  # told already, by the table itself
        return
    for key, kinds in ONLY_FOR.items():
        said = getattr(column, key)
        if not (said is None or said is False or said == {}) and column.kind not in kinds:
            yield f"columns.{column.name} is {column.kind} and has no {key}"
    if column.form and column.form not in FORMS.get(column.kind, (column.form,)):
        yield f"columns.{column.name} is {column.kind} and has no form {column.form}"
    if column.named and not column.of:
        yield f"columns.{column.name} is named and of no kind of entity"
    if column.kind == "choice" and not column.choices:
        yield f"columns.{column.name} is a choice without choices"


def _spellings(dataset: Dataset) -> Iterator[str]:
    """In one layout a header stands for one column, and its keys fit together."""
    for layout in dataset.layouts:
        seen: dict[str, str] = {}
        for column, spellings in (layout.headers or {}).items():
            for spelling in (column, *spellings):
                first = seen.setdefault(plain(spelling), column)
                if first != column:
                    yield f"layouts.{layout.name}: {spelling!r} stands for {first} and for {column}"
        yield from (f"layouts.{layout.name}{fault}" for fault in layouts.faults(layout))


def _sql(dataset: Dataset) -> Iterator[str]:
    """Measures and the SQL that makes them come together."""
    sql = dataset.sql("measures.sql")
    if dataset.derived and not dataset.inputs:
        yield "is derived and names no inputs"
    if bool(dataset.measures) != (sql is not None):
        yield "missing measures.sql" if sql is None else "measures.sql makes no declared measure"
    if sql is None or sqlsubset.faults(sql):
        return
    made = sqlsubset.outputs(sql)
    asked = (*CONTRIBUTION, *dataset.hierarchies, *dataset.measures)
    yield from (f"measures.sql makes no {name}" for name in asked if name not in made)
    yield from (f"measures.sql makes {name}, which is not declared" for name in made if name not in asked)


def _doubt(dataset: Dataset, sql: str) -> Iterator[str]:
    """A doubt has its columns, and asks what is there; of persons only how many rows there are."""
    if sqlsubset.outputs(sql) != DOUBT:
        yield f"gives other columns than {', '.join(DOUBT)}"
    may = {PARTS} if dataset.personal else {PARTS, ARRIVED, DICTIONARY, dataset.name}
    yield from (
        f"asks {name}, not only {', '.join(sorted(may))}" for name in sorted(sqlsubset.asked(sql) - may)
    )


CHECKS: tuple[Callable[[Dataset], Iterator[str]], ...] = (
    _names,
    _words,
    _columns_named,
    _kinds_named,
    _columns,
    _spellings,
    _sql,
)
