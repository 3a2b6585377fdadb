-- One row per programme of the version in force in a month, and one per programme that reports; then the measures.
WITH months AS (
    SELECT DISTINCT make_date(tahun::int, bulan::int, 1) AS month FROM progress
),
versions AS (
    SELECT DISTINCT versi_masterplan, berlaku_dari FROM programs
),
in_force AS (
    SELECT
        months.month,
        versions.versi_masterplan,
        row_number() OVER (PARTITION BY months.month ORDER BY versions.berlaku_dari DESC) AS newest
    FROM months
    INNER JOIN versions ON versions.berlaku_dari <= last_day(months.month)
),
planned AS (
    SELECT programs.load, programs.sheet, programs.sheet_row, in_force.month, programs.kode_skpd, programs.kode_program
    FROM in_force
    INNER JOIN programs ON in_force.versi_masterplan = programs.versi_masterplan
    WHERE in_force.newest = 1 AND coalesce(programs.aksi_revisi, 'tetap') <> 'dihapus'
)
SELECT
    load, sheet, sheet_row, month, '' AS breakdown, kode_skpd AS organisation, kode_program AS programme,
    1 AS programmes, 0 AS programmes_running
FROM planned
UNION ALL
SELECT
    progress.load, progress.sheet, progress.sheet_row, planned.month, '' AS breakdown,
    planned.kode_skpd AS organisation, planned.kode_program AS programme,
    0 AS programmes,
    CASE WHEN progress.status IN ('berjalan', 'selesai', 'berkelanjutan') THEN 1 ELSE 0 END AS programmes_running
FROM planned
INNER JOIN progress
    ON planned.kode_program = progress.kode_program
    AND planned.month = make_date(progress.tahun::int, progress.bulan::int, 1)
