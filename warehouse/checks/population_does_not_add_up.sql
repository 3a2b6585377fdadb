-- warning: men and women of a source do not add to its whole, or an estimate lies outside its own bounds.
WITH sexes AS (
    SELECT
        kode_wilayah, tahun, kelompok, sumber,
        sum(nilai) FILTER (WHERE jenis_kelamin IN ('1', '2')) AS both_sexes,
        count(*) FILTER (WHERE jenis_kelamin IN ('1', '2')) AS counted,
        max(nilai) FILTER (WHERE jenis_kelamin = 'semua') AS whole
    FROM population
    GROUP BY kode_wilayah, tahun, kelompok, sumber
)
SELECT
    'Penduduk ' || kode_wilayah || ' ' || tahun::varchar || ' ' || kelompok || ': laki-laki dan perempuan berjumlah '
    || both_sexes::varchar || ', seluruhnya ' || whole::varchar || ' (' || sumber || ').' AS sentence
FROM sexes
WHERE counted = 2 AND both_sexes <> whole
UNION ALL
SELECT
    'Penduduk ' || kode_wilayah || ' ' || tahun::varchar || ' ' || kelompok || ': ' || nilai::varchar
    || ' di luar batasnya sendiri (' || sumber || ').' AS sentence
FROM population
WHERE nilai < rendah OR nilai > tinggi
ORDER BY sentence
