-- One row per code with deepest rows whose figures since January fall from one month to the next; its rows are added up.
WITH codes AS (
    SELECT
        tahun,
        bulan,
        kode_skpd,
        kode_rekening,
        max(load) AS load,
        min(sheet) AS sheet,
        min(sheet_row) AS sheet_row,
        max(terdalam) AS deepest,
        sum(realisasi) AS spent
    FROM lra
    WHERE bulan IS NOT NULL
    GROUP BY tahun, bulan, kode_skpd, kode_rekening
),

months AS (
    SELECT
        *,
        lag(spent) OVER (PARTITION BY tahun, kode_skpd, kode_rekening ORDER BY bulan) AS before,
        lead(spent) OVER (PARTITION BY tahun, kode_skpd, kode_rekening ORDER BY bulan) AS after,
        lead(load) OVER (PARTITION BY tahun, kode_skpd, kode_rekening ORDER BY bulan) AS load_after
    FROM codes
)

SELECT
    sheet,
    sheet_row,
    'realisasi' AS column_name,
    spent AS value,
    CASE WHEN spent < before THEN before ELSE after END AS expected,
    CASE
        WHEN spent < before THEN 'kurang dari bulan sebelumnya, {expected}'
        ELSE 'lebih dari bulan sesudahnya, {expected}'
    END AS sentence
FROM months
WHERE
    load IN (SELECT load FROM arrived)
    AND deepest = 1
    AND (spent < before OR (spent > after AND load_after <> load))
ORDER BY sheet, sheet_row
