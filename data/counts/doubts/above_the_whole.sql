-- One row per share of a whole whose numerator is above its denominator; of a target more can be reached.
SELECT
    arrived.sheet,
    arrived.sheet_row,
    'pembilang' AS column_name,
    arrived.pembilang AS value,
    arrived.penyebut AS expected,
    'lebih dari penyebut, {expected}' AS sentence
FROM arrived
INNER JOIN indicators ON indicators.id = arrived.kode_indikator
WHERE arrived.pembilang > arrived.penyebut AND arrived.penyebut > 0 AND indicators.unit = 'persen' AND arrived.kode_indikator <> 'brd-03'
ORDER BY arrived.sheet, arrived.sheet_row
