-- One row per birth in either list, a pair being one, in its month of birth; every further column is a measure.
-- Both lists as they stood on one day: the last that both have come to. A pair is of one mother (by her hashed NIK) and
-- sex, born on one day or on neighbouring days; of twins as many are pairs as stand in both lists. A pair lives where
-- the registry says. What is without the mother's NIK has no pair.
WITH seen AS (
    SELECT CASE WHEN registered_until <= notified_until THEN registered_until ELSE notified_until END AS day
    FROM (SELECT max(tanggal_lapor) AS registered_until FROM births)
    CROSS JOIN (SELECT max(tanggal_notifikasi) AS notified_until FROM birth_notifications)
),
registered AS (
    SELECT
        load, sheet, sheet_row, no_akta, nik_ibu, jenis_kelamin, tanggal_lahir, kode_wilayah,
        row_number() OVER (PARTITION BY nik_ibu, jenis_kelamin, tanggal_lahir ORDER BY no_akta) AS place
    FROM births
    CROSS JOIN seen
    WHERE tanggal_lapor <= seen.day AND date_diff('day', tanggal_lahir, tanggal_lapor) <= 365
),
notified AS (
    SELECT
        load, sheet, sheet_row, no_surat, nik_ibu, jenis_kelamin, tanggal_lahir, kode_wilayah,
        row_number() OVER (PARTITION BY nik_ibu, jenis_kelamin, tanggal_lahir ORDER BY no_surat) AS place
    FROM birth_notifications
    CROSS JOIN seen
    WHERE tanggal_notifikasi <= seen.day
),
on_the_day AS (
    SELECT registered.no_akta, notified.no_surat
    FROM registered
    INNER JOIN notified
        ON registered.nik_ibu = notified.nik_ibu AND registered.jenis_kelamin = notified.jenis_kelamin
        AND registered.tanggal_lahir = notified.tanggal_lahir AND registered.place = notified.place
),
registered_left AS (
    SELECT
        no_akta, nik_ibu, jenis_kelamin, tanggal_lahir,
        row_number() OVER (PARTITION BY nik_ibu, jenis_kelamin, tanggal_lahir ORDER BY no_akta) AS place
    FROM registered
    WHERE NOT EXISTS (SELECT 1 FROM on_the_day WHERE on_the_day.no_akta = registered.no_akta)
),
notified_left AS (
    SELECT
        no_surat, nik_ibu, jenis_kelamin, tanggal_lahir,
        row_number() OVER (PARTITION BY nik_ibu, jenis_kelamin, tanggal_lahir ORDER BY no_surat) AS place
    FROM notified
    WHERE NOT EXISTS (SELECT 1 FROM on_the_day WHERE on_the_day.no_surat = notified.no_surat)
),
neighbouring AS (
    SELECT
        registered_left.no_akta,
        notified_left.no_surat,
        -- Each stands beside two days at most: the day before is taken first, on both sides.
        row_number() OVER (PARTITION BY registered_left.no_akta ORDER BY notified_left.tanggal_lahir) AS first_for_akta,
        row_number() OVER (PARTITION BY notified_left.no_surat ORDER BY registered_left.tanggal_lahir DESC) AS first_for_surat
    FROM registered_left
    INNER JOIN notified_left
        ON registered_left.nik_ibu = notified_left.nik_ibu AND registered_left.jenis_kelamin = notified_left.jenis_kelamin
        AND registered_left.place = notified_left.place
        AND date_diff('day', notified_left.tanggal_lahir, registered_left.tanggal_lahir) IN (-1, 1)
),
pairs AS (
    SELECT no_akta, no_surat FROM on_the_day
    UNION ALL
    SELECT no_akta, no_surat FROM neighbouring WHERE first_for_akta = 1 AND first_for_surat = 1
)
SELECT
    registered.load,
    registered.sheet,
    registered.sheet_row,
    date_trunc('month', registered.tanggal_lahir)::date AS month,
    '' AS breakdown,
    registered.kode_wilayah AS area,
    1 AS registered,
    CASE WHEN pairs.no_surat IS NULL THEN 0 ELSE 1 END AS notified,
    CASE WHEN pairs.no_surat IS NULL THEN 0 ELSE 1 END AS in_both,
    1 AS in_either
FROM registered
LEFT JOIN pairs ON registered.no_akta = pairs.no_akta
WHERE registered.kode_wilayah <> 'luar'
UNION ALL
SELECT load, sheet, sheet_row, date_trunc('month', tanggal_lahir)::date, '', kode_wilayah, 0, 1, 0, 1
FROM notified
WHERE kode_wilayah <> 'luar' AND NOT EXISTS (SELECT 1 FROM pairs WHERE pairs.no_surat = notified.no_surat)
