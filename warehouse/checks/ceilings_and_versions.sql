-- warning: ceilings moved while no later version than murni is loaded, did not move in a revision, or murni itself moved.
WITH months AS (
    SELECT
        tahun, bulan,
        count(*) FILTER (WHERE pagu <> pagu_murni) AS shifted,
        sum(pagu_murni) AS first_ceilings
    FROM budget
    GROUP BY tahun, bulan
),
in_force AS (
    SELECT
        months.*, apbd.versi,
        row_number() OVER (PARTITION BY months.tahun, months.bulan ORDER BY apbd.berlaku_dari DESC) AS newest
    FROM months
    INNER JOIN apbd ON months.tahun = apbd.tahun
    WHERE apbd.berlaku_dari <= last_day(make_date(months.tahun::int, months.bulan::int, 1))
),
moved AS (
    SELECT tahun, kode_skpd, kode_sub_kegiatan
    FROM budget
    GROUP BY tahun, kode_skpd, kode_sub_kegiatan
    HAVING min(pagu_murni) <> max(pagu_murni)
)
SELECT
    'APBD ' || tahun::varchar || ': sejak bulan ' || min(bulan)::varchar || ' ada ' || max(shifted)::varchar
    || ' sub-kegiatan yang pagunya bukan pagu murni, sedangkan versi sesudah murni belum dimuat.' AS sentence
FROM in_force
WHERE newest = 1 AND versi = 'murni' AND shifted > 0
GROUP BY tahun
UNION ALL
SELECT
    'APBD ' || tahun::varchar || ': versi perubahan berlaku, sedangkan semua pagu masih pagu murni.' AS sentence
FROM in_force
WHERE newest = 1 AND versi = 'perubahan' AND shifted = 0
GROUP BY tahun
UNION ALL
SELECT
    'Pagu murni ' || tahun::varchar || ' ' || kode_skpd || ': ' || count(*)::varchar
    || ' sub-kegiatan berubah di antara bulan, padahal pagu murni tetap sepanjang tahun.' AS sentence
FROM moved
GROUP BY tahun, kode_skpd
UNION ALL
SELECT
    'APBD murni ' || apbd.tahun::varchar || ': pagu murni semua sub-kegiatan melebihi total belanjanya.' AS sentence
FROM apbd
INNER JOIN months ON apbd.tahun = months.tahun
WHERE apbd.versi = 'murni' AND months.first_ceilings > apbd.total_belanja
GROUP BY apbd.tahun
ORDER BY sentence
