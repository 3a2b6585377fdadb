"""The whole sample: the same on either kind of database, and made again from its journal, also after a restore."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import Table, select

from tests import line
from tests.both import Databases, address, copied
from tests.cluster import Cluster
from tests.conftest import take_sample
from tests.etl.inside import answer, run, took
from tests.etl.test_backup import faces
from tests.etl.test_rebuild import changed_definition
from tests.etl.writing import CORRECTIONS, correction, table
from warehouse import database, loads, tables

SAME = (
    tables.load,
    tables.load_part,
    tables.load_doubt,
    tables.release,
    tables.observation,
    tables.record,
    tables.lineage,
)
CLOCK = ("received_at", "published_at")


def rows(state: Path, one: Table) -> list[str]:
    """Every row but for the clock's, in one spelling and order."""
    engine = database.connect(address(state))
    columns = [column for column in one.columns if column.name not in CLOCK]
    with engine.connect() as connection:
        found = sorted(str(tuple(row)) for row in connection.execute(select(*columns)))
    engine.dispose()
    return found


def test_every_row_and_every_export_is_the_same_on_both(
    built: Path, sample_files: Path, postgresql: Cluster, tmp_path: Path
) -> None:
    state = tmp_path / "var"
    Databases(postgresql).new(state)
    take_sample(state, sample_files)
    for one in SAME:
        ours, theirs = rows(state, one), rows(built, one)
        print(one.name, len(ours), len(set(ours) ^ set(theirs)))
        assert ours == theirs, one.name
    exported, expected = faces(state, address(state)), faces(built)
    different = [
        face for face in exported.keys() | expected.keys() if exported.get(face) != expected.get(face)
    ]
    print(len(expected), "exports,", len(different), "different")
    assert different == []
    assert len(expected) > 20


@pytest.mark.skipif(
    "DASBOR_WHOLE_SAMPLE" not in os.environ, reason="takes minutes: set DASBOR_WHOLE_SAMPLE to run it"
)
def test_after_corrections_a_withdrawal_another_definition_and_a_restore_the_journal_gives_the_same(
    built: Path, tmp_path: Path
) -> None:
    state = copied(built, tmp_path / "var")
    engine = database.connect(address(state))
    given, births = loads.accepted(engine, "given"), loads.accepted(engine, "births")
    engine.dispose()
    assert given
    source = "RKPD Perubahan 2023 Kabupaten Padang Pariaman, Bab III"
    fix = correction("given", f"soc-01|13.05|2020|{source}", "nilai", "70,61", "70,16")
    took(state, "corrections", table(tmp_path / "k.csv", CORRECTIONS, [fix]))
    assert run(state, "withdraw", str(births[-1].id)).returncode == 0
    project = changed_definition(tmp_path)
    done = line.run(state, "release", "--today", "2026-01-21", root=project)
    assert done.returncode == 0, done.stderr
    assert run(state, "backup", tmp_path / "saved").returncode == 0
    restored = tmp_path / "restored"
    assert run(restored, "restore", tmp_path / "saved").returncode == 0
    found = answer(restored, "rebuild")
    print(found)
    assert found["equal"]
    assert found["rows"]["release"] == 2
    assert found["rows"]["load"] > 200
    for one in SAME:
        assert rows(restored, one) == rows(state, one), one.name
