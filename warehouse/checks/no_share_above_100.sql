-- error: a share of a whole is above 100 percent or below 0.
SELECT indicator || ' ' || entity || ' ' || period || ': ' || value::varchar || ' persen' AS sentence
FROM new_observations
WHERE indicator IN ('reg-03', 'reg-03-lapor', 'reg-06', 'prg-01', 'prg-04', 'prg-05', 'prg-06') AND (value > 100 OR value < 0)
ORDER BY sentence
