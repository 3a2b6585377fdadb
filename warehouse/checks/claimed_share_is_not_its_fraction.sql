-- warning: a claimed percentage is not the fraction claimed for the same number, at the decimals it is printed with.
WITH claims AS (
    SELECT
        json_extract_string(fields, '$.kode_indikator') AS indicator,
        json_extract_string(fields, '$.kode_entitas') AS entity,
        json_extract_string(fields, '$.periode') AS period,
        json_extract_string(fields, '$.sumber') AS source,
        json_extract_string(fields, '$.nilai') AS printed,
        TRY_CAST(json_extract_string(fields, '$.nilai') AS decimal(18, 4)) AS share,
        TRY_CAST(json_extract_string(fields, '$.pembilang') AS decimal(28, 4)) AS numerator,
        TRY_CAST(json_extract_string(fields, '$.penyebut') AS decimal(28, 4)) AS denominator
    FROM new_records
    WHERE kind = 'claim'
),
compared AS (
    SELECT
        said.indicator,
        said.entity,
        said.period,
        said.printed,
        said.share,
        said.source AS said_by,
        counted.source AS counted_by,
        counted.numerator,
        counted.denominator,
        (CASE WHEN contains(said.printed, '.') THEN length(said.printed) - strpos(said.printed, '.') ELSE 0 END)::integer AS decimals,
        counted.numerator * 100 / counted.denominator AS fraction
    FROM claims AS said
    INNER JOIN claims AS counted
        ON said.indicator = counted.indicator AND said.entity = counted.entity AND said.period = counted.period
    WHERE said.share IS NOT NULL AND counted.numerator IS NOT NULL AND counted.denominator > 0
)
SELECT
    'Angka terbit ' || indicator || ' ' || entity || ' ' || period || ': disebut ' || replace(printed, '.', ',')
    || ' persen (' || said_by || '), padahal ' || numerator::bigint::varchar || '/' || denominator::bigint::varchar
    || ' adalah ' || replace(round(fraction, greatest(decimals, 1)::integer)::varchar, '.', ',')
    || ' persen (' || counted_by || ').' AS sentence
FROM compared
WHERE round(fraction, decimals) <> share
ORDER BY sentence
