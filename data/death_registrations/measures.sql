-- One row per death certificate, in its month of recording, all counted at the kabupaten; then the measures.
SELECT
    load,
    sheet,
    sheet_row,
    date_trunc('month', tanggal_lapor)::date AS month,
    '' AS breakdown,
    '13.05' AS area,
    CASE WHEN date_diff('day', tanggal_kematian, tanggal_lapor) <= 30 THEN 1 ELSE 0 END AS certificates_within_30_days,
    CASE WHEN date_diff('day', tanggal_kematian, tanggal_lapor) > 30 THEN 1 ELSE 0 END AS certificates_after_30_days,
    CASE WHEN date_diff('day', tanggal_kematian, tanggal_lapor) > 365 THEN 1 ELSE 0 END AS certificates_after_365_days,
    1 AS certificates
FROM deaths
