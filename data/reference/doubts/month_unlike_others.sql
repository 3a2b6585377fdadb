-- One row per month whose rows are far fewer or far more than in the same month of the last three years.
-- Far is under half of the fewest or over twice the most, and by more than ten; two such months must have been known
-- before the file: a file that brings years of its own is no measure of itself.
SELECT
    '' AS sheet,
    NULL::bigint AS sheet_row,
    '' AS column_name,
    ours.rows AS value,
    CASE WHEN ours.rows < min(years.rows) THEN min(years.rows) ELSE max(years.rows) END AS expected,
    ours.part || ' berisi {value} baris, bulan yang sama tahun-tahun sebelumnya '
    || CASE WHEN ours.rows < min(years.rows) THEN 'paling sedikit {expected}' ELSE 'paling banyak {expected}' END
    AS sentence
FROM parts AS ours
INNER JOIN parts AS years
    ON
        ours.series = years.series
        AND NOT years.arrived
        AND month(ours.month) = month(years.month)
        AND year(years.month) BETWEEN year(ours.month) - 3 AND year(ours.month) - 1
WHERE ours.arrived
GROUP BY ours.part, ours.rows
HAVING
    count(*) >= 2
    AND (
        (ours.rows * 2 < min(years.rows) AND min(years.rows) - ours.rows > 10)
        OR (ours.rows > max(years.rows) * 2 AND ours.rows - max(years.rows) > 10)
    )
ORDER BY ours.part
