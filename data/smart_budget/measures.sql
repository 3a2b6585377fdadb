-- One row per budget line x dimension in a month, and one per tag that made it; every further column is a measure.
WITH budget_months AS (
    SELECT
        *,
        make_date(tahun::int, bulan::int, 1) AS month,
        sum(rak) OVER (PARTITION BY tahun, kode_skpd, kode_sub_kegiatan ORDER BY bulan) AS rak_to_date,
        count(rak) OVER (PARTITION BY tahun, kode_skpd, kode_sub_kegiatan ORDER BY bulan) AS months_with_rak,
        count(*) OVER (PARTITION BY tahun, kode_skpd, kode_sub_kegiatan ORDER BY bulan) AS months_sent
    FROM budget
),
planned AS (
    SELECT
        budget_months.*,
        CASE
            WHEN months_with_rak = months_sent THEN rak_to_date
            ELSE pagu * plan_bounds.high * 0.01
        END AS plan_to_date,
        CASE WHEN months_with_rak = months_sent THEN 0 ELSE pagu END AS assumed
    FROM budget_months
    INNER JOIN plan_bounds ON budget_months.bulan = plan_bounds.month
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
        apbd_versions.versi AS budget_version,
        (lines.pagu_murni * tags.porsi_persen * 0.01)::decimal(28, 8) AS first_ceiling,
        (lines.pagu * tags.porsi_persen * 0.01)::decimal(28, 8) AS ceiling,
        (lines.plan_to_date * tags.porsi_persen * 0.01)::decimal(28, 8) AS planned,
        (lines.assumed * tags.porsi_persen * 0.01)::decimal(28, 8) AS assumed,
        (lines.realisasi_anggaran * tags.porsi_persen * 0.01)::decimal(28, 8) AS spent
    FROM planned AS lines
    INNER JOIN tags_versions
        ON lines.tahun = tags_versions.tahun AND lines.kode_skpd = tags_versions.kode_skpd
        AND last_day(lines.month) >= tags_versions.berlaku_dari AND last_day(lines.month) < tags_versions.until
    INNER JOIN tags
        ON tags_versions.tahun = tags.tahun AND tags_versions.versi = tags.versi
        AND lines.kode_skpd = tags.kode_skpd AND lines.kode_sub_kegiatan = tags.kode_sub_kegiatan
    LEFT JOIN apbd_versions
        ON lines.tahun = apbd_versions.tahun
        AND last_day(lines.month) >= apbd_versions.berlaku_dari AND last_day(lines.month) < apbd_versions.until
)
SELECT
    load, sheet, sheet_row, month, '' AS breakdown, organisation, dimension,
    ceiling AS smart_ceiling, first_ceiling AS smart_first,
    CASE WHEN budget_version = 'perubahan' THEN ceiling END AS smart_revised,
    planned AS smart_planned, assumed AS smart_assumed, spent AS smart_spent
FROM tagged
UNION ALL
SELECT
    load, sheet, sheet_row, month, 'versi=murni' AS breakdown, organisation, dimension,
    first_ceiling AS smart_ceiling, first_ceiling AS smart_first, NULL AS smart_revised,
    planned AS smart_planned, assumed AS smart_assumed, spent AS smart_spent
FROM tagged
UNION ALL
SELECT
    tag_load AS load, tag_sheet AS sheet, tag_row AS sheet_row, month, '' AS breakdown, organisation, dimension,
    NULL AS smart_ceiling, NULL AS smart_first, NULL AS smart_revised,
    NULL AS smart_planned, NULL AS smart_assumed, NULL AS smart_spent
FROM tagged
UNION ALL
SELECT
    tag_load AS load, tag_sheet AS sheet, tag_row AS sheet_row, month, 'versi=murni' AS breakdown, organisation, dimension,
    NULL AS smart_ceiling, NULL AS smart_first, NULL AS smart_revised,
    NULL AS smart_planned, NULL AS smart_assumed, NULL AS smart_spent
FROM tagged
