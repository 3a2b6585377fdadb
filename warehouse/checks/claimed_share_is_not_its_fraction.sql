-- warning: a claimed percentage is not the fraction claimed for the same number, at the decimals it is printed with.
WITH shares AS (
    SELECT *, rtrim(rtrim(nilai::varchar, '0'), '.') AS printed
    FROM claims
    WHERE nilai IS NOT NULL
),
compared AS (
    SELECT
        said.kode_indikator,
        said.kode_entitas,
        said.periode,
        said.nilai,
        said.printed,
        said.sumber AS said_by,
        counted.sumber AS counted_by,
        counted.pembilang,
        counted.penyebut,
        length(split_part(said.printed, '.', 2))::integer AS decimals,
        counted.pembilang * 100 / counted.penyebut AS fraction
    FROM shares AS said
    INNER JOIN claims AS counted
        ON said.kode_indikator = counted.kode_indikator
        AND said.kode_entitas = counted.kode_entitas
        AND said.periode = counted.periode
    WHERE counted.pembilang IS NOT NULL AND counted.penyebut > 0
)
SELECT
    'Angka terbit ' || kode_indikator || ' ' || kode_entitas || ' ' || periode || ': disebut '
    || replace(printed, '.', ',') || ' persen (' || said_by || '), padahal ' || pembilang::bigint::varchar || '/'
    || penyebut::bigint::varchar || ' adalah '
    || replace(round(fraction, greatest(decimals, 1))::varchar, '.', ',') || ' persen (' || counted_by || ').' AS sentence
FROM compared
WHERE round(fraction, decimals) <> nilai
ORDER BY sentence
