-- error: the tags of a budget line and version add to more than 100 percent.
SELECT
    'Tag ' || versi || ' ' || kode_skpd || ' ' || kode_sub_kegiatan || ': porsi berjumlah '
    || sum(porsi_persen)::varchar || ' persen' AS sentence
FROM tags
GROUP BY tahun, versi, kode_skpd, kode_sub_kegiatan
HAVING sum(porsi_persen) > 100
ORDER BY sentence
