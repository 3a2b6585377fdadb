-- One row per year, sex and group of people estimated for the whole kabupaten; every further column is a measure.
-- Where sources tell two estimates of a year, the one that came in last counts.
WITH estimated AS (
    SELECT *, row_number() OVER (PARTITION BY tahun, kelompok, jenis_kelamin ORDER BY load DESC, sumber) AS place
    FROM population
    WHERE kode_wilayah = '13.05' AND kelompok IN ('lahir_hidup_estimasi', 'kematian_estimasi')
)
SELECT
    load,
    sheet,
    sheet_row,
    make_date(tahun::integer, 12, 1) AS month,
    CASE jenis_kelamin WHEN '1' THEN 'jenis_kelamin=laki-laki' WHEN '2' THEN 'jenis_kelamin=perempuan' ELSE '' END AS breakdown,
    kode_wilayah AS area,
    CASE WHEN kelompok = 'lahir_hidup_estimasi' THEN nilai END AS estimated_births,
    CASE WHEN kelompok = 'lahir_hidup_estimasi' THEN rendah END AS estimated_births_low,
    CASE WHEN kelompok = 'lahir_hidup_estimasi' THEN tinggi END AS estimated_births_high,
    CASE WHEN kelompok = 'kematian_estimasi' THEN nilai END AS estimated_deaths,
    CASE WHEN kelompok = 'kematian_estimasi' THEN rendah END AS estimated_deaths_low,
    CASE WHEN kelompok = 'kematian_estimasi' THEN tinggi END AS estimated_deaths_high
FROM estimated
WHERE place = 1
