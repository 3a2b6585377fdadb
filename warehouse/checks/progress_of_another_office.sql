-- warning: progress is reported by an office that no loaded masterplan version makes responsible for the programme.
SELECT DISTINCT
    'Kemajuan program ' || progress.kode_program || ' dilaporkan perangkat daerah ' || progress.kode_skpd
    || ', yang tidak menanggungnya di masterplan.' AS sentence
FROM progress
WHERE
    progress.kode_program IN (SELECT kode_program FROM programs)
    AND NOT EXISTS (
        SELECT 1
        FROM programs
        WHERE programs.kode_program = progress.kode_program AND programs.kode_skpd = progress.kode_skpd
    )
ORDER BY sentence
