-- warning: a body met before its decree, or a body with a decree met not once in a year.
SELECT
    'Rapat ' || lembaga || ' ' || tanggal::varchar || ' mendahului SK ' || sk || ' (' || tanggal_sk::varchar || ').' AS sentence
FROM institutions
WHERE tanggal < tanggal_sk
UNION ALL
SELECT 'Tidak ada rapat ' || lembaga || ' yang tercatat pada ' || tahun::varchar || '.' AS sentence
FROM institutions
GROUP BY lembaga, tahun
HAVING count(tanggal) = 0
ORDER BY sentence
