-- One row per birth of a resident registered within 365 days, in its month of birth; every further column is a measure.
SELECT
    load,
    sheet,
    sheet_row,
    date_trunc('month', tanggal_lahir)::date AS month,
    '' AS breakdown,
    kode_wilayah AS area,
    CASE WHEN date_diff('day', tanggal_lahir, tanggal_lapor) <= 60 THEN 1 ELSE 0 END AS births_registered_within_60_days,
    1 AS births_registered_within_365_days
FROM births
WHERE kode_wilayah <> 'luar' AND date_diff('day', tanggal_lahir, tanggal_lapor) <= 365
