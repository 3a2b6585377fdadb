-- One row per programme with a plan in a month; every further column is a measure, percent weighted by rupiah.
SELECT
    load,
    sheet,
    sheet_row,
    make_date(tahun::int, bulan::int, 1) AS month,
    '' AS breakdown,
    kode_skpd AS organisation,
    kode_program AS programme,
    (realisasi_fisik * pagu)::decimal(32, 8) AS physical_weighted,
    (rencana_fisik * pagu)::decimal(32, 8) AS planned_weighted,
    pagu AS weighting_ceiling
FROM progress
WHERE rencana_fisik IS NOT NULL AND realisasi_fisik IS NOT NULL
