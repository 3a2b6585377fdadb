"""Publishing writes only what changed, and every release can be read as it was."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal as D
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Engine, delete, func, select

from settings import DATA
from tests.making import staged
from warehouse import building, catalogue, checks, records, releases, series, sources, tables
from warehouse.building import Built, Ingredients
from warehouse.loads import Staged
from warehouse.people import STRANGER, Reader
from warehouse.releases import Published
from warehouse.selection import Selection
from warehouse.snapshots import Snapshots

CATALOGUE = catalogue.load(DATA)
EDITOR = Reader("eko", "editor")
TODAY = date(2026, 1, 20)


def given(folder: Path, number: int, values: dict[str, str]) -> Staged:
    rows = [
        {
            "kode_indikator": "soc-01",
            "kode_entitas": "13.05",
            "periode": year,
            "nilai": D(value),
            "status_angka": "tetap",
            "sumber": "uji",
        }
        for year, value in values.items()
    ]
    return staged(folder, CATALOGUE.datasets["given"], number, rows, "periode={periode}")


def births(folder: Path, number: int, late: int) -> Staged:
    """March 2023 in Lubuk Alung: 20 births on time, `late` registered too late."""
    rows = [
        {
            "no_akta": f"{number}-{one}",
            "jenis_kelamin": "1",
            "tanggal_lahir": date(2023, 3, 1),
            "tanggal_lapor": date(2023, 3, 20) if one < 20 else date(2023, 8, 1),
            "kode_wilayah": "13.05.01.2001",
        }
        for one in range(20 + late)
    ]
    return staged(folder, CATALOGUE.datasets["births"], number, rows, "bulan=2023-03")


def build(folder: Path, loads: list[Staged]) -> Built:
    return building.build(Ingredients(CATALOGUE, loads, TODAY, folder / "measured"))


def publish(engine: Engine, built: Built, day: int = 1, snapshots: Path | None = None) -> Published:
    """Publishes beside the snapshots of a folder, and without one from what the database shows."""
    with TemporaryDirectory() as empty:
        kept = Snapshots(snapshots or Path(empty), releases.current(engine))
        found = releases.differences(engine, built, kept)
        now = datetime(2026, 2, day, 3, 0, tzinfo=UTC)
        published = releases.publish(engine, found, TODAY, CATALOGUE, [], now, lambda number: None)
        if published.is_new and published.release:
            kept.follow(built, published.release)
    return published


def test_only_what_changed_is_written_and_the_old_value_stays_readable(
    tmp_path: Path, engine: Engine
) -> None:
    first = publish(engine, build(tmp_path, [given(tmp_path, 1, {"2021": "70.76", "2022": "71.63"})]))
    assert (first.added, first.changed, first.ended, first.since) == (2, 0, 0, None)
    second = publish(engine, build(tmp_path, [given(tmp_path, 2, {"2021": "70.76", "2022": "71.70"})]), day=2)
    assert (second.added, second.changed, second.ended, second.since) == (0, 1, 0, 1)
    selection = Selection("soc-01", "year", ("13.05",))
    now = series.read(engine, CATALOGUE, selection, STRANGER)
    then = series.read(engine, CATALOGUE, Selection("soc-01", "year", ("13.05",), as_of=1), STRANGER)
    assert [point.display for point in now.points] == [D("70.76"), D("71.70")]
    assert [point.display for point in then.points] == [D("70.76"), D("71.63")]
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(tables.observation)) == 3


def test_a_release_that_changes_nothing_gets_no_number(tmp_path: Path, engine: Engine) -> None:
    built = build(tmp_path, [given(tmp_path, 1, {"2022": "71.63"})])
    publish(engine, built)
    again = publish(engine, built, day=2)
    assert not again.is_new
    current = releases.current(engine)
    assert current is not None
    assert current.number == 1


def test_what_is_no_longer_there_ends(tmp_path: Path, engine: Engine) -> None:
    publish(engine, build(tmp_path, [given(tmp_path, 1, {"2021": "70.76", "2022": "71.63"})]))
    assert publish(engine, build(tmp_path, [given(tmp_path, 2, {"2021": "70.76"})]), day=2).ended == 1
    shown = series.read(engine, CATALOGUE, Selection("soc-01", "year"), STRANGER)
    assert [point.period for point in shown.points] == ["2021"]


def test_a_date_reads_the_last_release_of_that_day_in_wib(tmp_path: Path, engine: Engine) -> None:
    # Published 03.00 UTC = 10.00 WIB on 1 and 2 February.
    publish(engine, build(tmp_path, [given(tmp_path, 1, {"2022": "71.63"})]))
    publish(engine, build(tmp_path, [given(tmp_path, 2, {"2022": "71.70"})]), day=2)
    found = [
        releases.find(engine, text) for text in ("2026-01-31", "2026-02-01", "2026-02-02", "2", "9", "x")
    ]
    assert [one.number if one else None for one in found] == [None, 1, 2, 2, None, None]


def test_a_stranger_sees_registration_of_the_kabupaten_only_and_an_editor_all(
    tmp_path: Path, engine: Engine
) -> None:
    publish(engine, build(tmp_path, [births(tmp_path, 1, late=10)]))
    every = Selection("reg-03", "month")
    strangers = series.read(engine, CATALOGUE, every, STRANGER)
    editors = series.read(engine, CATALOGUE, every, EDITOR)
    assert {point.entity for point in strangers.points} == {"13.05"}
    assert {point.entity for point in editors.points} == {"13.05", "13.05.01", "13.05.01.2001"}
    assert strangers.points[0].denominator == 30


def test_a_masked_number_says_so_and_gives_nothing_away(tmp_path: Path, engine: Engine) -> None:
    # 20 of 22: the difference 2 lies in 1..4.
    publish(engine, build(tmp_path, [births(tmp_path, 1, late=2)]))
    (point,) = series.read(engine, CATALOGUE, Selection("reg-03", "month", ("13.05",)), STRANGER).points
    shown = (point.value, point.display, point.numerator, point.denominator, point.pace, point.band)
    assert shown == (None,) * 6
    assert "disamarkan" in point.reason
    assert sources.read(engine, CATALOGUE, point, CATALOGUE.indicators["reg-03"], STRANGER) == ()


def test_a_given_number_leads_to_its_row(tmp_path: Path, engine: Engine) -> None:
    publish(engine, build(tmp_path, [given(tmp_path, 1, {"2021": "70.76", "2022": "71.63"})]))
    point = series.read(engine, CATALOGUE, Selection("soc-01", "year"), STRANGER).points[-1]
    # The load's own row stands in the database only after `take`; lineage names it all the same.
    with engine.connect() as connection:
        row = connection.execute(select(tables.lineage).where(tables.lineage.c.month == point.period)).one()
    assert (row.load, row.rows, row.ranges) == (1, 1, "3")


def test_free_text_of_a_register_is_for_editors_and_the_office_s_own_contributor(
    tmp_path: Path, engine: Engine
) -> None:
    rows = [
        {
            "kode_skpd": "2.16.2.20.2.21.01.0000",
            "kode_program": "P-GOV-01",
            "tahun": 2023,
            "bulan": 3,
            "pagu": D(100),
            "status": "berjalan",
            "kendala": "menunggu perubahan anggaran",
        }
    ]
    load = staged(tmp_path, CATALOGUE.datasets["progress"], 1, rows, "tahun={tahun};bulan={bulan:02}")
    publish(engine, build(tmp_path, [load]))
    (public,) = records.read(engine, CATALOGUE, "progress", {"entity": "P-GOV-01"}, STRANGER)
    (internal,) = records.read(engine, CATALOGUE, "progress", {"period": "2023-03"}, EDITOR)
    assert "kendala" not in public.fields
    assert internal.fields["kendala"] == "menunggu perubahan anggaran"
    for office, sees in (("2.16.2.20.2.21.01.0000", True), ("1.02.0.00.0.00.01.0000", False), ("", False)):
        (own,) = records.read(engine, CATALOGUE, "progress", {}, Reader("kiki", "contributor", office))
        assert ("kendala" in own.fields) == sees
    assert records.read(engine, CATALOGUE, "progress", {"status": "selesai"}, EDITOR) == ()


def claim(folder: Path, number: int, rows: list[dict[str, object]]) -> Staged:
    full = [{"periode": "2021", "teks_asli": "-", **row} for row in rows]
    return staged(folder, CATALOGUE.datasets["claims"], number, full, "periode={periode}")


def test_claims_that_contradict_each_other_are_warned_of_with_both_figures(tmp_path: Path) -> None:
    parts = {"gov": 17, "brd": 3, "eco": 6, "soc": 5, "liv": 5, "env": 2}  # 38
    rows: list[dict[str, object]] = [
        {"kode_indikator": "prg-01", "kode_entitas": code, "pembilang": D(count), "sumber": "A"}
        for code, count in parts.items()
    ]
    rows.append(
        {
            "kode_indikator": "prg-01",
            "kode_entitas": "13.05",
            "pembilang": D(43),
            "penyebut": D(60),
            "sumber": "A",
        }
    )
    rows.append({"kode_indikator": "prg-01", "kode_entitas": "13.05", "nilai": D("71.6"), "sumber": "B"})
    found = checks.run(build(tmp_path, [claim(tmp_path, 1, rows)]))
    assert found.errors == ()
    by_check = {one.check: one.sentence for one in found.warnings}
    assert "38" in by_check["claimed_parts_do_not_add_up"]
    assert "43" in by_check["claimed_parts_do_not_add_up"]
    assert "71,6" in by_check["claimed_share_is_not_its_fraction"]
    assert "71,7" in by_check["claimed_share_is_not_its_fraction"]


@pytest.mark.parametrize(("sample", "warned"), [(False, True), (True, False)])
def test_a_claim_is_compared_with_real_values_and_never_with_sample_ones(
    tmp_path: Path, sample: bool, warned: bool
) -> None:
    rows: list[dict[str, object]] = [
        {
            "kode_indikator": "soc-01",
            "kode_entitas": "13.05",
            "periode": "2022",
            "nilai": D(80),
            "sumber": "A",
        }
    ]
    number = {
        "kode_indikator": "soc-01",
        "kode_entitas": "13.05",
        "periode": "2022",
        "nilai": D("71.63"),
        "status_angka": "tetap",
        "sumber": "uji",
    }
    load = staged(tmp_path, CATALOGUE.datasets["given"], 2, [number], sample=sample)
    found = checks.run(build(tmp_path, [claim(tmp_path, 1, rows), load]))
    assert any(one.check == "claim_differs_from_computed" for one in found.warnings) is warned


def test_tags_above_100_percent_stop_the_release(tmp_path: Path) -> None:
    rows = [
        {
            "tahun": 2023,
            "versi": "v1",
            "berlaku_dari": date(2023, 1, 1),
            "kode_skpd": "2.16.2.20.2.21.01.0000",
            "kode_sub_kegiatan": "2.16.03.2.02.0009",
            "dimensi": dimension,
            "porsi_persen": D(60),
        }
        for dimension in ("gov", "eco")
    ]
    found = checks.run(build(tmp_path, [staged(tmp_path, CATALOGUE.datasets["tags"], 1, rows)]))
    (error,) = found.errors
    assert error.check == "tags_above_100"
    assert "120" in error.sentence


@pytest.mark.parametrize(
    ("text", "said"),
    [("SELECT 'x' AS sentence", "first line"), ("-- error: two\nSELECT 1 AS sentence, 2 AS b", "columns")],
)
def test_a_check_that_does_not_say_what_it_is_stops_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    (tmp_path / "odd.sql").write_text(text, encoding="utf-8")
    monkeypatch.setattr(checks, "FOLDER", tmp_path)
    with pytest.raises(checks.WrongCheck, match=said):
        checks.run(build(tmp_path, []))


@pytest.mark.parametrize(
    ("office", "warned"), [("2.16.2.20.2.21.01.0000", False), ("1.02.0.00.0.00.01.0000", True)]
)
def test_progress_that_another_office_reports_goes_with_the_release(
    tmp_path: Path, office: str, warned: bool
) -> None:
    owned = {"versi_masterplan": "v1", "berlaku_dari": date(2023, 1, 1), "kode_program": "GOV-01"}
    owned |= {"nama": "Uji", "dimensi": "gov", "subdimensi": "gov-1", "kode_skpd": "2.16.2.20.2.21.01.0000"}
    told = {"tahun": 2023, "bulan": 5, "kode_program": "GOV-01", "kode_skpd": office}
    told |= {"status": "berjalan", "pagu": D(1000)}
    files = [
        staged(tmp_path, CATALOGUE.datasets[name], number, [row])
        for number, (name, row) in enumerate((("programs", owned), ("progress", told)), start=1)
    ]
    found = checks.run(build(tmp_path, files)).warnings
    sentences = [one.sentence for one in found if one.check == "progress_of_another_office"]
    assert [f"dilaporkan perangkat daerah {office}" in one for one in sentences] == [True] * warned


@pytest.mark.parametrize("lost", [None, "observation", "all"])
def test_a_release_is_the_same_beside_a_snapshot_and_from_the_database(
    tmp_path: Path, engine: Engine, lost: str | None
) -> None:
    kept = tmp_path / "shown"
    publish(engine, build(tmp_path, [given(tmp_path, 1, {"2021": "70.76", "2022": "71.63"})]), 1, kept)
    publish(engine, build(tmp_path, [given(tmp_path, 2, {"2021": "70.76", "2022": "71.7"})]), 2, kept)
    for file in kept.glob("*" if lost == "all" else f"{lost}-*"):
        file.unlink()
    third = build(tmp_path, [given(tmp_path, 3, {"2022": "71.70", "2023": "72.1"})])
    done = publish(engine, third, 3, kept)
    assert (done.added, done.changed, done.ended) == (1, 0, 1)
    assert sorted(file.name.split("-")[:2] for file in kept.iterdir()) == [
        ["lineage", "3"],
        ["observation", "3"],
        ["record", "3"],
    ]
    assert not publish(engine, third, 4, kept).is_new


def test_a_snapshot_that_is_not_what_the_database_shows_is_made_anew(tmp_path: Path, engine: Engine) -> None:
    kept = tmp_path / "shown"
    built = build(tmp_path, [given(tmp_path, 1, {"2021": "70.76", "2022": "71.63"})])
    publish(engine, built, 1, kept)
    with engine.begin() as connection:
        connection.execute(delete(tables.observation).where(tables.observation.c.period == "2021"))
    assert publish(engine, built, 2, kept).added == 1
