-- One row per programme that has spent more than its ceiling.
SELECT
    sheet,
    sheet_row,
    'realisasi_keuangan' AS column_name,
    realisasi_keuangan AS value,
    pagu AS expected,
    'lebih dari pagu, {expected}' AS sentence
FROM arrived
WHERE realisasi_keuangan > pagu
ORDER BY sheet, sheet_row
