-- One row per birth of a resident registered within 365 days, in its month of birth; every further column is a measure.
-- Those of each sex, place and helper are counted once for a file, at the kabupaten: nowhere else are they told apart.
WITH cohort AS (
    SELECT
        load,
        sheet,
        sheet_row,
        date_trunc('month', tanggal_lahir)::date AS month,
        'jenis_kelamin=' || CASE jenis_kelamin WHEN '1' THEN 'laki-laki' ELSE 'perempuan' END AS sex,
        'tempat=' || CASE tempat_dilahirkan
            WHEN '1' THEN 'rumah_sakit' WHEN '2' THEN 'puskesmas' WHEN '3' THEN 'polindes' WHEN '4' THEN 'rumah'
            WHEN '5' THEN 'lainnya' ELSE 'tidak_diketahui' END AS place,
        'penolong=' || CASE penolong_kelahiran
            WHEN '1' THEN 'dokter' WHEN '2' THEN 'bidan_perawat' WHEN '3' THEN 'dukun' WHEN '4' THEN 'lainnya'
            ELSE 'tidak_diketahui' END AS helper,
        kode_wilayah AS area,
        CASE WHEN date_diff('day', tanggal_lahir, tanggal_lapor) <= 60 THEN 1 ELSE 0 END AS on_time
    FROM births
    WHERE kode_wilayah <> 'luar' AND date_diff('day', tanggal_lahir, tanggal_lapor) <= 365
),
parts AS (
    SELECT load, sheet, sheet_row, month, sex AS breakdown, on_time FROM cohort
    UNION ALL
    SELECT load, sheet, sheet_row, month, place, on_time FROM cohort
    UNION ALL
    SELECT load, sheet, sheet_row, month, helper, on_time FROM cohort
)
SELECT
    load,
    sheet,
    sheet_row,
    month,
    '' AS breakdown,
    area,
    on_time AS births_registered_within_60_days,
    1 AS births_registered_within_365_days
FROM cohort
UNION ALL
SELECT load, sheet, min(sheet_row), month, breakdown, '13.05', sum(on_time)::integer, count(*)::integer
FROM parts
GROUP BY load, sheet, month, breakdown
