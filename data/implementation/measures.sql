-- One row per programme of the version in force in a month, and one per programme that reports; then the measures.
-- A link is well formed where it is an http(s) address of a named host without blanks; several stand between `;`.
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
    SELECT
        programs.load, programs.sheet, programs.sheet_row, in_force.month, programs.kode_skpd, programs.kode_program,
        CASE WHEN programs.quick_win = 'ya' THEN 1 ELSE 0 END AS quick_win
    FROM in_force
    INNER JOIN programs ON in_force.versi_masterplan = programs.versi_masterplan
    WHERE
        in_force.newest = 1
        AND coalesce(programs.aksi_revisi, 'tetap') <> 'dihapus'
        AND coalesce(programs.bobot, 1) <> 0
),
reported AS (
    SELECT
        progress.load, progress.sheet, progress.sheet_row, planned.month, planned.kode_skpd, planned.kode_program,
        planned.quick_win,
        CASE WHEN progress.status IN ('berjalan', 'selesai', 'berkelanjutan') THEN 1 ELSE 0 END AS running,
        CASE
            WHEN progress.status = 'selesai' THEN 1
            WHEN progress.status NOT IN ('berjalan', 'berkelanjutan') THEN 0
            WHEN progress.rencana_fisik > 0 AND progress.realisasi_fisik >= progress.rencana_fisik THEN 1
            ELSE 0
        END AS reached,
        CASE
            WHEN regexp_matches(
                trim(progress.data_dukung),
                '^https?://[A-Za-z0-9-]+([.][A-Za-z0-9-]+)+(/[^ ;]*)?( *; *https?://[A-Za-z0-9-]+([.][A-Za-z0-9-]+)+(/[^ ;]*)?)*$'
            ) THEN 1
            ELSE 0
        END AS evidenced
    FROM planned
    INNER JOIN progress
        ON planned.kode_program = progress.kode_program
        AND planned.month = make_date(progress.tahun::int, progress.bulan::int, 1)
)
SELECT
    load, sheet, sheet_row, month, '' AS breakdown, kode_skpd AS organisation, kode_program AS programme,
    1 AS programmes, 0 AS programmes_running, quick_win AS quick_wins, 0 AS quick_wins_reached,
    0 AS evidence_due, 0 AS evidence_complete
FROM planned
UNION ALL
SELECT
    load, sheet, sheet_row, month, '' AS breakdown, kode_skpd AS organisation, kode_program AS programme,
    0 AS programmes, running AS programmes_running, 0 AS quick_wins, quick_win * reached AS quick_wins_reached,
    running AS evidence_due, running * evidenced AS evidence_complete
FROM reported
