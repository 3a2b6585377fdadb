"""Compares the rows of one key: equal ones are duplicates of the first, different ones are all refused.

Few rows share a key, so only they are judged a second time and compared; the others are never sorted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import ibis

from etl.kinds.cells import Text, first
from warehouse.declarations import Dataset
from warehouse.engine import Table

PLACE = ["sheet", "row"]
CONFLICT = "kunci sama, isi berbeda"
Reasoned = Callable[[Table, Iterable[str]], Table]


def with_verdicts(raw: Table, dataset: Dataset, reasoned: Reasoned) -> Table:
    """The reasoned rows with `duplicate`, and with the conflicts among the reasons of the key's first column."""
    names, key = list(dataset.columns), dataset.key
    every = reasoned(raw, names)
    if not key:
        return every.mutate(duplicate=ibis.literal(False))
    again = raw.semi_join(_sharing(reasoned(raw, key), key), PLACE).select(raw)
    verdicts = _verdicts(reasoned(again, names), key, names)
    marked = every.left_join(verdicts, PLACE, rname="{name} again").drop(*(f"{name} again" for name in PLACE))
    why = f"why {key[0]}"
    reason = first((marked.conflict.fill_null(False), CONFLICT), otherwise=marked[why])
    return marked.mutate(duplicate=marked.duplicate.fill_null(False), **{why: reason})


def _sound(rows: Table, key: tuple[str, ...]) -> Table:
    """The rows whose key can be read."""
    return rows.filter(*(rows[f"why {name}"].isnull() for name in key))


def _sharing(keys: Table, key: tuple[str, ...]) -> Table:
    """The places of rows whose key another row has too."""
    values = [f"value {name}" for name in key]
    sound = _sound(keys, key).select(*PLACE, *values)
    several = sound.group_by(values).having(ibis._.count() > 1).agg(n=ibis._.count())
    same = [sound[value].identical_to(several[value]) for value in values]
    return sound.semi_join(several, same).select(*PLACE)


def _verdicts(rows: Table, key: tuple[str, ...], names: list[str]) -> Table:
    """By place: whether a row repeats an earlier one, and whether rows of its key differ."""
    told = _sound(rows, key).select(
        *PLACE, *(f"value {name}" for name in key), content=_content(rows, names)
    )
    alike = ibis.window(group_by=[f"value {name}" for name in key])
    earlier = ibis.window(group_by=[f"value {name}" for name in key], order_by=PLACE)
    compared = told.select(
        *PLACE,
        repeats=ibis.row_number().over(earlier) > 0,
        conflict=told.content.min().over(alike) != told.content.max().over(alike),
    )
    return compared.select(*PLACE, "conflict", duplicate=compared.repeats & ~compared.conflict)


def _content(rows: Table, names: list[str]) -> Text:
    """All that a row says as one text: values, and refused cells as they arrived."""
    refused = [first((rows[f"why {name}"].notnull(), "\x1e" + rows[f"cell {name}"]), otherwise="") for name in names]
    said = [
        rows[f"value {name}"].cast("string").fill_null(cell) for name, cell in zip(names, refused, strict=True)
    ]
    return ibis.literal("\x1d").join(said)
