-- One row per month and breakdown: the version of the total; none where the ceilings of the month are of another.
WITH budget_months AS (
    SELECT
        tahun,
        make_date(tahun::int, bulan::int, 1) AS month,
        count(*) FILTER (WHERE pagu <> pagu_murni) AS shifted
    FROM budget
    GROUP BY tahun, bulan
),
months AS (
    SELECT
        apbd.*,
        budget_months.month,
        budget_months.shifted,
        row_number() OVER (PARTITION BY budget_months.month ORDER BY apbd.berlaku_dari DESC) AS newest
    FROM apbd
    INNER JOIN budget_months ON apbd.tahun = budget_months.tahun
    WHERE apbd.berlaku_dari <= last_day(budget_months.month)
)
SELECT
    month,
    '' AS breakdown,
    'total belanja APBD ' || versi || ' ' || tahun::varchar || ' (' || sumber || ')' AS name
FROM months
WHERE newest = 1 AND (versi <> 'murni' OR shifted = 0)
UNION ALL
SELECT
    month,
    'versi=murni' AS breakdown,
    'total belanja APBD ' || versi || ' ' || tahun::varchar || ' (' || sumber || ')' AS name
FROM months
WHERE versi = 'murni'
