"""What data/ said at a release stays readable, word for word, whatever it says now."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal as D
from pathlib import Path

from sqlalchemy import Engine

from settings import DATA
from tests.warehouse.test_releases import TODAY, build, given
from warehouse import catalogue, editions, releases
from warehouse.declarations import Catalogue
from warehouse.editions import Editions
from warehouse.snapshots import Snapshots

NOW = catalogue.load(DATA)


def renamed(hash_: str = "another") -> Catalogue:
    """The same with another name of a kecamatan, another definition and another band."""
    key = ("area", "13.05.01")
    entities = {**NOW.entities, key: replace(NOW.entities[key], name="Nama Baru")}
    indicators = {**NOW.indicators, "soc-01": replace(NOW.indicators["soc-01"], definition="Arti lain.")}
    bands = tuple(replace(one, label="Label lain") for one in NOW.bands)
    return replace(NOW, hash=hash_, entities=entities, indicators=indicators, bands=bands)


def publish(engine: Engine, folder: Path, said: Catalogue, value: str, day: int) -> int:
    built = build(folder, [given(folder, 1 if value == "71.63" else 2, {"2022": value})])
    found = releases.differences(engine, built, Snapshots(folder / f"kept{day}", releases.current(engine)))
    now = datetime(2026, 2, day, 3, tzinfo=UTC)
    done = releases.publish(engine, found, TODAY, said, [], now, lambda number: None)
    assert done.release is not None
    return done.release.number


def test_an_edition_says_every_word_of_the_catalogue_again() -> None:
    again = editions.read_body(editions.body_of(NOW), NOW, NOW.hash)
    for name in ("indicators", "entities", "aliases", "bands", "disclosure", "datasets"):
        assert getattr(again, name) == getattr(NOW, name), name
    assert list(again.entities) == list(NOW.entities)


def test_an_old_release_is_read_with_the_words_of_its_day(tmp_path: Path, engine: Engine) -> None:
    assert publish(engine, tmp_path, NOW, "71.63", 1) == 1
    assert publish(engine, tmp_path, renamed(), "71.70", 2) == 2
    kept = Editions(engine, renamed("today"))
    old, new = (kept.of(releases.find(engine, number)) for number in ("1", "2"))
    assert old.entities["area", "13.05.01"].name == NOW.entities["area", "13.05.01"].name
    assert old.indicators["soc-01"] == NOW.indicators["soc-01"]
    assert old.bands == NOW.bands
    assert new.entities["area", "13.05.01"].name == "Nama Baru"
    assert new.indicators["soc-01"].definition == "Arti lain."
    assert {one.label for one in new.bands} == {"Label lain"}


def test_other_words_with_the_same_numbers_are_another_release(tmp_path: Path, engine: Engine) -> None:
    assert publish(engine, tmp_path, NOW, "71.63", 1) == 1
    assert publish(engine, tmp_path, replace(NOW, hash="a comment in a query"), "71.63", 2) == 1
    assert publish(engine, tmp_path, renamed(), "71.63", 3) == 2


def test_an_edition_of_another_program_is_still_read() -> None:
    said = json.loads(editions.body_of(NOW))
    told = said["indicators"]["soc-01"]
    told["forgotten_key"] = 1
    del told["legal"]  # one that only a later program asks for
    read = editions.read_body(json.dumps(said), NOW, "old").indicators["soc-01"]
    assert (read.name, read.legal) == (NOW.indicators["soc-01"].name, "")


def test_a_dataset_that_is_gone_still_explains_its_numbers_and_stays_personal() -> None:
    then = replace(NOW, datasets={"births": NOW.datasets["births"]})
    now = replace(NOW, datasets={})
    births = editions.read_body(editions.body_of(then), now, "old").datasets["births"]
    assert births.personal
    assert births.measures == NOW.datasets["births"].measures
    assert births.tolerates == D("0.02")
