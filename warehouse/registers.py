"""Registers: rows of datasets that are published as they are, and rows that were refused in public data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from warehouse import loads
from warehouse.declarations import Catalogue, Dataset
from warehouse.loads import Staged

if TYPE_CHECKING:  # the dashboard reads numbers by `plain`, and starts without an engine
    from warehouse.engine import Connection, Table


def records(
    engine: Connection, catalogue: Catalogue, staged: Mapping[str, Sequence[Staged]], samples: Table
) -> list[dict[str, Any]]:
    """One record per current row of a register, and per refused row of a dataset that shows them."""
    found: list[dict[str, Any]] = []
    for dataset in catalogue.datasets.values():
        if dataset.register and staged[dataset.name]:
            rows = engine.table(dataset.name).join(samples, "load").to_pyarrow().to_pylist()
            found += [_record(dataset, row) for row in rows]
        if dataset.shows_refused and staged[dataset.name]:
            found += _refused(engine, dataset, staged[dataset.name])
    return found


def _record(dataset: Dataset, row: Mapping[str, Any]) -> dict[str, Any]:
    register = dataset.register
    assert register is not None
    return {
        "kind": register.kind,
        "key": "|".join(_text(row[name]) or "" for name in dataset.key),
        "entity": row[register.entity] if register.entity else None,
        "period": _period(row),
        "fields": _json({name: row[name] for name in dataset.columns}),
        "sample": row["sample"],
    }


def _refused(engine: Connection, dataset: Dataset, staged: Sequence[Staged]) -> list[dict[str, Any]]:
    """Refused rows of the newest load of each part, with the text as it was printed and the reason."""
    found: list[dict[str, Any]] = []
    current = {number for number, _ in loads.current_parts(one.load for one in staged)}
    for one in staged:
        if one.load.id not in current:
            continue
        for row in engine.read_parquet(str(one.path)).to_pyarrow().to_pylist():
            reasons = {name: row[f"why_{name}"] for name in dataset.columns if row[f"why_{name}"]}
            if reasons:
                found.append(_refusal(dataset, one, row, reasons))
    return found


def _refusal(
    dataset: Dataset, one: Staged, row: Mapping[str, Any], reasons: Mapping[str, str]
) -> dict[str, Any]:
    fields = {name: row[name] for name in dataset.columns} | {
        "kolom": ", ".join(reasons),
        "teks": "; ".join(_text(row[f"bad_{name}"]) or "" for name in reasons),
        "alasan": "; ".join(reasons.values()),
        "berkas": one.load.file,
        "baris": row["row"],
    }
    return {
        "kind": "refused",
        "key": f"{dataset.name}|{one.load.sha256}|{row['sheet']}|{row['row']}",
        "entity": fields.get("kode_entitas"),
        "period": _period(row),
        "fields": _json(fields),
        "sample": one.load.sample,
    }


def _period(row: Mapping[str, Any]) -> str | None:
    if row.get("tahun") and row.get("bulan"):
        return f"{row['tahun']}-{row['bulan']:02}"
    return row.get("periode") or (str(row["tahun"]) if row.get("tahun") else None)


def _json(fields: Mapping[str, Any]) -> str:
    plain = {name: value if isinstance(value, int) else _text(value) for name, value in fields.items()}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain(value)
    return str(value)


def plain(value: Decimal) -> str:
    """A decimal without exponent and without idle zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
