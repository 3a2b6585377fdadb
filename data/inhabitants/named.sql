-- One row per month and breakdown: who counted the people of the year.
SELECT DISTINCT
    counted.month,
    counted.breakdown,
    'penduduk ' || population.tahun::varchar || ' menurut ' || population.sumber AS name
FROM inhabitants_contributions AS counted
INNER JOIN population
    ON
        counted.load = population.load
        AND counted.sheet = population.sheet
        AND counted.sheet_row = population.sheet_row
