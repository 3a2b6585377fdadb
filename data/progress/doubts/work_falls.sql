-- One row per programme whose physical progress falls from one month to the next.
WITH months AS (
    SELECT
        load,
        sheet,
        sheet_row,
        realisasi_fisik AS reached,
        lag(realisasi_fisik) OVER (PARTITION BY tahun, kode_program ORDER BY bulan) AS before,
        lead(realisasi_fisik) OVER (PARTITION BY tahun, kode_program ORDER BY bulan) AS after,
        lead(load) OVER (PARTITION BY tahun, kode_program ORDER BY bulan) AS load_after
    FROM progress
)

SELECT
    sheet,
    sheet_row,
    'realisasi_fisik' AS column_name,
    reached AS value,
    CASE WHEN reached < before THEN before ELSE after END AS expected,
    CASE
        WHEN reached < before THEN 'kurang dari bulan sebelumnya, {expected}'
        ELSE 'lebih dari bulan sesudahnya, {expected}'
    END AS sentence
FROM months
WHERE
    load IN (SELECT load FROM arrived)
    AND (reached < before OR (reached > after AND load_after <> load))
ORDER BY sheet, sheet_row
