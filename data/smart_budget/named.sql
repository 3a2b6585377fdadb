-- One row per month and breakdown: the version of the ceilings, and the tag versions in force.
WITH budget_months AS (
    SELECT DISTINCT tahun, kode_skpd, make_date(tahun::int, bulan::int, 1) AS month FROM budget
),
tag_versions AS (
    SELECT DISTINCT tahun, kode_skpd, versi, berlaku_dari FROM tags
),
in_force AS (
    SELECT
        budget_months.month,
        tag_versions.versi,
        row_number() OVER (
            PARTITION BY budget_months.month, budget_months.kode_skpd ORDER BY tag_versions.berlaku_dari DESC
        ) AS newest
    FROM budget_months
    INNER JOIN tag_versions
        ON budget_months.tahun = tag_versions.tahun AND budget_months.kode_skpd = tag_versions.kode_skpd
    WHERE tag_versions.berlaku_dari <= last_day(budget_months.month)
),
tagged AS (
    SELECT month, string_agg(DISTINCT versi, ', ' ORDER BY versi) AS versions
    FROM in_force
    WHERE newest = 1
    GROUP BY month
),
budgets AS (
    SELECT
        months.month,
        apbd.versi,
        row_number() OVER (PARTITION BY months.month ORDER BY apbd.berlaku_dari DESC) AS newest
    FROM (SELECT DISTINCT tahun, month FROM budget_months) AS months
    INNER JOIN apbd ON months.tahun = apbd.tahun
    WHERE apbd.berlaku_dari <= last_day(months.month)
)
SELECT
    tagged.month,
    '' AS breakdown,
    'pagu APBD ' || coalesce(budgets.versi, 'yang versinya belum dimuat') || ', penandaan ' || tagged.versions AS name
FROM tagged
LEFT JOIN budgets ON tagged.month = budgets.month AND budgets.newest = 1
UNION ALL
SELECT month, 'versi=murni' AS breakdown, 'pagu APBD murni, penandaan ' || versions AS name
FROM tagged
