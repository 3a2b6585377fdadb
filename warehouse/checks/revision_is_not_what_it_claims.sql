-- warning: what a masterplan's sender says a revision did to a programme is not what its columns say.
SELECT
    'Masterplan ' || versi_masterplan || ' menyebut program ' || kode_program || ' ' || claimed
    || ', padahal dibandingkan dengan ' || before || ' isinya ' || action
    || CASE WHEN changed = '' THEN '' ELSE ' (' || changed || ')' END || '.' AS sentence
FROM revisions
WHERE against = 'sebelumnya' AND claimed <> action
UNION ALL
SELECT
    'Masterplan ' || versi_masterplan || ' tidak menyebut apa yang terjadi pada program ' || kode_program
    || '; dibandingkan dengan ' || before || ' isinya ' || action || '.' AS sentence
FROM revisions
WHERE against = 'sebelumnya' AND claimed IS NULL AND action <> 'tetap' AND action <> 'dihapus'
ORDER BY sentence
