-- One row per share that comes without its denominator, or with one of 0.
SELECT
    arrived.sheet,
    arrived.sheet_row,
    'penyebut' AS column_name,
    arrived.penyebut AS value,
    NULL AS expected,
    'penyebut kosong atau nol; indikator ini berupa bagian' AS sentence
FROM arrived
INNER JOIN indicators ON indicators.id = arrived.kode_indikator
WHERE indicators.kind <> 'count' AND coalesce(arrived.penyebut, 0) = 0
ORDER BY arrived.sheet, arrived.sheet_row
