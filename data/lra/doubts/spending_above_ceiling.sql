-- One row per deepest account of expenditure that has spent more than its budget; revenue may exceed it.
SELECT
    sheet,
    sheet_row,
    'realisasi' AS column_name,
    realisasi AS value,
    anggaran AS expected,
    'lebih dari anggaran, {expected}' AS sentence
FROM arrived
WHERE
    terdalam = 1
    AND realisasi > anggaran + 1
    AND NOT regexp_matches(
        kode_rekening,
        '(^|[.])[46]([.][0-9]([.][0-9]{1,2}([.][0-9]{2}([.][0-9]{2,3}([.][0-9]{2,4})?)?)?)?)?$'
    )
ORDER BY sheet, sheet_row
