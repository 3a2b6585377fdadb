-- One row per row that no number is made from: its indicator is not counted, or not by periods of this length.
SELECT
    arrived.sheet,
    arrived.sheet_row,
    CASE WHEN indicators.counted IS NULL THEN 'kode_indikator' ELSE 'periode' END AS column_name,
    CASE WHEN indicators.counted IS NULL THEN arrived.kode_indikator ELSE arrived.periode END AS value,
    NULL AS expected,
    CASE
        WHEN indicators.counted IS NULL THEN 'indikator ini tidak dihitung dari pembilang dan penyebut'
        ELSE 'indikator ini tidak dihitung untuk periode sepanjang itu'
    END AS sentence
FROM arrived
INNER JOIN indicators ON indicators.id = arrived.kode_indikator
WHERE
    indicators.counted IS NULL
    OR indicators.windows NOT LIKE
    CASE
        WHEN arrived.periode LIKE '%-Q%' THEN '%,quarter,%'
        WHEN arrived.periode LIKE '%-S%' THEN '%,semester,%'
        WHEN length(arrived.periode) = 4 THEN '%,year,%'
        ELSE '%,month,%'
    END
ORDER BY arrived.sheet, arrived.sheet_row
