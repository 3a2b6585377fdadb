-- One row per sub-kegiatan whose ceiling is more than twice, or less than half, that of the month before.
WITH months AS (
    SELECT
        load,
        sheet,
        sheet_row,
        pagu,
        lag(pagu) OVER (PARTITION BY tahun, kode_skpd, kode_sub_kegiatan ORDER BY bulan) AS before
    FROM budget
)

SELECT
    sheet,
    sheet_row,
    'pagu' AS column_name,
    pagu AS value,
    before AS expected,
    'jauh berbeda dari bulan sebelumnya, {expected}' AS sentence
FROM months
WHERE
    load IN (SELECT load FROM arrived)
    AND (pagu > before * 2 OR pagu * 2 < before)
ORDER BY sheet, sheet_row
