-- warning: progress is reported for a programme that no loaded masterplan version has.
SELECT DISTINCT 'Kemajuan dilaporkan untuk program ' || kode_program || ' yang tidak ada di masterplan.' AS sentence
FROM progress
WHERE kode_program NOT IN (SELECT kode_program FROM programs)
ORDER BY sentence
