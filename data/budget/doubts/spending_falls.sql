-- One row per sub-kegiatan whose spending since January falls from one month to the next.
WITH months AS (
    SELECT
        load,
        sheet,
        sheet_row,
        realisasi_anggaran AS spent,
        lag(realisasi_anggaran) OVER (PARTITION BY tahun, kode_skpd, kode_sub_kegiatan ORDER BY bulan) AS before,
        lead(realisasi_anggaran) OVER (PARTITION BY tahun, kode_skpd, kode_sub_kegiatan ORDER BY bulan) AS after,
        lead(load) OVER (PARTITION BY tahun, kode_skpd, kode_sub_kegiatan ORDER BY bulan) AS load_after
    FROM budget
)

SELECT
    sheet,
    sheet_row,
    'realisasi_anggaran' AS column_name,
    spent AS value,
    CASE WHEN spent < before THEN before ELSE after END AS expected,
    CASE
        WHEN spent < before THEN 'kurang dari bulan sebelumnya, {expected}'
        ELSE 'lebih dari bulan sesudahnya, {expected}'
    END AS sentence
FROM months
WHERE
    load IN (SELECT load FROM arrived)
    AND (spent < before OR (spent > after AND load_after <> load))
ORDER BY sheet, sheet_row
