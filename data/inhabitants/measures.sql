-- One row per month of a budget and area that one source counts; every further column is a measure.
-- A source counts the kabupaten itself or each of its 17 kecamatan. Of several sources of a year a real one comes
-- before a sample, then the one that came in last.
WITH people AS (
    SELECT population.*, samples.sample, length(population.kode_wilayah) = 5 AS is_whole
    FROM population
    INNER JOIN samples ON population.load = samples.load
    WHERE kelompok = 'total' AND jenis_kelamin = 'semua' AND length(population.kode_wilayah) IN (5, 8)
),
sources AS (
    SELECT tahun, sumber, is_whole, max(sample::int) AS is_sample, max(load) AS newest_load
    FROM people
    GROUP BY tahun, sumber, is_whole
    HAVING is_whole OR count(DISTINCT kode_wilayah) = 17
),
chosen AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY tahun ORDER BY is_sample, is_whole DESC, newest_load DESC, sumber) AS place
    FROM sources
),
budget_months AS (
    SELECT DISTINCT tahun, make_date(tahun::int, bulan::int, 1) AS month FROM budget
)
SELECT
    people.load,
    people.sheet,
    people.sheet_row,
    budget_months.month,
    '' AS breakdown,
    people.kode_wilayah AS area,
    people.nilai AS inhabitants
FROM chosen
INNER JOIN people
    ON chosen.tahun = people.tahun AND chosen.sumber = people.sumber AND chosen.is_whole = people.is_whole
INNER JOIN budget_months ON chosen.tahun = budget_months.tahun
WHERE chosen.place = 1
