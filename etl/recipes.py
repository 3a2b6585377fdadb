"""Names a judged file by everything it depends on, so that a change of any of it makes a new one."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from etl.correct import Correction
from etl.decide import Options
from etl.state import State
from warehouse.declarations import Dataset

HERE = Path(__file__).parent
JUDGING = ("kinds/*.py", "read/*.py", "tree/*.py", "judge.py", "correct.py")


@cache
def code_hash() -> str:
    """Changes when the code that reads or judges does, so that what it staged is staged again."""
    digest = hashlib.sha256()
    for pattern in JUDGING:
        for file in sorted(HERE.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def is_hashed(dataset: Dataset) -> bool:
    """Whether what is staged holds hashes, and so depends on their key."""
    return any(column.hashed for column in dataset.columns.values())


def recipe(state: State, dataset: Dataset, options: Options, fixes: Sequence[Correction]) -> str:
    """What a judged file depends on beside its bytes, as twelve letters."""
    reference = sorted((state.catalogue.root / "reference").glob("*.csv"))
    parts = [
        (dataset.folder / "dataset.toml").read_bytes(),
        *(file.read_bytes() for file in reference),
        repr((sorted(options.constants.items()), options.months)).encode(),
        repr(list(fixes)).encode(),
        code_hash().encode(),
    ]
    if is_hashed(dataset):
        parts.append(hmac.digest(state.hashing_key, b"recipe", "sha256"))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]


def file_name(
    state: State, dataset: Dataset, sha256: str, options: Options, fixes: Sequence[Correction]
) -> str:
    """The name of the judged Parquet of these bytes."""
    return f"{dataset.name}-{sha256[:16]}-{recipe(state, dataset, options, fixes)}.parquet"
