-- One row per account of a budget line x dimension, month and group of spending; every further column is a measure.
WITH months AS (
    SELECT *, make_date(tahun::int, bulan::int, 1) AS month FROM budget_accounts
),
accounts AS (
    SELECT DISTINCT tahun, kode_akun FROM budget_accounts
),
grouped AS (
    SELECT
        accounts.tahun,
        accounts.kode_akun,
        chart_accounts.account_group,
        row_number() OVER (
            PARTITION BY accounts.tahun, accounts.kode_akun ORDER BY length(chart_accounts.code) DESC
        ) AS closest
    FROM accounts
    INNER JOIN chart_accounts
        ON
            chart_accounts.mapping = 'belanja'
            AND accounts.tahun BETWEEN chart_accounts.since AND chart_accounts.until
            AND starts_with(accounts.kode_akun || '.', chart_accounts.code || '.')
),
asked AS (
    SELECT '' AS breakdown, 'modal' AS account_group
    UNION ALL
    SELECT 'belanja=' || name AS breakdown, name AS account_group
    FROM (SELECT unnest(['pegawai', 'barang-jasa', 'lain']) AS name) AS named
),
tagged AS (
    SELECT
        months.load,
        months.sheet,
        months.sheet_row,
        tags.load AS tag_load,
        tags.sheet AS tag_sheet,
        tags.sheet_row AS tag_row,
        months.month,
        months.kode_skpd AS organisation,
        tags.dimensi AS dimension,
        grouped.account_group,
        (months.pagu * tags.porsi_persen * 0.01)::decimal(28, 8) AS ceiling
    FROM months
    INNER JOIN grouped
        ON months.tahun = grouped.tahun AND months.kode_akun = grouped.kode_akun AND grouped.closest = 1
    INNER JOIN tags_versions
        ON months.tahun = tags_versions.tahun AND months.kode_skpd = tags_versions.kode_skpd
        AND last_day(months.month) >= tags_versions.berlaku_dari AND last_day(months.month) < tags_versions.until
    INNER JOIN tags
        ON tags_versions.tahun = tags.tahun AND tags_versions.versi = tags.versi
        AND months.kode_skpd = tags.kode_skpd AND months.kode_sub_kegiatan = tags.kode_sub_kegiatan
)
SELECT
    load, sheet, sheet_row, month, breakdown, organisation, dimension,
    CASE WHEN tagged.account_group = asked.account_group THEN ceiling ELSE 0 END AS group_ceiling,
    ceiling AS accounts_ceiling
FROM tagged
CROSS JOIN asked
UNION ALL
SELECT DISTINCT
    tag_load AS load, tag_sheet AS sheet, tag_row AS sheet_row, month, breakdown, organisation, dimension,
    NULL AS group_ceiling, NULL AS accounts_ceiling
FROM tagged
CROSS JOIN asked
