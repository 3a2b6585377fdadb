-- One row per birth registered within 365 days, in its month of birth, all counted at the root; then the measures.
SELECT
    load,
    sheet,
    sheet_row,
    date_trunc('month', tanggal_lahir)::date AS month,
    '' AS breakdown,
    '13.05' AS area,
    CASE WHEN date_diff('day', tanggal_lahir, tanggal_catat) <= 60 THEN 1 ELSE 0 END AS within_60_days,
    1 AS within_365_days
FROM sinasc
WHERE date_diff('day', tanggal_lahir, tanggal_catat) <= 365
