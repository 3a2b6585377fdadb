"""A stranger with a solver fetches everything that is open about registrations, and learns no hidden count of persons."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import create_engine, select

from dashboard.app import create_app
from settings import DATA, Settings
from warehouse import catalogue, tables
from warehouse.adding import FINER
from warehouse.disclosure import Cell
from warehouse.hierarchy import edges, parents
from warehouse.periods import add_months, containing, parse
from warehouse.suppression import Sum, Tables, intervals

WIDTH = 3
WINDOWS = ("month", "quarter", "year", "ytd")
REGISTRATION = ("reg-03", "reg-06")


@pytest.fixture(scope="module")
def client(warehouse: Settings) -> FlaskClient:
    return create_app(warehouse).server.test_client()


@pytest.fixture(scope="module")
def areas() -> dict[str, str | None]:
    """Every area with what it lies in, as anybody may know."""
    known = catalogue.load(DATA)
    above = parents(edges(known))
    return {code: above(code, date(2025, 12, 31)) for kind, code in known.entities if kind == "area"}


def fetched(
    client: FlaskClient, indicator: str, areas: dict[str, str | None], as_of: int = 1
) -> Iterator[dict[str, str]]:
    """The rows of every CSV that a stranger gets of a release."""
    for area in areas:
        for window in WINDOWS:
            query = {"wilayah": area, "jendela": window, "as_of": as_of}
            answer = client.get(f"/embed/{indicator}.csv", query_string=query)
            if answer.status_code == 200:
                yield from csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff")))


def told(rows: list[dict[str, str]], areas: dict[str, str | None]) -> tuple[Tables, set[Cell]]:
    """What adds up, from the rows alone: unknown counts stand as 0, which nobody reads."""
    values: dict[Cell, int] = {}
    shown: set[Cell] = set()
    for row in rows:
        for role in ("pembilang", "penyebut"):
            cell = (role, row["entitas"], row["jendela"], row["periode"])
            values[cell] = int(float(row[role] or 0))
            if row[role]:
                shown.add(cell)
    sums = [*_shares(values), *_areas(values, areas), *_times(values)]
    values |= {part: 0 for one in sums for part in one.parts if part not in values}
    return Tables(values, sums, (), (), (), {}), shown


def _shares(values: dict[Cell, int]) -> Iterator[Sum]:
    for role, *place in values:
        if role == "penyebut":
            yield Sum((role, *place), (("pembilang", *place), ("bukan", *place)))


def _areas(values: dict[Cell, int], areas: dict[str, str | None]) -> Iterator[Sum]:
    parts: dict[Cell, list[Cell]] = {}
    for cell in values:
        role, area, window, period = cell
        if above := areas[area]:
            parts.setdefault((role, above, window, period), []).append(cell)
    for total, cells in parts.items():
        if total in values:
            yield Sum(total, (*cells, ("tidak diketahui", *total)))


def _times(values: dict[Cell, int]) -> Iterator[Sum]:
    for total in values:
        role, area, window, period = total
        for finer in FINER.get(window, ()):
            whole = parse(period)
            months = (add_months(whole.first, count) for count in range(whole.months))
            names = dict.fromkeys(containing(finer, month).name for month in months)
            parts = [(role, area, finer, name) for name in names]
            if all(part in values for part in parts):
                yield Sum(total, tuple(parts))


@pytest.mark.parametrize("indicator", REGISTRATION)
def test_a_stranger_learns_no_hidden_count_from_everything_that_is_open(
    indicator: str, client: FlaskClient, areas: dict[str, str | None], warehouse: Settings
) -> None:
    rows = list(fetched(client, indicator, areas))
    tables_told, shown = told(rows, areas)
    truth = exact(warehouse, indicator)
    hidden = [cell for cell in tables_told.values if truth.get(cell) and cell not in shown]
    assert any(cell[1].count(".") == 3 for cell in hidden)
    assert any(cell[1].count(".") == 3 for cell in shown)
    known = intervals(tables_told, shown, hidden)
    wrong = [cell for cell, (low, high) in known.items() if not low - 0.5 <= truth[cell] <= high + 0.5]
    assert wrong == []  # else the stranger's equations are not those of the numbers, and prove nothing
    assert [cell for cell, (low, high) in known.items() if high - low < WIDTH - 1e-6] == []


@pytest.mark.parametrize("indicator", REGISTRATION)
def test_no_shown_number_is_of_few_persons(
    indicator: str, client: FlaskClient, areas: dict[str, str | None]
) -> None:
    for row in fetched(client, indicator, areas):
        if row["nilai"]:
            numerator, denominator = int(float(row["pembilang"])), int(float(row["penyebut"]))
            assert not {numerator, denominator, denominator - numerator} & {1, 2, 3, 4}, row
            assert denominator >= 8, row


def exact(warehouse: Settings, indicator: str) -> dict[Cell, int]:
    """The numbers that the stranger does not see."""
    table = tables.observation
    query = select(table).where(table.c.indicator == indicator, table.c.until_release.is_(None))
    found: dict[Cell, int] = {}
    with create_engine(warehouse.database_url).connect() as connection:
        for row in connection.execute(query).mappings():
            for role, column in (("pembilang", "numerator"), ("penyebut", "denominator")):
                cell = (role, row["entity"], row["window"], row["period"])
                found[cell] = int(row[column])
    return found
