"""Lineage: which rows of which load stand behind a number; personal rows are counted, never named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from warehouse.declarations import Dataset

if TYPE_CHECKING:  # the dashboard writes `ranges`, and starts without an engine
    import pandas as pd

    from warehouse.engine import Table

Behind = tuple[str, str, str, Iterable[Mapping[str, Any]]]  # entity_kind, entity, period, rows
COLUMNS = ["dataset", "entity_kind", "entity", "breakdown", "month", "load", "sheet", "rows", "ranges"]


def ranges(rows: Iterable[int]) -> str:
    """Row numbers as people write them: `5-7, 9`."""
    spans: list[list[int]] = []
    for row in sorted(rows):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return ", ".join(f"{first}-{last}" if last > first else f"{first}" for first, last in spans)


def rows_in(text: str) -> set[int]:
    """The row numbers that `ranges` wrote down."""
    spans = (span.partition("-") for span in text.split(", "))
    return {row for first, _, last in spans for row in range(int(first), int(last or first) + 1)}


def of(dataset: Dataset, traced: Table) -> pd.DataFrame:
    """The lineage of a dataset's measures, one row per entity, breakdown, month, load and sheet."""
    import pandas as pd

    found: pd.DataFrame = traced.execute()
    found["dataset"] = dataset.name
    found["month"] = pd.to_datetime(found["month"]).dt.strftime("%Y-%m")
    found["ranges"] = [None if dataset.personal else ranges(row) for row in found["row_list"]]
    return found[COLUMNS]


def name_of_given(indicator: str) -> str:
    """The name under which the lineage of a given indicator is kept."""
    return f"given/{indicator}"


def name_of_sent(indicator: str) -> str:
    """The name under which the lineage of an indicator is kept whose owner counts or scores it."""
    return f"sent/{indicator}"


def of_given(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """The lineage of given numbers; the period stands where a measure has its month."""
    import pandas as pd

    found: dict[tuple[Any, ...], list[int]] = {}
    for row in rows:
        place = (name_of_given(row["kode_indikator"]), "area", row["kode_entitas"], "", row["periode"])
        found.setdefault((*place, row["load"], row["sheet"]), []).append(row["sheet_row"])
    traced = [(*key, len(numbers), ranges(numbers)) for key, numbers in found.items()]
    return pd.DataFrame(traced, columns=COLUMNS)


def of_sent(indicator: str, behind: Iterable[Behind]) -> pd.DataFrame:
    """The lineage of what an office counted or scored; the period stands where a measure has its month."""
    import pandas as pd

    traced = []
    for kind, entity, period, rows in behind:
        found: dict[tuple[Any, Any], list[int]] = {}
        for row in rows:
            found.setdefault((row["load"], row["sheet"]), []).append(row["sheet_row"])
        place = (name_of_sent(indicator), kind, entity, "", period)
        traced += [(*place, *where, len(numbers), ranges(numbers)) for where, numbers in found.items()]
    return pd.DataFrame(traced, columns=COLUMNS)
