"""Names and words of the data as they are shown: those with an English twin, and which have none."""

from __future__ import annotations

from dashboard.language import ENGLISH, N_, _, current
from warehouse.declarations import Indicator

LEVELS = {
    "kabupaten": N_("kabupaten"),
    "kecamatan": N_("kecamatan"),
    "nagari": N_("nagari"),
    "organisation": N_("perangkat daerah"),
    "programme": N_("program"),
    "subdimension": N_("subdimensi"),
    "dimension": N_("dimensi"),
}
PER = {
    "month": N_("per bulan"),
    "quarter": N_("per triwulan"),
    "semester": N_("per semester"),
    "year": N_("per tahun"),
    "ytd": N_("per bulan, dihitung sejak Januari"),
}
BANDS = (
    N_("Sangat Tinggi"),
    N_("Tinggi"),
    N_("Sedang"),
    N_("Rendah"),
    N_("Sangat Rendah"),
    N_("Sesuai jalur"),
    N_("Perlu perhatian"),
    N_("Kritis"),
)
PROGRESS = (
    N_("direncanakan"),
    N_("berjalan"),
    N_("selesai"),
    N_("berkelanjutan"),
    N_("ditunda"),
    N_("dibatalkan"),
    N_("diganti"),
)
REASONS = (
    N_("rincian ini belum dibuka untuk umum"),
    N_("belum tetap; rincian ini dibuka untuk umum sesudah tetap"),
    N_("disamarkan: menyangkut terlalu sedikit orang"),
    N_("penyebut belum ada"),
    N_("versi yang sama belum dimuat"),
    N_("perkiraan untuk tahun ini belum dimuat"),
    N_("salah satu daftar belum dimuat"),
    N_("belum melapor"),
)
SIZES = (
    N_("jumlah"),
    N_("indeks"),
    N_("selisih"),
    N_("persentase"),
    N_("rasio"),
    N_("nilai"),
    N_("nilai tengah"),
    N_("persentil"),
    N_("rata-rata"),
)
BREAKDOWNS = (
    N_("Versi yang berlaku"),
    N_("Versi murni"),
    N_("Belanja modal"),
    N_("Belanja pegawai"),
    N_("Belanja barang-jasa"),
    N_("Belanja lain"),
    N_("Jenis kelamin laki-laki"),
    N_("Jenis kelamin perempuan"),
    N_("Tempat rumah sakit"),
    N_("Tempat puskesmas"),
    N_("Tempat polindes"),
    N_("Tempat rumah"),
    N_("Tempat lainnya"),
    N_("Tempat tidak diketahui"),
    N_("Penolong dokter"),
    N_("Penolong bidan perawat"),
    N_("Penolong dukun"),
    N_("Penolong lainnya"),
    N_("Penolong tidak diketahui"),
)
DATASETS = (
    N_("Total APBD"),
    N_("Kelahiran tercatat"),
    N_("Realisasi fisik dan keuangan"),
    N_("Angka terbit"),
    N_("Koreksi"),
    N_("Angka dari lembaga lain"),
    N_("Pelaksanaan program masterplan"),
    N_("Program masterplan smart city"),
    N_("Kemajuan program masterplan"),
    N_("Akta kelahiran yang dicatat"),
    N_("Jeda lapor kelahiran"),
    N_("Akta kematian yang dicatat"),
    N_("Kelahiran pada dua daftar"),
    N_("Anggaran smart city"),
    N_("Anggaran smart city menurut akun"),
    N_("Pagu dan realisasi per akun"),
    N_("Laporan realisasi anggaran"),
    N_("Penduduk pembagi anggaran"),
    N_("Penandaan anggaran smart city"),
    N_("Target indikator"),
    N_("Replikasi inovasi"),
    N_("Penghargaan"),
    N_("Pembilang dan penyebut dari perangkat daerah"),
    N_("Kematian tercatat"),
    N_("Layanan publik dan tingkat digitalnya"),
    N_("Kelembagaan smart city"),
    N_("Penduduk"),
    N_("Regulasi"),
    N_("Nilai evaluasi"),
)


def name(indicator: Indicator) -> str:
    """The indicator's name in the language of the request."""
    return indicator.name_en if current() == ENGLISH else indicator.name


def level(code: str) -> str:
    """`kecamatan`, `perangkat daerah`."""
    return _(LEVELS[code])


def per(window: str) -> str:
    """`per bulan`."""
    return _(PER[window])
