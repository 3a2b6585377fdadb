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
        apbd_versions.*,
        budget_months.month,
        budget_months.shifted
    FROM apbd_versions
    INNER JOIN budget_months ON apbd_versions.tahun = budget_months.tahun
    WHERE apbd_versions.berlaku_dari <= last_day(budget_months.month)
)
SELECT
    month,
    '' AS breakdown,
    'total belanja APBD ' || versi || ' ' || tahun::varchar || ' (' || sumber || ')' AS name
FROM months
WHERE last_day(month) < until AND (versi <> 'murni' OR shifted = 0)
UNION ALL
SELECT
    month,
    'versi=murni' AS breakdown,
    'total belanja APBD ' || versi || ' ' || tahun::varchar || ' (' || sumber || ')' AS name
FROM months
WHERE versi = 'murni'
