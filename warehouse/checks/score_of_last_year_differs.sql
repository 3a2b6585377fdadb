-- warning: what a sheet of scores says of the year before is not what that year's own sheet says.
SELECT
    'Nilai ' || now.instrumen || ' ' || now.komponen || coalesce(' ' || now.dimensi, '') || ' ' || before.tahun::varchar || ': '
    || replace(rtrim(rtrim(before.nilai::varchar, '0'), '.'), '.', ',') || ', tetapi lembar ' || now.tahun::varchar
    || ' menyebut ' || replace(rtrim(rtrim(now.nilai_tahun_lalu::varchar, '0'), '.'), '.', ',') || '.' AS sentence
FROM scores AS now
INNER JOIN scores AS before
    ON now.instrumen = before.instrumen AND now.komponen = before.komponen AND now.tahun = before.tahun + 1
    AND coalesce(now.dimensi, '') = coalesce(before.dimensi, '')
WHERE now.nilai_tahun_lalu <> before.nilai
ORDER BY sentence
