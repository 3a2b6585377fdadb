"""A hidden number and all that is made from it stand in no byte of any page, file or answer of the server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient
from sqlalchemy import create_engine, select

from dashboard.app import create_app
from tests.dashboard.conftest import settings_in
from tests.dashboard.test_doors import body
from warehouse import tables
from warehouse.disclosure import SEEN, SMALL_CELL

ROWS = 5  # in the suite; `--times 6` for thirty
NUMBERS = ("value", "numerator", "denominator", "display", "low", "high", "achievement", "pace")
GRAIN = {"kabupaten": "month", "kecamatan": "quarter", "nagari": "year"}
WORDS = ("Disamarkan", "Masked")


@dataclass(frozen=True)
class Canary:
    """A hidden number, and how it would be spelled."""

    indicator: str
    entity: str
    window: str
    period: str
    spelled: frozenset[bytes]


def planted(state: Path, target: Path, count: int) -> list[Canary]:
    """Numbers that stand nowhere else in place of hidden ones, in a copy of a database."""
    target.mkdir()
    shutil.copy(state / "warehouse.db", target)
    engine = create_engine(settings_in(target).database_url)
    table, found = tables.observation, []
    with engine.begin() as connection:
        rows = (
            connection.execute(
                select(table).where(
                    table.c.indicator.in_(("reg-03", "reg-06")),
                    table.c.public_reason == "",
                    table.c.breakdown == "",
                )
            )
            .mappings()
            .all()
        )
        ours = [dict(row) for row in rows if GRAIN.get(row["level"]) == row["window"]]
        for number, row in enumerate(ours[:: max(1, len(ours) // count)][:count]):
            secrets = {name: Decimal(61_370_000 + 1_000 * number + 111 * place) / 100
                       for place, name in enumerate(NUMBERS)}  # fmt: skip
            hidden = {f"public_{name}": None for name in SEEN} | {
                "public_reason": SMALL_CELL,
                "notes": "sample",
            }
            connection.execute(
                table.update()
                .where(*(column == row[column.name] for column in table.primary_key))
                .values(**secrets, **hidden, band="kritis")
            )
            found.append(
                Canary(
                    row["indicator"],
                    row["entity"],
                    row["window"],
                    row["period"],
                    frozenset(text for one in secrets.values() for text in spellings(one)),
                )
            )
    engine.dispose()
    return found


def spellings(secret: Decimal) -> Iterator[bytes]:
    """A number as any face would write its whole part."""
    whole = int(secret)
    for text in (str(whole), f"{whole:,}", f"{whole:,}".replace(",", ".")):
        yield text.encode()


@pytest.fixture(scope="module")
def hidden(built: Path, tmp_path_factory: pytest.TempPathFactory, times: int) -> tuple[Dash, list[Canary]]:
    target = tmp_path_factory.mktemp("canaries") / "var"
    canaries = planted(built, target, ROWS * times)
    return create_app(settings_in(target)), canaries


def surfaces(app: Dash, client: FlaskClient, one: Canary) -> Iterator[tuple[str, bytes]]:
    """Everything that a stranger is answered about a number, and about all of them together."""
    query = {"wilayah": one.entity, "jendela": one.window, "periode": one.period}
    for path in (f"/indikator/{one.indicator}", f"/embed/{one.indicator}", f"/embed/{one.indicator}.csv"):
        for said in (query, query | {"lang": "en"}, query | {"as_of": "1"}, {"wilayah": one.entity}, {}):
            yield f"{path} {said}", client.get(path, query_string=said).data
    for path in ("/", "/dimensi/gov", "/dimensi/gov?lang=en", "/evaluasi?periode=2025", "/_dash-layout"):
        yield path, client.get(path).data
    for output in app.callback_map:
        asked = body(app, output)
        for given in (*asked["inputs"], *asked["state"]):  # type: ignore[misc]
            if given["property"] == "search":
                given["value"] = "?" + "&".join(f"{name}={value}" for name, value in query.items())
            if given["property"] in ("pathname", "href"):
                given["value"] = f"/indikator/{one.indicator}"
        yield output, client.post("/_dash-update-component", json=asked).data


def test_no_byte_of_any_surface_tells_a_hidden_number(hidden: tuple[Dash, list[Canary]]) -> None:
    app, canaries = hidden
    client = app.server.test_client()
    every = frozenset().union(*(one.spelled for one in canaries))
    assert len(canaries) >= ROWS
    for one in canaries:
        for where, said in surfaces(app, client, one):
            assert said, where
            assert not [text for text in every if text in said], (where, one)


def test_a_hidden_number_says_so_and_why_in_both_languages(hidden: tuple[Dash, list[Canary]]) -> None:
    app, canaries = hidden
    client = app.server.test_client()
    for one in canaries[:ROWS]:
        query = {"wilayah": one.entity, "jendela": one.window, "periode": one.period}
        texts = [
            client.get(f"/indikator/{one.indicator}", query_string=query | {"lang": lang}).get_data(
                as_text=True
            )
            for lang in ("id", "en")
        ]
        assert "isamarkan: menyangkut terlalu sedikit orang" in texts[0]
        assert "too few people" in texts[1]
