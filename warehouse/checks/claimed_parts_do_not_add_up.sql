-- warning: the dimensions' claims of an indicator and period do not add to what is claimed for the kabupaten.
WITH parts AS (
    SELECT kode_indikator, periode, sum(pembilang) AS total, count(*) AS dimensions
    FROM claims
    WHERE kode_entitas IN ('gov', 'brd', 'eco', 'liv', 'soc', 'env')
    GROUP BY kode_indikator, periode
)
SELECT DISTINCT
    'Angka terbit ' || whole.kode_indikator || ' ' || whole.periode || ': ' || parts.dimensions::varchar
    || ' dimensi berjumlah ' || parts.total::bigint::varchar || ', kabupaten menyebut '
    || whole.pembilang::bigint::varchar || ' (' || whole.sumber || ').' AS sentence
FROM claims AS whole
INNER JOIN parts ON whole.kode_indikator = parts.kode_indikator AND whole.periode = parts.periode
WHERE whole.kode_entitas = '13.05' AND whole.pembilang <> parts.total
ORDER BY sentence
