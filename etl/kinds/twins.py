"""Compares the rows of one key: equal ones are duplicates of the first, different ones are all refused.

Few rows share a key: a query over the key's columns finds them, and only they are compared.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from etl.kinds.cells import Text, first, unsaid
from warehouse.engine import Table
from warehouse.lazily import ibis

PLACE = ["sheet", "row", "at_column"]
VERDICT = pa.schema(
    {
        "sheet": pa.string(),
        "row": pa.int64(),
        "at_column": pa.int64(),
        "conflict": pa.bool_(),
        "duplicate": pa.bool_(),
    }
)
CONFLICT = "kunci sama, isi berbeda"


def sharing(keys: Table, key: tuple[str, ...]) -> Table:
    """The places of rows whose key can be read and stands in another row too."""
    values = [f"value {name}" for name in key]
    sound = keys.filter(*(keys[f"why {name}"].isnull() for name in key)).select(*PLACE, *values)
    several = sound.group_by(values).having(ibis._.count() > 1).agg(n=ibis._.count())
    same = [sound[value].identical_to(several[value]) for value in values]
    return sound.semi_join(several, same).select(*PLACE)


def compared(rows: Table, key: tuple[str, ...], names: Iterable[str]) -> Table:
    """By place: whether a row repeats an earlier one of its key, and whether the rows of its key differ."""
    values = [f"value {name}" for name in key]
    told = rows.select(*PLACE, *values, content=_content(rows, names))
    alike, earlier = ibis.window(group_by=values), ibis.window(group_by=values, order_by=PLACE)
    found = told.select(
        *PLACE,
        repeats=ibis.row_number().over(earlier) > 0,
        conflict=told.content.min().over(alike) != told.content.max().over(alike),
    )
    return found.select(*PLACE, "conflict", duplicate=found.repeats & ~found.conflict)


def marked(rows: Table, verdicts: Table, key: tuple[str, ...]) -> Table:
    """The rows with `duplicate`, and with conflicts among the reasons of the key's first column."""
    found = rows.left_join(verdicts, PLACE, rname="{name} again").drop(*(f"{name} again" for name in PLACE))
    why = f"why {key[0]}"
    reason = first((found.conflict.fill_null(False), CONFLICT), otherwise=found[why])
    return found.mutate(duplicate=found.duplicate.fill_null(False), **{why: reason})


def _content(rows: Table, names: Iterable[str]) -> Text:
    """All that a row says as one text: its values, and cells that gave none as they arrived."""
    said = []
    for name in names:
        cell = rows[f"cell {name}"]
        refused = first((unsaid(cell), ""), otherwise="\x1e" + cell)
        said.append(rows[f"value {name}"].cast("string").fill_null(refused))
    return ibis.literal("\x1d").join(said)
