-- One row per month and breakdown: the version of the ceilings, and the tag versions in force.
WITH budget_months AS (
    SELECT DISTINCT tahun, kode_skpd, make_date(tahun::int, bulan::int, 1) AS month FROM budget
),
tagged AS (
    SELECT
        budget_months.tahun,
        budget_months.month,
        string_agg(DISTINCT tags_versions.versi, ', ' ORDER BY tags_versions.versi) AS versions
    FROM budget_months
    INNER JOIN tags_versions
        ON budget_months.tahun = tags_versions.tahun AND budget_months.kode_skpd = tags_versions.kode_skpd
        AND last_day(budget_months.month) >= tags_versions.berlaku_dari
        AND last_day(budget_months.month) < tags_versions.until
    GROUP BY budget_months.tahun, budget_months.month
)
SELECT
    tagged.month,
    '' AS breakdown,
    'pagu APBD ' || coalesce(apbd_versions.versi, 'yang versinya belum dimuat') || ', penandaan ' || tagged.versions AS name
FROM tagged
LEFT JOIN apbd_versions
    ON tagged.tahun = apbd_versions.tahun
    AND last_day(tagged.month) >= apbd_versions.berlaku_dari AND last_day(tagged.month) < apbd_versions.until
UNION ALL
SELECT month, 'versi=murni' AS breakdown, 'pagu APBD murni, penandaan ' || versions AS name
FROM tagged
