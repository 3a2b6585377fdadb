-- warning: the parts of an area count more than it, or other than it though a source speaks of every part; no figure of an office is told.
WITH told AS (
    SELECT
        'Penduduk ' || kelompok || CASE jenis_kelamin WHEN '1' THEN ' laki-laki' WHEN '2' THEN ' perempuan' ELSE '' END AS named,
        kode_wilayah AS area, tahun::varchar AS period, sumber, nilai AS counted
    FROM population
    UNION ALL
    SELECT 'Pembilang ' || kode_indikator AS named, kode_entitas AS area, periode AS period, sumber, pembilang AS counted
    FROM counts
    UNION ALL
    SELECT 'Penyebut ' || kode_indikator AS named, kode_entitas AS area, periode AS period, sumber, penyebut AS counted
    FROM counts
),
within_year AS (
    SELECT told.*, areas.parent
    FROM told
    INNER JOIN areas ON told.area = areas.code
    WHERE areas.valid_from <= make_date(left(told.period, 4)::integer, 12, 31)
        AND areas.valid_to > make_date(left(told.period, 4)::integer, 12, 31)
),
parts AS (
    SELECT named, parent, period, sumber, sum(counted) AS counted, count(counted) AS told
    FROM within_year
    GROUP BY named, parent, period, sumber
),
expected AS (
    SELECT years.period, areas.parent, count(*) AS areas
    FROM (SELECT DISTINCT period FROM told) AS years
    INNER JOIN areas
        ON areas.valid_from <= make_date(left(years.period, 4)::integer, 12, 31)
        AND areas.valid_to > make_date(left(years.period, 4)::integer, 12, 31)
    GROUP BY years.period, areas.parent
)
SELECT
    whole.named || ' ' || whole.area || ' ' || whole.period || ': ' || parts.told::varchar || ' dari '
    || expected.areas::varchar || ' bagiannya berjumlah '
    || CASE WHEN parts.counted > whole.counted THEN 'lebih' ELSE 'kurang' END || ' daripada seluruhnya ('
    || whole.sumber || ').' AS sentence
FROM told AS whole
INNER JOIN parts
    ON whole.named = parts.named AND whole.area = parts.parent AND whole.period = parts.period AND whole.sumber = parts.sumber
INNER JOIN expected ON parts.parent = expected.parent AND parts.period = expected.period
WHERE parts.counted > whole.counted OR (parts.counted < whole.counted AND parts.told = expected.areas)
ORDER BY sentence
