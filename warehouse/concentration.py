"""How much of a whole lies with the largest offices: they are put beside it before it is evaluated."""

from __future__ import annotations

import pandas as pd

from warehouse.windows import KEYS

PERIOD = ["window", "period", "breakdown"]


def of_largest(frame: pd.DataFrame, top: int) -> pd.DataFrame:
    """The kabupaten's rows with the sum of its `top` largest offices as `numerator` and all of it as `denominator`.

    Of offices with equal amounts any may stand among the largest: the sum is the same. Fewer offices than `top`
    hold all. An office whose newest month is older than the kabupaten's has no part in the period any more.
    """
    whole = frame[frame["entity_kind"] == "area"].rename(columns={"numerator": "denominator"})
    offices = frame[frame["entity_kind"] == "organisation"][[*PERIOD, "last_month", "numerator"]]
    present = offices.merge(whole[[*PERIOD, "last_month"]], on=[*PERIOD, "last_month"]).dropna()
    ordered = present.sort_values([*PERIOD, "numerator"], ascending=False)
    sums = ordered.groupby(PERIOD)["numerator"].apply(lambda amounts: sum(amounts.head(top)))
    largest: pd.DataFrame = whole.merge(sums.reset_index(), on=PERIOD, how="left")
    return largest.dropna(subset=KEYS)
