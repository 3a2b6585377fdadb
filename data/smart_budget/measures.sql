-- One row per budget line x dimension in a month, and one per tag that made it; every further column is a measure.
WITH budget_months AS (
    SELECT *, make_date(tahun::int, bulan::int, 1) AS month FROM budget
),
versions AS (
    SELECT DISTINCT tahun, kode_skpd, versi, berlaku_dari FROM tags
),
offices AS (
    SELECT DISTINCT tahun, kode_skpd, month FROM budget_months
),
in_force AS (
    SELECT
        offices.month,
        versions.kode_skpd,
        versions.tahun,
        versions.versi,
        row_number() OVER (
            PARTITION BY offices.month, versions.kode_skpd ORDER BY versions.berlaku_dari DESC
        ) AS newest
    FROM offices
    INNER JOIN versions ON offices.tahun = versions.tahun AND offices.kode_skpd = versions.kode_skpd
    WHERE versions.berlaku_dari <= last_day(offices.month)
),
tagged AS (
    SELECT
        lines.load,
        lines.sheet,
        lines.sheet_row,
        tags.load AS tag_load,
        tags.sheet AS tag_sheet,
        tags.sheet_row AS tag_row,
        lines.month,
        lines.kode_skpd AS organisation,
        tags.dimensi AS dimension,
        (lines.pagu_murni * tags.porsi_persen * 0.01)::decimal(28, 8) AS first_ceiling,
        (lines.pagu * tags.porsi_persen * 0.01)::decimal(28, 8) AS ceiling,
        (lines.rak * tags.porsi_persen * 0.01)::decimal(28, 8) AS planned,
        (lines.realisasi_anggaran * tags.porsi_persen * 0.01)::decimal(28, 8) AS spent
    FROM budget_months AS lines
    INNER JOIN in_force
        ON lines.month = in_force.month AND lines.kode_skpd = in_force.kode_skpd AND in_force.newest = 1
    INNER JOIN tags
        ON in_force.tahun = tags.tahun AND in_force.versi = tags.versi
        AND lines.kode_skpd = tags.kode_skpd AND lines.kode_sub_kegiatan = tags.kode_sub_kegiatan
)
SELECT
    load, sheet, sheet_row, month, '' AS breakdown, organisation, dimension,
    ceiling AS smart_ceiling, planned AS smart_planned, spent AS smart_spent
FROM tagged
UNION ALL
SELECT
    load, sheet, sheet_row, month, 'versi=murni' AS breakdown, organisation, dimension,
    first_ceiling AS smart_ceiling, planned AS smart_planned, spent AS smart_spent
FROM tagged
UNION ALL
SELECT
    tag_load AS load, tag_sheet AS sheet, tag_row AS sheet_row, month, '' AS breakdown, organisation, dimension,
    NULL AS smart_ceiling, NULL AS smart_planned, NULL AS smart_spent
FROM tagged
UNION ALL
SELECT
    tag_load AS load, tag_sheet AS sheet, tag_row AS sheet_row, month, 'versi=murni' AS breakdown, organisation, dimension,
    NULL AS smart_ceiling, NULL AS smart_planned, NULL AS smart_spent
FROM tagged
