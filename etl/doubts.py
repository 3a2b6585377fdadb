"""What is doubtful in a file whose rows are good: the queries of its dataset's doubts/, asked before it counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from etl import stage
from etl.counting import Fault
from etl.decide import settings_of
from etl.kinds.cells import printed
from etl.stage import Arrived, Judged
from etl.state import State
from warehouse import current, loads, senders, sqlsubset
from warehouse import engine as engines
from warehouse.datasets import ARRIVED, DICTIONARY, PARTS
from warehouse.engine import Connection, arrow_of, schema_of
from warehouse.loads import Load, Staged

KEPT = 1_000  # doubts of one query that are told
INDICATOR = {"id": "string", "kind": "string", "unit": "string", "counted": "string", "windows": "string"}
PART = {"part": "string", "series": "string", "month": "date", "rows": "int64", "arrived": "boolean"}


def of(state: State, arrived: Arrived, judged: Judged, before: Mapping[str, int]) -> tuple[Fault, ...]:
    """Every doubt, in the order of their queries' names; `before` are the rows that parts have now."""
    queries = arrived.dataset.doubts
    if judged.path is None or not queries:
        return ()
    engine = engines.connect(state.shelf.text)
    asked = frozenset[str]().union(*map(sqlsubset.asked, queries.values()))
    if PARTS in asked:
        engine.put(PARTS, _parts(judged, before))
    if DICTIONARY in asked:
        engine.put(DICTIONARY, _dictionary(state))
    if asked - {PARTS, DICTIONARY}:
        _provide_rows(engine, state, arrived, judged)
    return tuple(doubt for sql in queries.values() for doubt in _answers(engine, sql))


def series(part: str) -> str:
    """What a part has in common with those before and after it: all but its month or, of years, its year."""
    pieces = [piece for piece in part.split(";") if not piece.startswith("bulan=")]
    if len(pieces) == len(part.split(";")):
        pieces = [piece for piece in pieces if not piece.startswith("tahun=")]
    return ";".join(pieces)


def _parts(judged: Judged, before: Mapping[str, int]) -> Any:
    """Every part as it would be with this file: its rows, and whether the file speaks for it."""
    ours = judged.verdict.parts
    appends = judged.options.mode == "append"
    rows = {**before, **{part: n + (before.get(part, 0) if appends else 0) for part, n in ours.items()}}
    columns = {
        "part": list(rows),
        "series": [series(part) for part in rows],
        "month": [senders.month_and_sender(part)[0] for part in rows],
        "rows": list(rows.values()),
        "arrived": [part in ours for part in rows],
    }
    return arrow_of(columns, PART)


def _dictionary(state: State) -> Any:
    """What the dictionary says of every indicator; its windows with a comma before and behind each."""
    every = list(state.catalogue.indicators.values())
    columns = {name: [getattr(one, name) for one in every] for name in INDICATOR if name != "windows"}
    columns["windows"] = [f",{','.join(one.windows)}," for one in every]
    return arrow_of(columns, INDICATOR)


def _provide_rows(engine: Connection, state: State, arrived: Arrived, judged: Judged) -> None:
    """`arrived`, the file's kept rows, and under the dataset's name those beside them once the file counts."""
    dataset = arrived.dataset
    accepted = loads.accepted(state.engine, dataset.name)
    ours = _as_load(arrived, judged, max((one.id for one in accepted), default=0) + 1)
    beside = {series(part) for part in ours.parts}
    standing = loads.current_parts((*accepted, ours))
    parts = {part for _, part in standing if series(part) in beside}
    wanted = {number for number, part in standing if part in parts}
    staged = [stage.ensure(state, one) for one in accepted if one.id in wanted and not one.purged_at]
    assert judged.path is not None
    rows = current.rows(engine, dataset, [*staged, Staged(ours, judged.path)], parts)
    engine.create_table(ARRIVED, rows.filter(rows.load == ours.id).select(*schema_of(dataset)))


def _as_load(arrived: Arrived, judged: Judged, number: int) -> Load:
    """The file as the load that it would be."""
    counted = judged.counted
    return Load(
        id=number,
        dataset=arrived.dataset.name,
        sha256=arrived.sha256,
        file=arrived.name,
        received_at=datetime.max,
        state=judged.verdict.state,
        message="",
        sample=judged.options.sample,
        settings=settings_of(judged.options),
        rows=counted.rows,
        kept=counted.kept,
        refused=counted.refused,
        parts=judged.verdict.parts,
    )


def _answers(engine: Connection, sql: str) -> Iterator[Fault]:
    for sheet, row, column, value, expected, sentence in engine.raw_sql(sql).fetchmany(KEPT):
        reason = sentence.replace("{value}", _said(value)).replace("{expected}", _said(expected))
        yield Fault(sheet or "", row, column or "", _said(value), reason)


def _said(value: Any) -> str:
    if isinstance(value, int | Decimal):
        return printed(Decimal(value))
    return "" if value is None else str(value)
