-- One row per row of the table `raw`: the rules of data/births/dataset.toml as somebody would write them for this one form.
WITH cells AS (
    SELECT row, coalesce(no_akta, '') AS no_akta, coalesce(nik_anak, '') AS nik_anak, coalesce(jenis_kelamin, '') AS jenis_kelamin,
        coalesce(tanggal_lahir, '') AS tanggal_lahir, coalesce(tanggal_lapor, '') AS tanggal_lapor, coalesce(kode_wilayah, '') AS kode_wilayah,
        coalesce(tempat_dilahirkan, '') AS tempat_dilahirkan, coalesce(penolong_kelahiran, '') AS penolong_kelahiran,
        coalesce(jenis_kelahiran, '') AS jenis_kelahiran, coalesce(berat_kg, '') AS berat_kg, coalesce(nik_ibu, '') AS nik_ibu
    FROM raw
),
typed AS (
    SELECT cells.*,
        text_of(no_akta) AS v_no_akta,
        nik_of(nik_anak) AS v_nik_anak,
        choice_of(jenis_kelamin, getvariable('jenis_kelamin')) AS v_jenis_kelamin,
        day_of(tanggal_lahir) AS v_tanggal_lahir,
        day_of(tanggal_lapor) AS v_tanggal_lapor,
        CASE
            WHEN spellings.n_codes = 1 THEN spellings.code
            WHEN spellings.code = 'luar' OR is_far(area_key(kode_wilayah)) THEN 'luar'
        END AS v_kode_wilayah,
        spellings.n_codes AS codes, spellings.code AS code,
        choice_of(tempat_dilahirkan, getvariable('tempat_dilahirkan')) AS v_tempat_dilahirkan,
        choice_of(penolong_kelahiran, getvariable('penolong_kelahiran')) AS v_penolong_kelahiran,
        choice_of(jenis_kelahiran, getvariable('jenis_kelahiran')) AS v_jenis_kelahiran,
        decimal_of(berat_kg) AS v_berat_kg,
        nik_of(nik_ibu) AS v_nik_ibu
    FROM cells LEFT JOIN spellings ON area_key(kode_wilayah) = spellings.key
),
reasoned AS (
    SELECT *,
        CASE WHEN v_no_akta IS NOT NULL THEN NULL WHEN is_blank(no_akta) THEN 'kosong' WHEN is_unsaid(no_akta) THEN 'tidak tersedia'
            ELSE 'berisi karakter kendali yang tidak terlihat' END AS w_no_akta,
        CASE WHEN v_nik_anak IS NOT NULL OR is_unsaid(nik_anak) THEN NULL ELSE no_nik(nik_anak) END AS why_nik_anak,
        CASE WHEN v_jenis_kelamin IS NOT NULL THEN NULL WHEN is_blank(jenis_kelamin) THEN 'kosong'
            WHEN is_unsaid(jenis_kelamin) THEN 'tidak tersedia' ELSE 'bukan salah satu pilihan: 1, 2' END AS why_jenis_kelamin,
        CASE WHEN v_tanggal_lahir < DATE '1900-01-01' THEN 'tanggal di luar rentang (sejak 1 Januari 1900)'
            WHEN v_tanggal_lahir IS NOT NULL THEN NULL WHEN is_blank(tanggal_lahir) THEN 'kosong'
            WHEN is_unsaid(tanggal_lahir) THEN 'tidak tersedia' ELSE no_day(tanggal_lahir) END AS why_tanggal_lahir,
        CASE WHEN v_tanggal_lapor < DATE '2000-01-01' THEN 'tanggal di luar rentang (sejak 1 Januari 2000)'
            WHEN v_tanggal_lapor < v_tanggal_lahir THEN 'mendahului tanggal_lahir'
            WHEN v_tanggal_lapor < getvariable('first_day') OR v_tanggal_lapor > getvariable('last_day') THEN getvariable('outside')
            WHEN v_tanggal_lapor IS NOT NULL THEN NULL WHEN is_blank(tanggal_lapor) THEN 'kosong'
            WHEN is_unsaid(tanggal_lapor) THEN 'tidak tersedia' ELSE no_day(tanggal_lapor) END AS why_tanggal_lapor,
        CASE WHEN v_kode_wilayah IS NOT NULL THEN NULL WHEN is_blank(kode_wilayah) THEN 'kosong'
            WHEN is_unsaid(kode_wilayah) THEN 'tidak tersedia'
            WHEN codes > 1 THEN 'dapat berarti ' || code || '; tulis kode Kemendagri bertitik'
            WHEN regexp_matches(kode_wilayah, '^[0-9.]+$') THEN 'kode wilayah tidak dikenal'
            ELSE 'nama wilayah tidak dikenal' END AS why_kode_wilayah,
        CASE WHEN v_tempat_dilahirkan IS NOT NULL OR is_unsaid(tempat_dilahirkan) THEN NULL
            ELSE 'bukan salah satu pilihan: 1, 2, 3, 4, 5' END AS why_tempat_dilahirkan,
        CASE WHEN v_penolong_kelahiran IS NOT NULL OR is_unsaid(penolong_kelahiran) THEN NULL
            ELSE 'bukan salah satu pilihan: 1, 2, 3, 4' END AS why_penolong_kelahiran,
        CASE WHEN v_jenis_kelahiran IS NOT NULL OR is_unsaid(jenis_kelahiran) THEN NULL
            ELSE 'bukan salah satu pilihan: 1, 2, 3, 4, 5' END AS why_jenis_kelahiran,
        CASE WHEN v_berat_kg < 0.2 THEN 'kurang dari 0,2' WHEN v_berat_kg > 9 THEN 'lebih dari 9'
            WHEN v_berat_kg IS NOT NULL OR is_unsaid(berat_kg) THEN NULL ELSE 'bukan angka' END AS why_berat_kg,
        CASE WHEN v_nik_ibu IS NOT NULL OR is_unsaid(nik_ibu) THEN NULL ELSE no_nik(nik_ibu) END AS why_nik_ibu
    FROM typed
),
several AS (SELECT v_no_akta FROM typed WHERE v_no_akta IS NOT NULL GROUP BY v_no_akta HAVING count(*) > 1),
content AS (
    SELECT typed.row, typed.v_no_akta,
        row(coalesce(v_nik_anak, nik_anak), coalesce(v_jenis_kelamin, jenis_kelamin), coalesce(v_tanggal_lahir::varchar, tanggal_lahir),
            coalesce(v_tanggal_lapor::varchar, tanggal_lapor), coalesce(v_kode_wilayah, kode_wilayah),
            coalesce(v_tempat_dilahirkan, tempat_dilahirkan), coalesce(v_penolong_kelahiran, penolong_kelahiran),
            coalesce(v_jenis_kelahiran, jenis_kelahiran), coalesce(v_berat_kg::varchar, berat_kg), coalesce(v_nik_ibu, nik_ibu))::varchar AS said
    FROM typed SEMI JOIN several USING (v_no_akta)
),
twins AS (
    SELECT row, min(said) OVER alike <> max(said) OVER alike AS conflict, row_number() OVER (alike ORDER BY row) > 1 AS repeats
    FROM content WINDOW alike AS (PARTITION BY v_no_akta)
)
SELECT
    row, coalesce(repeats AND NOT conflict, false) AS duplicate,
    hashed(v_no_akta) AS no_akta, hashed(v_nik_anak) AS nik_anak, v_jenis_kelamin AS jenis_kelamin, v_tanggal_lahir AS tanggal_lahir,
    v_tanggal_lapor AS tanggal_lapor, v_kode_wilayah AS kode_wilayah, v_tempat_dilahirkan AS tempat_dilahirkan,
    v_penolong_kelahiran AS penolong_kelahiran, v_jenis_kelahiran AS jenis_kelahiran, v_berat_kg AS berat_kg, hashed(v_nik_ibu) AS nik_ibu,
    CASE WHEN conflict THEN 'kunci sama, isi berbeda' ELSE w_no_akta END AS why_no_akta, why_nik_anak, why_jenis_kelamin, why_tanggal_lahir,
    why_tanggal_lapor, why_kode_wilayah, why_tempat_dilahirkan, why_penolong_kelahiran, why_jenis_kelahiran, why_berat_kg, why_nik_ibu,
    CASE WHEN why_no_akta IS NOT NULL THEN masked(reasoned.no_akta) END AS bad_no_akta,
    CASE WHEN why_nik_anak IS NOT NULL THEN masked(reasoned.nik_anak) END AS bad_nik_anak,
    CASE WHEN why_jenis_kelamin IS NOT NULL THEN masked(reasoned.jenis_kelamin) END AS bad_jenis_kelamin,
    CASE WHEN why_tanggal_lahir IS NOT NULL THEN masked(reasoned.tanggal_lahir) END AS bad_tanggal_lahir,
    CASE WHEN why_tanggal_lapor IS NOT NULL THEN masked(reasoned.tanggal_lapor) END AS bad_tanggal_lapor,
    CASE WHEN why_kode_wilayah IS NOT NULL THEN masked(reasoned.kode_wilayah) END AS bad_kode_wilayah,
    CASE WHEN why_tempat_dilahirkan IS NOT NULL THEN masked(reasoned.tempat_dilahirkan) END AS bad_tempat_dilahirkan,
    CASE WHEN why_penolong_kelahiran IS NOT NULL THEN masked(reasoned.penolong_kelahiran) END AS bad_penolong_kelahiran,
    CASE WHEN why_jenis_kelahiran IS NOT NULL THEN masked(reasoned.jenis_kelahiran) END AS bad_jenis_kelahiran,
    CASE WHEN why_berat_kg IS NOT NULL THEN masked(reasoned.berat_kg) END AS bad_berat_kg,
    CASE WHEN why_nik_ibu IS NOT NULL THEN masked(reasoned.nik_ibu) END AS bad_nik_ibu
FROM reasoned LEFT JOIN twins USING (row)
