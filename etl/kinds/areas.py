"""Areas by code or exact spelling.

Kemendagri codes have dots or not; BPS codes and names are those of reference data. The value comes in two
steps: a cell gives a key, and joining the known spellings gives the code.
"""

from __future__ import annotations

import re

from etl.kinds.cells import Test, Text, Value, first, folded
from etl.kinds.known import BPS, UNDOTTED
from warehouse.declarations import Column
from warehouse.engine import Table
from warehouse.lazily import ibis
from warehouse.vocabulary import KABUPATEN, OUTSIDE

CODE = "^[0-9.]+$"
# With dots a code is Kemendagri's; without it may be of either system, so 1306 (ours at BPS) is not outside.
DOTTED = r"^[1-9][0-9]\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{4})?)?$"
DIGITS = "^[1-9][0-9](?:[0-9]{2}|[0-9]{4}|[0-9]{5}|[0-9]{8})$"
OURS = f"^(?:{re.escape(KABUPATEN)}|{UNDOTTED}|{BPS})"
# BPS codes of kecamatan and villages have three digits more than those of regencies; Kemendagri's have two.
NEIGHBOURS = f"^{UNDOTTED}[0-9]{{3}}$"
NEIGHBOUR = f"{UNDOTTED} adalah kode BPS Kabupaten Tanah Datar; kode BPS Padang Pariaman {BPS}"
TOO_FAR = "wilayah di luar Kabupaten Padang Pariaman"


def key(cell: Text) -> Value:
    """The text that is looked up: a code as it stands, a name in lower case with single spaces."""
    return first((cell.re_search(CODE), cell), otherwise=folded(cell).nullif(""))


def located(keyed: Table, column: Column, known: Table) -> Table:
    """The rows with the code of an area as `value <column>`, whose key that was; and what `fault` asks for.

    A column with `within` comes after the column that it names.
    """
    name = column.name
    found = _within(keyed, column, known) if column.within else _alone(keyed, column, known)
    code = found[f"code {name}"]
    outside = ibis.literal(OUTSIDE) if column.outside else ibis.null("string")
    area = first(
        (found[f"apart {name}"], ibis.null("string")),
        ((code == OUTSIDE) | _beyond(found[f"value {name}"]), outside),
        (found[f"codes {name}"] == 1, code),
    )
    return found.mutate(**{f"key {name}": found[f"value {name}"], f"value {name}": area})


def fault(located: Table, column: Column) -> Text:
    """Why a key stands for no area; one that fits several names them all."""
    key, code = located[f"key {column.name}"], located[f"code {column.name}"]
    return first(
        (key.re_search(NEIGHBOURS), NEIGHBOUR),
        (located[f"apart {column.name}"], f"tidak terletak di wilayah pada kolom {column.within}"),
        (located[f"codes {column.name}"] > 1, "dapat berarti " + code + "; tulis kode Kemendagri bertitik"),
        ((code == OUTSIDE) | _beyond(key), TOO_FAR),
        (key.re_search(CODE), "kode wilayah tidak dikenal"),
        otherwise="nama wilayah tidak dikenal",
    )


def _beyond(key: Text) -> Test:
    """Whether a code, in either system, is of an area of another regency."""
    return (key.re_search(DOTTED) | key.re_search(DIGITS)) & ~key.re_search(OURS)


def _alone(keyed: Table, column: Column, known: Table) -> Table:
    """What a key stands for whatever else the row says."""
    name, spellings = column.name, known.filter(known.parent.isnull())
    found = keyed.left_join(spellings, [(f"value {name}", "key")]).drop("key", "parent")
    named = found.rename({f"code {name}": "code", f"codes {name}": "n_codes"})
    return named.mutate(**{f"apart {name}": ibis.literal(False)})


def _within(keyed: Table, column: Column, known: Table) -> Table:
    """What a key stands for inside the area that another column gives; where it gives none, alone."""
    name, parent = column.name, f"value {column.within}"
    alone, spellings = _alone(keyed, column, known), known.filter(known.parent.notnull())
    found = alone.left_join(spellings, [(f"value {name}", "key"), (parent, "parent")])
    free = found[parent].isnull() | (found[parent] == OUTSIDE)
    inside = {
        f"code {name}": free.ifelse(found[f"code {name}"], found.code),
        f"codes {name}": free.ifelse(found[f"codes {name}"], found.n_codes),
        f"apart {name}": ~free & found.code.isnull(),
    }
    return found.mutate(**inside).drop("key", "parent", "code", "n_codes")
