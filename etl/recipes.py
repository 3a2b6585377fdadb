"""Names a judged file by everything it depends on, so that a change of any of it makes a new one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from etl.correct import Correction
from etl.decide import Options
from warehouse.declarations import Catalogue, Dataset

HERE = Path(__file__).parent
JUDGING = ("kinds/*.py", "read/*.py", "judge.py", "correct.py")


@cache
def code_hash() -> str:
    """Changes when the code that reads or judges does, so that what it staged is staged again."""
    digest = hashlib.sha256()
    for pattern in JUDGING:
        for file in sorted(HERE.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def recipe(catalogue: Catalogue, dataset: Dataset, options: Options, fixes: Sequence[Correction]) -> str:
    """What a judged file depends on beside its bytes, as twelve letters."""
    reference = sorted((catalogue.root / "reference").glob("*.csv"))
    parts = [
        (dataset.folder / "dataset.toml").read_bytes(),
        *(file.read_bytes() for file in reference),
        repr((sorted(options.constants.items()), options.months)).encode(),
        repr(list(fixes)).encode(),
        code_hash().encode(),
    ]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]


def file_name(
    catalogue: Catalogue, dataset: Dataset, sha256: str, options: Options, fixes: Sequence[Correction]
) -> str:
    """The name of the judged Parquet of these bytes."""
    return f"{dataset.name}-{sha256[:16]}-{recipe(catalogue, dataset, options, fixes)}.parquet"
