-- One row per sub-kegiatan whose cash plan of all twelve months is not its ceiling in December; from Rp 1 on.
SELECT
    arrived.sheet,
    arrived.sheet_row,
    'rak' AS column_name,
    planned.rak AS value,
    planned.pagu AS expected,
    'RAK setahun berbeda dari pagu bulan Desember, {expected}' AS sentence
FROM arrived
INNER JOIN (
    SELECT
        tahun,
        kode_skpd,
        kode_sub_kegiatan,
        sum(rak) AS rak,
        max(pagu) FILTER (WHERE bulan = 12) AS pagu
    FROM budget
    GROUP BY tahun, kode_skpd, kode_sub_kegiatan
    HAVING count(*) = 12
) AS planned
    ON
        arrived.tahun = planned.tahun
        AND arrived.kode_skpd = planned.kode_skpd
        AND arrived.kode_sub_kegiatan = planned.kode_sub_kegiatan
WHERE (planned.rak > planned.pagu + 1 OR planned.rak < planned.pagu - 1)
ORDER BY arrived.sheet, arrived.sheet_row
