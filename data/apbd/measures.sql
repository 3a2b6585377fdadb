-- One row per month of a budget and APBD version in force, and per month once more for the first version; then its measure.
WITH budget_months AS (
    SELECT DISTINCT tahun, make_date(tahun::int, bulan::int, 1) AS month FROM budget
),
months AS (
    SELECT
        apbd_versions.*,
        budget_months.month
    FROM apbd_versions
    INNER JOIN budget_months ON apbd_versions.tahun = budget_months.tahun
    WHERE apbd_versions.berlaku_dari <= last_day(budget_months.month)
)
SELECT load, sheet, sheet_row, month, '' AS breakdown, '13.05' AS area, total_belanja AS total_expenditure
FROM months
WHERE last_day(month) < until
UNION ALL
SELECT load, sheet, sheet_row, month, 'versi=murni' AS breakdown, '13.05' AS area, total_belanja AS total_expenditure
FROM months
WHERE versi = 'murni'
