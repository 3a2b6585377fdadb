"""How many rows the parts of a dataset have now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from etl import stage
from etl.state import State
from warehouse import engine as engines
from warehouse import loads
from warehouse.declarations import Dataset
from warehouse.loads import Load


def rows(state: State, dataset: Dataset) -> Mapping[str, int]:
    """The rows of each current part; where others were appended to it, those of one key count once."""
    accepted = {one.id: one for one in loads.accepted(state.engine, dataset.name)}
    current: dict[str, list[Load]] = defaultdict(list)
    for number, part in loads.current_parts(accepted.values()):
        current[part].append(accepted[number])
    return {
        part: ours[0].parts[part] if len(ours) == 1 else _together(state, dataset, part, ours)
        for part, ours in current.items()
    }


def _together(state: State, dataset: Dataset, part: str, ours: Iterable[Load]) -> int:
    if any(one.purged_at for one in ours):
        return sum(one.parts[part] for one in ours)
    paths = [str(stage.ensure(state, one).path) for one in ours]
    judged = engines.connect().read_parquet(paths)
    reasons = [judged[f"why_{name}"].isnull() for name in dataset.columns]
    kept = judged.filter(*reasons, ~judged.duplicate, judged.part == part)
    found = kept.select(*dataset.key).distinct() if dataset.key else kept
    return int(found.count().execute())
