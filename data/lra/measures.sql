-- One row per deepest row of an office's form of a month; every further column is a measure. Financing is none.
WITH deepest AS (
    SELECT
        *,
        make_date(tahun::int, bulan::int, 1) AS month,
        regexp_matches(kode_rekening, '(^|[.])[46]([.][0-9]([.][0-9]{1,2}([.][0-9]{2}([.][0-9]{2,3}([.][0-9]{2,4})?)?)?)?)?$') AS is_other,
        regexp_replace(
            regexp_extract(kode_rekening, '(^|[.])(4[.][123]([.][0-9]{1,2}([.][0-9]{2}([.][0-9]{2,3}([.][0-9]{2,4})?)?)?)?)$', 2),
            '^([0-9][.][0-9])[.]0', '\1.'
        ) AS revenue_account
    FROM lra
    WHERE terdalam = 1 AND bulan IS NOT NULL
),
groups AS (
    SELECT mapping, since, until, account_group, regexp_replace(code, '^([0-9][.][0-9])[.]0', '\1.') AS code
    FROM chart_accounts
    WHERE mapping IN ('pendapatan', 'pariwisata') AND account_group <> 'lain'
),
told AS (
    SELECT
        deepest.*,
        EXISTS (
            SELECT 1 FROM groups
            WHERE
                groups.mapping = 'pendapatan' AND deepest.tahun BETWEEN groups.since AND groups.until
                AND starts_with(deepest.revenue_account || '.', groups.code || '.')
        ) AS is_own,
        EXISTS (
            SELECT 1 FROM groups
            WHERE
                groups.mapping = 'pariwisata' AND deepest.tahun BETWEEN groups.since AND groups.until
                AND starts_with(deepest.revenue_account || '.', groups.code || '.')
        ) AS is_tourism
    FROM deepest
)
SELECT
    load,
    sheet,
    sheet_row,
    month,
    '' AS breakdown,
    kode_skpd AS organisation,
    CASE WHEN NOT is_other THEN coalesce(anggaran, 0) END AS account_ceiling,
    CASE WHEN NOT is_other THEN coalesce(realisasi, 0) END AS account_spent,
    CASE WHEN revenue_account <> '' THEN coalesce(realisasi, 0) END AS revenue,
    CASE WHEN revenue_account <> '' THEN CASE WHEN is_own THEN coalesce(realisasi, 0) ELSE 0 END END AS own_revenue,
    CASE WHEN revenue_account <> '' AND is_tourism THEN coalesce(realisasi, 0) END AS tourism_revenue
FROM told
WHERE NOT is_other OR revenue_account <> ''
