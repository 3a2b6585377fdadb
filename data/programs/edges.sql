-- One row per programme and masterplan version: the sub-dimension it lies in while the version is in force.
WITH versions AS (
    SELECT
        versi_masterplan,
        berlaku_dari,
        lead(berlaku_dari) OVER (ORDER BY berlaku_dari) AS until
    FROM (SELECT DISTINCT versi_masterplan, berlaku_dari FROM programs)
)
SELECT
    'programme' AS kind,
    programs.kode_program AS code,
    'subdimension' AS parent_kind,
    programs.subdimensi AS parent,
    versions.berlaku_dari AS since,
    versions.until
FROM programs
INNER JOIN versions ON programs.versi_masterplan = versions.versi_masterplan
