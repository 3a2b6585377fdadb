-- One row per month of a budget and APBD version in force, and per month once more for the first version; then its measure.
WITH budget_months AS (
    SELECT DISTINCT tahun, make_date(tahun::int, bulan::int, 1) AS month FROM budget
),
months AS (
    SELECT
        apbd.*,
        budget_months.month,
        row_number() OVER (PARTITION BY budget_months.month ORDER BY apbd.berlaku_dari DESC) AS newest
    FROM apbd
    INNER JOIN budget_months ON apbd.tahun = budget_months.tahun
    WHERE apbd.berlaku_dari <= last_day(budget_months.month)
)
SELECT load, sheet, sheet_row, month, '' AS breakdown, '13.05' AS area, total_belanja AS total_expenditure
FROM months
WHERE newest = 1
UNION ALL
SELECT load, sheet, sheet_row, month, 'versi=murni' AS breakdown, '13.05' AS area, total_belanja AS total_expenditure
FROM months
WHERE versi = 'murni'
