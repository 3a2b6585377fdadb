-- One row per APBD version and month it is in force, and per month once more for the first version; then its measure.
WITH numbers AS (
    SELECT unnest([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) AS number
),
months AS (
    SELECT
        apbd.*,
        make_date(tahun::int, number::int, 1) AS month,
        row_number() OVER (PARTITION BY tahun, number ORDER BY berlaku_dari DESC) AS newest
    FROM apbd
    CROSS JOIN numbers
    WHERE berlaku_dari <= last_day(make_date(tahun::int, number::int, 1))
)
SELECT load, sheet, sheet_row, month, '' AS breakdown, '13.05' AS area, total_belanja AS total_expenditure
FROM months
WHERE newest = 1
UNION ALL
SELECT load, sheet, sheet_row, month, 'versi=murni' AS breakdown, '13.05' AS area, total_belanja AS total_expenditure
FROM months
WHERE versi = 'murni'
