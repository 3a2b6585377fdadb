-- One row per year and version of the APBD: in force from berlaku_dari until the day before `until`.
SELECT
    *,
    coalesce(
        lead(berlaku_dari) OVER (PARTITION BY tahun ORDER BY berlaku_dari, versi), make_date(9999, 12, 31)
    ) AS until
FROM apbd
