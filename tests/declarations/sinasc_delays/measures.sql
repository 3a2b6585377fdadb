-- One row per birth, all in December 2020 and at the root, once plainly and once in the histogram of days.
SELECT load, sheet, sheet_row, make_date(2020, 12, 1) AS month, '' AS breakdown, '13.05' AS area, 1 AS births
FROM sinasc
UNION ALL
SELECT
    load, sheet, sheet_row, make_date(2020, 12, 1),
    'hari=' || date_diff('day', tanggal_lahir, tanggal_catat)::varchar, '13.05', 1
FROM sinasc
