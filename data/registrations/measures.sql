-- One row per certificate, in its month of recording, all counted at the kabupaten; every further column is a measure.
SELECT
    load,
    sheet,
    sheet_row,
    date_trunc('month', tanggal_lapor)::date AS month,
    '' AS breakdown,
    '13.05' AS area,
    CASE WHEN date_diff('day', tanggal_lahir, tanggal_lapor) <= 60 THEN 1 ELSE 0 END AS certificates_within_60_days,
    CASE WHEN date_diff('day', tanggal_lahir, tanggal_lapor) > 60 THEN 1 ELSE 0 END AS certificates_after_60_days,
    CASE WHEN date_diff('day', tanggal_lahir, tanggal_lapor) > 365 THEN 1 ELSE 0 END AS certificates_after_365_days,
    1 AS certificates
FROM births
