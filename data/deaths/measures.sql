-- One row per death of a resident registered within 365 days, in its month of death; every further column is a measure.
SELECT
    load,
    sheet,
    sheet_row,
    date_trunc('month', tanggal_kematian)::date AS month,
    '' AS breakdown,
    kode_wilayah AS area,
    CASE WHEN date_diff('day', tanggal_kematian, tanggal_lapor) <= 30 THEN 1 ELSE 0 END AS deaths_registered_within_30_days,
    1 AS deaths_registered_within_365_days
FROM deaths
WHERE kode_wilayah <> 'luar' AND date_diff('day', tanggal_kematian, tanggal_lapor) <= 365
