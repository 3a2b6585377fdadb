-- warning: the accounts of an office's budget lines do not add up to their ceilings in a month for which both came.
WITH by_account AS (
    SELECT tahun, bulan, kode_skpd, kode_sub_kegiatan, sum(pagu) AS pagu
    FROM budget_accounts
    GROUP BY tahun, bulan, kode_skpd, kode_sub_kegiatan
)
SELECT
    'Pagu menurut akun ' || budget.kode_skpd || ' ' || budget.tahun::varchar || '-' || lpad(budget.bulan::varchar, 2, '0')
    || ': ' || count(*)::varchar || ' sub-kegiatan tidak sama dengan pagunya, selisih Rp '
    || replace(sum(by_account.pagu - budget.pagu)::varchar, '.', ',') || '.' AS sentence
FROM budget
INNER JOIN by_account USING (tahun, bulan, kode_skpd, kode_sub_kegiatan)
WHERE abs(by_account.pagu - budget.pagu) > 1
GROUP BY budget.kode_skpd, budget.tahun, budget.bulan
ORDER BY sentence
