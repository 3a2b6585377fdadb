"""Old values stay at their addresses, byte for byte, whatever is published or renamed after them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flask.testing import FlaskClient

from dashboard.app import create_app
from tests.dashboard.conftest import settings_in
from tests.warehouse.test_changes import FIRST, NOW, SECOND, YEARS, publish
from tests.warehouse.test_releases import given
from warehouse.database import connect

FACES = ("/embed/soc-01", "/embed/soc-01.csv")


def old(client: FlaskClient, as_of: str) -> dict[str, bytes]:
    """Every face of every number, pinned."""
    return {
        f"{face} {year}": client.get(face, query_string={"periode": year, "as_of": as_of}).data
        for face in FACES
        for year in YEARS
    }


def test_twenty_old_values_stay_at_their_addresses_byte_by_byte(empty: Path, tmp_path: Path) -> None:
    chosen = settings_in(empty)
    engine = connect(chosen.database_url)
    publish(engine, tmp_path, [given(tmp_path, 1, FIRST)])
    before = old(create_app(chosen).server.test_client(), "1")
    assert all(FIRST[year].replace(".", ",").encode() in before[f"/embed/soc-01 {year}"] for year in YEARS)
    renamed = replace(
        NOW,
        hash="renamed",
        indicators={**NOW.indicators, "soc-01": replace(NOW.indicators["soc-01"], name="Nama Baru")},
        bands=tuple(replace(one, label="Lain") for one in NOW.bands),
    )
    publish(engine, tmp_path, [given(tmp_path, 2, SECOND)], renamed, day=2)
    client = create_app(chosen).server.test_client()
    assert old(client, "1") == before
    assert old(client, "2026-02-01").keys() == before.keys()
    page = client.get("/indikator/soc-01").text
    assert "Nama Baru" in page
    notices = page.split("<caption>Angka yang berubah sesudah terbit")[1].split("</table>")[0]
    for year in YEARS:
        row = notices.split(f">{year}<")[1].split("</tr>")[0]
        assert FIRST[year].replace(".", ",") in row
        assert SECOND[year].replace(".", ",") in row
        assert "given-2.csv" in row
    assert "Nama Baru" not in client.get("/indikator/soc-01", query_string={"as_of": "1"}).text
    engine.dispose()
