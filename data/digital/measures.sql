-- One row per public service and year, in its December; every further column is a measure.
SELECT
    load,
    sheet,
    sheet_row,
    make_date(tahun::int, 12, 1) AS month,
    '' AS breakdown,
    kode_skpd AS organisation,
    CASE WHEN tingkat = 'digital' THEN 1 ELSE 0 END AS services_online,
    1 AS services
FROM digital
