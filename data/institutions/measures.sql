-- One row per minuted meeting of the council in its month, and per month of a year with its decree; then the measures.
WITH numbers AS (
    SELECT unnest([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) AS number
),
asked AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY tahun ORDER BY tanggal_sk DESC, load DESC, sheet, sheet_row) AS newest
    FROM institutions
    WHERE lembaga = 'dewan'
)
SELECT
    load, sheet, sheet_row, date_trunc('month', tanggal)::date AS month, '' AS breakdown, '13.05' AS area,
    1 AS meetings_held, NULL AS meetings_due
FROM institutions
WHERE lembaga = 'dewan' AND tanggal IS NOT NULL AND acara IS NOT NULL AND keputusan IS NOT NULL
UNION ALL
SELECT
    asked.load, asked.sheet, asked.sheet_row, make_date(asked.tahun::int, numbers.number::int, 1) AS month,
    '' AS breakdown, '13.05' AS area, 0 AS meetings_held, coalesce(asked.rapat_setahun, 12) AS meetings_due
FROM asked
CROSS JOIN numbers
WHERE asked.newest = 1
