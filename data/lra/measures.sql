-- One row per deepest row of an office's form of a month; every further column is a measure. Revenue and financing are none.
WITH deepest AS (
    SELECT
        *,
        make_date(tahun::int, bulan::int, 1) AS month,
        regexp_matches(kode_rekening, '(^|[.])[46]([.][0-9]([.][0-9]{1,2}([.][0-9]{2}([.][0-9]{2,3}([.][0-9]{2,4})?)?)?)?)?$') AS is_other
    FROM lra
    WHERE terdalam = 1 AND bulan IS NOT NULL
)
SELECT
    load,
    sheet,
    sheet_row,
    month,
    '' AS breakdown,
    kode_skpd AS organisation,
    coalesce(anggaran, 0) AS account_ceiling,
    coalesce(realisasi, 0) AS account_spent
FROM deepest
WHERE NOT is_other
