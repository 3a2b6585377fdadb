-- warning: a death lies before the birth that the register of births has for the same person; no person is named.
SELECT DISTINCT
    'Kematian yang dilaporkan pada ' || strftime(deaths.tanggal_lapor, '%Y-%m')
    || ' mendahului kelahiran orang yang sama pada daftar kelahiran; periksa muatan ' || deaths.load::varchar || '.' AS sentence
FROM deaths
INNER JOIN births ON deaths.nik = births.nik_anak
WHERE deaths.tanggal_kematian < births.tanggal_lahir
ORDER BY sentence
