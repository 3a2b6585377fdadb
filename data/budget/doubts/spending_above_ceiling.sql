-- One row per sub-kegiatan that has spent more than its ceiling.
SELECT
    sheet,
    sheet_row,
    'realisasi_anggaran' AS column_name,
    realisasi_anggaran AS value,
    pagu AS expected,
    'lebih dari pagu, {expected}' AS sentence
FROM arrived
WHERE realisasi_anggaran > pagu
ORDER BY sheet, sheet_row
