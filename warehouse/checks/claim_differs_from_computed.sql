-- warning: a claim differs from the value computed from real files; sample values are never compared.
SELECT
    'Angka terbit ' || claims.kode_indikator || ' ' || claims.kode_entitas || ' ' || claims.periode || ': disebut '
    || replace(rtrim(rtrim(claims.nilai::varchar, '0'), '.'), '.', ',') || ', dihitung '
    || replace(rtrim(rtrim(shown.display::varchar, '0'), '.'), '.', ',') || ' (' || claims.sumber || ').' AS sentence
FROM claims
INNER JOIN samples ON claims.load = samples.load AND NOT samples.sample
INNER JOIN shown_observations AS shown
    ON claims.kode_indikator = shown.indicator
    AND claims.kode_entitas = shown.entity
    AND claims.periode = shown.period
    AND shown.breakdown = ''
    AND NOT shown.sample
WHERE abs(claims.nilai - shown.display) >= 0.1
ORDER BY sentence
