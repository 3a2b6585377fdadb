"""What forms say of their period, in the words that officers use."""

from __future__ import annotations

import calendar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.kinds.cells import MONTHS
from etl.read.stated import stated


@pytest.mark.parametrize(
    ("line", "year", "month"),
    [
        ("s.d. Nopember 2022", 2022, 11),
        ("Agustus2022", 2022, 8),
        ("Januari s.d Januari", None, 1),
        ("Periode 1 Januari s.d 31 Oktober 2022", 2022, 10),
        ("PERIODE : JANUARI - NOVEMBER 2022", 2022, 11),
        ("01/01/2022 s/d 30/11/2022", 2022, 11),
        ("TA 2022", 2022, None),
        ("T.A. 2022", 2022, None),
        ("Tahun Anggaran : 2022", 2022, None),
        ("Per 31 Desember 2021", 2021, 12),
        ("BULAN : NOVEMBER", None, 11),
        ("BULAN NOVEMBER TAHUN ANGGARAN 2022", 2022, 11),
        ("Bulan : 11", None, 11),
        ("Untuk Tahun yang Berakhir Sampai dengan 31 Desember 2020 dan 2019", 2020, 12),
        ("Untuk periode yang berakhir pada 30 Juni 2022", 2022, 6),
        ("Triwulan III", None, 9),
        ("TRIWULAN IV TA 2021", 2021, 12),
        ("Semester I", None, 6),
        ("LAPORAN REALISASI SEMESTER PERTAMA APBD TAHUN ANGGARAN 2021", 2021, 6),
        ("s/d Bulan Nopember TA. 2022", 2022, 11),
        ("Sampai Dengan Tanggal 28 Februari 2022", 2022, 2),
        ("Dicetak 31 Desember 2022", None, None),
        ("Parit Malintang, 5 Desember 2022", None, None),
        ("Peraturan Daerah Nomor 5 Tahun 2021", None, None),
        ("PEMERINTAH KABUPATEN PADANG PARIAMAN", None, None),
        ("Realisasi s.d. bulan ini", None, None),
    ],
)
def test_a_line_states_its_year_and_the_month_up_to_which_it_counts(
    line: str, year: int | None, month: int | None
) -> None:
    found = stated([[line]])
    expected = {"tahun": year, "bulan": month}
    assert dict(found.values) == {name: str(one) for name, one in expected.items() if one}
    assert found.doubts == ()


@pytest.mark.parametrize(
    "lines",
    [
        ["Periode 1 Oktober 2022 s.d. 31 Oktober 2022"],  # the figures of one month, not those to date
        ["November s.d Desember 2022"],
        ["s.d. 15 Oktober 2022"],
        ["s.d. Oktober 2022", "Bulan November"],
        ["TA 2022", "Per 31 Desember 2021"],
    ],
)
def test_what_does_not_count_from_january_or_contradicts_itself_is_asked_for(lines: list[str]) -> None:
    found = stated([[line] for line in lines])
    assert found.doubts
    assert len(found.values) < 2


def test_a_label_and_its_value_may_stand_in_two_cells_and_a_sheet_or_header_fill_the_gaps() -> None:
    assert stated([["Tahun", "\x1f2016"], ["Kolom", "4"]]).values == {"tahun": "2016"}
    assert stated([["TA 2022"]], sheet="Oktober").values == {"tahun": "2022", "bulan": "10"}
    assert stated([["s.d. Oktober"]], year=2022).values == {"tahun": "2022", "bulan": "10"}
    assert stated([["s.d. Oktober 2022"]], sheet="November").doubts
    assert stated([["TA 2022"]], headers=[["ANGGARAN", "REALISASI S.D. NOVEMBER"]]).values["bulan"] == "11"


def test_an_office_s_code_is_read_where_one_stands() -> None:
    line = ["SKPD", ": 2.16.2.20.2.21.01.0000 DINAS KOMUNIKASI DAN INFORMATIKA"]
    assert stated([line]).values == {"kode_skpd": "2.16.2.20.2.21.01.0000"}


@given(
    year=st.integers(2000, 2099),
    month=st.integers(1, 12),
    name=st.integers(0, 9),
    form=st.sampled_from(
        [
            "s.d. {name} {year}", "S/D BULAN {name} {year}", "Januari s.d {name} {year}",
            "sampai dengan {day} {name} {year}", "Per {day} {name} {year}", "BULAN : {name} TAHUN {year}",
            "01 Januari {year} - {day} {name} {year}", "{name}{year}", "Keadaan s.d. akhir bulan {name} TA {year}",
            "Untuk Periode yang Berakhir {day} {name} {year}", "01/01/{year} s.d. {day}/{month:02}/{year}",
        ]
    ),
    upper=st.booleans(),
)  # fmt: skip
def test_every_month_is_read_in_every_way_of_writing_it(
    year: int, month: int, name: int, form: str, upper: bool
) -> None:
    names = MONTHS[month - 1]
    day = calendar.monthrange(year, month)[1]
    text = form.format(name=names[name % len(names)], year=year, month=month, day=day)
    found = stated([[text.upper() if upper else text.title()]])
    assert dict(found.values) == {"tahun": str(year), "bulan": str(month)}, text
