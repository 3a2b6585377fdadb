"""The sentence of a number holds its value, period, status, comparison, senders, source and release."""

from decimal import Decimal

from dashboard import sentences
from tests.dashboard import made


def test_a_sentence_says_all_that_belongs_to_a_number() -> None:
    point = made.point("2025-12", "83.1", finality="provisional", sample=True, reported=25, expected=30)
    assert sentences.describe(made.series([point]), point) == (
        "Kelahiran dilaporkan ≤60 hari di Kabupaten Padang Pariaman pada Desember 2025: 83,1% (sementara). "
        "Belum ada target atau angka tahun sebelumnya sebagai pembanding. "
        "Memuat laporan 25 dari 30 perangkat daerah. Sumber: SIPAKEM. Rilis 3, 20 Januari 2026. "
        "Angka CONTOH, bukan data sebenarnya."
    )


def test_a_yearly_number_is_held_against_its_target() -> None:
    point = made.point(
        "2025", "81.2", target=Decimal(90), achievement=Decimal("90.22"), band="tinggi", target_sample=True
    )
    text = sentences.compared(made.series([point]), point, made.BANDS)
    assert text == "8,8 poin di bawah target 90,0%, capaian 90,2% (tinggi, CONTOH), target CONTOH"


def test_without_a_target_a_final_number_is_held_against_the_year_before() -> None:
    series = made.series([made.point("2024-05", "80.0"), made.point("2025-05", "81.2")])
    assert sentences.compared(series, series.points[1]) == "1,2 poin di atas angka Mei 2024 yaitu 80,0%"


def test_a_provisional_number_is_not_compared_with_a_final_one() -> None:
    series = made.series(
        [made.point("2024-05", "80.0"), made.point("2025-05", "81.2", finality="provisional")]
    )
    assert sentences.compared(series, series.points[1]).startswith("Belum ada target")


def test_last_year_s_number_that_is_not_final_is_named_but_not_compared_with() -> None:
    series = made.series(
        [made.point("2024-05", "80.0", finality="provisional"), made.point("2025-05", "81.2")]
    )
    assert sentences.compared(series, series.points[1]) == (
        "Belum ada target; belum dibandingkan dengan Mei 2024 karena keduanya belum sama-sama final"
    )


def test_a_number_after_a_break_is_not_compared_with_one_before_it() -> None:
    series = made.series(
        [made.point("2024-05", "80.0"), made.point("2025-05", "81.2", notes=("break_in_series",))]
    )
    assert sentences.compared(series, series.points[1]) == (
        "Belum ada target; tidak dibandingkan dengan Mei 2024 karena acuannya berganti"
    )


def test_a_deviation_is_held_against_the_plan() -> None:
    series = made.offices()
    worst = series.points[0]
    assert sentences.compared(series, worst, made.BANDS) == "Realisasi di belakang rencana (kritis)"


def test_an_indicator_without_a_number_names_who_owes_it() -> None:
    text = sentences.absent(made.indicator())
    assert text == (
        "Belum ada data untuk Kelahiran dilaporkan ≤60 hari. Penanggung jawab: Disdukcapil; sumber: SIPAKEM."
    )


def test_a_trend_is_told_by_its_ends() -> None:
    text = sentences.of_trend(made.months())
    assert text.startswith(
        "Kelahiran dilaporkan ≤60 hari di Kabupaten Padang Pariaman, per bulan, "
        "Januari 2024 hingga Desember 2025. "
    )
    assert "Terendah 70,0% (Januari 2024), tertinggi 83,1% (Desember 2025)." in text
    assert "6 dari 23 titik masih sementara." in text


def test_a_year_to_date_is_read_aloud_in_words() -> None:
    assert sentences.when(made.point("2025-12-ytd")) == "sampai dengan Desember 2025"


def test_a_number_held_against_an_estimate_says_its_bounds_and_that_it_is_above_the_whole() -> None:
    point = made.point("2023", "104.2", low=Decimal("99.04"), high=Decimal("108.26"), notes=("above_100",))
    said = sentences.around(made.series([point]), point)
    assert "Menurut batas perkiraannya antara 99,0% dan 108,3%" in said
    assert any(one.startswith("Di atas 100 persen") and one.endswith("tidak dipotong") for one in said)
