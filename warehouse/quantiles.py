"""Quantiles of days, exact: read from a histogram, which adds up over places and months as a quantile does not."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from warehouse.windows import KEYS

DAYS = "hari="  # the breakdown of a histogram: so many days
PLACE = [key for key in KEYS if key != "breakdown"]


def of(histogram: pd.DataFrame, measure: str, percent: int) -> pd.DataFrame:
    """One row per place and period (KEYS, `value`): the day by which so many percent of the persons were there.

    Where the share falls exactly between two persons it is the mean of their days, so that 50 is the usual median
    (Hyndman and Fan's second definition).
    """
    days = histogram[histogram["breakdown"].str.startswith(DAYS) & (histogram[measure] > 0)]
    days = days.assign(
        day=days["breakdown"].str.removeprefix(DAYS).astype("int64"),
        persons=days[measure].astype("int64"),
    ).sort_values([*PLACE, "day"])
    so_far = days.groupby(PLACE)["persons"].cumsum()
    whole = days.groupby(PLACE)["persons"].transform("sum")
    lower = days[so_far * 100 >= whole * percent].groupby(PLACE)["day"].first()
    upper = days[so_far * 100 > whole * percent].groupby(PLACE)["day"].first()
    values = pd.Series([Decimal(int(twice)) / 2 for twice in lower + upper], dtype=object)
    return lower.reset_index().drop(columns="day").assign(breakdown="", value=values)
