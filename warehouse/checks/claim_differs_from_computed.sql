-- warning: a claim differs from the value computed from real files; sample values are never compared.
WITH claims AS (
    SELECT
        json_extract_string(fields, '$.kode_indikator') AS indicator,
        json_extract_string(fields, '$.kode_entitas') AS entity,
        json_extract_string(fields, '$.periode') AS period,
        json_extract_string(fields, '$.sumber') AS source,
        json_extract_string(fields, '$.nilai') AS printed,
        TRY_CAST(json_extract_string(fields, '$.nilai') AS decimal(18, 4)) AS share
    FROM new_records
    WHERE kind = 'claim' AND NOT sample
)
SELECT
    'Angka terbit ' || claims.indicator || ' ' || claims.entity || ' ' || claims.period || ': disebut '
    || replace(claims.printed, '.', ',') || ', dihitung '
    || replace(shown.display::varchar, '.', ',') || ' (' || claims.source || ').' AS sentence
FROM claims
INNER JOIN new_observations AS shown
    ON claims.indicator = shown.indicator AND claims.entity = shown.entity
    AND claims.period = shown.period AND shown.breakdown = '' AND NOT shown.sample
WHERE claims.share IS NOT NULL AND shown.display IS NOT NULL AND abs(claims.share - shown.display) >= 0.1
ORDER BY sentence
