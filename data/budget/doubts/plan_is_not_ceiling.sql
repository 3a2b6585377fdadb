-- One row per sub-kegiatan whose cash plan of all twelve months is not its ceiling in December; from Rp 1 on.
WITH years AS (
    SELECT
        tahun,
        kode_skpd,
        kode_sub_kegiatan,
        sum(rak) AS planned,
        max(pagu) FILTER (WHERE bulan = 12) AS pagu
    FROM budget
    GROUP BY tahun, kode_skpd, kode_sub_kegiatan
    HAVING count(*) = 12
),

newest AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY tahun, kode_skpd, kode_sub_kegiatan ORDER BY bulan DESC) AS place
    FROM arrived
)

SELECT
    newest.sheet,
    newest.sheet_row,
    'rak' AS column_name,
    years.planned AS value,
    years.pagu AS expected,
    'RAK setahun tidak sama dengan pagu bulan Desember, {expected}' AS sentence
FROM newest
INNER JOIN years
    ON
        newest.tahun = years.tahun
        AND newest.kode_skpd = years.kode_skpd
        AND newest.kode_sub_kegiatan = years.kode_sub_kegiatan
WHERE
    newest.place = 1
    AND (years.planned > years.pagu + 1 OR years.planned < years.pagu - 1)
ORDER BY newest.sheet, newest.sheet_row
