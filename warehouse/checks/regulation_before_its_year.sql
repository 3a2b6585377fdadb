-- warning: a regulation is said to be in force before the year in its number.
SELECT
    'Regulasi ' || jenis || ' ' || nomor || '/' || tahun::varchar || ' disebut berlaku sejak ' || berlaku_dari::varchar || '.' AS sentence
FROM regulations
WHERE year(berlaku_dari) < tahun
ORDER BY sentence
