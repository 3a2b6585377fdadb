"""What a month's numbers of a dataset are called after: the version or source in force, as every face prints it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from warehouse.declarations import Dataset, Indicator
from warehouse.engine import Connection
from warehouse.values import NO_DENOMINATOR, VERSION_MISSING
from warehouse.worth import Circumstances

Names = Mapping[tuple[date, str], str]  # by month and breakdown
COLUMNS = ["month", "breakdown", "name"]


def of(engine: Connection, dataset: Dataset) -> Names | None:
    """What the dataset's named.sql tells, `None` where it has none."""
    text = dataset.sql("named.sql")
    if text is None:
        return None
    rows = engine.sql(text, dialect="duckdb").select(*COLUMNS).to_pyarrow().to_pylist()
    return {(row["month"], row["breakdown"]): row["name"] for row in rows}


def named(
    indicator: Indicator, row: Mapping[str, Any], observation: Mapping[str, Any], known: Circumstances
) -> dict[str, Any]:
    """The names behind a number, the denominator's first.

    Where the denominator's dataset names its months and not the numerator's last one, both are not of the same
    version or year, and there is no number.
    """
    datasets = [(one or "").partition(".")[0] for one in (indicator.denominator, indicator.numerator)]
    month = (pd.Timestamp(row["last_month"]).date(), row["breakdown"])
    names = [known.named[name].get(month, "") for name in dict.fromkeys(datasets) if name in known.named]
    if not names:
        return {}
    if datasets[0] in known.named and not known.named[datasets[0]].get(month):
        versions = "berlaku_dari" in known.catalogue.datasets[datasets[0]].columns
        return {"value": None, "denominator": None, "reason": VERSION_MISSING if versions else NO_DENOMINATOR}
    return {"reference_source": "; pembilang menurut ".join(name for name in names if name)}
