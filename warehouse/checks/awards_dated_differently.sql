-- warning: two sources tell two dates of one award, or a source's date is not in the year it names.
WITH told AS (
    SELECT
        nama || ' (' || kategori || ')' AS award,
        sumber,
        tahun,
        tanggal,
        CASE
            WHEN tanggal IS NULL THEN tahun::varchar
            ELSE day(tanggal)::varchar || ' ' || (['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli',
                'Agustus', 'September', 'Oktober', 'November', 'Desember'])[month(tanggal)] || ' ' || year(tanggal)::varchar
        END AS said
    FROM awards
)
SELECT
    'Penghargaan ' || one.award || ': ' || one.said || ' menurut ' || one.sumber || ', ' || other.said || ' menurut '
    || other.sumber || '.' AS sentence
FROM told AS one
INNER JOIN told AS other ON one.award = other.award AND one.sumber < other.sumber
WHERE one.tahun <> other.tahun OR one.tanggal <> other.tanggal
UNION ALL
SELECT 'Penghargaan ' || award || ': ' || said || ' tidak dalam tahun ' || tahun::varchar || ' (' || sumber || ').' AS sentence
FROM told
WHERE year(tanggal) <> tahun
ORDER BY sentence
