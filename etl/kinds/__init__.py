"""The kinds of columns: for each, one expression for a cell's value and one for why a cell has none.

`area` is not among them: its value takes a join between the two (areas.py).
"""

from __future__ import annotations

from collections.abc import Mapping

from etl.kinds import codes, dates, numbers, people, periods, words
from etl.kinds.cells import Pair
from warehouse.vocabulary import Kind

PAIRS: Mapping[Kind, Pair] = {
    "code": codes.PAIR,
    "date": dates.PAIR,
    "nik": people.PAIR,
    "period": periods.PAIR,
    "choice": words.CHOICE,
    "text": words.TEXT,
    **numbers.PAIRS,
}
