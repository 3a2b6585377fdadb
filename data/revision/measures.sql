-- One row per programme of the first version, in the month in which a version named for the pandemic begins.
-- `revisions` holds every version against the first; a programme that only the revision has is none of the first.
SELECT
    load, sheet, sheet_row, date_trunc('month', berlaku_dari)::date AS month, '' AS breakdown,
    kode_skpd AS organisation,
    1 AS programmes_original,
    CASE WHEN action = 'tetap' THEN 0 ELSE 1 END AS programmes_revised
FROM revisions
WHERE against = 'asli' AND action <> 'baru' AND regexp_matches(lower(versi_masterplan), 'covid|pandemi')
