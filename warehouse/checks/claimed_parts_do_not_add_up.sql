-- warning: the dimensions' claims of a source and period do not add to what it claims for the kabupaten.
WITH claims AS (
    SELECT
        json_extract_string(fields, '$.kode_indikator') AS indicator,
        json_extract_string(fields, '$.kode_entitas') AS entity,
        json_extract_string(fields, '$.periode') AS period,
        json_extract_string(fields, '$.sumber') AS source,
        TRY_CAST(json_extract_string(fields, '$.pembilang') AS decimal(28, 4)) AS numerator
    FROM new_records
    WHERE kind = 'claim'
),
parts AS (
    SELECT indicator, period, sum(numerator) AS total, count(*) AS dimensions
    FROM claims
    WHERE entity IN ('gov', 'brd', 'eco', 'liv', 'soc', 'env')
    GROUP BY indicator, period
)
SELECT DISTINCT
    'Angka terbit ' || whole.indicator || ' ' || whole.period || ': ' || parts.dimensions::varchar
    || ' dimensi berjumlah ' || parts.total::bigint::varchar || ', kabupaten menyebut '
    || whole.numerator::bigint::varchar || ' (' || whole.source || ').' AS sentence
FROM claims AS whole
INNER JOIN parts ON whole.indicator = parts.indicator AND whole.period = parts.period
WHERE whole.entity = '13.05' AND whole.numerator IS NOT NULL AND whole.numerator <> parts.total
ORDER BY sentence
