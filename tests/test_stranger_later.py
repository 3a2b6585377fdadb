"""A stranger fetches every release, puts all of them into one system of equations, and learns nothing from that either."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select

import settings
from dashboard.app import create_app
from settings import DATA, Settings
from tests.etl.inside import answer, run
from tests.line import environment
from tests.test_stranger import WIDTH, _areas, _shares, _times, fetched
from warehouse import catalogue, tables
from warehouse.disclosure import Cell
from warehouse.hierarchy import edges, parents
from warehouse.suppression import Sum, Tables, intervals

# What has come by each release, by the month of reporting, and the day of the release.
RELEASES = (("2022-06", "2022-07-20"), ("2023-02", "2023-03-20"), ("2023-07", "2023-08-20"))


@pytest.fixture(scope="module")
def published(sample_files: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Releases of births, each with the files that had come by then."""
    state, taken = tmp_path_factory.mktemp("later") / "var", ""
    assert run(state, "migrate").returncode == 0
    for number, (until, today) in enumerate(RELEASES, start=1):
        files = [
            file
            for file in sorted((sample_files / "births").glob("kelahiran-*.*"))
            if taken < file.stem.removeprefix("kelahiran-") <= until
        ]
        taken = until
        assert run(state, "take", "births", *files, "--sample").returncode == 0
        assert answer(state, "release", "--today", today)["release"] == number
    return settings.load(environment(state))


def exact(chosen: Settings, number: int) -> dict[Cell, int]:
    """The numbers that the stranger does not see, of a release."""
    table = tables.observation
    until = table.c.until_release
    held = (table.c.since_release <= number) & (until.is_(None) | (until > number))
    query = select(table).where(table.c.indicator == "reg-03", held)
    with create_engine(chosen.database_url).connect() as connection:
        return {
            (role, row["entity"], row["window"], row["period"]): int(row[column])
            for row in connection.execute(query).mappings()
            for role, column in (("pembilang", "numerator"), ("penyebut", "denominator"))
        }


def test_a_stranger_with_all_releases_learns_no_hidden_count_and_no_small_change(published: Settings) -> None:
    client = create_app(published).server.test_client()
    known = catalogue.load(DATA)
    above = parents(edges(known))
    areas = {code: above(code, date(2024, 12, 31)) for kind, code in known.entities if kind == "area"}
    values: dict[Cell, int] = {}
    sums: list[Sum] = []
    shown: set[Cell] = set()
    truth: dict[Cell, int] = {}
    asked: set[Cell] = set()
    before: dict[Cell, int] = {}
    former: dict[Cell, int] = {}
    for number in range(1, len(RELEASES) + 1):
        now = exact(published, number)
        seen = {
            (role, row["entitas"], row["jendela"], row["periode"]): row[role]
            for row in fetched(client, "reg-03", areas, number)
            for role in ("pembilang", "penyebut")
        }
        here = dict.fromkeys(seen, 0)
        for cell, text in seen.items():
            if (
                text and int(float(text)) == now[cell]
            ):  # the stranger is even told which numbers are held back
                here[cell] = now[cell]
                shown.add((str(number), *cell))
            elif not text and now[cell]:
                asked.add((str(number), *cell))
        found = [*_shares(here), *_areas(here, areas), *_times(here)]
        here |= {part: 0 for one in found for part in one.parts if part not in here}
        values |= {(str(number), *cell): count for cell, count in here.items()}
        sums += [
            Sum((str(number), *one.total), tuple((str(number), *part) for part in one.parts)) for one in found
        ]
        truth |= {(str(number), *cell): count for cell, count in now.items()}
        for cell in here.keys() & before.keys():  # late registrations only add
            change = ("selisih", str(number), *cell)
            values[change] = 0
            sums.append(Sum((str(number), *cell), ((str(number - 1), *cell), change)))
            if cell in now and cell in former:
                truth[change] = now[cell] - former[cell]
                if 1 <= truth[change] <= 4:
                    asked.add(change)
        before, former = here, now
    told = intervals(Tables(values, sums, (), (), (), {}), shown, sorted(asked))
    wrong = [cell for cell, (low, high) in told.items() if not low - 0.5 <= truth[cell] <= high + 0.5]
    assert wrong == []  # else the stranger's equations are not those of the numbers, and prove nothing
    assert len(asked) > 50
    assert [cell for cell, (low, high) in told.items() if high - low < WIDTH - 1e-6] == []
