-- One row per death of a resident registered within 365 days, in its month of death; every further column is a measure.
-- Those of each sex are counted once for a file, at the kabupaten: nowhere else are they told apart.
WITH cohort AS (
    SELECT
        load,
        sheet,
        sheet_row,
        date_trunc('month', tanggal_kematian)::date AS month,
        CASE jenis_kelamin WHEN '1' THEN 'jenis_kelamin=laki-laki' ELSE 'jenis_kelamin=perempuan' END AS sex,
        kode_wilayah AS area,
        CASE WHEN date_diff('day', tanggal_kematian, tanggal_lapor) <= 30 THEN 1 ELSE 0 END AS on_time,
        CASE WHEN yang_menerangkan = '1' THEN 1 ELSE 0 END AS certified
    FROM deaths
    WHERE kode_wilayah <> 'luar' AND date_diff('day', tanggal_kematian, tanggal_lapor) <= 365
)
SELECT
    load,
    sheet,
    sheet_row,
    month,
    '' AS breakdown,
    area,
    on_time AS deaths_registered_within_30_days,
    1 AS deaths_registered_within_365_days,
    certified AS deaths_certified_by_a_doctor
FROM cohort
UNION ALL
SELECT load, sheet, min(sheet_row), month, sex, '13.05', sum(on_time)::integer, count(*)::integer, sum(certified)::integer
FROM cohort
GROUP BY load, sheet, month, sex
