"""Every published number that became another has its notice, with the reason; nobody is told more than they may see."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal as D
from pathlib import Path

from sqlalchemy import Engine, insert, update

from settings import DATA
from tests.making import staged
from tests.warehouse.test_releases import EDITOR, TODAY, births, build, given
from warehouse import catalogue, changes, releases, tables
from warehouse.changes import Cause, Change
from warehouse.declarations import Catalogue
from warehouse.editions import Editions
from warehouse.loads import Staged
from warehouse.people import STRANGER, Reader
from warehouse.snapshots import Snapshots

NOW = catalogue.load(DATA)
YEARS = [str(year) for year in range(2003, 2023)]
FIRST = {year: f"{60 + number / 4:.2f}" for number, year in enumerate(YEARS)}
SECOND = {year: str(D(value) + D("0.10")) for year, value in FIRST.items()}


def publish(engine: Engine, folder: Path, loads: list[Staged], said: Catalogue = NOW, day: int = 1) -> None:
    """Publishes what counts now: these loads, and no others."""
    with engine.begin() as connection:
        connection.execute(update(tables.load).values(state="withdrawn"))
        for one in loads:
            row = {name: value for name, value in vars(one.load).items() if name not in ("parts", "state")}
            known = tables.load.c.id == one.load.id
            if connection.execute(update(tables.load).where(known).values(state="accepted")).rowcount == 0:
                connection.execute(insert(tables.load).values(row | {"author": "", "state": "accepted"}))
    built = build(folder, loads)
    found = releases.differences(engine, built, Snapshots(folder / f"kept{day}", releases.current(engine)))
    stamp = datetime(2026, 2, day, 3, tzinfo=UTC)
    releases.publish(engine, found, TODAY, said, [], stamp, lambda number: None)


def seen(engine: Engine, reader: Reader, **only: str) -> tuple[Change, ...]:
    first, last = (releases.find(engine, number) for number in ("1", "2"))
    assert first
    assert last
    return changes.read(engine, Editions(engine, NOW), first, last, reader, **only)


def test_twenty_planted_changes_are_twenty_notices_with_both_values(tmp_path: Path, engine: Engine) -> None:
    publish(engine, tmp_path, [given(tmp_path, 1, FIRST)])
    publish(engine, tmp_path, [given(tmp_path, 2, SECOND)], day=2)
    found = seen(engine, STRANGER)
    assert [one.point.period for one in found] == YEARS
    told = [(one.before and one.before.display, one.after and one.after.display) for one in found]
    assert told == [(D(FIRST[year]), D(SECOND[year])) for year in YEARS]
    causes = {one.causes for one in found}
    assert causes == {
        (Cause("went", 1, "given", "given-1.csv"), Cause("came", 2, "given", "given-2.csv")),
    }
    assert len(seen(engine, STRANGER, period="2010")) == 1


def test_a_number_that_is_new_or_gone_is_told_too(tmp_path: Path, engine: Engine) -> None:
    publish(engine, tmp_path, [given(tmp_path, 1, {"2020": "70.61"})])
    publish(engine, tmp_path, [given(tmp_path, 2, {"2021": "70.76"})], day=2)
    gone, new = seen(engine, STRANGER)
    assert (gone.point.period, gone.after) == ("2020", None)
    assert (new.point.period, new.before) == ("2021", None)


def test_another_definition_is_told_though_the_number_is_the_same(tmp_path: Path, engine: Engine) -> None:
    # What was counted is the same; the declaration that made it is another.
    publish(engine, tmp_path, [given(tmp_path, 1, {"2020": "70.61"})])
    other = replace(NOW.indicators["soc-01"], definition="Arti lain.")
    said = replace(NOW, hash="other", indicators={**NOW.indicators, "soc-01": other})
    publish(engine, tmp_path, [given(tmp_path, 1, {"2020": "70.61"})], said, day=2)
    first, last = (releases.find(engine, number) for number in ("1", "2"))
    assert first
    assert last
    assert changes.words(Editions(engine, NOW), first, last) == ("indikator soc-01",)


def test_a_stranger_is_told_of_no_change_in_what_is_hidden(tmp_path: Path, engine: Engine) -> None:
    # 20 of 22, then 20 of 23: the rests 2 and 3 are few persons.
    publish(engine, tmp_path, [births(tmp_path, 1, late=2)])
    publish(engine, tmp_path, [births(tmp_path, 2, late=3)], day=2)
    assert seen(engine, STRANGER, indicator="reg-03") == ()
    editors = seen(engine, EDITOR, indicator="reg-03", entity="13.05", window="month", breakdown="")
    assert [
        (one.before and one.before.denominator, one.after and one.after.denominator) for one in editors
    ] == [(22, 23)]
    assert {one.kind for one in editors[0].causes} >= {"came", "went"}


def test_a_load_of_counts_that_is_withdrawn_is_the_reason(tmp_path: Path, engine: Engine) -> None:
    row = {"kode_indikator": "soc-06", "kode_entitas": "13.05", "periode": "2022", "sumber": "uji"}
    sent = staged(tmp_path, NOW.datasets["counts"], 3, [{**row, "pembilang": D(13), "penyebut": D(62)}])
    publish(engine, tmp_path, [given(tmp_path, 1, {"2020": "70.61"}), sent])
    publish(engine, tmp_path, [given(tmp_path, 1, {"2020": "70.61"})], day=2)
    (gone,) = seen(engine, STRANGER)
    assert gone.indicator == "soc-06"
    assert gone.causes == (Cause("went", 3, "counts", "counts-3.csv"),)
