-- One row per regulation on smart city itself that begins, and one per such that ends, in that month; then the measure.
SELECT
    load, sheet, sheet_row, date_trunc('month', berlaku_dari)::date AS month, '' AS breakdown, '13.05' AS area,
    1 AS regulations_in_force
FROM regulations
WHERE terkait_langsung = 'ya'
UNION ALL
SELECT
    load, sheet, sheet_row, date_trunc('month', dicabut)::date AS month, '' AS breakdown, '13.05' AS area,
    -1 AS regulations_in_force
FROM regulations
WHERE terkait_langsung = 'ya' AND dicabut IS NOT NULL
