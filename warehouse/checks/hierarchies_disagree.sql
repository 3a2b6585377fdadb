-- error: the dimensions of an amount do not add to the kabupaten's, so a place is counted twice or not at all.
WITH both_ways AS (
    SELECT
        indicator, "window", period, breakdown,
        sum(numerator) FILTER (WHERE level = 'dimension') AS by_dimension,
        sum(numerator) FILTER (WHERE level = 'kabupaten') AS whole
    FROM new_observations
    WHERE indicator IN ('bud-02', 'prg-01', 'prg-04', 'prg-05')
    GROUP BY indicator, "window", period, breakdown
)
SELECT
    indicator || ' ' || period || ': dimensi berjumlah ' || by_dimension::varchar || ', kabupaten ' || whole::varchar AS sentence
FROM both_ways
WHERE abs(by_dimension - whole) > 0.01
ORDER BY sentence
