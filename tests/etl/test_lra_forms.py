"""Realisation forms in many ways of writing: every account row is kept as it is, or the file is not accepted."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.etl.forms_lra import HEADERS, Account, Variation, accounts, write
from tests.line import run
from tests.office import converted

OFFICE = "2.16.2.20.2.21.01.0000"
PERIODS = [
    ("Agustus2022", 2022, 8),
    ("Januari s.d Januari 2022", 2022, 1),
    ("Periode 1 Januari s.d 31 Oktober 2022", 2022, 10),
    ("Untuk Tahun yang Berakhir Sampai dengan 31 Desember 2022 dan 2021", 2022, 12),
    ("Triwulan III Tahun Anggaran 2022", 2022, 9),
    ("SEMESTER I TA 2022", 2022, 6),
    ("BULAN : PEBRUARI 2022", 2022, 2),
    ("Posisi : 31-10-2022", 2022, 10),
]


def variations() -> list[Variation]:
    """Each thing that varies by itself, then several at once."""
    new = [Variation(f"header {name}", header=name) for name in HEADERS]
    old = [Variation(f"old {name}", header=name, chart="old", classes=("4", "5")) for name in HEADERS]
    codes = [
        Variation(f"codes {codes} {chart}", codes=codes, chart=chart)
        for codes in ("numbers", "undotted", "spaced", "dotted", "blanks", "gaps", "columns", "relative")
        for chart in ("new", "old")
    ]
    figures = [
        Variation(f"figures {figures}", figures=figures, decimals=figures in ("english", "indonesian", "decimal", "spaced"))
        for figures in ("plain", "decimal", "english", "indonesian", "whole", "rupiah", "spaced", "in blanks", "marked")
    ]  # fmt: skip
    texts = [
        Variation(f"csv {name} {header}", delimiter=delimiter, figures=figures, header=header)
        for name, delimiter in (("comma", ","), ("semicolon", ";"), ("tab", "\t"))
        for header, figures in (("plain", "plain"), ("months", "indonesian"), ("years", "decimal"))
    ]
    periods = [Variation(f"period {text[:12]}", period=(text, *when)) for text, *when in PERIODS]
    work = [
        Variation(f"work {work} {header}", work=work, header=header)
        for work in ("prefixed", "printed")
        for header in ("plain", "months")
    ]
    both = [
        Variation("revenue", classes=("4", "5")),
        Variation("no totals", classes=("4", "5"), totals=False),
        Variation("letters", letters=True, header="rest"),
        Variation("indent", indent=True),
        Variation("cents", decimals=True, header="rest"),
        Variation("columns months", codes="columns", header="plain", letters=True),
        Variation("old csv columns", codes="columns", chart="old", delimiter=";", figures="whole"),
        Variation("month in the sheet", period=("Tahun Anggaran 2022", 2022, 7), sheet="JULI"),
    ]
    return [*new, *old, *codes, *figures, *texts, *periods, *work, *both]


GOOD = variations()


def taken(state: Path, files: Sequence[Path], out: Path, *more: str) -> dict[str, dict[str, Any]]:
    """What one call says of many files: the answer and the rows of each."""
    done = run(
        state,
        "take",
        "lra",
        *files,
        "--dry-run",
        "--set",
        f"kode_skpd={OFFICE}",
        *more,
        "--rows",
        out,
        "--json",
    )
    assert done.stdout, done.stderr
    found = {load["file"]: {"load": load, "rows": []} for load in json.loads(done.stdout)["loads"]}
    with out.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found[row["file"]]["rows"].append(row)
    return found


def said(rows: Sequence[dict[str, str]]) -> list[tuple[Any, ...]]:
    return [
        (
            row["kode_rekening"],
            " ".join(row["uraian"].split()),
            float(row["anggaran"]),
            float(row["realisasi"]),
            int(row["tingkat"]),
        )
        for row in rows
    ]


def meant(rows: Sequence[Account]) -> list[tuple[Any, ...]]:
    return [(row.code, row.title, row.budget, row.spent, row.code.count(".") + 1) for row in rows]


def deepest(rows: Sequence[Account]) -> float:
    """What the deepest rows add up to, which is what the highest do."""
    tops = [row for row in rows if row.code in ("4", "5", "2.16.02.2.01", "2.16.03.2.02")]
    return sum(row.budget for row in tops)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory, judging: Path) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("lra")
    made = {one.name: accounts(one, seed) for seed, one in enumerate(GOOD)}
    files = {one.name: write(folder, one, made[one.name]) for one in GOOD}
    found = taken(judging, list(files.values()), folder / "rows.csv")
    return {name: (found[file.name], made[name]) for name, file in files.items()}


@pytest.mark.parametrize("variation", GOOD, ids=lambda one: one.name)
def test_a_form_is_read_as_it_was_meant(good: dict[str, Any], variation: Variation) -> None:
    found, rows = good[variation.name]
    assert found["load"]["faults"] == []
    assert found["load"]["state"] == "accepted"
    assert said(found["rows"]) == meant(rows)
    assert {(row["tahun"], row["bulan"]) for row in found["rows"]} == {tuple(map(str, variation.period[1:]))}
    added = sum(float(row["anggaran"]) for row in found["rows"] if row["terdalam"] == "1")
    assert abs(added - deepest(rows)) < 0.01


# ---- forms that do not add up


def _changed(rows: list[Account], place: int, **more: float) -> list[Account]:
    at = rows[place]
    changed = replace(at, **{name: getattr(at, name) + by for name, by in more.items()})
    return [*rows[:place], changed, *rows[place + 1 :]]


def _deepest(rows: Sequence[Account]) -> int:
    """The place of the last row that is a part of others."""
    return len(rows) - 1


TAMPERED: dict[str, Callable[[list[Account]], list[Account]]] = {
    "a part two rupiah more": lambda rows: _changed(rows, _deepest(rows), budget=2),
    "a part spent a billion more": lambda rows: _changed(rows, _deepest(rows), spent=10**9),
    "a sum two rupiah less": lambda rows: _changed(rows, 1, budget=-2),
    "the highest sum rounded": lambda rows: _changed(rows, 0, budget=1000 - rows[0].budget % 1000),
    "a part left out": lambda rows: rows[:-1],
    "a part twice": lambda rows: [*rows, rows[-1]],
}
WAYS = [
    Variation("plain"),
    Variation("months", header="months", codes="columns", chart="old"),
    Variation("printed", work="printed"),
    Variation("prefixed", work="prefixed", totals=False),
    Variation("both", classes=("4", "5"), delimiter=";", figures="indonesian"),
]


@pytest.fixture(scope="module")
def tampered(tmp_path_factory: pytest.TempPathFactory, judging: Path) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("tampered")
    files = {
        (way.name, what): write(folder, replace(way, name=f"{way.name} {what}"), change(accounts(way, seed)))
        for seed, way in enumerate(WAYS)
        for what, change in TAMPERED.items()
    }
    found = taken(judging, list(files.values()), folder / "rows.csv")
    return {key: found[file.name]["load"] for key, file in files.items()}


@pytest.mark.parametrize("way", WAYS, ids=lambda one: one.name)
@pytest.mark.parametrize("what", TAMPERED)
def test_what_does_not_add_up_waits_with_its_place_and_both_figures(
    tampered: dict[Any, Any], way: Variation, what: str
) -> None:
    load = tampered[way.name, what]
    assert load["state"] == "waiting"
    assert all(fault["row"] and fault["reason"] for fault in load["faults"])
    assert any("seharusnya" in fault["reason"] for fault in load["faults"])


def test_a_form_on_which_nobody_says_the_month_is_asked_for_and_one_that_says_another_waits(
    judging: Path, tmp_path: Path
) -> None:
    silent = replace(WAYS[0], name="silent", period=("Tahun Anggaran 2022", 2022, 0))
    file = write(tmp_path, silent, accounts(silent, 1))
    (load,) = (one["load"] for one in taken(judging, [file], tmp_path / "rows.csv").values())
    assert (load["state"], list(load["parts"])) == ("waiting", [f"tahun=2022;bulan=??;kode_skpd={OFFICE}"])
    (told,) = taken(
        judging, [file], tmp_path / "rows.csv", "--set", "bulan=11", "--set", "tahun=2022"
    ).values()
    assert told["load"]["state"] == "accepted"
    assert {row["bulan"] for row in told["rows"]} == {"11"}
    (other,) = taken(
        judging, [file], tmp_path / "rows.csv", "--set", "bulan=11", "--set", "tahun=2023"
    ).values()
    assert other["load"]["state"] == "waiting"
    assert [fault["reason"] for fault in other["load"]["faults"]] == [
        "formulir menyatakan 2022, pengirimnya 2023 (--set tahun)"
    ]


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_older_workbooks_say_the_same(judging: Path, tmp_path: Path, kind: str) -> None:
    names = ("header months", "codes numbers old", "work printed plain", "letters", "figures indonesian")
    ways = [(seed, one) for seed, one in enumerate(GOOD) if one.name in names]
    files = [write(tmp_path, one, accounts(one, seed)) for seed, one in ways]
    converted(kind, files, tmp_path / kind)
    found = taken(judging, sorted((tmp_path / kind).glob(f"*.{kind}")), tmp_path / "rows.csv")
    for seed, one in ways:
        form = found[f"{one.name.replace(' ', '-')}.{kind}"]
        assert (form["load"]["state"], form["load"]["faults"]) == ("accepted", []), one.name
        assert said(form["rows"]) == meant(accounts(one, seed)), one.name
