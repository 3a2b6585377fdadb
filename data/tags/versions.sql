-- One row per year, office and version of its tags: in force from berlaku_dari until the day before `until`.
SELECT
    *,
    coalesce(
        lead(berlaku_dari) OVER (PARTITION BY tahun, kode_skpd ORDER BY berlaku_dari, versi), make_date(9999, 12, 31)
    ) AS until
FROM (SELECT DISTINCT tahun, kode_skpd, versi, berlaku_dari FROM tags)
