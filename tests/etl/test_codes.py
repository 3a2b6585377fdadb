"""Codes by form, and areas by code or exact name: DOMAIN 9's samples and the traps of DOMAIN 5."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from etl.kinds.known import known
from etl.kinds.words import CUT_SHORT
from tests.etl.judging import answer, answers, dataset, judged, reference_data
from tests.etl.writing import KOMINFO
from warehouse.declarations import Column, Entity

AREAS = [
    ("13.05", "13.05"),
    ("1306", "13.05"),
    (
        "1305",
        "[dapat berarti 13.05 (Kemendagri: Padang Pariaman) atau Tanah Datar (BPS); "
        "tulis kode Kemendagri bertitik]",
    ),
    ("13.05.01", "13.05.01"),
    ("130501", "13.05.01"),
    ("1306020", "13.05.01"),
    ("1305012001", "13.05.01.2001"),
    ("\x1f1305012001", "13.05.01.2001"),
    ("lubuak  ALUANG", "13.05.01"),
    ("V Koto", "13.05.06"),
    ("IV Koto Aur Malintang", "13.05.09"),
    ("Lubuk Alung", "[dapat berarti 13.05.01 atau 13.05.01.2001; tulis kode Kemendagri bertitik]"),
    ("Kotto", "[nama wilayah tidak dikenal]"),
    ("13.05.99", "[kode wilayah tidak dikenal]"),
    ("1306999", "[kode wilayah tidak dikenal]"),
    ("1305010", "[1305 adalah kode BPS Kabupaten Tanah Datar; kode BPS Padang Pariaman 1306]"),
    ("\x1f1305010", "[1305 adalah kode BPS Kabupaten Tanah Datar; kode BPS Padang Pariaman 1306]"),
    ("1305010001", "[kode wilayah tidak dikenal]"),
    ("\x1f13.05", "13.05"),
    ("1306020001", "13.05.01.2001"),
    ("Kecamatan Lubuk Alung", "13.05.01"),
    ("KEC. V KOTO KAMPUNG DALAM", "13.05.06"),
    ("Nagari Lubuk Alung", "13.05.01.2001"),
    ("Nagari V Koto", "[nama wilayah tidak dikenal]"),
    ("V Koto Timur", "13.05.14"),
    ("VII Koto", "13.05.05"),
    ("VII Koto Padang Sago", "13.05.12"),
    ("Anam Lingkuang", "13.05.17"),
    ("2x11 Enam Lingkung", "13.05.04"),
    ("Buayan Lubuk Alung", "13.05.02.2004"),
    ("Malai III Koto", "13.05.07.2002"),
    ("Balai Baiak Malai III Koto", "13.05.09.2005"),
    ("PATAMUAN", "13.05.16"),
    ("13.06", "[wilayah di luar Kabupaten Padang Pariaman]"),
    ("1371", "[wilayah di luar Kabupaten Padang Pariaman]"),
]

JOINED = "2.16.03.2.02.09.5.1.02.04.01.0001"


@pytest.mark.parametrize(
    ("form", "cell", "expected"),
    [
        ("sub_kegiatan", JOINED, "2.16.03.2.02.09"),
        ("sub_kegiatan", "2.16.03.2.02.0026.5.1.02.04.01.0001", "2.16.03.2.02.0026"),
        ("sub_kegiatan", "2.12.02.02.01.0001", "2.12.02.2.01.0001"),
        ("sub_kegiatan", "2.16. 03.2.02.0017 ", "2.16.03.2.02.0017"),
        ("sub_kegiatan", "2.16.03", "[bukan kode sub kegiatan (bentuknya 2.16.03.2.02.0017)]"),
        ("sub_kegiatan", "2.16.03.2.02.0017 - Koordinasi Data, 2 paket", "2.16.03.2.02.0017"),
        (
            "sub_kegiatan",
            "2.16.03.2.02 Pengelolaan",
            "[bukan kode sub kegiatan (bentuknya 2.16.03.2.02.0017)]",
        ),
        ("program", "2.16.03", "2.16.03"),
        ("program", "2.16.03. Aplikasi Informatika", "2.16.03"),
        ("program", "x.xx.01", "X.XX.01"),
        ("program", "2.16.3", "[bukan kode program (bentuknya 2.16.03)]"),
        ("program", "2.16.03.2.02", "[bukan kode program (bentuknya 2.16.03)]"),
        ("kegiatan", "2.16.03.2.02", "2.16.03.2.02"),
        ("kegiatan", "2.16.03.02.02", "2.16.03.2.02"),
        ("kegiatan", "2.16.03.3.02", "[bukan kode kegiatan (bentuknya 2.16.03.2.02)]"),
        ("kegiatan", "2.16.03.2.02.0017", "[bukan kode kegiatan (bentuknya 2.16.03.2.02)]"),
        ("akun", "5.1.02.04.01.0001 Belanja Perjalanan Dinas Biasa", "5.1.02.04.01.0001"),
        ("akun", JOINED, "5.1.02.04.01.0001"),
        ("akun", "\x1f5.1", "5.1"),
        ("akun", "5.1.2", "[bukan kode akun (bentuknya 5.1.02.01.01.0001)]"),
        ("akun", "7.1", "[bukan kode akun (bentuknya 5.1.02.01.01.0001)]"),
        ("skpd", " 2.16.2.20.2.21.02.0000", "2.16.2.20.2.21.02.0000"),
        ("skpd", "2.16.2.20.2.21.01.0000 Dinas Komunikasi", "2.16.2.20.2.21.01.0000"),
        ("skpd", "2.16", "[bukan kode perangkat daerah (bentuknya 2.16.2.20.2.21.01.0000)]"),
        ("indicator", "REG-03-lapor", "reg-03-lapor"),
        ("indicator", "reg03", "[bukan kode indikator (bentuknya reg-03)]"),
        ("programme", "GOV-01", "GOV-01"),
        ("entity", "13.05.01", "13.05.01"),
        ("entity", "dimension:brd", "brd"),
        ("entity", "1305", "[kode entitas tidak dikenal]"),
        ("plain", "\x1f120030", "120030"),
        ("plain", "\x1f1234567890123456", f"[{CUT_SHORT}]"),
        ("plain", "1200 30", "120030"),
        (None, "!!", "[bukan kode]"),
    ],
)
def test_codes_are_brought_to_the_one_spelling_of_their_form(form: Any, cell: str, expected: str) -> None:
    assert answer("code", cell, form=form) == expected


def test_a_code_must_be_known_where_it_is_declared_to_be_of_a_kind() -> None:
    office = min(reference_data().codes["organisation"])
    found = answers("code", [office, "9.99.9.99.9.99.99.9999"], form="skpd", of="organisation")
    assert found == [office, "[kode perangkat daerah tidak dikenal]"]


def test_an_office_may_be_named_where_it_is_declared_by_any_of_its_names() -> None:
    cells = [
        "Diskominfo",
        "DINAS  komunikasi dan INFORMATIKA",
        "Bapelitbangda",
        "2.16.2.20.2.21.01.0000",
        "Kominfoo",
        "2.16",
    ]
    found = answers("code", cells, form="skpd", of="organisation", named=True)
    planning = "5.01.5.05.0.00.01.0000"
    assert found[:4] == [KOMINFO, KOMINFO, planning, KOMINFO]
    assert found[4:] == [
        "[nama perangkat daerah tidak dikenal]",
        "[bukan kode perangkat daerah (bentuknya 2.16.2.20.2.21.01.0000)]",
    ]
    assert answers("code", cells[:1], form="skpd", of="organisation") != [KOMINFO]


def test_a_name_that_two_offices_have_is_refused_with_both() -> None:
    office = Entity("organisation", "", "Dinas Perikanan", "organisation", None, "uji")
    twice = {("organisation", code): replace(office, code=code) for code in ("3.25.01", "3.25.02")}
    known_twice = known(twice, ())
    assert known_twice.names["organisation"] == {"dinas perikanan": ("3.25.01", "3.25.02")}
    column = Column("x", "code", form="plain", of="organisation", named=True)
    (row,) = judged(dataset(column), [{"x": "Dinas Perikanan"}], reference=known_twice)
    assert row["why_x"] == "dapat berarti 3.25.01 atau 3.25.02; tulis kodenya"


def test_areas_are_read_by_code_of_either_system_or_exact_name_and_what_is_ambiguous_is_not() -> None:
    cells, expected = zip(*AREAS, strict=True)
    assert answers("area", cells) == list(expected)


def test_all_seventeen_kecamatan_and_hundred_and_three_nagari_are_read_by_code() -> None:
    codes = sorted(code for code in reference_data().codes["area"] if code.startswith("13.05."))
    assert [code.count(".") for code in codes].count(2) == 17
    assert [code.count(".") for code in codes].count(3) == 103
    assert answers("area", codes) == codes
    assert answers("area", [code.replace(".", "") for code in codes]) == codes


def test_areas_beyond_the_regency_are_outside_where_the_column_takes_them() -> None:
    beyond = ["13.06", "13.71.02.1001", "1371", "1371021001", "Luar Kabupaten Padang Pariaman"]
    assert answers("area", beyond, outside=True) == ["luar"] * len(beyond)
    assert answers("area", ["13.05.99"], outside=True) == ["[kode wilayah tidak dikenal]"]


def test_a_name_that_fits_two_areas_is_read_within_its_parent() -> None:
    declared = dataset(
        Column("kecamatan", "area"), Column("nagari", "area", within="kecamatan", outside=True)
    )
    pairs = [("13.05.01", "Lubuk Alung"), ("13.05.02", "Lubuk Alung"), ("", "Lubuk Alung"), ("", "Kasang")]
    rows = judged(declared, [{"kecamatan": parent, "nagari": name} for parent, name in pairs])
    assert [row["nagari"] for row in rows] == ["13.05.01.2001", None, None, "13.05.02.2002"]
    assert [row["why_nagari"] for row in rows] == [
        None,
        "tidak terletak di wilayah pada kolom kecamatan",
        "dapat berarti 13.05.01 atau 13.05.01.2001; tulis kode Kemendagri bertitik",
        None,
    ]
