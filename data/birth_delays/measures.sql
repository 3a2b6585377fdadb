-- One row per file, place, month of birth and number of days to registration: a histogram, which adds up as no median does.
SELECT
    load,
    sheet,
    min(sheet_row) AS sheet_row,
    date_trunc('month', tanggal_lahir)::date AS month,
    'hari=' || date_diff('day', tanggal_lahir, tanggal_lapor)::varchar AS breakdown,
    kode_wilayah AS area,
    count(*) AS births
FROM births
WHERE kode_wilayah <> 'luar' AND date_diff('day', tanggal_lahir, tanggal_lapor) <= 365
GROUP BY load, sheet, date_trunc('month', tanggal_lahir)::date, date_diff('day', tanggal_lahir, tanggal_lapor), kode_wilayah
